"""Problem documents (RFC 9457): every refusal has a stable code, a sentence in Bahasa Indonesia, and the same shape."""

import json
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from contracts.types import Galat

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str] = {
    400: "Permintaan tidak dapat dibaca",
    401: "Belum masuk",
    403: "Tidak berwenang",
    404: "Tidak ditemukan",
    405: "Metode tidak didukung",
    406: "Bentuk jawaban tidak tersedia",
    408: "Permintaan terlalu lama",
    409: "Bertentangan dengan keadaan saat ini",
    410: "Tidak berlaku lagi",
    411: "Ukuran isi tidak disebutkan",
    413: "Isi terlalu besar",
    415: "Jenis isi tidak didukung",
    422: "Isian belum benar",
    429: "Terlalu banyak permintaan",
    431: "Kepala permintaan terlalu besar",
    500: "Terjadi galat pada sistem",
    503: "Sementara tidak tersedia",
}


class Problem(Exception):
    """A refusal on its way to the caller; `kode` is for programs, `detail` for people."""

    def __init__(
        self,
        status: int,
        kode: str,
        detail: str,
        *,
        galat: Sequence[Galat] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kode)
        self.status = status
        self.kode = kode
        self.detail = detail
        self.galat = tuple(galat)
        self.headers = dict(headers or {})


def invalid(galat: Sequence[Galat], status: int = 422) -> Problem:
    """What is said to a caller whose input has faults; the first fault's code stands for all."""
    return Problem(status, galat[0].kode, "Periksa kembali isian yang disebut di bawah ini.", galat=galat)


def fault(lokasi: str, kode: str, pesan: str) -> Problem:
    """A single fault of the input."""
    return invalid([Galat(lokasi=lokasi, kode=kode, pesan=pesan)])


def not_allowed() -> Problem:
    """The caller is known and has no right to this."""
    return Problem(403, "tidak_berwenang", "Akun atau klien ini tidak diberi hak untuk layanan ini.")


def not_found() -> Problem:
    """The one answer for what does not exist and for what is not the caller's: neither can be told from the other."""
    return Problem(404, "tidak_ditemukan", "Yang Anda cari tidak ada, atau bukan milik Anda.")


def away(seconds: int = 5) -> Problem:
    """Something that this answer needs is not there now."""
    return Problem(
        503,
        "sementara_tidak_tersedia",
        "Layanan ini sedang tidak dapat dijangkau. Coba lagi sebentar lagi.",
        headers={"Retry-After": str(seconds)},
    )


def response(problem: Problem, correlation_id: str) -> Response:
    """A problem as it is sent."""
    body = {
        "type": f"urn:terpadu:masalah:{problem.kode}",
        "title": TITLES.get(problem.status, TITLES[400 if problem.status < 500 else 500]),
        "status": problem.status,
        "detail": problem.detail,
        "kode": problem.kode,
        "galat": [found.model_dump() for found in problem.galat],
        "correlation_id": correlation_id,
    }
    content = json.dumps(body, ensure_ascii=False).encode()
    return Response(content, problem.status, headers=problem.headers, media_type=MEDIA_TYPE)
