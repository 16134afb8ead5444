"""A draft becomes an application: through the same intake as POST /v1/kelahiran, once, however often it is sent."""

from collections.abc import Mapping, Sequence

from fastapi import Request
from starlette.responses import Response

from contracts.gateway.api import Diterima
from contracts.gateway.birth import LaporanKelahiran
from contracts.types import Galat
from services.gateway.access.caller import Caller
from services.gateway.intake import reporting
from services.gateway.intake.claims import Claim, fingerprint
from services.gateway.parts import parts_of
from services.gateway.portal import answering
from services.gateway.portal.asking import YES
from services.gateway.portal.birth import walking
from services.gateway.portal.birth.trip import Trip
from services.gateway.portal.forms import form_of
from services.gateway.portal.pages import go
from services.gateway.web import body, writes
from services.gateway.web.problems import Problem

DECLARED = "pernyataan_benar"

# The draft was sent and then changed, which takes a crash between sending it and discarding it.
SENT_BEFORE = "idempotency_key_dipakai_lain"
_CORRECTION = "POST /v1/permohonan/{nomor}/perbaikan"
REPORT = "POST /v1/kelahiran"


async def send_report(request: Request, caller: Caller, trip: Trip) -> Response:
    """Send a new report; what is found wrong with it is shown with the way to where it is mended."""
    parts = parts_of(request)
    declared = form_of(request).text(DECLARED) == YES
    raw = answering.raw(trip.body(caller, declared=declared))
    claim = Claim(caller.key, REPORT, trip.draft.key, fingerprint(raw))
    try:
        told = body.parse(raw, LaporanKelahiran)
        answer = await reporting.accept_report(parts, claim, writes.trace(request), caller, told)
    except Problem as problem:
        if problem.kode == SENT_BEFORE:
            await parts.drafts.discard(caller, trip.draft)
            return go("/permohonan")
        if not problem.galat:
            raise
        return await walking.show_check(request, trip, faults_on(trip, problem.galat))
    await parts.drafts.discard(caller, trip.draft)
    return go(f"/permohonan/{Diterima.model_validate_json(answer.body).nomor}/terkirim")


async def send_correction(request: Request, caller: Caller, trip: Trip) -> Response:
    """Send the whole report again, for the application that the draft corrects."""
    parts = parts_of(request)
    declared = form_of(request).text(DECLARED) == YES
    raw, number = answering.raw(trip.body(caller, declared=declared)), trip.draft.corrects
    claim = Claim(caller.key, _CORRECTION, trip.draft.key, fingerprint(number.encode(), raw))
    try:
        told = body.parse(raw, LaporanKelahiran)
        sent = reporting.Corrected(number, told, parts.clock.now())
        await reporting.accept_correction(parts, claim, writes.trace(request), caller, sent)
    except Problem as problem:
        if problem.kode == SENT_BEFORE:
            await parts.drafts.discard(caller, trip.draft)
            return go(f"/permohonan/{number}")
        if not problem.galat:
            raise
        return await walking.show_check(request, trip, faults_on(trip, problem.galat))
    await parts.drafts.discard(caller, trip.draft)
    return go(f"/permohonan/{number}")


def faults_on(trip: Trip, found: Sequence[Galat]) -> tuple[Mapping[str, str], ...]:
    """Each fault with the address of the question that mends it; some are mended on the check itself."""
    return tuple(_fault(trip, fault) for fault in found)


def _fault(trip: Trip, fault: Galat) -> Mapping[str, str]:
    question = next((each for each in trip.questions if each.minds(fault.lokasi)), None)
    if question is None:
        address = f"#{DECLARED}" if fault.lokasi == f"/{DECLARED}" else ""
        return {"address": address, "text": fault.pesan}
    return {"address": trip.address(question.slug), "text": answering.said(question, fault)}
