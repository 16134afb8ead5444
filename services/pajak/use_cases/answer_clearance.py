"""Answer another agency whether a taxpayer is clear: yes or no, why, until when, and never an amount."""

from datetime import timedelta

from contracts.pajak.api import Kswpd
from contracts.pajak.events import AlasanKswpd, StatusKswpd
from services.pajak.desk import Desk
from services.pajak.domain.clearance import UNKNOWN, ClearanceStatus, clearance


def answer_clearance(desk: Desk, npwpd: str) -> Kswpd:
    """The clearance on this day; an unknown number is an answer, not an error."""
    found = _clearance(desk, npwpd)
    return Kswpd(
        status=StatusKswpd(found.status),
        alasan=tuple(AlasanKswpd(reason) for reason in found.reasons),
        berlaku_sampai=found.valid_until,
    )


def _clearance(desk: Desk, npwpd: str) -> ClearanceStatus:
    taxpayer = desk.registry.taxpayers.find(npwpd)
    if taxpayer is None:
        return UNKNOWN
    today = desk.today(taxpayer.kota)
    keep_for = timedelta(days=desk.law(taxpayer.kota).integer("masa_berlaku_kswpd"))
    return clearance(desk.registry.taxpayers.duties(npwpd), today, today + keep_for)
