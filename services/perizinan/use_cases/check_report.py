"""Answer the gateway's question whether a report has faults, before anyone files it."""

from datetime import datetime

from contracts.gateway.events import Laporan
from services.perizinan.domain.report import Findings, examine
from services.perizinan.domain.rules import BirthRules


def check_report(report: Laporan, rules: BirthRules, now: datetime) -> Findings:
    """The same examination that the file will get, without opening one."""
    return examine(report, rules, rules.day(now))
