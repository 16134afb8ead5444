"""Signing in and out: /masuk, the provider's way back, and /keluar."""

import hmac
import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.numbers import NIK_PATTERN
from services.gateway.access.caller import Kind
from services.gateway.access.policy import Action, permits
from services.gateway.parts import Parts, parts_of
from services.gateway.portal import cookies, guard
from services.gateway.portal.oidc import CALLBACK, NoProvider, SignInRefused
from services.gateway.portal.pages import go, is_ours, page

router = APIRouter(include_in_schema=False)

HOME = "/"
# Where each sort of officer begins the day.
DESKS = (
    (Action.READ_QUEUE, "/petugas/antrian"),
    (Action.READ_TAX_WORK, "/petugas/pajak"),
    (Action.READ_COMPLAINTS, "/petugas/aduan"),
)

_ENSURE_ACCOUNT = """
    INSERT INTO account (sub, nik, nama) VALUES (%s, %s, %s)
    ON CONFLICT (nik) DO UPDATE SET nama = account.nama RETURNING sub
"""


@router.get("/masuk")
async def enter(request: Request) -> Response:
    """On to the provider; `ke` is where to go afterwards."""
    parts = parts_of(request)
    back = request.query_params.get("ke", "")
    try:
        address, login = await parts.sign_in.start()
    except NoProvider:
        return await page(request, "masuk-gagal", status=503, headers={"Retry-After": "30"}, reason="penyedia")
    token = await parts.sessions.begin_login({**login, "back": back if is_ours(back) else ""})
    response = go(address)
    cookies.write(response, token, parts.settings)
    return response


@router.get(CALLBACK)
async def come_back(request: Request) -> Response:
    """The provider's answer, which must be one to what this very browser asked; then a session that is new."""
    parts = parts_of(request)
    session = await guard.session_of(request)
    state = request.query_params.get("state", "")
    if session is None or session.login is None or not _same(session.login["state"], state):
        return await page(request, "masuk-gagal", status=400, reason="jawaban")
    await parts.sessions.end(session.token)
    try:
        claims = await parts.sign_in.finish(session.login, request.query_params.get("code", ""))
    except NoProvider:
        return await page(request, "masuk-gagal", status=503, headers={"Retry-After": "30"}, reason="penyedia")
    except SignInRefused:
        return await page(request, "masuk-gagal", status=400, reason="jawaban")
    return await _let_in(request, claims, session.login["back"])


@router.post("/keluar")
async def leave(request: Request) -> Response:
    """The session ends at once, in the database and in the browser."""
    parts = parts_of(request)
    session = await guard.session_of(request)
    if session is not None:
        await guard.refuse_foreign_form(request, session)
        await parts.sessions.end(session.token)
    response = go("/?keluar=1")
    cookies.clear(response, parts.settings)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


async def _let_in(request: Request, claims: Mapping[str, Any], back: str) -> Response:
    parts = parts_of(request)
    known = await _known(parts, claims)
    if known is None:
        return await page(request, "masuk-gagal", status=403, reason="akun")
    kind, subject = known
    token = await parts.sessions.begin(kind, subject)
    caller = await parts.directory.find({"sub": subject, "peran": kind.value})
    desk = next((path for action, path in DESKS if caller and permits(caller, action)), HOME)
    response = go(back or desk)
    cookies.write(response, token, parts.settings)
    return response


async def _known(parts: Parts, claims: Mapping[str, Any]) -> tuple[Kind, str] | None:
    """Who the claims name: an officer who is on the list, or a resident by their NIK, whose account is made if need be.

    `petugas` is the officer's identity, `nik` the resident's; who has both at the provider enters as an officer.
    """
    officer, nik = claims.get("petugas"), claims.get("nik")
    if isinstance(officer, str):
        found = await parts.directory.find({"sub": officer, "peran": Kind.PETUGAS.value})
        return (Kind.PETUGAS, officer) if found else None
    if not (isinstance(nik, str) and re.fullmatch(NIK_PATTERN, nik)):
        return None
    name = str(claims.get("name") or "WARGA")[:120]
    row = await parts.pool.row(_ENSURE_ACCOUNT, _account(claims), nik, name)
    return (Kind.WARGA, str(row["sub"])) if row else None


def _account(claims: Mapping[str, Any]) -> UUID:
    """The account of one of the provider's subjects."""
    try:
        return UUID(claims["sub"])
    except ValueError:
        return uuid5(NAMESPACE_URL, f"{claims['iss']}#{claims['sub']}")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
