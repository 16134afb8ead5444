"""A circuit breaker: who keeps failing is left alone for a while, so that callers do not wait for nothing."""

import time
from collections.abc import Callable

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 3.0


class Breaker:
    """Closed: all may ask. Open: nobody. After a while one may try, and its luck decides."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether nobody may ask now."""
        return self._clock() < self._open_until

    def admit(self) -> bool:
        """Whether this caller may ask; after a pause only the first one may."""
        if self._failures < FAILURES_TO_OPEN:
            return True
        if self.is_open:
            return False
        self._open_until = self._clock() + OPEN_SECONDS
        return True

    def succeeded(self) -> None:
        """An answer came, a refusal included: the other side is well."""
        self._failures = 0
        self._open_until = 0.0

    def failed(self) -> None:
        """No answer came, or one that makes no sense."""
        self._failures += 1
        if self._failures >= FAILURES_TO_OPEN:
            self._open_until = self._clock() + OPEN_SECONDS
