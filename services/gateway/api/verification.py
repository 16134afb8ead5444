"""GET /v1/verifikasi/{kode}, POST /v1/verifikasi, for programs: is this genuine and valid? For anyone."""

from fastapi import APIRouter, Request
from psycopg.rows import DictRow
from starlette.responses import Response

from chassis.documents.code import InvalidCode, parse_code
from contracts.gateway.api import Verifikasi
from contracts.types import StatusDokumen
from services.gateway.parts import parts_of
from services.gateway.uploads.form import Upload, read_file
from services.gateway.web.admission import address_of
from services.gateway.web.description import Extra, problems, takes_file

router = APIRouter(tags=["Verifikasi"])

PATH = "/v1/verifikasi"
_ANSWERS: dict[int | str, Extra] = {200: {"model": Verifikasi}}


@router.get(
    "/v1/verifikasi/{kode}", summary="Periksa dokumen dengan kode", responses={**_ANSWERS, **problems(429, 503)}
)
async def verify_code(request: Request, kode: str) -> Response:
    """Kode tertera di bawah kode QR. Jawaban tidak memuat NIK atau nama lengkap."""
    return _json(await judge_code(request, kode))


@router.post(
    PATH,
    summary="Periksa berkas PDF",
    responses={**_ANSWERS, **problems(400, 413, 415, 422, 503)},
    openapi_extra=takes_file(write=False),
)
async def verify_file(request: Request) -> Response:
    """Tanda tangan elektronik dan isi berkas diperiksa; berkas tidak disimpan."""
    return _json(await judge_file(request, await read_file(request)))


async def judge_file(request: Request, upload: Upload) -> Verifikasi:
    """What is known of a file: whether we signed it as it is, and whether it is still valid."""
    parts = parts_of(request)
    row = await parts.documents.find_by_digest(upload.sha256)
    reason = await parts.signatures.doubt(upload.content, issued_on=row["tanggal_terbit"] if row else None)
    if reason:
        return Verifikasi(status=StatusDokumen.TIDAK_DITEMUKAN, alasan=reason)
    return _found(row, unknown="Berkas ini tidak ada pada daftar dokumen.")


async def judge_code(request: Request, kode: str) -> Verifikasi:
    """What is known of the document with this code."""
    parts, address = parts_of(request), address_of(request)
    parts.addresses.refuse_searcher(address)
    try:
        row = await parts.documents.find_by_code(parse_code(kode))
    except InvalidCode:
        row = None
    if row is None:
        parts.addresses.missed(address)
    return _found(row, unknown="Kode ini tidak ada pada daftar dokumen.")


def _found(row: DictRow | None, *, unknown: str) -> Verifikasi:
    if row is None:
        return Verifikasi(status=StatusDokumen.TIDAK_DITEMUKAN, alasan=unknown)
    return Verifikasi(
        status=row["status"],
        jenis=row["jenis"],
        nomor=row["nomor_tersamar"],
        tanggal_terbit=row["tanggal_terbit"],
        penanda_tangan=row["penanda_tangan"],
        nama_tersamar=row["nama_tersamar"],
    )


def _json(answer: Verifikasi) -> Response:
    return Response(answer.model_dump_json(exclude_none=True), media_type="application/json")
