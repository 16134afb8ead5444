"""/v1/petugas…: officers see what waits for them, look at a file, and decide."""

from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contracts.gateway.api import Keputusan, KeputusanDiterima, PerintahPembatalanAkta
from contracts.perizinan.api import Antrian, BerkasPetugas
from services.gateway.access.caller import Caller
from services.gateway.access.log import CIVIL_REGISTRATION, Reading
from services.gateway.access.policy import Action
from services.gateway.audit import entries
from services.gateway.intake import decisions
from services.gateway.intake.orders import take_down
from services.gateway.parts import Parts, parts_of
from services.gateway.questions.door import Away, Refused
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed
from services.gateway.web.problems import Problem, away, not_found

router = APIRouter(tags=["Petugas"])

_READ = ("laporan", "verifikasi", "riwayat")


@router.get(
    "/v1/petugas/antrian",
    summary="Berkas yang menunggu keputusan saya",
    responses={200: {"model": Antrian}, **problems(401, 403, 422, 503)},
)
async def read_queue(
    request: Request,
    caller: Annotated[Caller, allowed(Action.READ_QUEUE)],
    setelah: Annotated[str | None, Query(max_length=200, description="penunjuk dari halaman sebelumnya")] = None,
) -> Response:
    """Yang paling lama menunggu lebih dulu; tanpa data pribadi."""
    queue = await queue_of(parts_of(request), caller, setelah)
    return Response(queue.model_dump_json(), media_type="application/json")


async def queue_of(parts: Parts, caller: Caller, after: str | None) -> Antrian:
    """A page of what waits for an officer. Raises Problem 422 or 503."""
    query = {"kota": caller.city or "", "peran": caller.role or "", "petugas": caller.subject}
    try:
        return await parts.perizinan.ask(
            "GET", "/internal/antrian", Antrian, query=query | ({"setelah": after} if after else {})
        )
    except Refused as refusal:
        raise Problem(refusal.status, refusal.kode, refusal.detail) from None
    except Away:
        raise away() from None


@router.get(
    "/v1/petugas/permohonan/{nomor}",
    summary="Berkas lengkap untuk diputus",
    responses={200: {"model": BerkasPetugas}, **problems(401, 403, 404, 503)},
)
async def read_file(request: Request, nomor: str, caller: Annotated[Caller, allowed(Action.READ_FILE)]) -> Response:
    """Laporan, hasil pencocokan, pemberitahuan faskes, dan riwayat. Setiap pembacaan dicatat."""
    file = await file_of(request, nomor, caller)
    return Response(file.model_dump_json(), headers=_PRIVATE, media_type="application/json")


async def file_of(request: Request, number: str, caller: Caller) -> BerkasPetugas:
    """A file of the officer's city; that they read it is written down first. Raises Problem 404 or 503."""
    parts = parts_of(request)
    file = await birth_file(parts, number)
    if file.kota != caller.city:
        raise not_found()
    reading = Reading(f"berkas/{number}", _READ, "pemeriksaan berkas kelahiran", CIVIL_REGISTRATION, _people(file))
    await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return file


async def birth_file(parts: Parts, number: str) -> BerkasPetugas:
    """A file as perizinan has it, for whoever is known to be allowed to see it. Raises Problem 404 or 503."""
    try:
        return await parts.perizinan.ask("GET", f"/internal/berkas/{quote(number, safe='')}", BerkasPetugas)
    except Refused:
        raise not_found() from None
    except Away:
        raise away() from None


@router.post(
    "/v1/petugas/permohonan/{nomor}/keputusan",
    status_code=202,
    summary="Putuskan permohonan",
    responses={202: {"model": KeputusanDiterima}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(Keputusan),
)
async def decide(request: Request, nomor: str, caller: Annotated[Caller, allowed(Action.DECIDE)]) -> Response:
    """Setujui, tolak, atau minta perbaikan. Pelapor, pihak, dan pemeriksa sebelumnya tidak boleh memutus."""
    decision = await body.read(request, Keputusan)
    claim = await writes.claim(request, caller)
    parts = parts_of(request)
    decided = decisions.decision(nomor, decision, caller, parts.clock.now())
    return writes.send(await decisions.record_decision(parts, claim, writes.trace(request), caller, decided))


@router.post(
    "/v1/petugas/akta/{nomor_akta}/pembatalan",
    status_code=202,
    summary="Batalkan kutipan akta",
    responses={202: {"model": KeputusanDiterima}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(PerintahPembatalanAkta),
)
async def annul_deed(
    request: Request, nomor_akta: str, caller: Annotated[Caller, allowed(Action.ANNUL_DEED)]
) -> Response:
    """Atas dasar putusan pengadilan atau keputusan pejabat (UU 24/2013 ps. 72)."""
    order = await body.read(request, PerintahPembatalanAkta)
    claim = await writes.claim(request, caller)
    parts = parts_of(request)
    await decisions.refuse_unknown_deed(parts, nomor_akta, caller)
    event = decisions.annulment(nomor_akta, order, caller, parts.clock.now())
    receipt, trace = KeputusanDiterima(nomor=nomor_akta), writes.trace(request)
    log = partial(entries.decision, told=event, pseudonyms=parts.pseudonyms)
    return writes.send(await take_down(parts.receipts, claim, trace, event, receipt, subject=nomor_akta, log=log))


_PRIVATE = {"Cache-Control": "private, no-store"}


def _people(file: BerkasPetugas) -> tuple[str, ...]:
    """Everyone whose data an officer sees in a file."""
    report = file.laporan
    parents = [person.nik for person in (report.ibu, report.ayah) if person]
    return (report.pelapor_nik, *parents, *(witness.nik for witness in report.saksi))
