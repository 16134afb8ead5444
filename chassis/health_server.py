"""A small HTTP server for processes that have no other door, such as the relay: it serves their health alone."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from chassis.health import Health
from chassis.settings import Address

SLOWEST_CLIENT = 5  # seconds until a client that says nothing is dropped


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    health: Health

    def __init__(self, address: Address, health: Health) -> None:
        self.health = health
        self.address_family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        super().__init__((address.host, address.port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a probe that hangs up early is no event, and the default would print a traceback."""


class _Handler(BaseHTTPRequestHandler):
    timeout = SLOWEST_CLIENT
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def version_string(self) -> str:
        """Name no product."""
        return "terpadu"

    def log_message(self, *_: object) -> None:
        """Keep probes out of the log."""

    def _answer(self, *, with_body: bool) -> None:
        answer = self.server.health.answer(self.path)
        body = answer.body.encode()
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)


@contextlib.contextmanager
def serve_health(address: Address, health: Health) -> Iterator[Address]:
    """Serve `health` during a `with` block, in a thread; yields the address that it listens on."""
    with _Server(address, health) as server:
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="health", daemon=True
        )
        thread.start()
        try:
            yield Address(address.host, server.server_address[1])
        finally:
            health.stop()
            server.shutdown()
            thread.join()
