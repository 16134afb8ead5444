"""The lock on a door: who calls is found out, and the policy table is asked, before anything else is read."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Depends, Request

from services.gateway.access.caller import Caller
from services.gateway.access.policy import READS_PERSONAL_DATA, Action, permits
from services.gateway.access.tokens import TokenRefused
from services.gateway.parts import parts_of
from services.gateway.web.admission import refuse_client
from services.gateway.web.limiting import count, wait_for_a_place
from services.gateway.web.problems import Problem, not_allowed

Guard = Callable[[Request], Awaitable[Caller]]


def allowed(action: Action) -> Any:
    """A parameter of a route that is the caller, who may do `action`; all others are refused."""

    async def guard(request: Request) -> Caller:
        caller = await authenticated(request)
        if not permits(caller, action):
            raise not_allowed()
        count(request, caller)
        await refuse_client(request, caller, action)
        await wait_for_a_place(request, action)
        if action in READS_PERSONAL_DATA:
            request.scope["state"]["signed"] = await parts_of(request).exchange.receive(request, caller)
        return caller

    guard.action = action  # type: ignore[attr-defined]
    return Depends(guard)


async def authenticated(request: Request) -> Caller:
    """The caller whose token the request bears. Raises Problem 401, the same for whatever is wrong with it."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _who_are_you()
    parts = parts_of(request)
    try:
        claims = parts.tokens.check(token.strip())
    except TokenRefused:
        raise _who_are_you(error=True) from None
    caller = await parts.directory.find(claims)
    if caller is None:
        raise _who_are_you(error=True)
    return caller


def _who_are_you(*, error: bool = False) -> Problem:
    challenge = 'Bearer realm="terpadu"' + (', error="invalid_token"' if error else "")
    return Problem(
        401,
        "token_tidak_sah",
        "Sertakan token yang masih berlaku pada kepala Authorization.",
        headers={"WWW-Authenticate": challenge},
    )
