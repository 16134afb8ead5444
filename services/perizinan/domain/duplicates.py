"""When two reports are of one delivery: a mother gives birth once within these hours, whoever reports it.

Names, order and sex do not count: the father and the mother, or a facility and a parent, may write them differently.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.gateway.birth import Anak, AnakDiberitahukan

# Two deliveries of one mother cannot be this close (twins are one application, so one delivery).
ONE_DELIVERY = timedelta(hours=24)
# Two pregnancies are hardly ever this close: possible on paper, so a person looks at it.
TOO_CLOSE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, its first and last instant included."""

    start: datetime
    end: datetime

    def widened(self, by: timedelta) -> "Span":
        """The span with `by` more on each side."""
        return Span(self.start - by, self.end + by)


def delivery(children: Sequence[Anak | AnakDiberitahukan]) -> Span:
    """From the first child's birth to the last one's."""
    times = [child.waktu_lahir for child in children]
    return Span(min(times), max(times))


def claim(children: Sequence[Anak]) -> Span:
    """The stretch that this delivery takes for itself: those of two reports overlap when they are of one delivery."""
    return delivery(children).widened(ONE_DELIVERY / 2)
