"""Compare what a report claims with what the register holds: the same for the question before and the event after."""

from datetime import date
from typing import Protocol

from contracts.gateway.birth import Anak, Hubungan
from contracts.types import BuktiPerkawinan
from services.dukcapil.domain.areas import city_name, local_day
from services.dukcapil.domain.birth import BirthReport, RegisterExtract, ReportedChild
from services.dukcapil.domain.verification import Finding, Verdict, compare
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms


class Claims(Protocol):
    """What the event and the question have in common."""

    @property
    def pelapor_nik(self) -> str: ...
    @property
    def pelapor_hubungan(self) -> Hubungan: ...
    @property
    def nomor_kk(self) -> str: ...
    @property
    def ibu_nik(self) -> str | None: ...
    @property
    def ayah_nik(self) -> str | None: ...
    @property
    def bukti_perkawinan(self) -> BuktiPerkawinan: ...
    @property
    def nomor_bukti_perkawinan(self) -> str | None: ...
    @property
    def anak(self) -> tuple[Anak, ...]: ...
    @property
    def saksi_nik(self) -> tuple[str, ...]: ...


def report_of(claims: Claims) -> BirthReport:
    """The report as the domain reads it; each child is born on the day that it was at its birthplace."""
    children = (
        ReportedChild(place, child.nama, child.jenis_kelamin, local_day(child.waktu_lahir, child.tempat_lahir))
        for place, child in enumerate(claims.anak, start=1)
    )
    return BirthReport(
        pelapor_nik=claims.pelapor_nik,
        pelapor_hubungan=claims.pelapor_hubungan,
        nomor_kk=claims.nomor_kk,
        ibu_nik=claims.ibu_nik,
        ayah_nik=claims.ayah_nik,
        bukti=claims.bukti_perkawinan,
        nomor_bukti=claims.nomor_bukti_perkawinan,
        anak=tuple(children),
        saksi_nik=claims.saksi_nik,
    )


def compare_report(registry: Registry, report: BirthReport, terms: Terms, on: date) -> tuple[Verdict, RegisterExtract]:
    """Look up everything that the report names and compare; `on` is the day whose rules are in force."""
    register = _extract(registry, report)
    city = register.card.kota if register.card else None
    return compare(report, register, terms.limits(city, on), terms.served), register


def sentence(finding: Finding, verdict: Verdict) -> str:
    """The sentence for the applicant; names the city to go to where one must."""
    assert finding.fault is not None
    return finding.fault.pesan.format(kota=city_name(verdict.kota or ""))


def _extract(registry: Registry, report: BirthReport) -> RegisterExtract:
    residents = registry.residents.find_many(report.people)
    mother = residents.get(report.ibu_nik) if report.ibu_nik else None
    card = registry.cards.find(report.nomor_kk)
    home = card
    if mother and mother.nomor_kk and mother.nomor_kk != report.nomor_kk:
        home = registry.cards.find(mother.nomor_kk)
    days = {child.tanggal_lahir for child in report.anak}
    return RegisterExtract(
        residents=residents,
        card=card,
        mothers_card=home if mother and mother.nomor_kk else None,
        marriages=registry.residents.marriages_of([mother.nik]) if mother else (),
        mothers_children=registry.residents.children_of(mother.nik, days) if mother else (),
    )
