"""The webhook sender's loop: place events, send what is due, write down what came of it.

Only the holder of an advisory lock runs it, so what is in flight is known here alone. Whatever is lost with this
process is still waiting in the table and is sent again.
"""

import asyncio
import contextlib
import time
from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

import prometheus_client as prometheus
import psycopg
import structlog
from psycopg_pool import PoolTimeout

from services.gateway.interop import placing
from services.gateway.interop.line import AT_ONCE, Due, Line
from services.gateway.interop.outcomes import Attempt, Outcome
from services.gateway.interop.post import Post

log = structlog.get_logger(__name__)

MOST_IN_FLIGHT = 400
LOOK_SECONDS = 0.5
GATHER_SECONDS = 0.005
BACK_OFF_SECONDS = 1.0
SWEEP_SECONDS = 3600.0
DATABASE_TROUBLE = (psycopg.Error, PoolTimeout, OSError)


class Figures:
    """What operators watch of the sender."""

    def __init__(self, registry: prometheus.CollectorRegistry) -> None:
        self.attempts = prometheus.Counter(
            "terpadu_webhook_attempts", "attempts to deliver", ["outcome"], registry=registry
        )
        self.seconds = prometheus.Histogram(
            "terpadu_webhook_delay_seconds",
            "from being put in line to delivery",
            buckets=(0.05, 0.1, 0.25, 0.5, 1, 5, 60, 3600),
            registry=registry,
        )
        self.placed = prometheus.Counter("terpadu_agency_events", "events placed for agencies", registry=registry)
        self.in_flight = prometheus.Gauge("terpadu_webhooks_in_flight", "deliveries under way", registry=registry)


class Sender:
    """Runs until it is cancelled."""

    def __init__(self, line: Line, post: Post, figures: Figures) -> None:
        self._line = line
        self._post = post
        self._figures = figures
        self._woken = asyncio.Event()
        self._flying: dict[tuple[UUID, str], int] = {}
        self._done: list[tuple[Due, Attempt]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweep_at = 0.0
        self._look_at = 0.0

    def wake(self) -> None:
        """Events may have been written, or something may be due."""
        self._look_at = 0.0
        self._woken.set()

    async def run(self) -> None:
        """Send for ever; while the database is away, wait for it. What an earlier run had under way is forgotten here:
        it still waits in the table."""
        self._flying.clear()
        self._done.clear()
        try:
            while True:
                try:
                    again = await self._round()
                except DATABASE_TROUBLE as error:
                    log.warning("sender_database_trouble", error=type(error).__name__)
                    await asyncio.sleep(BACK_OFF_SECONDS)
                    continue
                if not again:
                    await self._rest()
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _round(self) -> bool:
        """One look at everything; whether there is more to do at once."""
        self._woken.clear()
        placed = await self._place()
        await self._settle()
        started = await self._start()
        await self._sweep()
        return placed == placing.MOST_AT_ONCE or started > 0

    async def _place(self) -> int:
        """Place new events when someone said that there are any, and now and then for a message that was missed."""
        if time.monotonic() < self._look_at:
            return 0
        self._look_at = time.monotonic() + LOOK_SECONDS
        placed = await self._line.place()
        self._figures.placed.inc(placed)
        if placed == placing.MOST_AT_ONCE:
            self._look_at = 0.0
        return placed

    async def _rest(self) -> None:
        """Until something happens; then a moment more, so that what happens together is written down together."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
        await asyncio.sleep(GATHER_SECONDS)

    async def _start(self) -> int:
        room = MOST_IN_FLIGHT - len(self._flying)
        if room <= 0:
            return 0
        busy = Counter(subscription for subscription, _ in self._flying)
        full = [subscription for subscription, count in busy.items() if count >= AT_ONCE]
        found = await self._line.due(full, room + len(self._flying))
        new = [due for due in found if (due.subscription, due.subject) not in self._flying]
        for due in new[:room]:
            self._flying[due.subscription, due.subject] = due.position
            task = asyncio.create_task(self._deliver(due))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._figures.in_flight.set(len(self._flying))
        return len(new)

    async def _deliver(self, due: Due) -> None:
        try:
            attempt = await self._post.send(due.letter)
        except Exception as error:
            # One odd receiver must not end the sending to all others.
            log.exception("delivery_failed_unforeseen", error=type(error).__name__)
            attempt = Attempt(Outcome.TIDAK_TERJANGKAU, datetime.now(UTC), 0)
        self._done.append((due, attempt))
        self._woken.set()

    async def _settle(self) -> None:
        done, now = self._done[:], datetime.now(UTC)
        if not done:
            return
        await self._line.settle(done, now)
        del self._done[: len(done)]
        for due, attempt in done:
            del self._flying[due.subscription, due.subject]
            self._figures.attempts.labels(attempt.outcome.value).inc()
            if attempt.outcome is Outcome.TERKIRIM:
                self._figures.seconds.observe((now - due.enqueued_at).total_seconds())

    async def _sweep(self) -> None:
        """Forget, now and then, what has had its time."""
        if time.monotonic() < self._sweep_at:
            return
        self._sweep_at = time.monotonic() + SWEEP_SECONDS
        await self._line.sweep(datetime.now(UTC))
