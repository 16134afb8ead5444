"""One call as a sequence of steps, without any waiting: the same for those who block and for those who await.

A flow yields a request and gets its response, or yields a pause. Whoever drives it does the waiting.
"""

import random
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from terpadu_opd.errors import Refused, Unreachable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait so many seconds."""

    seconds: float


Flow = Generator[httpx.Request | Pause, httpx.Response | None, T]

_AGAIN = frozenset({408, 429, 502, 503, 504})
_EARLY_SECONDS = 60.0


def advance(flow: Flow[T], outcome: httpx.Response | httpx.TransportError | None) -> httpx.Request | Pause:
    """The next step after what came of the last one. Raises StopIteration with the value of the call."""
    return flow.throw(outcome) if isinstance(outcome, Exception) else flow.send(outcome)


@dataclass(slots=True)
class Session:
    """Who calls, and the token that lasts a while."""

    base_url: str
    client_id: str
    client_secret: str
    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 30.0
    _token: str = field(default="", repr=False)
    _until: float = 0.0

    def call(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        query: Mapping[str, Any] | None = None,
        key: str | None = None,
    ) -> Flow[httpx.Response]:
        """One call with its token: again when the city is busy or out of reach, and once more with a new token.

        Safe to repeat: what changes something bears `key` as its Idempotency-Key. Raises Refused or Unreachable.
        """
        renewed = False
        parameters = {name: value for name, value in (query or {}).items() if value is not None}
        while True:
            token = yield from self._bearer()
            headers = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
            request = httpx.Request(method, self.base_url + path, json=body, params=parameters, headers=headers)
            answer = yield from self._repeated(request)
            if answer.is_success:
                return answer
            if answer.status_code != 401 or renewed:
                raise Refused.of(answer)
            self._token, renewed = "", True

    def _bearer(self) -> Flow[str]:
        if not self._token or time.monotonic() > self._until - _EARLY_SECONDS:
            form = {"grant_type": "client_credentials"}
            request = httpx.Request("POST", f"{self.base_url}/oauth2/token", data=form)
            signed = next(httpx.BasicAuth(self.client_id, self.client_secret).auth_flow(request))
            answer = yield from self._repeated(signed)
            if not answer.is_success:
                raise Refused.of(answer)
            told = answer.json()
            self._token, self._until = told["access_token"], time.monotonic() + told["expires_in"]
        return self._token

    def _repeated(self, request: httpx.Request) -> Flow[httpx.Response]:
        for attempt in range(1, self.attempts + 1):
            try:
                answer = yield request
            except httpx.TransportError as error:
                if attempt == self.attempts:
                    raise Unreachable from error
                answer = None
            if answer is None:
                yield Pause(self._pause(attempt, None))
                continue
            if answer.status_code not in _AGAIN or attempt == self.attempts:
                return answer
            yield Pause(self._pause(attempt, answer.headers.get("retry-after")))
        raise Unreachable

    def _pause(self, attempt: int, asked: str | None) -> float:
        """What the city asked for, or twice as long each time; never all clients at once."""
        if asked and asked.isdigit():
            return min(float(asked), self.longest_pause)
        longest = min(self.first_pause * 2.0 ** (attempt - 1), self.longest_pause)
        return longest * random.uniform(0.5, 1)  # noqa: S311
