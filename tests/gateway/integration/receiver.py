"""A subscriber's receiver: keeps every delivery as it came, and answers as a test wants it to."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

Json = dict[str, Any]
Reply = tuple[int, dict[str, str]]
WELL: Reply = (204, {})


@dataclass(frozen=True)
class Delivery:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float
    reply: int

    def verified(self, secret: str) -> Json:
        """The event, as the official verifier hands it out."""
        found: Json = Webhook(secret).verify(self.body, self.headers)
        return found


@dataclass
class Receiver:
    """`answers` says, by path, what to answer to a request; all else is well."""

    url: str = ""
    taken: list[Delivery] = field(default_factory=list)
    answers: dict[str, Callable[[Delivery], Reply]] = field(default_factory=dict)

    def at(self, path: str, *, well: bool = False) -> list[Delivery]:
        """What came to a path; `well` leaves out what was refused."""
        return [each for each in self.taken if each.path == path and (not well or each.reply < 300)]

    def wait(self, path: str, count: int, *, within: float = 15, well: bool = True) -> list[Delivery]:
        """What came to a path, once there are so many."""
        until = time.monotonic() + within
        while len(self.at(path, well=well)) < count:
            assert time.monotonic() < until, f"{len(self.at(path, well=well))} of {count} deliveries came"
            time.sleep(0.02)
        return self.at(path, well=well)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that listens on this machine."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            came = Delivery(self.path, headers, body, time.monotonic(), 0)
            status, more = receiver.answers.get(self.path, lambda _: WELL)(came)
            receiver.taken.append(Delivery(self.path, headers, body, came.at, status))
            self.send_response(status)
            for name, value in {**more, "content-length": "0"}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, request: object, client_address: object) -> None:
            """A sender that gave up waiting is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
