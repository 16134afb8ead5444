"""Accepting a birth report: one way for the API and for the portal."""

from contracts.gateway.api import Diterima
from contracts.gateway.birth import LaporanKelahiran
from contracts.types import Galat, StatusPermohonan
from services.gateway.access.caller import Caller
from services.gateway.intake import births
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.parts import Parts
from services.gateway.tracking.view import track_path
from services.gateway.web import metrics
from services.gateway.web.problems import invalid
from services.gateway.web.writes import accepted


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


def receipt(number: str, warnings: tuple[Galat, ...]) -> Diterima:
    """What is said of an application that was accepted."""
    return Diterima(nomor=number, status=StatusPermohonan.DIAJUKAN, lacak=track_path(number), peringatan=warnings)
