"""What proxies in front of us tell of a request: where it comes from, and which certificate the client showed.

TLS ends before us. `X-Forwarded-For` and `Client-Cert` (RFC 9440) are believed from the proxies that the settings name;
from anyone else they are as if they had not been sent.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_CERTIFICATE = b"client-cert"
_BYTES = re.compile(rb":([A-Za-z0-9+/]+={0,2}):")


class Proxies:
    """ASGI application around all others: puts the client's address and its certificate's thumbprint in the scope."""

    def __init__(self, app: ASGIApp, trusted: str, *, tell_certificates: bool) -> None:
        self._direct = app
        self._through = ProxyHeadersMiddleware(app, trusted)  # type: ignore[arg-type]  # uvicorn has types of its own
        self._tell_certificates = tell_certificates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other kinds of scope (lifespan) pass."""
        if scope["type"] != "http":
            await self._direct(scope, receive, send)
            return
        from_proxy = bool(scope["client"]) and scope["client"][0] in self._through.trusted_hosts
        told = from_proxy and self._tell_certificates
        scope.setdefault("state", {})["certificate"] = thumbprint_told(scope["headers"]) if told else None
        if from_proxy:
            await self._through(scope, receive, send)  # type: ignore[arg-type]  # the same
        else:
            await self._direct(scope, receive, send)


def thumbprint_told(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The SHA-256 thumbprint, in hexadecimal, of the one certificate that the headers tell of; None for none or two."""
    values = [value for name, value in headers if name.lower() == _CERTIFICATE]
    found = _BYTES.fullmatch(values[0].strip()) if len(values) == 1 else None
    if found is None:
        return None
    try:
        return hashlib.sha256(base64.b64decode(found[1], validate=True)).hexdigest()
    except binascii.Error:
        return None
