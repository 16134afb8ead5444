"""/v1/kependudukan…: agencies compare what they know with the register (Permendagri 102/2019)."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.dukcapil.api import CocokPenduduk, HasilVerifikasi
from contracts.gateway.api import (
    DataDicocokkan,
    HasilVerifikasiKependudukan,
    HasilVerifikasiMassal,
    VerifikasiKependudukan,
    VerifikasiMassal,
)
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.population.purpose import Why
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Kependudukan"])

_PRIVATE = {"Cache-Control": "private, no-store"}
Asker = Annotated[Caller, allowed(Action.VERIFY_RESIDENT)]


@router.post(
    "/v1/kependudukan/verifikasi",
    summary="Cocokkan data penduduk",
    responses={200: {"model": HasilVerifikasiKependudukan}, **problems(400, 401, 403, 413, 415, 422, 429, 503)},
    openapi_extra=takes(VerifikasiKependudukan, write=False),
)
async def verify_resident(request: Request, caller: Asker) -> Response:
    """Per isian SESUAI atau TIDAK_SESUAI, tidak pernah data yang tersimpan. Setiap permintaan dicatat."""
    asked = await body.read(request, VerifikasiKependudukan)
    person = DataDicocokkan.model_construct(**asked.model_dump(exclude={"tujuan", "dasar_hukum"}, exclude_unset=True))
    found = await _compared(request, caller, Why(asked.tujuan, asked.dasar_hukum), (person,))
    return await _shown(request, found.hasil[0].model_dump_json(exclude_none=True, exclude=_unasked((person,))))


@router.post(
    "/v1/kependudukan/verifikasi-massal",
    summary="Cocokkan data banyak penduduk",
    responses={200: {"model": HasilVerifikasiMassal}, **problems(400, 401, 403, 413, 415, 422, 429, 503)},
    openapi_extra=takes(VerifikasiMassal, write=False),
)
async def verify_residents(request: Request, caller: Asker) -> Response:
    """Sampai 1.000 orang sekaligus; jawaban berurutan seperti pertanyaannya."""
    asked = await body.read(request, VerifikasiMassal)
    parts_of(request).limits.spend(caller, len(asked.data) - 1)
    found = await _compared(request, caller, Why(asked.tujuan, asked.dasar_hukum), asked.data)
    hidden = {"hasil": {"__all__": _unasked(asked.data)}}
    return await _shown(request, found.model_dump_json(exclude_none=True, exclude=hidden))


async def _compared(request: Request, caller: Caller, why: Why, people: Sequence[DataDicocokkan]) -> HasilVerifikasi:
    resource = request.scope["route"].path.removeprefix("/v1/")
    return await parts_of(request).residents.compare(caller, why, people, resource, writes.correlation_id(request))


def _unasked(people: Sequence[DataDicocokkan]) -> set[str]:
    """The names in an answer that nobody asked for: whatever the register says of them, they do not leave."""
    return set(CocokPenduduk.model_fields).difference(*(person.model_fields_set for person in people))


async def _shown(request: Request, content: str) -> Response:
    answer = Response(content, headers=_PRIVATE, media_type="application/json")
    return await parts_of(request).exchange.seal(request.scope["state"]["signed"], answer)
