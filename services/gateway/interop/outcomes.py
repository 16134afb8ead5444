"""What an attempt to deliver came to, and what follows from it: rules without any input or output."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How one attempt ended, as its subscriber reads it."""

    TERKIRIM = "TERKIRIM"
    DITOLAK = "DITOLAK"
    DIMINTA_MENUNGGU = "DIMINTA_MENUNGGU"
    HABIS_WAKTU = "HABIS_WAKTU"
    TIDAK_TERJANGKAU = "TIDAK_TERJANGKAU"
    ALAMAT_DITOLAK = "ALAMAT_DITOLAK"
    DIALIHKAN = "DIALIHKAN"
    BERAKHIR = "BERAKHIR"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt; `wait` is what the receiver asked for, in seconds."""

    outcome: Outcome
    at: datetime
    milliseconds: int
    status: int | None = None
    wait: float | None = None

    @property
    def says_ill(self) -> bool:
        """Whether the receiver seems to be away or overloaded. One that refuses a single letter is well."""
        refused = self.outcome is Outcome.DITOLAK and self.status is not None and self.status < 500
        return self.outcome is not Outcome.TERKIRIM and not (refused and self.status != 408)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long we try. All in seconds.

    `retries` are the pauses of one delivery, the last one repeated; `give_up` after it was put in line it has failed.
    After `breaker_failures` in a row a subscription rests for `rests`, and is then tried with a single delivery.
    """

    retries: Sequence[float]
    give_up: float
    breaker_failures: int
    rests: Sequence[float]
    most_wait: float = 24 * 3600

    def pause(self, attempts: int) -> float:
        """The pause after so many attempts."""
        return self.retries[min(attempts, len(self.retries)) - 1]


def of_status(status: int) -> Outcome:
    """What the status of an answer means; a redirect is not followed, for it could lead anywhere."""
    if 200 <= status < 300:
        return Outcome.TERKIRIM
    if status == 410:
        return Outcome.BERAKHIR
    if status in (429, 503):
        return Outcome.DIMINTA_MENUNGGU
    return Outcome.DIALIHKAN if 300 <= status < 400 else Outcome.DITOLAK


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, or None when it says nothing that can be understood."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        told = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max((told if told.tzinfo else told.replace(tzinfo=UTC)) - now, timedelta()).total_seconds()
