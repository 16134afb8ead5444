"""/v1/audit…: signed checkpoints, proofs and entries of the log, for whoever wants to check it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.audit import BuktiKonsistensi, BuktiPenyertaan, EntriAudit, KunciAudit, TitikPeriksa
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.web.description import problems
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Audit"])

MOST_ENTRIES = 1000
Ukuran = Annotated[int, Query(ge=1, lt=1 << 62, description="banyaknya entri")]


@router.get(
    "/v1/audit/titik-periksa",
    summary="Titik periksa terbaru yang ditandatangani",
    responses={200: {"model": TitikPeriksa}, **problems(503)},
)
async def read_checkpoint(request: Request) -> Response:
    """Simpan di tempat Anda: log yang dipotong atau ditulis ulang akan ketahuan dengannya (C2SP tlog-checkpoint)."""
    return _json(await parts_of(request).audit_log.checkpoint())


@router.get(
    "/v1/audit/bukti/{id}",
    summary="Bukti bahwa satu catatan ada di dalam log",
    responses={200: {"model": BuktiPenyertaan}, **problems(404, 409, 422, 503)},
)
async def prove_entry(request: Request, id: UUID) -> Response:
    """`id` dari log akses; catatan tidak memuat data pribadi. Periksa dengan `verify_log.py inclusion`."""
    return _json(await parts_of(request).audit_log.prove_entry(id))


@router.get(
    "/v1/audit/konsistensi",
    summary="Bukti bahwa log hanya bertambah",
    responses={200: {"model": BuktiKonsistensi}, **problems(422, 503)},
)
async def prove_continuation(request: Request, dari: Ukuran, ke: Ukuran | None = None) -> Response:
    """Log dengan `dari` entri adalah awal dari log dengan `ke` entri. Periksa dengan `verify_log.py consistency`."""
    return _json(await parts_of(request).audit_log.prove_continuation(dari, ke))


@router.get("/v1/audit/kunci", summary="Kunci publik log", responses={200: {"model": KunciAudit}, **problems(503)})
async def read_key(request: Request) -> Response:
    """Bentuk C2SP signed-note. Ambil sekali dan simpan."""
    return _json(parts_of(request).audit_log.key)


@router.get(
    "/v1/audit/entri",
    summary="Catatan berurutan untuk pemeriksa",
    responses={200: {"model": EntriAudit}, **problems(401, 403, 422, 503)},
)
async def read_entries(
    request: Request,
    caller: Annotated[Caller, allowed(Action.READ_AUDIT_ENTRIES)],  # noqa: ARG001  the lock
    dari: Annotated[int, Query(ge=0, lt=1 << 62, description="posisi pertama")] = 0,
    batas: Annotated[int, Query(ge=1, le=MOST_ENTRIES)] = MOST_ENTRIES,
) -> Response:
    """Tanpa data pribadi: orang muncul sebagai nama samaran."""
    return _json(await parts_of(request).audit_log.entries(dari, batas))


def _json(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), headers={"Cache-Control": "no-store"}, media_type="application/json")
