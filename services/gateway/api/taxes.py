"""/v1/pajak…: a taxpayer registers, reports a month's turnover, objects, and sees everything that concerns them."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.api import Diterima
from contracts.gateway.tax import LaporanOmzet, PendaftaranWajibPajak
from contracts.gateway.tax_api import KeberatanDiminta, PajakSaya, PenutupanDiminta, PerubahanDiminta
from contracts.pajak.api import DaftarWajibPajak, Pembaca, Sptpd
from contracts.types import Galat, StatusPermohonan
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.intake import changes, taxes
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.openings import NewApplication
from services.gateway.intake.tax_checks import check_registration, check_turnover, identify
from services.gateway.parts import Parts, parts_of
from services.gateway.questions.door import Away, Refused
from services.gateway.tracking.view import track_path
from services.gateway.web import body, metrics, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed
from services.gateway.web.problems import away, invalid, not_found

router = APIRouter(tags=["Pajak daerah"])

_PRIVATE = {"Cache-Control": "private, no-store"}
_WRITES = problems(400, 401, 403, 409, 413, 415, 422, 503)
_TAKEN = {202: {"model": Diterima}, **_WRITES}


@router.post(
    "/v1/pajak/pendaftaran",
    status_code=202,
    summary="Daftar sebagai wajib pajak",
    responses=_TAKEN,
    openapi_extra=takes(PendaftaranWajibPajak),
)
async def register(request: Request, caller: Annotated[Caller, allowed(Action.REGISTER_TAXPAYER)]) -> Response:
    """Orang dengan NIK, badan dengan NIB. NPWPD dan NOPD terbit seketika bila data cocok, atau setelah dua petugas."""
    asked = await body.read(request, PendaftaranWajibPajak)
    claim = await writes.claim(request, caller)
    return writes.send(await accept_registration(parts_of(request), claim, writes.trace(request), caller, asked))


async def accept_registration(
    parts: Parts, claim: Claim, trace: Trace, caller: Caller, asked: PendaftaranWajibPajak
) -> Answer:
    """Accept a registration, or give the answer that it got before. Raises Problem with what is wrong with it."""
    taxes.refuse_foreign_person(asked, caller)
    faults = await check_registration(parts.pajak, asked, caller.nik or "", parts.settings.city)
    identity = await identify(parts.dukcapil, asked, caller.nik or "")
    receipt = await _receipt(parts, taxes.REQUEST, caller)
    return await _accept(parts, claim, trace, taxes.registration(receipt, asked, identity), faults)


@router.post(
    "/v1/pajak/pendaftaran/{nomor}/perbaikan",
    status_code=202,
    summary="Kirim pendaftaran yang sudah diperbaiki",
    responses={**_TAKEN, **problems(404)},
    openapi_extra=takes(PendaftaranWajibPajak),
)
async def correct(
    request: Request, nomor: str, caller: Annotated[Caller, allowed(Action.REGISTER_TAXPAYER)]
) -> Response:
    """Seluruh pendaftaran dikirim lagi; hanya ketika permohonan PERLU_PERBAIKAN."""
    parts = parts_of(request)
    asked = await body.read(request, PendaftaranWajibPajak)
    claim = await writes.claim(request, caller)
    taxes.refuse_foreign_person(asked, caller)
    await parts.applications.get(nomor, caller)
    faults = await check_registration(parts.pajak, asked, caller.nik or "", parts.settings.city)
    if faults and await parts.receipts.find(claim) is None:
        raise invalid(faults)
    identity = await identify(parts.dukcapil, asked, caller.nik or "")
    receipt = taxes.Receipt(nomor, parts.settings.city, caller, parts.clock.now())
    event = taxes.registered(receipt, asked, identity)
    correction = changes.Correction(nomor, "PENDAFTARAN_PAJAK", receipt.nik, event, {}, receipt.at)
    return writes.send(await changes.correct(parts.receipts, claim, writes.trace(request), caller, correction))


@router.post(
    "/v1/pajak/perubahan",
    status_code=202,
    summary="Ubah data wajib pajak atau objek",
    responses=_TAKEN,
    openapi_extra=takes(PerubahanDiminta),
)
async def change(request: Request, caller: Annotated[Caller, allowed(Action.REGISTER_TAXPAYER)]) -> Response:
    """Diputus dua petugas."""
    asked = await body.read(request, PerubahanDiminta)
    receipt = await _receipt(parts_of(request), taxes.REQUEST, caller)
    return await _take(request, caller, taxes.change(receipt, asked))


@router.post(
    "/v1/pajak/penutupan",
    status_code=202,
    summary="Tutup objek atau wajib pajak",
    responses=_TAKEN,
    openapi_extra=takes(PenutupanDiminta),
)
async def close(request: Request, caller: Annotated[Caller, allowed(Action.REGISTER_TAXPAYER)]) -> Response:
    """Hanya tanpa tunggakan; tiga bulan tanpa putusan dianggap dikabulkan."""
    asked = await body.read(request, PenutupanDiminta)
    receipt = await _receipt(parts_of(request), taxes.REQUEST, caller)
    return await _take(request, caller, taxes.closing(receipt, asked))


@router.post(
    "/v1/pajak/omzet",
    status_code=202,
    summary="Laporkan omzet satu masa pajak",
    responses=_TAKEN,
    openapi_extra=takes(LaporanOmzet),
)
async def report_turnover(request: Request, caller: Annotated[Caller, allowed(Action.REPORT_TURNOVER)]) -> Response:
    """Tagihan terbit pada permohonan ini; SPTPD diterima setelah dibayar. Omzet nihil tetap dilaporkan."""
    report = await body.read(request, LaporanOmzet)
    claim = await writes.claim(request, caller)
    return writes.send(await accept_turnover(parts_of(request), claim, writes.trace(request), caller, report))


async def accept_turnover(parts: Parts, claim: Claim, trace: Trace, caller: Caller, report: LaporanOmzet) -> Answer:
    """Accept a month's turnover, or give the answer that it got before. Raises Problem with what is wrong with it."""
    receipt = await _receipt(parts, taxes.TURNOVER, caller)
    faults = await check_turnover(parts.pajak, report, receipt)
    return await _accept(parts, claim, trace, taxes.turnover(receipt, report), faults)


@router.post(
    "/v1/pajak/keberatan",
    status_code=202,
    summary="Ajukan keberatan atas ketetapan",
    responses=_TAKEN,
    openapi_extra=takes(KeberatanDiminta),
)
async def object_to(request: Request, caller: Annotated[Caller, allowed(Action.FILE_OBJECTION)]) -> Response:
    """Paling lambat tiga bulan sejak ketetapan dikirim; selama itu tagihannya bukan tunggakan."""
    asked = await body.read(request, KeberatanDiminta)
    receipt = await _receipt(parts_of(request), taxes.REQUEST, caller)
    return await _take(request, caller, taxes.objection(receipt, asked))


@router.get("/v1/pajak/saya", summary="Pajak saya", responses={200: {"model": PajakSaya}, **problems(401, 403, 503)})
async def read_own_tax(request: Request, caller: Annotated[Caller, allowed(Action.READ_OWN_TAX)]) -> Response:
    """Objek, masa yang belum dilaporkan beserta tenggatnya, tagihan, surat, dan pemberitahuan."""
    return _json(await tax_of(parts_of(request), caller))


async def tax_of(parts: Parts, caller: Caller) -> PajakSaya:
    """Everything of local tax that concerns a citizen. Raises Problem 503."""
    try:
        found = await parts.pajak.ask(
            "POST", "/internal/wajib-pajak", DaftarWajibPajak, question=Pembaca(nik=caller.nik)
        )
    except (Away, Refused):
        raise away() from None
    notices = await parts.bills.notices([each.npwpd for each in found.wajib_pajak])
    return PajakSaya(wajib_pajak=found.wajib_pajak, pemberitahuan=notices)


@router.get(
    "/v1/pajak/sptpd/{nomor}",
    summary="Satu SPTPD dengan perhitungannya",
    responses={200: {"model": Sptpd}, **problems(401, 403, 404, 503)},
)
async def read_return(
    request: Request, nomor: str, caller: Annotated[Caller, allowed(Action.READ_OWN_TAX)]
) -> Response:
    """`nomor` permohonan omzet; setiap baris perhitungan menyebut dasar hukumnya."""
    parts = parts_of(request)
    await parts.applications.get(nomor, caller)
    try:
        return _json(await parts.pajak.ask("GET", f"/internal/sptpd/{nomor}", Sptpd))
    except Refused:
        raise not_found() from None
    except Away:
        raise away() from None


async def _receipt(parts: Parts, kind: str, caller: Caller) -> taxes.Receipt:
    number = await parts.numbers.next(kind, parts.clock.today())
    return taxes.Receipt(number, parts.settings.city, caller, parts.clock.now())


async def _take(request: Request, caller: Caller, new: NewApplication) -> Response:
    claim = await writes.claim(request, caller)
    return writes.send(await _accept(parts_of(request), claim, writes.trace(request), new))


async def _accept(
    parts: Parts, claim: Claim, trace: Trace, new: NewApplication, faults: tuple[Galat, ...] = ()
) -> Answer:
    """Accept, or refuse for what pajak found; a request that was accepted before gets its answer all the same."""
    if faults:
        earlier = await parts.receipts.find(claim)
        if earlier is None:
            raise invalid(faults)
        return earlier
    told = Diterima(nomor=new.number, status=StatusPermohonan.DIAJUKAN, lacak=track_path(new.number))
    answer = await parts.receipts.open_application(claim, new, trace, writes.accepted(told))
    metrics.ACCEPTED.labels(new.kind).inc()
    return answer


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), headers=_PRIVATE, media_type="application/json")
