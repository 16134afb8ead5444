"""Each request is counted against its caller, and agencies' questions wait for a place; then the door opens."""

from fastapi import Request

from services.gateway.access.caller import Caller
from services.gateway.access.policy import OF_AGENCIES, Action
from services.gateway.parts import parts_of


async def limit(request: Request, caller: Caller, action: Action) -> None:
    """Raise Problem 429 when the caller has asked too much, 503 when agencies keep the city busy."""
    parts = parts_of(request)
    state = request.scope["state"]
    state["answer_headers"].update(parts.limits.take(caller))
    if action in OF_AGENCIES:
        await parts.agencies.enter()
        state.setdefault("leave", []).append(parts.agencies.leave)
