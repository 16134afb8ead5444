"""A small HTTP server in the place of a service's internal door, to see what the gateway does with what it answers."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FINE = {"galat": [], "peringatan": []}


@dataclass
class Reply:
    """What the door answers; `seconds` is how long it takes."""

    body: bytes
    status: int = 200
    media_type: str = "application/json"
    seconds: float = 0.0

    @classmethod
    def json(cls, content: Any, status: int = 200, seconds: float = 0.0) -> "Reply":
        return cls(json.dumps(content).encode(), status, seconds=seconds)

    @classmethod
    def problem(cls, status: int, kode: str) -> "Reply":
        content = {"status": status, "kode": kode, "detail": "Tidak bisa."}
        return cls(json.dumps(content).encode(), status, "application/problem+json")


@dataclass
class Question:
    """What the gateway asked."""

    method: str
    path: str
    authorization: str
    body: bytes


@dataclass
class Double:
    """Answers what it was told to answer: by the beginning of the path, the longest that fits."""

    url: str = ""
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)

    def reset(self) -> None:
        self.asked.clear()
        self.replies.clear()
        self.replies["/internal/kelahiran/periksa"] = Reply.json(FINE)

    def answer(self, question: Question) -> Reply:
        self.asked.append(question)
        fitting = [path for path in self.replies if question.path.startswith(path)]
        return self.replies[max(fitting, key=len)] if fitting else Reply.problem(404, "tidak_ada")


@contextmanager
def listening() -> Iterator[Double]:
    """A double on a port of its own."""
    double = Double()
    double.reset()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            authorization = self.headers.get("Authorization", "")
            reply = double.answer(Question(self.command, self.path, authorization, self.rfile.read(length)))
            time.sleep(reply.seconds)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST = _serve  # noqa: N815  the names that http.server looks for

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # the gateway may have hung up
    double.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
