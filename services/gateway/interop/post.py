"""Sending one webhook: signed as Standard Webhooks has it, to an address outside, within a time. Knows httpx."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

from services.gateway.interop.addresses import InsideAddress, OutsideOnly, outside_pool
from services.gateway.interop.outcomes import Attempt, Outcome, of_status, retry_after

SECONDS = 10.0
MOST_ANSWER_BYTES = 64 * 1024
USER_AGENT = "Terpadu-Webhook/1"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent where; every secret that is valid now signs it."""

    url: str
    event_id: str
    body: str
    secrets: Sequence[str]


class Outside(httpx.AsyncHTTPTransport):
    """httpx's transport, whose connections go to public addresses only."""

    def __init__(self, connections: int, backend: OutsideOnly) -> None:
        super().__init__(trust_env=False)
        # httpx hands no network backend on; a test connects inside and sees that it is refused.
        self._pool = outside_pool(httpx.create_ssl_context(trust_env=False), connections=connections, backend=backend)


class Post:
    """Keeps its connections open; safe for many letters at once.

    `inside` lets targets on this machine and without TLS in: for the sandbox and the demonstration alone.
    """

    def __init__(
        self, *, inside: bool, connections: int = 500, seconds: float = SECONDS, backend: OutsideOnly | None = None
    ) -> None:
        self._inside = inside
        self._seconds = seconds
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=20)
        transport = None if inside else Outside(connections, backend or OutsideOnly())
        self._http = httpx.AsyncClient(
            transport=transport, limits=limits, follow_redirects=False, trust_env=False, timeout=seconds
        )

    async def send(self, letter: Letter) -> Attempt:
        """Send once; whatever goes wrong is an outcome."""
        now, started = datetime.now(UTC), time.perf_counter()
        outcome, status, wait = await self._tried(letter, now)
        return Attempt(outcome, now, round(1000 * (time.perf_counter() - started)), status, wait)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _tried(self, letter: Letter, now: datetime) -> tuple[Outcome, int | None, float | None]:
        if not self._inside and not letter.url.startswith("https://"):
            return Outcome.ALAMAT_DITOLAK, None, None
        try:
            async with asyncio.timeout(self._seconds):
                return await self._exchange(letter, now)
        except (TimeoutError, httpx.TimeoutException):
            return Outcome.HABIS_WAKTU, None, None
        except httpx.InvalidURL:
            return Outcome.ALAMAT_DITOLAK, None, None
        except httpx.HTTPError as error:
            inside = isinstance(error.__cause__, InsideAddress)
            return Outcome.ALAMAT_DITOLAK if inside else Outcome.TIDAK_TERJANGKAU, None, None

    async def _exchange(self, letter: Letter, now: datetime) -> tuple[Outcome, int, float | None]:
        async with self._http.stream("POST", letter.url, content=letter.body, headers=head(letter, now)) as answer:
            await _read_away(answer)
            return (
                of_status(answer.status_code),
                answer.status_code,
                retry_after(answer.headers.get("retry-after"), now),
            )


def head(letter: Letter, now: datetime) -> dict[str, str]:
    """The headers of a delivery (Standard Webhooks 1.0); each secret's signature stands beside the other."""
    signatures = [Webhook(secret).sign(letter.event_id, now, letter.body) for secret in letter.secrets]
    return {
        "content-type": "application/cloudevents+json",
        "user-agent": USER_AGENT,
        "webhook-id": letter.event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


async def _read_away(answer: httpx.Response) -> None:
    """Read a short answer to its end, so that its connection can be used again; a long one is left unread."""
    taken = 0
    async for part in answer.aiter_raw():
        taken += len(part)
        if taken > MOST_ANSWER_BYTES:
            return
