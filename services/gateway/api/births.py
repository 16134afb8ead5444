"""POST /v1/kelahiran and POST /v1/faskes/kelahiran: births come in."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.gateway.api import Diterima
from contracts.gateway.birth import LaporanKelahiran, PemberitahuanFaskes
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.intake import births, reporting
from services.gateway.parts import parts_of
from services.gateway.web import body, metrics, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.direct import DirectRoute
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Kelahiran"], route_class=DirectRoute)


@router.post(
    "/v1/kelahiran",
    status_code=202,
    summary="Laporkan kelahiran",
    responses={202: {"model": Diterima}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes(LaporanKelahiran),
)
async def report_birth(request: Request, caller: Annotated[Caller, allowed(Action.REPORT_BIRTH)]) -> Response:
    """Diterima seketika dengan nomor permohonan; kemajuannya dapat diikuti dengan nomor itu."""
    parts = parts_of(request)
    report = await body.read(request, LaporanKelahiran)
    claim = await writes.claim(request, caller)
    return writes.send(await reporting.accept_report(parts, claim, writes.trace(request), caller, report))


@router.post(
    "/v1/faskes/kelahiran",
    status_code=202,
    summary="Beritahukan kelahiran (fasilitas kesehatan)",
    responses={202: {"model": Diterima}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes(PemberitahuanFaskes),
)
async def notify_birth(request: Request, caller: Annotated[Caller, allowed(Action.NOTIFY_BIRTH)]) -> Response:
    """Pemberitahuan dari tempat kelahiran, sebelum atau sesudah laporan orang tua."""
    parts = parts_of(request)
    notice = await body.read(request, PemberitahuanFaskes)
    claim = await writes.claim(request, caller)
    births.refuse_foreign_facility(notice, caller)
    number = await parts.numbers.next(births.NOTICE, parts.clock.today())
    new = births.application_of_notice(number, parts.settings.city, notice, caller, parts.clock.now())
    answer = await parts.receipts.open_application(
        claim, new, writes.trace(request), writes.accepted(reporting.receipt(number, ()))
    )
    metrics.ACCEPTED.labels(new.kind).inc()
    return writes.send(answer)
