"""The courier of one channel: takes what is due, hands it to the carrier, writes down what came of it."""

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge

from chassis import logs
from chassis.database import is_away
from services.gateway.notifications.carriers import CannotReach, Carrier, Refused
from services.gateway.notifications.line import Due, Line

log = logs.get(__name__)

LOOK_SECONDS = 2.0


class Figures:
    """What operators watch of the couriers."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.ended = Counter("terpadu_notifications", "attempts to notify", ["channel", "outcome"], registry=registry)
        self.waiting = Gauge("terpadu_notifications_waiting", "messages that wait", ["channel"], registry=registry)
        self.oldest = Gauge(
            "terpadu_notifications_oldest_seconds", "age of the oldest of them", ["channel"], registry=registry
        )


class Patience:
    """Pauses between attempts (seconds; the last is repeated), and after how long a message is given up."""

    def __init__(self, pauses: Sequence[float], give_up: float) -> None:
        self._pauses = pauses
        self._give_up = give_up

    def pause(self, attempts: int) -> float:
        """How long to wait after so many attempts."""
        return self._pauses[min(attempts, len(self._pauses)) - 1]

    def is_over(self, age: float) -> bool:
        """Whether a message of this age (seconds) is not tried again."""
        return age >= self._give_up


class Courier:
    """Works until it is told to stop."""

    def __init__(self, line: Line, carrier: Carrier, patience: Patience, figures: Figures) -> None:
        self._line = line
        self._carrier = carrier
        self._patience = patience
        self._figures = figures
        self._stopping = threading.Event()
        self._measured_at = float("-inf")
        self._trouble: Exception | None = ConnectionError("not begun")

    def run(self) -> None:
        """Send whatever is due, until `stop`; while the database is away, wait for it."""
        while not self._stopping.is_set():
            more = False
            try:
                self._measure()
                more = self.one()
                self._trouble = None
            except Exception as error:
                self._trouble = error
                level = log.warning if is_away(error) else log.exception
                level("courier_trouble", channel=self._carrier.channel.value, error=type(error).__name__)
            if not more:
                self._stopping.wait(LOOK_SECONDS)

    def stop(self) -> None:
        """Stop after what is under way."""
        self._stopping.set()

    def check(self) -> None:
        """Raise unless the line can be read; for readiness. A carrier that is away makes nobody unready."""
        if self._trouble is not None:
            raise self._trouble

    def one(self) -> bool:
        """Send one; whether there was one."""
        due = self._line.take()
        if due is None:
            return False
        outcome, pause = self._carried(due)
        self._line.settle(due, outcome, pause)
        self._figures.ended.labels(self._carrier.channel.value, outcome).inc()
        return True

    def _carried(self, due: Due) -> tuple[str, float]:
        try:
            self._carrier.carry(due.message)
        except Refused as error:
            self._tell("notification_refused", due, error)
            return "GAGAL", 0.0
        except CannotReach as error:
            self._tell("notification_waits", due, error)
            return self._later(due)
        except Exception as error:  # a fault of ours: it keeps nobody else's message waiting, and its text is not told
            self._tell("notification_fault", due, type(error).__name__)
            return self._later(due)
        return "TERKIRIM", 0.0

    def _later(self, due: Due) -> tuple[str, float]:
        over = self._patience.is_over((datetime.now(UTC) - due.made_at).total_seconds())
        return ("GAGAL", 0.0) if over else ("MENUNGGU", self._patience.pause(due.attempts))

    def _tell(self, event: str, due: Due, error: object) -> None:
        log.warning(event, channel=self._carrier.channel.value, nomor=due.message.number, error=str(error))

    def _measure(self) -> None:
        if time.monotonic() < self._measured_at + LOOK_SECONDS:
            return
        self._measured_at = time.monotonic()
        waiting, oldest = self._line.waiting()
        channel = self._carrier.channel.value
        self._figures.waiting.labels(channel).set(waiting)
        self._figures.oldest.labels(channel).set(oldest)
