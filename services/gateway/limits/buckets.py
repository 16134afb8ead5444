"""Token buckets, one for each key, kept as the moment at which the bucket will be full again (GCRA).

Not the `limits` library: it has no token bucket with a burst and no store in PostgreSQL, and a fixed window lets twice
the limit pass at its edge.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it may happen; what is left then; in how many seconds it may, or the bucket is full again."""

    allowed: bool
    left: int
    seconds: float


class Buckets:
    """`burst` at once, refilled evenly over `seconds`. A full bucket takes no memory."""

    def __init__(
        self, burst: int, seconds: float, *, most_kept: int = 50_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.burst = burst
        self.seconds = seconds
        self._each = seconds / burst
        self._most_kept = most_kept
        self._clock = clock
        self._full_at: dict[Hashable, float] = {}

    def take(self, key: Hashable, cost: int = 1) -> Verdict:
        """Take from a key's bucket when there is enough in it."""
        now = self._clock()
        after = max(self._full_at.get(key, now), now) + cost * self._each
        if after - now > self.seconds:
            return Verdict(False, self._left(after - cost * self._each - now), after - now - self.seconds)
        if len(self._full_at) >= self._most_kept:
            self._forget(now)
        self._full_at[key] = after
        return Verdict(True, self._left(after - now), after - now)

    def look(self, key: Hashable) -> Verdict:
        """Whether one could be taken now; takes none."""
        now = self._clock()
        full_in = max(self._full_at.get(key, now) - now, 0.0)
        wait = full_in + self._each - self.seconds
        return Verdict(wait <= 0, self._left(full_in), max(wait, 0.0))

    def _left(self, full_in: float) -> int:
        return max(int((self.seconds - full_in) / self._each + 1e-9), 0)

    def _forget(self, now: float) -> None:
        """Forget full buckets; when all are in use, the half that is nearest to being full."""
        self._full_at = {key: at for key, at in self._full_at.items() if at > now}
        if len(self._full_at) >= self._most_kept:
            by_age = sorted(self._full_at.items(), key=lambda item: item[1])
            self._full_at = dict(by_age[len(by_age) // 2 :])
