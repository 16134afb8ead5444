"""/periksa and /v/{kode}: is this document genuine and still valid? For anyone, in words as well as in colour."""

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from chassis.documents.code import InvalidCode, parse_code
from contracts.gateway.api import Verifikasi
from contracts.types import StatusDokumen
from services.gateway.api.verification import judge_code, judge_file
from services.gateway.portal import forms
from services.gateway.portal.pages import go, page
from services.gateway.uploads.form import Upload

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
    if form.files:
        return await _tell(request, await judge_file(request, Upload.of(form.files[0])), of_file=True)
    if not code:
        return await page(request, "periksa", status=422, fault="Isi kodenya, atau pilih berkas PDF.", code="")
    try:
        return go(f"/v/{quote(parse_code(code), safe='')}")
    except InvalidCode:
        fault = "Kode ini belum benar. Kode terdiri dari huruf dan angka di bawah kotak QR."
        return await page(request, "periksa", status=422, fault=fault, code=code)


@router.get("/v/{kode}")
async def show(request: Request, kode: str) -> Response:
    """The address in a document's QR code."""
    return await _tell(request, await judge_code(request, kode), of_file=False)


async def _tell(request: Request, found: Verifikasi, *, of_file: bool) -> Response:
    title, sentence = VERDICTS[found.status]
    return await page(request, "periksa-hasil", found=found, title=title, sentence=sentence, of_file=of_file)
