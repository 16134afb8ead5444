"""Who watches which application in this process; one connection listens for all of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import structlog

from services.gateway.registry import CHANNEL
from services.gateway.web import metrics

log = structlog.get_logger(__name__)

MOST_WATCHERS = 1000
RETRY_SECONDS = 2.0


class TooManyWatchers(Exception):
    """This process has as many open streams as it can bear."""


class Hub:
    """Wakes those who watch an application when the read model was changed by whichever process."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._watchers: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._count = 0

    @contextmanager
    def watch(self, number: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever the application may have changed; the watcher clears it."""
        if self._count >= MOST_WATCHERS:
            raise TooManyWatchers
        event = asyncio.Event()
        self._count += 1
        self._watchers[number].add(event)
        metrics.STREAMS.inc()
        try:
            yield event
        finally:
            metrics.STREAMS.dec()
            self._count -= 1
            self._watchers[number].discard(event)
            if not self._watchers[number]:
                del self._watchers[number]

    async def run(self) -> None:
        """Listen for ever; after a lost connection everyone looks for themselves: something may have been missed."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=3, application_name="gateway-hub"
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._wake_all()
                    async for notice in connection.notifies():
                        self._wake(notice.payload)
            except (psycopg.Error, OSError) as error:
                log.warning("hub_lost_database", error=type(error).__name__)
            await asyncio.sleep(RETRY_SECONDS)

    def _wake(self, number: str) -> None:
        for event in self._watchers.get(number, ()):
            event.set()

    def _wake_all(self) -> None:
        for events in self._watchers.values():
            for event in events:
                event.set()
