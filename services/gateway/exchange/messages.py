"""Requests and answers as HTTP message signatures see them."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.requests import Request

TAG = "terpadu"
# What a signature that is worth something covers: who asks what of which address, with which body, as whom.
OF_REQUEST = ("@method", "@target-uri", "content-digest", "authorization")
# An answer is bound to the question that it answers.
OF_ANSWER = (
    "@status",
    "content-digest",
    '"@method";req',
    '"@target-uri";req',
    '"content-digest";req',
    '"signature";req',
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request under the address that its sender wrote, whatever proxies stand between."""

    method: str
    url: str
    headers: Headers

    @classmethod
    def of(cls, request: Request, address: str) -> "Asked":
        """A request that came in at this public address."""
        path = request.scope["raw_path"].decode("ascii", "replace")
        query = request.scope["query_string"].decode("ascii", "replace")
        return cls(request.method, f"{address}{path}{'?' + query if query else ''}", request.headers)


@dataclass(slots=True)
class Answered:
    """An answer before it leaves; the signature is written into its headers."""

    status_code: int
    request: Asked
    headers: MutableMapping[str, str] = field(default_factory=dict)
