"""HTTP/1.1 as uvicorn reads it, with bounds on what a client may send before, and after, it gets an answer."""

import asyncio
import json
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from services.gateway.web.edge import MOST_HEADER_BYTES

HEAD_SECONDS = 10.0
# An answer such as 413 leaves before the body is read; what follows is thrown away, but not for ever.
MOST_BYTES = 64 * 1024 * 1024
BODY_SECONDS = 60.0


class BoundedProtocol(HttpToolsProtocol):
    """Ends connections whose head or body is too large or too slow to be an honest request."""

    _head: asyncio.TimerHandle | None = None
    _message: asyncio.TimerHandle | None = None
    _taken = 0
    _in_head = True

    def connection_made(self, transport: Any) -> None:
        """A new connection owes us a head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the time limits of a connection that is gone."""
        self._cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count before anything is parsed."""
        self._taken += len(data)
        if self._in_head and self._taken > 2 * MOST_HEADER_BYTES + len(data):
            self._end(431, "kepala_terlalu_besar")
            return
        if self._taken > MOST_BYTES:
            self.transport.abort()
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins: its head has to be there soon."""
        super().on_message_begin()
        self._in_head, self._taken = True, 0
        self._await_head()

    def on_headers_complete(self) -> None:
        """The head is there; now the body has its time."""
        self._in_head = False
        self._cancel()
        self._message = asyncio.get_running_loop().call_later(BODY_SECONDS, self._too_slow)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The whole request is there; how long its answer takes is our affair."""
        self._cancel()
        self._taken = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """What is not HTTP gets a problem document too."""
        del msg
        self._end(400, "http_tidak_sah")

    def _await_head(self) -> None:
        self._cancel()
        self._head = asyncio.get_running_loop().call_later(HEAD_SECONDS, self._too_slow)

    def _too_slow(self) -> None:
        if self.cycle is None or not self.cycle.response_started or self.cycle.response_complete:
            self._end(408, "terlalu_lama")
        else:
            self.transport.abort()

    def _end(self, status: int, kode: str) -> None:
        if self.transport.is_closing():
            return
        body = json.dumps({"type": f"urn:terpadu:masalah:{kode}", "status": status, "kode": kode, "galat": []}).encode()
        head = (
            f"HTTP/1.1 {status} -\r\nContent-Type: application/problem+json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _cancel(self) -> None:
        for handle in (self._head, self._message):
            if handle is not None:
                handle.cancel()
        self._head = self._message = None
