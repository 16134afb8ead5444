"""Accepting a birth report, and one that was corrected: one way for the API and for the portal."""

from dataclasses import dataclass
from datetime import datetime

from contracts.gateway.api import Diterima
from contracts.gateway.birth import LaporanKelahiran
from contracts.types import Galat, StatusPermohonan
from services.gateway.access.caller import Caller
from services.gateway.intake import births, changes
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.parts import Parts
from services.gateway.tracking.view import track_path
from services.gateway.web import metrics
from services.gateway.web.problems import invalid
from services.gateway.web.writes import accepted


@dataclass(frozen=True, slots=True)
class Corrected:
    """The whole report again, for an application that was sent back."""

    number: str
    report: LaporanKelahiran
    at: datetime


async def accept_report(parts: Parts, claim: Claim, trace: Trace, caller: Caller, report: LaporanKelahiran) -> Answer:
    """Accept a report, or give the answer that it got before. Raises Problem with what is wrong with it."""
    births.refuse_foreign_reporter(report, caller)
    await parts.attachments.refuse_foreign(report.lampiran, caller)
    found = await parts.precheck.check(births.statement(report), parts.settings.city)
    if found.galat:
        earlier = await parts.receipts.find(claim)
        if earlier is None:
            raise invalid(found.galat)
        return earlier
    number = await parts.numbers.next(births.REPORT, parts.clock.today())
    new = births.application_of_report(number, parts.settings.city, report, caller, parts.clock.now())
    answer = await parts.receipts.open_application(claim, new, trace, accepted(receipt(number, found.peringatan)))
    metrics.ACCEPTED.labels(new.kind).inc()
    return answer


async def accept_correction(parts: Parts, claim: Claim, trace: Trace, caller: Caller, sent: Corrected) -> Answer:
    """Accept the whole report again, for an application that was sent back. Raises Problem with what is wrong."""
    report = sent.report
    births.refuse_foreign_reporter(report, caller)
    await parts.attachments.refuse_foreign(report.lampiran, caller)
    found = await parts.precheck.check(births.statement(report), parts.settings.city)
    if found.galat and await parts.receipts.find(claim) is None:
        raise invalid(found.galat)
    correction = changes.Correction(
        number=sent.number,
        kind="KELAHIRAN",
        applicant=report.pelapor.nik,
        event=births.corrected(sent.number, report, sent.at),
        wanted=births.documents_wanted(report),
        at=sent.at,
    )
    return await changes.correct(parts.receipts, claim, trace, caller, correction)


def receipt(number: str, warnings: tuple[Galat, ...]) -> Diterima:
    """What is said of an application that was accepted."""
    return Diterima(nomor=number, status=StatusPermohonan.DIAJUKAN, lacak=track_path(number), peringatan=warnings)
