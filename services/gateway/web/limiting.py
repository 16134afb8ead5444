"""Each request is counted against its caller, and agencies' questions wait for a place."""

from fastapi import Request

from services.gateway.access.caller import Caller
from services.gateway.access.policy import OF_AGENCIES, Action
from services.gateway.parts import parts_of


def count(request: Request, caller: Caller) -> None:
    """Raise Problem 429 when the caller has asked too much; nothing is written down for who is refused here."""
    request.scope["state"]["answer_headers"].update(parts_of(request).limits.take(caller))


async def wait_for_a_place(request: Request, action: Action) -> None:
    """Raise Problem 503 when agencies keep the city busy; the edge gives the place back."""
    if action in OF_AGENCIES:
        agencies = parts_of(request).agencies
        await agencies.enter()
        request.scope["state"].setdefault("leave", []).append(agencies.leave)
