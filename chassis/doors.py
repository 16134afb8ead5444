"""Internal HTTP doors of a service: questions that the gateway asks, and what operators' probes ask.

`@internal` guards a method with the gateway's token, gives it the parsed question, and turns its answer, or its
refusal, into HTTP. Doors answer questions; whatever changes something comes by event.
"""

import functools
import json
from collections.abc import Callable
from typing import Any

import structlog
from nameko.web.handlers import HttpRequestHandler
from pydantic import BaseModel, ValidationError
from werkzeug.wrappers import Request, Response

from chassis.database import is_away
from chassis.failures import Refused
from chassis.logs import bind, clear
from chassis.subscription import context_of
from chassis.tokens import TokenRefused

log = structlog.get_logger(__name__)

MAX_QUESTION_BYTES = 2_000_000


class InternalDoor(HttpRequestHandler):  # type: ignore[misc]
    """An entry point that only the gateway may use."""

    def __init__(self, method: str, url: str, question: type[BaseModel] | None = None) -> None:
        super().__init__(method, url)
        self._question = question

    def handle_request(self, request: Request) -> Response:
        """Check who asks before anything of the question is read."""
        try:
            context_of(self.container).verifier.check(request.headers.get("Authorization"))
        except TokenRefused:
            return problem(401, "token_ditolak", "Pintu ini hanya untuk gerbang.")
        if (request.content_length or 0) > MAX_QUESTION_BYTES:
            return problem(413, "terlalu_besar", "Pertanyaan terlalu besar.")
        response: Response = super().handle_request(request)
        return response

    def get_entrypoint_parameters(self, request: Request) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The question, parsed, and the parts of the path; a question without a body gives its query instead."""
        if self._question is None:
            return (request.args.to_dict(),), request.path_values  # type: ignore[attr-defined]
        asked = self._question.model_validate_json(request.get_data(), strict=False, extra="ignore")
        return (asked,), request.path_values  # type: ignore[attr-defined]

    def response_from_result(self, result: Any) -> Response:
        """An answer as JSON; a response is passed on as it is."""
        if isinstance(result, Response):
            return result
        body = result.model_dump_json() if isinstance(result, BaseModel) else json.dumps(result)
        return Response(body, content_type="application/json")

    def response_from_exception(self, exc: Exception) -> Response:
        """A refusal with its code; what we did not foresee says nothing of itself."""
        if isinstance(exc, Refused):
            return problem(exc.status, exc.kode, exc.pesan)
        if isinstance(exc, ValidationError):
            return problem(422, "pertanyaan_tidak_sah", "Pertanyaan tidak sesuai kontrak.")
        if is_away(exc):
            return problem(503, "sementara_tidak_tersedia", "Layanan sedang tidak tersedia.")
        log.error("door_failed", error=type(exc).__name__)
        return problem(500, "galat_internal", "Terjadi galat di layanan.")


def internal(
    method: str, url: str, *, question: type[BaseModel] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a method answer the gateway's question; it gets the question's model, or the query as a dict, and returns
    a model, something that JSON can hold, or a werkzeug Response. It runs inside a transaction of `self.registry`.
    """

    def decorate(answer: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(answer)
        def run(service: Any, asked: Any, **path: Any) -> Any:
            bind(door=url)
            try:
                with service.registry.transaction():
                    return answer(service, asked, **path)
            except Refused:
                raise
            except Exception as error:
                if not is_away(error):
                    log.exception("door_failed")
                raise
            finally:
                clear()

        entry: Callable[..., Any] = InternalDoor.decorator(method, url, question=question)(run)
        return entry

    return decorate


def pdf(content: bytes) -> Response:
    """A document as an answer."""
    return Response(content, content_type="application/pdf", headers={"Cache-Control": "no-store"})


def problem(status: int, kode: str, detail: str) -> Response:
    """A problem document (RFC 9457) with a stable code."""
    body = {"type": "about:blank", "title": kode, "status": status, "detail": detail, "kode": kode}
    return Response(json.dumps(body), status=status, content_type="application/problem+json")


class HealthDoor(HttpRequestHandler):  # type: ignore[misc]
    """An entry point that answers for the process itself; it needs no worker and so answers when all are busy."""

    def handle_request(self, request: Request) -> Response:
        """Pass on what the process' Health says."""
        status, headers, body = context_of(self.container).health.answer(request.path)
        return Response(body, status=status, headers=headers)


probe = HealthDoor.decorator


class Probes:
    """The doors of every nameko service for those who run it: is it alive, is it ready, how is it doing."""

    @probe("GET", "/livez")  # type: ignore[untyped-decorator]
    def livez(self) -> None:
        """Whether this process still answers; says nothing of broker or database."""

    @probe("GET", "/readyz")  # type: ignore[untyped-decorator]
    def readyz(self) -> None:
        """Whether this process can do its work now."""

    @probe("GET", "/metrics")  # type: ignore[untyped-decorator]
    def metrics(self) -> None:
        """Prometheus' text format."""
