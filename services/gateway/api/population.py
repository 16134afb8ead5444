"""POST /v1/kependudukan/verifikasi: an agency compares what it knows with the register (Permendagri 102/2019)."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.dukcapil.api import DataPenduduk, HasilVerifikasi, VerifikasiPenduduk
from contracts.gateway.api import HasilVerifikasiKependudukan, VerifikasiKependudukan
from services.gateway.access.caller import Caller
from services.gateway.access.log import Reading
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.questions.door import Away, Refused
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed
from services.gateway.web.problems import away

router = APIRouter(tags=["Kependudukan"])

_WHY = {"tujuan", "dasar_hukum"}


@router.post(
    "/v1/kependudukan/verifikasi",
    summary="Cocokkan data penduduk",
    responses={200: {"model": HasilVerifikasiKependudukan}, **problems(400, 401, 403, 413, 415, 422, 503)},
    openapi_extra=takes(VerifikasiKependudukan, write=False),
)
async def verify_resident(request: Request, caller: Annotated[Caller, allowed(Action.VERIFY_RESIDENT)]) -> Response:
    """Per isian SESUAI atau TIDAK_SESUAI, tidak pernah data yang tersimpan. Setiap permintaan dicatat."""
    parts = parts_of(request)
    asked = await body.read(request, VerifikasiKependudukan)
    compared = asked.model_dump(exclude=_WHY, exclude_none=True)
    question = VerifikasiPenduduk(data=(DataPenduduk(**compared),))
    try:
        answer = await parts.dukcapil.ask(
            "POST", "/internal/kependudukan/verifikasi", HasilVerifikasi, question=question
        )
    except (Away, Refused):
        raise away() from None
    found = HasilVerifikasiKependudukan(**answer.hasil[0].model_dump(include=set(compared)))
    reading = Reading("kependudukan/verifikasi", tuple(compared), asked.tujuan, asked.dasar_hukum, (asked.nik,))
    await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return Response(found.model_dump_json(exclude_none=True), media_type="application/json")
