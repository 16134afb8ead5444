"""A multipart form with exactly one file, whatever its field is called; the sender's name for it is thrown away."""

import hashlib
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from services.gateway.web.problems import Problem, fault

FIELD = "/berkas"


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes of a file, and the digest that the sender told with it, if any."""

    content: bytes
    sha256: str
    told_sha256: str | None = None

    @classmethod
    def of(cls, content: bytes) -> "Upload":
        """Bytes that came in some other form."""
        return cls(content, hashlib.sha256(content).hexdigest())


async def read_file(request: Request) -> Upload:
    """The one file of the form. Raises Problem."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Problem(415, "jenis_isi_tidak_didukung", "Kirim berkas sebagai multipart/form-data.")
    try:
        async with request.form(max_files=2, max_fields=4, max_part_size=1024) as form:
            files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            told = form.get("sha256")
            contents = [await file.read() for file in files]
    except HTTPException:
        raise Problem(400, "formulir_tidak_sah", "Formulir berkas tidak dapat dibaca.") from None
    if len(contents) != 1:
        raise fault(FIELD, "satu_berkas_saja", "Kirim tepat satu berkas.")
    if not contents[0]:
        raise fault(FIELD, "berkas_kosong", "Berkas ini kosong.")
    digest = hashlib.sha256(contents[0]).hexdigest()
    return Upload(contents[0], digest, told.strip().lower() if isinstance(told, str) else None)


def refuse_wrong_checksum(upload: Upload) -> None:
    """A digest that was told must be the file's: else something was lost on the way."""
    if upload.told_sha256 is not None and upload.told_sha256 != upload.sha256:
        raise fault(
            "/sha256", "checksum_tidak_cocok", "Isi berkas yang tiba tidak sama dengan yang dikirim; unggah lagi."
        )
