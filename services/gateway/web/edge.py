"""The outermost layer of the web process: every answer, even to what went wrong, leaves through here.

It bounds the size of what is read, gives each request its correlation id, adds the security headers, counts, and turns
whatever was raised into a problem document.
"""

import re
import time
from uuid import UUID, uuid4

import psycopg
import structlog
from psycopg_pool import PoolTimeout, TooManyRequests
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import logs
from services.gateway.limits.addresses import Strangers
from services.gateway.web import metrics, problems
from services.gateway.web.problems import Problem

log = structlog.get_logger(__name__)

LARGEST_BODY = 256 * 1024
FORM_OVERHEAD = 16 * 1024
LARGER_BODIES = {
    "/v1/kependudukan/verifikasi-massal": 1024 * 1024,
    "/v1/lampiran": 5 * 1024 * 1024 + FORM_OVERHEAD,
    "/v1/verifikasi": 10 * 1024 * 1024 + FORM_OVERHEAD,
    "/lapor/kelahiran/lampiran": 5 * 1024 * 1024 + FORM_OVERHEAD,
    "/periksa": 10 * 1024 * 1024 + FORM_OVERHEAD,
}
MOST_HEADER_BYTES = 32 * 1024

# Operators' probes, and what is there in a demonstration only.
_UNCOUNTED = ("/livez", "/readyz", "/metrics", "/demo/")

_SECURITY_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cache-control": b"no-store",
}
_UUID = re.compile(rb"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")

# The database is away, full, read-only or too slow: nothing was accepted, and trying again is right.
_DATABASE_AWAY = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    psycopg.errors.ReadOnlySqlTransaction,
    psycopg.errors.IdleInTransactionSessionTimeout,
    PoolTimeout,
    TooManyRequests,
)


class Edge:
    """ASGI application around the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._strangers = Strangers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other kinds of scope (lifespan) pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        answer = _Answer(send, _correlation_id(headers.get(b"x-correlation-id", b"")))
        state = scope.setdefault("state", {})
        state["correlation_id"], state["answer_headers"] = answer.correlation_id, answer.headers
        logs.bind(correlation_id=str(answer.correlation_id))
        started = time.perf_counter()
        try:
            _refuse_odd_head(scope, headers)
            self._limit(scope, headers, answer)
            await self._app(scope, _bounded(scope, headers, receive), answer.send)
        except Exception as error:
            if answer.status is None:
                await problems.response(problem_of(error), str(answer.correlation_id))(scope, receive, answer.send)
            elif not answer.complete:
                log.warning("answer_broken_off", error=type(error).__name__)
        finally:
            for leave in scope["state"].get("leave", ()):
                leave()
            metrics.answered(_route(scope), scope["method"], answer.status or 0, time.perf_counter() - started)
            logs.clear()

    def _limit(self, scope: Scope, headers: dict[bytes, bytes], answer: "_Answer") -> None:
        """Callers with a token have buckets of their own; an address that many share must not be theirs."""
        if b"authorization" not in headers and not scope["path"].startswith(_UNCOUNTED):
            answer.headers.update(self._strangers.ask(scope["client"][0] if scope["client"] else ""))


class _Answer:
    """Adds to an answer what every answer has."""

    def __init__(self, send: Send, correlation_id: UUID) -> None:
        self._send = send
        self.correlation_id = correlation_id
        self.headers: dict[str, str] = {}
        self.status: int | None = None
        self.complete = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                (b"x-correlation-id", str(self.correlation_id).encode()),
                *((name.lower().encode(), value.encode()) for name, value in self.headers.items()),
                *((name, value) for name, value in _SECURITY_HEADERS.items() if name not in own),
            ]
        self.complete = message["type"] == "http.response.body" and not message.get("more_body")
        await self._send(message)


def problem_of(error: Exception) -> Problem:
    """What is said to the caller of something that was raised; the unforeseen says nothing of itself."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return Problem(
            409, "sedang_diproses", "Permintaan yang sama sedang diproses. Coba lagi sebentar lagi.", headers=_SOON
        )
    if isinstance(error, _DATABASE_AWAY):
        log.warning("database_away", error=type(error).__name__)
        return problems.away()
    log.error("request_failed", exc_info=error)
    return Problem(500, "galat_internal", "Terjadi galat pada sistem kami. Permintaan Anda belum kami proses.")


_SOON = {"Retry-After": "1"}


def _refuse_odd_head(scope: Scope, headers: dict[bytes, bytes]) -> None:
    if "\0" in scope["path"]:
        raise problems.not_found()
    size = sum(len(name) + len(value) for name, value in scope["headers"]) + len(scope["query_string"])
    if size > MOST_HEADER_BYTES:
        raise Problem(431, "kepala_terlalu_besar", "Kepala permintaan terlalu besar.")
    if headers.get(b"content-encoding", b"identity").strip().lower() != b"identity":
        raise Problem(415, "isi_terkompresi", "Kirim isi permintaan tanpa kompresi (Content-Encoding).")


def _bounded(scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> Receive:
    """`receive` that refuses a body beyond its limit: at once when its length is told, else when it is reached."""
    limit = _limit_of(scope["path"])
    told = headers.get(b"content-length", b"0")
    if not told.isdigit() or int(told) > limit:
        raise _too_large(limit)
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise _too_large(limit)
        return message

    return counted


def _limit_of(path: str) -> int:
    if path.startswith("/permohonan/") and path.endswith("/perbaikan/lampiran"):
        path = "/lapor/kelahiran/lampiran"
    return LARGER_BODIES.get(path, LARGEST_BODY)


def _too_large(limit: int) -> Problem:
    most = f"{limit // 1024 // 1024} MB" if limit > 1024 * 1024 else f"{limit // 1024} kB"
    return Problem(413, "isi_terlalu_besar", f"Isi permintaan paling besar {most}.")


def _correlation_id(header: bytes) -> UUID:
    return UUID(header.decode()) if _UUID.fullmatch(header) else uuid4()


def _route(scope: Scope) -> str:
    route = scope.get("route")
    return getattr(route, "path", "(none)")
