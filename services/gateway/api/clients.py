"""/v1/klien…: an agency's system registers, sees how it stands, changes its credentials, and asks for production."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.clients import (
    BuktiPertukaran,
    GantiRahasiaKlien,
    HimpunanKunci,
    KeadaanKlien,
    KeadaanPermintaan,
    KlienProduksi,
    KlienTerdaftar,
    KunciKlien,
    PendaftaranKlien,
    PermintaanProduksi,
    RahasiaKlienBaru,
)
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.clients import production
from services.gateway.clients.reading import client_state
from services.gateway.clients.registration import register
from services.gateway.parts import parts_of
from services.gateway.web import body, writes
from services.gateway.web.admission import address_of
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed
from services.gateway.web.problems import Problem

router = APIRouter(tags=["Klien"])

_PUBLIC = {"Cache-Control": "public, max-age=300"}
_PRIVATE = {"Cache-Control": "private, no-store"}


@router.post(
    "/v1/klien",
    status_code=201,
    summary="Daftarkan klien sandbox",
    responses={201: {"model": KlienTerdaftar}, **problems(400, 413, 415, 422, 429, 503)},
    openapi_extra=takes(PendaftaranKlien, write=False),
)
async def register_client(request: Request) -> Response:
    """Langsung dapat dipakai di sandbox. Tanpa kunci publik, klien diberi rahasia yang hanya ditampilkan sekali ini."""
    parts = parts_of(request)
    parts.addresses.register(address_of(request))
    told = await body.read(request, PendaftaranKlien)
    return _shown(await register(parts.pool, parts.credentials, told, parts.clock.now()), 201)


@router.get(
    "/v1/klien/saya",
    summary="Keadaan klien saya",
    responses={200: {"model": KeadaanKlien}, **problems(401, 403, 503)},
)
async def read_own_client(request: Request, caller: Annotated[Caller, allowed(Action.READ_OWN_CLIENT)]) -> Response:
    """Cakupan, isian, tujuan yang disetujui, dan masa berlaku perjanjian."""
    async with parts_of(request).pool.connection() as connection:
        return _shown(await client_state(connection, caller.subject))


@router.put(
    "/v1/klien/saya/kunci",
    summary="Ganti kunci publik",
    responses={200: {"model": KeadaanKlien}, **problems(400, 401, 403, 413, 415, 422, 503)},
    openapi_extra=takes(KunciKlien, write=False),
)
async def replace_keys(request: Request, caller: Annotated[Caller, allowed(Action.CHANGE_OWN_CREDENTIALS)]) -> Response:
    """Kunci yang dikirim menggantikan semua kunci sebelumnya; sertakan kunci lama selama masih dipakai."""
    parts = parts_of(request)
    told = await body.read(request, KunciKlien)
    await parts.credentials.replace_keys(caller.subject, told.jwks, told.jwks_url)
    async with parts.pool.connection() as connection:
        return _shown(await client_state(connection, caller.subject))


@router.post(
    "/v1/klien/saya/rahasia",
    status_code=201,
    summary="Ganti rahasia",
    responses={201: {"model": RahasiaKlienBaru}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes(GantiRahasiaKlien, write=False),
)
async def replace_secret(
    request: Request, caller: Annotated[Caller, allowed(Action.CHANGE_OWN_CREDENTIALS)]
) -> Response:
    """Rahasia baru ditampilkan sekali ini; yang lama tetap berlaku selama `tumpang_tindih_jam`."""
    parts = parts_of(request)
    told = await body.read(request, GantiRahasiaKlien)
    overlap = timedelta(hours=told.tumpang_tindih_jam)
    secret, until = await parts.credentials.replace_secret(caller.subject, parts.clock.now(), overlap)
    answer = RahasiaKlienBaru(client_id=caller.subject, client_secret=secret, rahasia_lama_berlaku_sampai=until)
    return _shown(answer, 201)


@router.post(
    "/v1/klien/saya/produksi",
    status_code=202,
    summary="Ajukan akses produksi",
    responses={202: {"model": KeadaanPermintaan}, **problems(400, 401, 403, 409, 413, 415, 422, 503)},
    openapi_extra=takes(PermintaanProduksi),
)
async def ask_for_production(
    request: Request, caller: Annotated[Caller, allowed(Action.ASK_FOR_PRODUCTION)]
) -> Response:
    """Diputus oleh petugas berdasarkan perjanjian kerja sama (PKS)."""
    told = await body.read(request, PermintaanProduksi)
    claim = await writes.claim(request, caller)
    if not caller.sandbox:
        raise Problem(409, "klien_sudah_produksi", "Klien ini sudah klien produksi.")
    parts = parts_of(request)
    return writes.send(await production.ask(parts.receipts, claim, writes.trace(request), caller.subject, told))


@router.get(
    "/v1/klien/saya/produksi",
    summary="Keadaan permintaan produksi",
    responses={200: {"model": KeadaanPermintaan}, **problems(401, 403, 404, 503)},
)
async def read_request(request: Request, caller: Annotated[Caller, allowed(Action.ASK_FOR_PRODUCTION)]) -> Response:
    """`client_id` klien produksi tertulis di sini sesudah disetujui."""
    return _shown(await production.newest(parts_of(request).pool, caller.subject))


@router.post(
    "/v1/klien/saya/produksi/rahasia",
    status_code=201,
    summary="Ambil rahasia klien produksi",
    responses={201: {"model": KlienProduksi}, **problems(401, 403, 409, 503)},
)
async def fetch_secret(request: Request, caller: Annotated[Caller, allowed(Action.ASK_FOR_PRODUCTION)]) -> Response:
    """Hanya sekali, dan hanya untuk klien yang tidak memakai kunci sendiri; petugas tidak pernah melihatnya."""
    parts = parts_of(request)
    client_id, secret = await production.fetch_secret(parts.pool, parts.credentials, caller.subject)
    return _shown(KlienProduksi(client_id=client_id, client_secret=secret), 201)


@router.get(
    "/v1/klien/saya/bukti/{id}",
    summary="Bukti pertukaran bertanda tangan",
    responses={200: {"model": BuktiPertukaran}, **problems(401, 403, 404, 503)},
)
async def read_receipt(
    request: Request, id: str, caller: Annotated[Caller, allowed(Action.READ_OWN_CLIENT)]
) -> Response:
    """`id` tertulis pada kepala `Terpadu-Bukti` dari jawaban yang bertanda tangan."""
    return _shown(await parts_of(request).exchange.receipts.find(caller.subject, id))


@router.get(
    "/.well-known/jwks.json", summary="Kunci publik gerbang", responses={200: {"model": HimpunanKunci}, **problems(503)}
)
async def read_public_keys(request: Request) -> Response:
    """Dengan kunci ini tanda tangan gerbang pada jawaban dan token dapat diperiksa siapa pun."""
    key = parts_of(request).tokens.key
    told = key.as_dict(private=False) | {"kid": key.thumbprint(), "use": "sig"}
    answer = HimpunanKunci(keys=(told,))
    return Response(answer.model_dump_json(), headers=_PUBLIC, media_type="application/json")


def _shown(answer: BaseModel, status: int = 200) -> Response:
    content = answer.model_dump_json(exclude_none=True)
    return Response(content, status, headers=_PRIVATE, media_type="application/json")
