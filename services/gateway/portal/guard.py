"""The lock on a page: whose session it is, what the policy table lets them do, and that a form came from our page."""

import hmac
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import Depends, Request

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action, permits
from services.gateway.parts import parts_of
from services.gateway.portal import cookies, forms
from services.gateway.portal.sessions import Session
from services.gateway.web.problems import Problem

CSRF = "_csrf"


class EnterFirst(Exception):
    """Whoever asks for this page has to sign in; `back` is where they wanted to go."""

    def __init__(self, back: str) -> None:
        super().__init__("sign in first")
        self.back = back

    @property
    def address(self) -> str:
        """Where they sign in."""
        return f"/masuk?ke={quote(self.back, safe='')}"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in."""

    caller: Caller
    session: Session


def entered(action: Action) -> Any:
    """A parameter of a page that is the caller, who may do `action`; a form is read and its origin checked first."""

    async def guard(request: Request) -> Caller:
        visitor = await visitor_of(request)
        if visitor is None:
            raise EnterFirst(request.url.path if request.method == "GET" else "/")
        if not permits(visitor.caller, action):
            raise Problem(403, "tidak_berwenang", "Akun ini tidak diberi hak untuk halaman ini.")
        if request.method != "GET":
            await refuse_foreign_form(request, visitor.session)
        return visitor.caller

    guard.action = action  # type: ignore[attr-defined]
    return Depends(guard)


async def visitor_of(request: Request) -> Visitor | None:
    """Who is signed in, if anybody is; found once a request."""
    if not hasattr(request.state, "visitor"):
        request.state.visitor = await _find(request)
    found: Visitor | None = request.state.visitor
    return found


async def session_of(request: Request) -> Session | None:
    """The session of the browser, also one in which a sign-in is only under way."""
    parts = parts_of(request)
    token = cookies.read(request, parts.settings)
    return await parts.sessions.find(token) if token else None


async def refuse_foreign_form(request: Request, session: Session) -> None:
    """Raise Problem 403 unless the form came from a page that we made for this session."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise _foreign()
    form = await forms.read(request)
    if not hmac.compare_digest(form.text(CSRF).encode(), session.csrf.encode()):
        raise _foreign()


async def _find(request: Request) -> Visitor | None:
    session = await session_of(request)
    if session is None or session.kind is None:
        return None
    claims = {"sub": session.subject, "peran": session.kind.value}
    caller = await parts_of(request).directory.find(claims)
    return Visitor(caller, session) if caller else None


def _foreign() -> Problem:
    return Problem(
        403,
        "formulir_tidak_dikenal",
        "Formulir ini tidak berasal dari halaman yang sedang Anda buka. Muat ulang halaman.",
    )
