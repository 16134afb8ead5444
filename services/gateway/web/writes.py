"""Every write bears an Idempotency-Key: the same request again gets the same answer, and has no second effect."""

import re
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.intake.claims import Answer, Claim, Trace, fingerprint
from services.gateway.web.problems import Problem

_MOST_KEY_LETTERS = 255
_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


async def claim(request: Request, caller: Caller, *, content: bytes | None = None) -> Claim:
    """What makes this write known again: by default its body, byte by byte. Raises Problem 400 without a usable key."""
    key = request.headers.get("idempotency-key", "")
    if not key:
        raise Problem(
            400, "idempotency_key_wajib", "Sertakan kepala Idempotency-Key yang baru untuk setiap permintaan."
        )
    if len(key) > _MOST_KEY_LETTERS:
        raise Problem(400, "idempotency_key_tidak_sah", "Idempotency-Key paling panjang 255 huruf.")
    raw = content if content is not None else await request.body()
    route = f"{request.method} {request.scope['route'].path}"
    return Claim(caller.key, route, key, fingerprint(request.url.path.encode(), raw))


def trace(request: Request) -> Trace:
    """By what the write is followed through the services."""
    traceparent = request.headers.get("traceparent", "")
    return Trace(correlation_id(request), traceparent if _TRACEPARENT.fullmatch(traceparent) else None)


def correlation_id(request: Request) -> UUID:
    """The id that the edge gave this request."""
    found: UUID = request.scope["state"]["correlation_id"]
    return found


def accepted(content: BaseModel, status: int = 202) -> Answer:
    """An answer as it is kept and sent."""
    return Answer(status, content.model_dump_json(exclude_none=True))


def send(answer: Answer) -> Response:
    """An answer on its way; one that was given before says so."""
    headers = {"Idempotency-Replayed": "true"} if answer.again else None
    return Response(answer.body, answer.status, headers=headers, media_type="application/json")
