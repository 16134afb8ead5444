"""Nobody finds out by trying what the register holds: wrong comparisons of a person, and unknown NIKs, are bounded.

Whoever is compared stands here under a keyed hash whose key dies with the process, never under the NIK.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from contracts.types import Galat
from services.gateway.limits.buckets import Buckets
from services.gateway.web import metrics
from services.gateway.web.problems import Problem

log = structlog.get_logger(__name__)

HOUR = 3600.0
# Right answers cost nothing: who knows the data need not guess. So many wrong ones about one person are honest.
WRONG_PER_CLIENT = 10
WRONG_PER_PERSON = 30
# From so many unknown NIKs within an hour, when they are such a part of all, a client is enumerating: operators are
# told, and from so many more it is stopped. An agency that cleans its old lists has some who are dead or moved away.
ALERT_FROM = 100
UNKNOWN_PER_CLIENT = 1_000
SHARE = 0.3


@dataclass(slots=True)
class _Tally:
    began: float
    asked: int = 0
    unknown: int = 0
    told: bool = False

    def reaches(self, count: int) -> bool:
        """Whether so many were unknown, and they are too large a part of all."""
        return self.unknown >= count and self.unknown >= SHARE * self.asked


class Guessing:
    """Counts what a client gets wrong, and stops it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._key = secrets.token_bytes(32)
        self._clock = clock
        self._by_client = Buckets(WRONG_PER_CLIENT, HOUR, clock=clock)
        self._by_person = Buckets(WRONG_PER_PERSON, HOUR, clock=clock)
        self._tallies: dict[str, _Tally] = {}

    def refuse(self, client_id: str, niks: Sequence[str]) -> None:
        """Raise Problem 429 when this client has tried too often, about one of these people or at large."""
        tally = self._tally(client_id)
        if tally.reaches(UNKNOWN_PER_CLIENT):
            self._tell(client_id, "blocked")
            raise _too_often("terlalu_banyak_nik_tidak_dikenal", tally.began + HOUR - self._clock())
        for place, person in enumerate(self._person(nik) for nik in niks):
            for bucket, key in ((self._by_client, (client_id, person)), (self._by_person, person)):
                verdict = bucket.look(key)
                if not verdict.allowed:
                    raise _too_often("terlalu_banyak_percobaan", verdict.seconds, place if len(niks) > 1 else None)

    def learned(self, client_id: str, *, asked: int, unknown: int, wrong: Sequence[str]) -> None:
        """Take down what an answer told: how many NIKs there are not, and about whom something was wrong."""
        for nik in wrong:
            person = self._person(nik)
            self._by_client.take((client_id, person))
            self._by_person.take(person)
        tally = self._tally(client_id)
        tally.asked += asked
        tally.unknown += unknown
        if not tally.told and tally.reaches(ALERT_FROM):
            tally.told = True
            self._tell(client_id, "suspected")

    def _tally(self, client_id: str) -> _Tally:
        """What this client has asked within the hour."""
        now = self._clock()
        tally = self._tallies.get(client_id)
        if tally is None or now - tally.began >= HOUR:
            tally = self._tallies[client_id] = _Tally(now)
        return tally

    def _tell(self, client_id: str, stage: str) -> None:
        metrics.ENUMERATION.labels(client_id, stage).inc()
        log.warning("enumeration", client_id=client_id, stage=stage)

    def _person(self, nik: str) -> bytes:
        return hashlib.blake2b(nik.encode(), key=self._key, digest_size=16).digest()


def _too_often(kode: str, seconds: float, place: int | None = None) -> Problem:
    sentence = "Terlalu banyak percobaan yang tidak cocok. Periksa data Anda, lalu coba lagi nanti."
    galat = [Galat(lokasi="/nik" if place is None else f"/data/{place}/nik", kode=kode, pesan=sentence)]
    return Problem(429, kode, sentence, galat=galat, headers={"Retry-After": str(int(seconds) + 1)})
