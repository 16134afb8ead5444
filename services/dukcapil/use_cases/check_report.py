"""Check a report before it is accepted: the same comparison as afterwards, told as faults."""

from datetime import date

from contracts.dukcapil.api import HasilPeriksaKelahiran, PeriksaKelahiran
from services.dukcapil.domain.faults import Remedy
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.compare_report import compare_report, report_of
from services.dukcapil.use_cases.verify_birth import faults_to_mend


def check_report(registry: Registry, asked: PeriksaKelahiran, terms: Terms, today: date) -> HasilPeriksaKelahiran:
    """What the applicant should mend now, and what cannot be registered here at all."""
    verdict, _ = compare_report(registry, report_of(asked), terms, today)
    return HasilPeriksaKelahiran(galat=faults_to_mend(verdict, Remedy.NONE, Remedy.APPLICANT))
