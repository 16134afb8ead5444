"""A JSON body, read once and strictly: what a model is made from is exactly what was sent."""

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from contracts.types import Galat
from services.gateway.web.faults import galat_of
from services.gateway.web.problems import Problem, fault, invalid

Model = TypeVar("Model", bound=BaseModel)

_ESCAPED_CONTROL = re.compile(rb"\\u00(?:[01][0-9a-fA-F]|7[fF])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


async def read(request: Request, model: type[Model]) -> Model:
    """The body as `model`; raises Problem with a fault for everything that is wrong with it."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(415, "jenis_isi_tidak_didukung", "Kirim isi sebagai application/json.")
    return parse(await request.body(), model)


def parse(raw: bytes, model: type[Model]) -> Model:
    """Bytes as `model`: valid UTF-8, valid JSON without doubled keys or NaN, nothing that the model does not know."""
    _refuse_odd_json(raw)
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        found = galat_of(error)
        malformed = found[0].kode in ("json_tidak_sah", "json_terlalu_dalam")
        raise invalid(found, status=400 if malformed else 422) from None


def _refuse_odd_json(raw: bytes) -> None:
    """Refuse what parsers read in different ways: our own and those of whoever gets the data after us."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _malformed("utf8_tidak_sah", "Isi permintaan harus berupa teks UTF-8 yang sah.") from None
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except RecursionError:
        raise _malformed("json_terlalu_dalam", "Isi permintaan bersarang terlalu dalam.") from None
    except _DoubledKey:
        raise _malformed("json_kunci_ganda", "Satu nama isian tertulis dua kali.") from None
    except ValueError:
        raise _malformed("json_tidak_sah", "Isi permintaan bukan JSON yang sah.") from None
    if _ESCAPED_CONTROL.search(raw):
        _refuse_control_characters(value, "")


def _refuse_control_characters(value: Any, place: str) -> None:
    """PostgreSQL keeps no NUL, and no field of ours has use for a control character (a line break is none)."""
    if isinstance(value, str) and _CONTROL.search(value):
        raise fault(place, "teks_tidak_sah", "Teks mengandung karakter kendali yang tidak sah.")
    if isinstance(value, list):
        for at, item in enumerate(value):
            _refuse_control_characters(item, f"{place}/{at}")
    if isinstance(value, dict):
        for name, item in value.items():
            _refuse_control_characters(name, place)
            _refuse_control_characters(item, f"{place}/{name}")


class _DoubledKey(ValueError):
    """One object has the same name twice."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubledKey
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _malformed(kode: str, pesan: str) -> Problem:
    return Problem(400, kode, pesan, galat=[Galat(lokasi="", kode=kode, pesan=pesan)])
