"""/v1/petugas/pajak…: what waits for tax officers, what deserves a look, and an object's history."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.tax_api import DaftarUsulan
from contracts.pajak.api import (
    AntrianPajak,
    BerkasPajak,
    DaftarKeberatan,
    DaftarRisiko,
    Pembaca,
    PetugasTerlibat,
    RiwayatObjek,
    Sptpd,
)
from services.gateway.access.caller import Caller
from services.gateway.access.log import LOCAL_TAX, Reading
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.questions.door import Away, Model, Refused
from services.gateway.tracking import tax_history
from services.gateway.web import writes
from services.gateway.web.description import Extra, problems
from services.gateway.web.guard import allowed
from services.gateway.web.problems import Problem, away, not_found

router = APIRouter(tags=["Petugas pajak"])

_PRIVATE = {"Cache-Control": "private, no-store"}
_SVG: dict[int | str, Extra] = {200: {"description": "Grafik", "content": {"image/svg+xml": {}}}}
_CSV: dict[int | str, Extra] = {200: {"description": "Tabel", "content": {"text/csv": {}}}}

Officer = Annotated[Caller, allowed(Action.READ_TAX_WORK)]
Reader = Annotated[Caller, allowed(Action.READ_TAX_HISTORY)]


@router.get(
    "/v1/petugas/pajak/antrian",
    summary="Permohonan pajak yang menunggu keputusan saya",
    responses={200: {"model": AntrianPajak}, **problems(401, 403, 422, 503)},
)
async def read_queue(
    request: Request,
    caller: Officer,
    setelah: Annotated[str | None, Query(max_length=200, description="penunjuk dari halaman sebelumnya")] = None,
) -> Response:
    """Yang paling lama menunggu lebih dulu; yang sudah saya setujui menunggu petugas lain."""
    return _json(await queue_of(request, caller, setelah))


@router.get(
    "/v1/petugas/pajak/risiko",
    summary="Laporan yang patut diperiksa",
    responses={200: {"model": DaftarRisiko}, **problems(401, 403, 503)},
)
async def read_risks(request: Request, caller: Officer) -> Response:
    """Skor dengan alasannya; skor bukan ketetapan."""
    return _json(await risks_of(request, caller))


@router.get(
    "/v1/petugas/pajak/usulan",
    summary="Usulan yang menunggu petugas kedua",
    responses={200: {"model": DaftarUsulan}, **problems(401, 403, 503)},
)
async def read_proposals(request: Request, caller: Officer) -> Response:
    """Ketetapan dan pendaftaran secara jabatan, selain usulan saya sendiri."""
    return _json(DaftarUsulan(usulan=await parts_of(request).proposals.waiting(caller)))


@router.get(
    "/v1/petugas/pajak/keberatan",
    summary="Keberatan yang menunggu keputusan",
    responses={200: {"model": DaftarKeberatan}, **problems(401, 403, 503)},
)
async def read_objections(request: Request, caller: Officer) -> Response:
    """Yang paling lama lebih dulu; lewat `batas_putusan` tanpa keputusan dianggap dikabulkan."""
    return _json(await objections_of(request, caller))


@router.get(
    "/v1/petugas/pajak/permohonan/{nomor}",
    summary="Permohonan pajak lengkap untuk diputus",
    responses={200: {"model": BerkasPajak}, **problems(401, 403, 404, 503)},
)
async def read_request(request: Request, nomor: str, caller: Officer) -> Response:
    """Yang diminta, seperti dikirim. Setiap pembacaan dicatat."""
    return _json(await request_of(request, nomor, caller))


@router.get(
    "/v1/petugas/pajak/sptpd/{nomor}",
    summary="Satu SPTPD dengan perhitungannya, bagi petugas",
    responses={200: {"model": Sptpd}, **problems(401, 403, 404, 503)},
)
async def read_return(request: Request, nomor: str, caller: Officer) -> Response:
    """Setiap baris perhitungan menyebut dasar hukumnya. Setiap pembacaan dicatat."""
    return _json(await return_of(request, nomor, caller))


@router.get(
    "/v1/pajak/objek/{nopd}/riwayat",
    summary="Riwayat tiga tahun sebuah objek",
    responses={200: {"model": RiwayatObjek}, **problems(401, 403, 404, 503)},
)
async def read_history(request: Request, nopd: str, caller: Reader) -> Response:
    """Untuk wajib pajaknya, dan petugas pajak kotanya."""
    return _json(await history_of(request, nopd, caller))


@router.get(
    "/v1/pajak/objek/{nopd}/riwayat.svg",
    summary="Riwayat sebuah objek sebagai grafik",
    response_class=Response,
    responses={**_SVG, **problems(401, 403, 404, 503)},
)
async def draw_history(request: Request, nopd: str, caller: Reader) -> Response:
    """Pajak terutang dan yang dibayar per masa."""
    drawn = tax_history.chart(await history_of(request, nopd, caller))
    return Response(drawn, headers=_PRIVATE, media_type="image/svg+xml")


@router.get(
    "/v1/pajak/objek/{nopd}/riwayat.csv",
    summary="Riwayat sebuah objek sebagai tabel",
    response_class=Response,
    responses={**_CSV, **problems(401, 403, 404, 503)},
)
async def export_history(request: Request, nopd: str, caller: Reader) -> Response:
    """UTF-8 dengan baris judul; rupiah utuh tanpa pemisah."""
    table = tax_history.table(await history_of(request, nopd, caller))
    headers = _PRIVATE | {"Content-Disposition": 'attachment; filename="riwayat-objek.csv"'}
    return Response(table, headers=headers, media_type="text/csv; charset=utf-8")


async def queue_of(request: Request, caller: Caller, after: str | None) -> AntrianPajak:
    """A page of what waits for a tax officer. Raises Problem 422 or 503."""
    query = {"kota": caller.city or "", "petugas": caller.subject} | ({"setelah": after} if after else {})
    return await _ask(request, "GET", "/internal/antrian", AntrianPajak, query=query)


async def risks_of(request: Request, caller: Caller) -> DaftarRisiko:
    """Returns of the officer's city that deserve a look. Raises Problem 503."""
    return await _ask(request, "GET", "/internal/risiko", DaftarRisiko, query={"kota": caller.city or ""})


async def objections_of(request: Request, caller: Caller) -> DaftarKeberatan:
    """Objections of the officer's city that wait. Raises Problem 503."""
    return await _ask(request, "GET", "/internal/keberatan", DaftarKeberatan, query={"kota": caller.city or ""})


async def deciders_of(request: Request, number: str) -> tuple[str, ...]:
    """The officers who had a hand in an application. Raises Problem 503."""
    path = f"/internal/permohonan/{quote(number, safe='')}/petugas"
    return (await _ask(request, "GET", path, PetugasTerlibat)).petugas


async def request_of(request: Request, number: str, caller: Caller) -> BerkasPajak:
    """A request of the officer's city; that they read it is written down first. Raises Problem 404 or 503."""
    path = f"/internal/berkas/{quote(number, safe='')}"
    found = await _ask(request, "GET", path, BerkasPajak, query={"kota": caller.city or ""})
    reading = Reading(f"pajak/{number}", ("isi",), "pemeriksaan permohonan pajak", LOCAL_TAX, (found.pemohon_nik,))
    await parts_of(request).access_log.record(caller, reading, writes.correlation_id(request))
    return found


async def return_of(request: Request, number: str, caller: Caller) -> Sptpd:
    """A return of the officer's city; that they read it is written down first. Raises Problem 404 or 503."""
    application = await parts_of(request).applications.get(number, caller)
    found = await _ask(request, "GET", f"/internal/sptpd/{number}", Sptpd)
    people = (application["owner_nik"],) if application["owner_nik"] else ()
    reading = Reading(f"pajak/{number}", ("omzet", "pokok"), "pengawasan pajak daerah", LOCAL_TAX, people)
    await parts_of(request).access_log.record(caller, reading, writes.correlation_id(request))
    return found


async def history_of(request: Request, nopd: str, caller: Caller) -> RiwayatObjek:
    """An object's three years, for its taxpayer or an officer of its city. Raises Problem 404 or 503."""
    reader = Pembaca(nik=caller.nik, kota=caller.city)
    path = f"/internal/objek/{quote(nopd, safe='')}/riwayat"
    found = await _ask(request, "POST", path, RiwayatObjek, question=reader)
    if caller.city is not None:
        reading = Reading("pajak/riwayat", ("omzet", "pokok", "dibayar"), "pengawasan pajak daerah", LOCAL_TAX)
        await parts_of(request).access_log.record(caller, reading, writes.correlation_id(request))
    return found


async def _ask(  # noqa: PLR0913  a question is its parts
    request: Request,
    method: str,
    path: str,
    answer: type[Model],
    *,
    query: dict[str, str] | None = None,
    question: BaseModel | None = None,
) -> Model:
    try:
        return await parts_of(request).pajak.ask(method, path, answer, query=query, question=question)
    except Refused as refusal:
        if refusal.status == 404:
            raise not_found() from None
        raise Problem(refusal.status, refusal.kode, refusal.detail) from None
    except Away:
        raise away() from None


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), headers=_PRIVATE, media_type="application/json")
