"""JWK Sets that clients keep at an address of their own: fetched safely, believed for a short while."""

import asyncio
import json
import time
from collections.abc import Mapping

import structlog

from services.gateway.access.client_keys import ClientKey, KeyRefused, read_keys
from services.gateway.questions.outside import FetchFailed, Outside

log = structlog.get_logger(__name__)

BELIEVED_SECONDS = 30.0
# Whoever sends us wrong key names must not make us knock at somebody's door again and again.
PAUSE_SECONDS = 5.0
# A client's keys outlive a short failure of its own server.
STALE_SECONDS = 600.0
LARGEST_SET = 64 * 1024
MOST_KEPT = 2_000
MOST_AT_ONCE = 8


class KeySets:
    """Fetches key sets; nothing that goes wrong there is an error here: there are no keys then."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._kept: dict[str, tuple[float, Mapping[str, ClientKey]]] = {}
        self._tried: dict[str, float] = {}

    async def fetch(self, url: str) -> Mapping[str, ClientKey]:
        """The keys at this address, by their names; none when there is no usable set."""
        at, keys = self._kept.get(url, (-STALE_SECONDS, {}))
        now = time.monotonic()
        if now - at < BELIEVED_SECONDS and keys:
            return keys
        if now - self._tried.get(url, -PAUSE_SECONDS) >= PAUSE_SECONDS:
            self._remember(url, now)
            found = await self._fetch(url)
            if found:
                self._kept[url] = (now, found)
                return found
        return keys if now - at < STALE_SECONDS else {}

    def _remember(self, url: str, now: float) -> None:
        if len(self._tried) >= MOST_KEPT:
            self._tried.clear()
            self._kept.clear()
        self._tried[url] = now

    async def _fetch(self, url: str) -> Mapping[str, ClientKey]:
        try:
            async with self._turns:
                raw = await self._outside.get(url, most_bytes=LARGEST_SET)
            told = json.loads(raw)
            return read_keys(told) if isinstance(told, Mapping) else {}
        except (FetchFailed, KeyRefused, ValueError, RecursionError) as error:
            log.warning("key_set_not_fetched", reason=type(error).__name__)
            return {}
