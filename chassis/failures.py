"""How a handler can fail. Whether to try again is decided where the failure is understood, and said by its type."""

from datetime import timedelta

# Seconds until the next attempt; when they are used up the message is parked.
DELAYS = tuple(timedelta(seconds=seconds) for seconds in (1, 5, 30, 120, 600))
AWAY_DELAY = timedelta(seconds=5)


class TemporaryFailure(Exception):
    """It may work later: tried again after 1 s, 5 s, 30 s, 2 min and 10 min, then parked."""


class Unavailable(TemporaryFailure):
    """Something outside is away and nothing is wrong with the message: tried again every 5 s, without an end."""


class Park(Exception):
    """It will never work: kept with its reason until an operator replays or drops it.

    The reason is a stable code in lower case, without personal data.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Exception):
    """What was asked cannot be answered or done, for a reason that the asker is told.

    `kode` is stable, `pesan` is a sentence in Bahasa Indonesia, `status` the HTTP status that a door gives it.
    """

    def __init__(self, kode: str, pesan: str, *, status: int = 409) -> None:
        super().__init__(kode)
        self.kode = kode
        self.pesan = pesan
        self.status = status
