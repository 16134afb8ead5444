"""The parts of the OpenAPI document that our doors describe themselves, because they read their bodies strictly."""

from typing import Any

from pydantic import BaseModel

from contracts.gateway.api import Masalah

REF = "#/components/schemas/{model}"

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "Kunci baru untuk setiap permintaan; kunci dan isi yang sama memberi jawaban yang sama.",
}

Extra = dict[str, Any]


def takes(model: type[BaseModel], *, write: bool = True) -> Extra:
    """`openapi_extra` of a route whose body is this model."""
    schema = {"$ref": REF.format(model=model.__name__)}
    extra: Extra = {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
    return extra | ({"parameters": [IDEMPOTENCY_KEY]} if write else {})


def takes_file(*, write: bool) -> Extra:
    """`openapi_extra` of a route that takes one file."""
    properties = {"berkas": {"type": "string", "format": "binary"}}
    if write:
        properties["sha256"] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    schema = {"type": "object", "required": ["berkas"], "properties": properties}
    extra: Extra = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
    return extra | ({"parameters": [IDEMPOTENCY_KEY]} if write else {})


def problems(*statuses: int) -> dict[int | str, Extra]:
    """`responses` for the refusals of a route."""
    content = {"application/problem+json": {"schema": {"$ref": REF.format(model=Masalah.__name__)}}}
    return {status: {"description": "Masalah (RFC 9457)", "content": content} for status in statuses}
