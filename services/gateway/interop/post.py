"""Sending one webhook: signed as Standard Webhooks has it, to an address outside, within a time. Knows httpx."""

import asyncio
import ssl
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

from services.gateway.interop.addresses import InsideAddress, OutsideOnly, outside_pool
from services.gateway.interop.outcomes import Attempt, Outcome, of_status, retry_after

SECONDS = 10.0
POOLS = 256
CONNECTIONS = 64
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

    def __init__(self, context: ssl.SSLContext, backend: OutsideOnly) -> None:
        super().__init__(verify=context, trust_env=False)
        # httpx hands no network backend on; a test connects inside and sees that it is refused.
        self._pool = outside_pool(context, connections=CONNECTIONS, backend=backend)


class Post:
    """Keeps its connections open; safe for many letters at once.

    `inside` lets targets on this machine and without TLS in: for the sandbox and the demonstration alone. A pool of
    httpx looks at all its connections for each request, so there are many small ones instead of a large one.
    """

    def __init__(self, *, inside: bool, seconds: float = SECONDS, backend: OutsideOnly | None = None) -> None:
        self._inside = inside
        self._seconds = seconds
        context, backend = httpx.create_ssl_context(trust_env=False), backend or OutsideOnly()
        self._pools = [self._client(context, None if inside else Outside(context, backend)) for _ in range(POOLS)]

    def _client(self, context: ssl.SSLContext, transport: Outside | None) -> httpx.AsyncClient:
        limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=20)
        return httpx.AsyncClient(
            verify=context,
            transport=transport,
            limits=limits,
            follow_redirects=False,
            trust_env=False,
            timeout=self._seconds,
        )

    async def send(self, letter: Letter) -> Attempt:
        """Send once; whatever goes wrong is an outcome."""
        now, started = datetime.now(UTC), time.perf_counter()
        outcome, status, wait = await self._tried(letter, now)
        return Attempt(outcome, now, round(1000 * (time.perf_counter() - started)), status, wait)

    async def close(self) -> None:
        """Close the connections."""
        for pool in self._pools:
            await pool.aclose()

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
        pool = self._pools[zlib.crc32(letter.url.encode()) % POOLS]
        async with pool.stream("POST", letter.url, content=letter.body, headers=head(letter, now)) as answer:
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
