"""What a browser sent with a form: fields that stand once, and files; read once a request, within bounds."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from services.gateway.web.problems import Problem

MOST_FIELDS = 100
LONGEST_FIELD = 8 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by name, several values each; `files` are the bytes of those that were chosen."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: tuple[bytes, ...] = ()

    def text(self, name: str) -> str:
        """The value of a field, without the spaces around it; empty when it is not there."""
        return next(iter(self.fields.get(name, ())), "").strip()


async def read(request: Request) -> Form:
    """The form of this request. Raises Problem 400 or 415."""
    if not hasattr(request.state, "form"):
        request.state.form = await _parsed(request)
    found: Form = request.state.form
    return found


def form_of(request: Request) -> Form:
    """The form that the lock has read."""
    found: Form = request.state.form
    return found


async def _parsed(request: Request) -> Form:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/x-www-form-urlencoded":
        return _of_text(await request.body())
    if media_type == "multipart/form-data":
        return await _of_parts(request)
    raise Problem(415, "jenis_isi_tidak_didukung", "Formulir ini tidak dapat dibaca.")


def _of_text(raw: bytes) -> Form:
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise _unreadable() from None
    form = Form()
    for name, value in pairs:
        form.fields.setdefault(name, []).append(_clean(value))
    return form


async def _of_parts(request: Request) -> Form:
    form = Form()
    files: list[bytes] = []
    try:
        async with request.form(max_files=2, max_fields=20, max_part_size=LONGEST_FIELD) as found:
            for name, value in found.multi_items():
                if isinstance(value, UploadFile):
                    files.append(await value.read())
                else:
                    form.fields.setdefault(name, []).append(_clean(value))
    except HTTPException:
        raise _unreadable() from None
    return Form(form.fields, tuple(content for content in files if content))


def _clean(value: str) -> str:
    """PostgreSQL keeps no NUL; a browser writes line breaks as two characters."""
    if "\0" in value:
        raise _unreadable()
    return value.replace("\r\n", "\n")


def _unreadable() -> Problem:
    return Problem(400, "formulir_tidak_sah", "Formulir ini tidak dapat dibaca. Muat ulang halaman lalu coba lagi.")
