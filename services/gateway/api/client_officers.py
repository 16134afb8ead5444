"""/v1/petugas/klien…: officers decide who gets access, on which agreement, and when it ends."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.clients import (
    DaftarPermintaanKlien,
    IsiPerjanjian,
    KeadaanKlien,
    KeadaanPermintaan,
    KeputusanKlien,
    PencabutanKlien,
)
from services.gateway.access.caller import Caller
from services.gateway.access.clients import CLIENT_ID
from services.gateway.access.policy import Action
from services.gateway.clients.decisions import Order
from services.gateway.clients.reading import client_state, requests
from services.gateway.parts import parts_of
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed
from services.gateway.web.problems import not_found

router = APIRouter(tags=["Petugas"])

_PRIVATE = {"Cache-Control": "private, no-store"}
Manager = Annotated[Caller, allowed(Action.MANAGE_CLIENTS)]


@router.get(
    "/v1/petugas/klien/permintaan",
    summary="Permintaan akses produksi",
    responses={200: {"model": DaftarPermintaanKlien}, **problems(401, 403, 404, 422, 503)},
)
async def read_requests(
    request: Request, caller: Manager, status: Literal["MENUNGGU", "DISETUJUI", "DITOLAK"] = "MENUNGGU"
) -> Response:
    """Yang paling lama menunggu lebih dulu."""
    _refuse_foreign(request, caller)
    return _shown(await requests(parts_of(request).pool, status))


@router.post(
    "/v1/petugas/klien/permintaan/{id}/keputusan",
    summary="Putuskan permintaan akses produksi",
    responses={200: {"model": KeadaanPermintaan}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(KeputusanKlien),
)
async def decide_request(request: Request, id: str, caller: Manager) -> Response:
    """Persetujuan menyebut nomor PKS dan masa berlakunya; yang tidak diisi mengikuti permintaan."""
    told = await body.read(request, KeputusanKlien)
    return writes.send(await parts_of(request).client_officers.decide(await _order(request, caller), id, told))


@router.get(
    "/v1/petugas/klien/{client_id}",
    summary="Keadaan klien",
    responses={200: {"model": KeadaanKlien}, **problems(401, 403, 404, 503)},
)
async def read_client(request: Request, client_id: str, caller: Manager) -> Response:
    """Cakupan, perjanjian, dan kunci; tanpa rahasia."""
    _refuse_foreign(request, caller)
    if not CLIENT_ID.fullmatch(client_id):
        raise not_found()
    async with parts_of(request).pool.connection() as connection:
        return _shown(await client_state(connection, client_id))


@router.put(
    "/v1/petugas/klien/{client_id}/perjanjian",
    summary="Perbarui perjanjian klien",
    responses={200: {"model": KeadaanKlien}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(IsiPerjanjian),
)
async def change_agreement(request: Request, client_id: str, caller: Manager) -> Response:
    """Perjanjian yang baru berlaku seketika; yang lama tetap tersimpan."""
    told = await body.read(request, IsiPerjanjian)
    return writes.send(await parts_of(request).client_officers.change(await _order(request, caller), client_id, told))


@router.post(
    "/v1/petugas/klien/{client_id}/pencabutan",
    summary="Cabut klien",
    responses={200: {"model": KeadaanKlien}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(PencabutanKlien),
)
async def revoke_client(request: Request, client_id: str, caller: Manager) -> Response:
    """Token yang sudah terbit pun tidak berlaku lagi dalam hitungan detik."""
    told = await body.read(request, PencabutanKlien)
    return writes.send(await parts_of(request).client_officers.revoke(await _order(request, caller), client_id, told))


async def _order(request: Request, caller: Caller) -> Order:
    _refuse_foreign(request, caller)
    return Order(await writes.claim(request, caller), writes.trace(request), caller)


def _refuse_foreign(request: Request, caller: Caller) -> None:
    """Raise Problem 404 for an officer of another city: this gateway's clients are its own city's affair."""
    if caller.city != parts_of(request).settings.city:
        raise not_found()


def _shown(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(exclude_none=True), headers=_PRIVATE, media_type="application/json")
