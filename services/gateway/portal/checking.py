"""/periksa and /v/{kode}: is this document genuine and still valid? For anyone, in words as well as in colour."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from chassis.documents.code import InvalidCode, parse_code
from contracts.gateway.api import Verifikasi
from contracts.types import StatusDokumen
from services.gateway.api.verification import judge_code, judge_file
from services.gateway.parts import parts_of
from services.gateway.portal import forms
from services.gateway.portal.pages import go, page
from services.gateway.uploads.form import Upload
from services.gateway.uploads.kinds import JPEG, PNG, kind_of
from services.gateway.web.admission import address_of

router = APIRouter(include_in_schema=False)

# What a status is called, and what it means for whoever holds the paper (handbook 1.5).
VERDICTS = {
    StatusDokumen.AKTIF: ("Asli dan berlaku", "Dokumen ini diterbitkan oleh kota dan masih berlaku."),
    StatusDokumen.DIGANTIKAN: (
        "Asli, tetapi sudah diganti",
        "Ada dokumen yang lebih baru. Minta pemiliknya menunjukkan yang terbaru.",
    ),
    StatusDokumen.DICABUT: ("Tidak berlaku lagi", "Dokumen ini sudah dicabut oleh dinas."),
    StatusDokumen.TIDAK_DITEMUKAN: ("Tidak dikenal", "Dokumen ini tidak ada pada daftar kami. Jangan dipercaya."),
}


@router.get("/periksa")
async def ask(request: Request) -> Response:
    """A place for the code, and one for the file."""
    return await page(request, "periksa", fault="", code="")


@router.post("/periksa")
async def check(request: Request) -> Response:
    """A code leads to its own address; a file is judged and not kept."""
    form = await forms.read(request)
    code = form.text("kode")
    if form.files and kind_of(form.files[0]) in (JPEG, PNG):
        return await _scan(request, form.files[0])
    if form.files:
        return await _tell(request, await judge_file(request, Upload.of(form.files[0])), of_file=True)
    if not code:
        return await _ask_again(request, "Isi kodenya, atau pilih foto atau berkas PDF.")
    try:
        return go(f"/v/{quote(parse_code(code), safe='')}")
    except InvalidCode:
        fault = "Kode ini belum benar. Kode terdiri dari huruf dan angka di bawah kotak QR."
        return await _ask_again(request, fault, code)


@router.get("/v/{kode}")
async def show(request: Request, kode: str) -> Response:
    """The address in a document's QR code."""
    return await _tell(request, await judge_code(request, kode), of_file=False)


async def _scan(request: Request, photo: bytes) -> Response:
    """A photo of a document leads to the address in its QR code, as a telephone's camera does."""
    parts = parts_of(request)
    parts.addresses.scan(address_of(request))
    code = await parts.scanner.code_in(photo)
    if code is None:
        return await _ask_again(request, "Kotak QR dari kota ini tidak terbaca pada foto. Foto lebih dekat dan lurus.")
    return go(f"/v/{quote(code, safe='')}")


async def _ask_again(request: Request, fault: str, code: str = "") -> Response:
    return await page(request, "periksa", status=422, fault=fault, code=code)


async def _tell(request: Request, found: Verifikasi, *, of_file: bool) -> Response:
    title, sentence = VERDICTS[found.status]
    return await page(request, "periksa-hasil", found=found, title=title, sentence=sentence, of_file=of_file)
