"""Attacks by the form of a message: huge, deep, doubled, compressed, with line breaks, with paths in disguise."""

import asyncio
import gzip
import json
import posixpath
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from starlette.responses import PlainTextResponse

from services.gateway.access import caller as callers
from services.gateway.access.caller import Caller
from services.gateway.api import officers
from services.gateway.web import body, edge, guard
from services.gateway.web.catalogue import PUBLISHED
from tests.gateway.attacks.attack import Attack
from tests.gateway.integration.test_clients import registration
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER

DEPTH = 100_000


def _registers(town: Town, content: bytes, **head: str) -> int:
    return town.http.post(
        "/v1/klien", content=content, headers={"Content-Type": "application/json", **head}
    ).status_code


def huge(town: Town) -> bool:
    return _registers(town, json.dumps(registration()).encode() + b" " * 400_000) == 201


def deep(town: Town) -> bool:
    """Whether something breaks, or is taken. Who gets no answer at all has broken something too."""
    nested = '{"keys":' + "[" * DEPTH + "]" * DEPTH + "}"
    content = json.dumps(registration(jwks="HERE")).replace('"HERE"', nested).encode()
    try:
        status = _registers(town, content)
    except httpx.TimeoutException:
        return True
    return status >= 500 or status == 201


def doubled(town: Town) -> bool:
    """One name twice: whoever checks the first and uses the last is deceived."""
    content = json.dumps(registration()).encode().replace(b'{"nama"', b'{"nama": "LAIN", "nama"', 1)
    return _registers(town, content) == 201


def compressed(town: Town) -> bool:
    content = gzip.compress(json.dumps(registration()).encode())
    return _registers(town, content, **{"Content-Encoding": "gzip"}) == 201


def line_breaks_in_a_head(_: Town) -> bool:
    """Sent beneath HTTP, which would not carry it: as if a server in front had let it through."""
    head = [(b"x-correlation-id", b"x\r\nSet-Cookie: sesi=dicuri")]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": head, "client": None}
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(edge.Edge(PlainTextResponse("x"))(scope, receive, send))
    return any(b"sesi=dicuri" in value for _, value in sent[0]["headers"])


TRICKS = ("../", "..%2f", "%2e%2e%2f", "%2e%2e/", "..%252f", "%252e%252e%252f", "..%5c", "....//", "%00../")


def a_file_by_its_path(town: Town) -> bool:
    """Anything beside the published schemas, by whatever spelling."""
    places = ("published/asyncapi", "examples/api/gateway.api.Saya", "asyncapi")
    names = [place.replace("/", slash) for place in places for slash in ("/", "%2f", "%252f")]
    return any(town.http.get(f"/v1/skema/{trick}{name}").status_code == 200 for trick in TRICKS for name in names)


def a_door_without_a_token(town: Town) -> bool:
    """What stands behind a lock, by a way that begins at an open door."""
    return any(
        '"nik"' in town.http.get(f"/{begin}/{trick}{rest}").text
        for begin in ("v1/skema", "v1/verifikasi", "docs", ".well-known", "aset", "v1/klien")
        for trick in TRICKS
        for rest in ("saya", "v1/saya")
    )


def another_internal_door(town: Town) -> bool:
    """An officer's file number that leads to another door of the service behind."""
    who = town.officer("PETUGAS_VERIFIKASI")
    town.perizinan.asked.clear()
    for trick in TRICKS:
        town.http.get(f"/v1/petugas/permohonan/{trick}dokumen", headers=who)
    asked = [posixpath.normpath(unquote(question.path)) for question in town.perizinan.asked]
    return any(not path.startswith("/internal/berkas/") for path in asked)


def _knows_no_size(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(edge, "LARGEST_BODY", 10**9)


def _knows_no_depth(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(body, "_refuse_odd_json", json.loads)


def _takes_the_last(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(body, "_refuse_odd_json", lambda _: None)


def _opens_what_is_compressed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(edge, "_refuse_odd_head", lambda *_: None)
    parse = body.parse
    patch.setattr(body, "parse", lambda raw, model: parse(gzip.decompress(raw), model))


def _echoes_heads(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(edge, "_correlation_id", lambda header: header.decode())


def _reads_files(patch: pytest.MonkeyPatch) -> None:
    """A catalogue that looks for files instead of among what it has read, and decodes once more."""

    class Files:
        def get(self, name: str) -> bytes | None:
            path = PUBLISHED / f"{unquote(name)}.json"
            return path.read_bytes() if path.exists() else None

    from services.gateway.api import catalogue

    parts_of = catalogue.parts_of

    class Parts:
        def __init__(self, request: Any) -> None:
            self.catalogue = type("Catalogue", (), {"schemas": Files(), "asyncapi": None})()
            self.rest = parts_of(request)

    patch.setattr(catalogue, "parts_of", Parts)


def _judges_one_path_and_serves_another(patch: pytest.MonkeyPatch) -> None:
    """Locks that look at the path as it was written, before a door that is found by the path as it was cleaned."""
    call, authenticated = edge.Edge.__call__, guard.authenticated

    async def cleaned(self: Any, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope = {**scope, "path": posixpath.normpath(scope["path"])}
        await call(self, scope, receive, send)

    async def judged(request: Any) -> Caller:
        if request.scope["raw_path"].startswith((b"/v1/skema/", b"/v1/verifikasi/")):
            return callers.citizen("c0ffee00-0000-4000-8000-000000000001", FATHER, "SIAPA SAJA")
        return await authenticated(request)

    patch.setattr(edge.Edge, "__call__", cleaned)
    patch.setattr(guard, "authenticated", judged)


def _splices_paths(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(officers, "quote", lambda text, **_: text)


ATTACKS = [
    Attack("a huge body", huge, _knows_no_size),
    Attack("a deep body", deep, _knows_no_depth),
    Attack("a doubled name", doubled, _takes_the_last),
    Attack("a compressed body", compressed, _opens_what_is_compressed),
    Attack("line breaks in a head", line_breaks_in_a_head, _echoes_heads),
    Attack("a file by its path", a_file_by_its_path, _reads_files),
    Attack("a locked door by way of an open one", a_door_without_a_token, _judges_one_path_and_serves_another),
    Attack("another internal door", another_internal_door, _splices_paths),
]
