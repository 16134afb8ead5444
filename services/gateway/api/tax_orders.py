"""/v1/petugas/pajak…: what tax officers decide; what sets a tax wants two, and none can mark a bill as paid."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.gateway.api import KeputusanDiterima
from contracts.gateway.tax_api import (
    PerintahPemeriksaan,
    PersetujuanAngsuran,
    PutusanKeberatan,
    PutusanPajak,
    PutusanUsulan,
    UsulanDicatat,
    UsulanKetetapan,
    UsulanPendaftaranJabatan,
)
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.intake import tax_decisions
from services.gateway.intake.proposals import Act, Kind
from services.gateway.parts import parts_of
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed
from services.gateway.web.problems import not_found

router = APIRouter(tags=["Petugas pajak"])

_REFUSALS = problems(400, 401, 403, 404, 409, 413, 415, 422, 503)
_NOTED = {202: {"model": KeputusanDiterima}, **_REFUSALS}
_PROPOSED = {202: {"model": UsulanDicatat}, **_REFUSALS}

Decider = Annotated[Caller, allowed(Action.DECIDE_TAX)]
Orderer = Annotated[Caller, allowed(Action.ORDER_TAX)]


@router.post(
    "/v1/petugas/pajak/permohonan/{nomor}/keputusan",
    status_code=202,
    summary="Putuskan pendaftaran, perubahan, atau penutupan",
    responses=_NOTED,
    openapi_extra=takes(PutusanPajak),
)
async def decide(request: Request, nomor: str, caller: Decider) -> Response:
    """Dua petugas menyetujui; satu cukup untuk menolak atau meminta perbaikan."""
    decided = await body.read(request, PutusanPajak)
    act = await _act(request, caller)
    return writes.send(await tax_decisions.decide_request(parts_of(request), act, nomor, decided))


@router.post(
    "/v1/petugas/pajak/pemeriksaan",
    status_code=202,
    summary="Mulai pemeriksaan",
    responses=_NOTED,
    openapi_extra=takes(PerintahPemeriksaan),
)
async def begin_audit(request: Request, caller: Orderer) -> Response:
    """Sejak saat itu pembetulan masa yang diperiksa tidak lagi diterima."""
    order = await body.read(request, PerintahPemeriksaan)
    return writes.send(await tax_decisions.begin_audit(parts_of(request), await _act(request, caller), order))


@router.post(
    "/v1/petugas/pajak/keberatan/{ketetapan}/keputusan",
    status_code=202,
    summary="Putuskan keberatan",
    responses=_NOTED,
    openapi_extra=takes(PutusanKeberatan),
)
async def decide_objection(request: Request, ketetapan: str, caller: Orderer) -> Response:
    """Dua belas bulan tanpa putusan dianggap dikabulkan."""
    decided = await body.read(request, PutusanKeberatan)
    act = await _act(request, caller)
    return writes.send(await tax_decisions.decide_objection(parts_of(request), act, ketetapan, decided))


@router.post(
    "/v1/petugas/pajak/tagihan/{kode_bayar}/angsuran",
    status_code=202,
    summary="Setujui angsuran",
    responses=_NOTED,
    openapi_extra=takes(PersetujuanAngsuran),
)
async def grant_instalments(request: Request, kode_bayar: str, caller: Orderer) -> Response:
    """Satu tagihan menjadi satu tagihan setiap bulan."""
    granted = await body.read(request, PersetujuanAngsuran)
    act = await _act(request, caller)
    return writes.send(await tax_decisions.grant_instalments(parts_of(request), act, kode_bayar, granted))


@router.post(
    "/v1/petugas/pajak/ketetapan",
    status_code=202,
    summary="Usulkan ketetapan",
    responses=_PROPOSED,
    openapi_extra=takes(UsulanKetetapan),
)
async def propose_assessment(request: Request, caller: Orderer) -> Response:
    """SKPDKB, SKPDKB secara jabatan, atau SKPDKBT; berlaku setelah disetujui petugas lain."""
    return await _propose(request, caller, "KETETAPAN", await body.read(request, UsulanKetetapan))


@router.post(
    "/v1/petugas/pajak/pendaftaran-jabatan",
    status_code=202,
    summary="Usulkan pendaftaran secara jabatan",
    responses=_PROPOSED,
    openapi_extra=takes(UsulanPendaftaranJabatan),
)
async def propose_registration(request: Request, caller: Orderer) -> Response:
    """Usaha yang terlihat dari izin dan belum terdaftar; berlaku setelah disetujui petugas lain."""
    return await _propose(request, caller, "PENDAFTARAN_JABATAN", await body.read(request, UsulanPendaftaranJabatan))


@router.post(
    "/v1/petugas/pajak/usulan/{id}/keputusan",
    status_code=202,
    summary="Putuskan usulan petugas lain",
    responses=_PROPOSED,
    openapi_extra=takes(PutusanUsulan),
)
async def decide_proposal(request: Request, id: str, caller: Orderer) -> Response:
    """Yang mengusulkan tidak memutus."""
    decided = await body.read(request, PutusanUsulan)
    act = await _act(request, caller)
    try:
        key = UUID(id)
    except ValueError:
        raise not_found() from None
    return writes.send(await parts_of(request).proposals.decide(act, key, decided.keputusan == "SETUJU"))


async def _propose(
    request: Request, caller: Caller, kind: Kind, what: UsulanKetetapan | UsulanPendaftaranJabatan
) -> Response:
    return writes.send(await parts_of(request).proposals.propose(await _act(request, caller), kind, what))


async def _act(request: Request, caller: Caller) -> Act:
    claim = await writes.claim(request, caller)
    return Act(claim, writes.trace(request), caller, parts_of(request).clock.now())
