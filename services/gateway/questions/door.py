"""One service's internal door, seen from the gateway: typed questions with a time limit and a circuit breaker.

The only module that knows httpx.
"""

import asyncio
from collections.abc import Mapping
from typing import TypeVar

import httpx
import structlog
from pydantic import BaseModel, ValidationError

from chassis.tokens import Minter
from services.gateway.questions.breaker import Breaker
from services.gateway.web import metrics

log = structlog.get_logger(__name__)

Model = TypeVar("Model", bound=BaseModel)

_LIMITS = httpx.Limits(max_connections=32, max_keepalive_connections=16, keepalive_expiry=30)


class Away(Exception):
    """The service cannot be asked now; nothing was done."""


class Refused(Exception):
    """The service answered that it will not: a status between 400 and 499, a stable code, a sentence."""

    def __init__(self, status: int, kode: str, detail: str) -> None:
        super().__init__(kode)
        self.status = status
        self.kode = kode
        self.detail = detail


class _Refusal(BaseModel):
    kode: str
    detail: str


class Door:
    """Keeps its connections open; safe for many questions at once."""

    def __init__(self, service: str, url: str, minter: Minter, breaker: Breaker | None = None) -> None:
        self.service = service
        self._minter = minter
        self._breaker = breaker or Breaker()
        self._url = url
        # The client above it would look for cookies, redirects and proxies, of which a door has none, and take as
        # long for it as the exchange itself.
        self._http = httpx.AsyncHTTPTransport(limits=_LIMITS, trust_env=False)

    @property
    def is_open(self) -> bool:
        """Whether the service is being left alone."""
        return self._breaker.is_open

    async def ask(  # noqa: PLR0913  a question is its parts
        self,
        method: str,
        path: str,
        answer: type[Model],
        *,
        question: BaseModel | None = None,
        query: Mapping[str, str] | None = None,
        seconds: float = 2.0,
    ) -> Model:
        """The answer to a question. Raises Away or Refused."""
        content = question.model_dump_json().encode() if question is not None else None
        raw = await self._exchange(method, path, content, query, seconds)
        try:
            found = answer.model_validate_json(raw)
        except ValidationError:
            self._fail("garbage")
            raise Away from None
        self._succeed("answered")
        return found

    async def fetch(self, path: str, *, question: BaseModel | None = None, seconds: float = 5.0) -> bytes:
        """The bytes of a file; a question says on whose behalf. Raises Away or Refused."""
        content = question.model_dump_json().encode() if question is not None else None
        raw = await self._exchange("GET" if question is None else "POST", path, content, None, seconds)
        self._succeed("answered")
        return raw

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _exchange(
        self, method: str, path: str, content: bytes | None, query: Mapping[str, str] | None, seconds: float
    ) -> bytes:
        if not self._breaker.admit():
            metrics.QUESTIONS.labels(self.service, "left_alone").inc()
            raise Away
        headers = {"Authorization": f"Bearer {self._minter.token(self.service)}"}
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            request = httpx.Request(method, self._url + path, params=query, headers=headers, content=content)
            async with asyncio.timeout(seconds):
                answer = await self._http.handle_async_request(request)
                await answer.aread()
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            self._fail(type(error).__name__)
            raise Away from None
        return self._read(answer)

    def _read(self, answer: httpx.Response) -> bytes:
        if answer.status_code == 200:
            return answer.content
        if 400 <= answer.status_code < 500 and answer.status_code not in (401, 408, 429):
            try:
                refusal = _Refusal.model_validate_json(answer.content)
            except ValidationError:
                self._fail("garbage")
                raise Away from None
            self._succeed("refused")
            raise Refused(answer.status_code, refusal.kode, refusal.detail)
        self._fail(f"status_{answer.status_code}")
        raise Away

    def _succeed(self, outcome: str) -> None:
        self._breaker.succeeded()
        metrics.QUESTIONS.labels(self.service, outcome).inc()

    def _fail(self, reason: str) -> None:
        self._breaker.failed()
        metrics.QUESTIONS.labels(self.service, "failed").inc()
        log.warning("question_failed", asked=self.service, reason=reason)
