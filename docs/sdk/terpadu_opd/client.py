"""The face of the city for a program: `Client` blocks, `AsyncClient` is awaited; both do exactly the same."""

import asyncio
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Self, TypeVar

import httpx

from terpadu_opd.flow import Flow, Pause, Session, advance

P = ParamSpec("P")
T = TypeVar("T")
Call = Callable[Concatenate[Session, P], Flow[T]]
Outcome = httpx.Response | httpx.TransportError | None

SECONDS = 10.0


class Client:
    """`client.do(calls.subscribe, types, url)`: every function of `terpadu_opd.calls` is a call."""

    def __init__(self, base_url: str, client_id: str, client_secret: str, *, http: httpx.Client | None = None) -> None:
        self.session = Session(base_url.rstrip("/"), client_id, client_secret)
        self._http = http or httpx.Client(timeout=SECONDS)

    def do(self, call: Call[P, T], *arguments: P.args, **options: P.kwargs) -> T:
        """Make a call, and wait for its answer. Raises Refused or Unreachable."""
        flow = call(self.session, *arguments, **options)
        outcome: Outcome = None
        try:
            while True:
                outcome = self._step(advance(flow, outcome))
        except StopIteration as done:
            found: T = done.value
            return found

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _step(self, step: httpx.Request | Pause) -> Outcome:
        if isinstance(step, Pause):
            time.sleep(step.seconds)
            return None
        try:
            return self._http.send(step)
        except httpx.TransportError as error:
            return error


class AsyncClient:
    """The same, awaited."""

    def __init__(
        self, base_url: str, client_id: str, client_secret: str, *, http: httpx.AsyncClient | None = None
    ) -> None:
        self.session = Session(base_url.rstrip("/"), client_id, client_secret)
        self._http = http or httpx.AsyncClient(timeout=SECONDS)

    async def do(self, call: Call[P, T], *arguments: P.args, **options: P.kwargs) -> T:
        """Make a call, and await its answer. Raises Refused or Unreachable."""
        flow = call(self.session, *arguments, **options)
        outcome: Outcome = None
        try:
            while True:
                outcome = await self._step(advance(flow, outcome))
        except StopIteration as done:
            found: T = done.value
            return found

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _step(self, step: httpx.Request | Pause) -> Outcome:
        if isinstance(step, Pause):
            await asyncio.sleep(step.seconds)
            return None
        try:
            return await self._http.send(step)
        except httpx.TransportError as error:
            return error
