"""How much a caller may ask: a token bucket for each, and for clients a quota a day; the answer's head says so."""

import math
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.gateway.access.caller import Caller, Kind
from services.gateway.limits.buckets import Buckets
from services.gateway.limits.usage import Usage
from services.gateway.web.problems import Problem

# Requests a second; a client's agreement may say otherwise.
PERSON = 100
CLIENT = 200
SANDBOX = 20
BURST_SECONDS = 4
# Requests a day, a person compared in bulk counting as one.
QUOTA = 1_000_000
SANDBOX_QUOTA = 10_000


class CallerLimits:
    """Takes each request from its caller's bucket and quota; a day is one of the city's, in its zone."""

    def __init__(self, usage: Usage, now: Callable[[], datetime], zone: ZoneInfo) -> None:
        self._usage = usage
        self._now = now
        self._zone = zone
        self._by_rate: dict[int, Buckets] = {}

    def take(self, caller: Caller) -> dict[str, str]:
        """Take one; what the head of the answer says of it. Raises Problem 429."""
        rate = _rate(caller)
        buckets = self._by_rate.setdefault(rate, Buckets(rate * BURST_SECONDS, BURST_SECONDS))
        verdict = buckets.take(caller.key)
        policy = f'"laju";q={buckets.burst};w={BURST_SECONDS}'
        state = f'"laju";r={verdict.left};t={_whole(verdict.seconds)}'
        if not verdict.allowed:
            raise _refused("terlalu_banyak_permintaan", "Terlalu banyak permintaan.", policy, state, verdict.seconds)
        if caller.kind is not Kind.KLIEN:
            return {"RateLimit-Policy": policy, "RateLimit": state}
        return self._of_client(caller, policy, state)

    def spend(self, caller: Caller, more: int) -> None:
        """Count what one request asks for besides itself. Raises Problem 429 when the quota does not reach."""
        if more > 0:
            self._take_quota(caller, more, "", "")

    def _of_client(self, caller: Caller, policy: str, state: str) -> dict[str, str]:
        left, seconds = self._take_quota(caller, 1, policy, state)
        return {
            "RateLimit-Policy": f'{policy}, "harian";q={_quota(caller)};w=86400',
            "RateLimit": f'{state}, "harian";r={left};t={seconds}',
        }

    def _take_quota(self, caller: Caller, cost: int, policy: str, state: str) -> tuple[int, int]:
        now = self._now().astimezone(self._zone)
        seconds = _until_tomorrow(now)
        left = _quota(caller) - self._usage.used(caller.subject, now.date()) - cost
        if left < 0:
            told = f'"harian";r=0;t={seconds}'
            state = f"{state}, {told}" if state else told
            policy = f'{policy}, "harian";q={_quota(caller)};w=86400'.removeprefix(", ")
            raise _refused("kuota_harian_habis", "Kuota hari ini sudah habis.", policy, state, seconds)
        self._usage.add(caller.subject, now.date(), cost)
        return left, seconds


def _rate(caller: Caller) -> int:
    if caller.kind is not Kind.KLIEN:
        return PERSON
    if caller.sandbox:
        return SANDBOX
    return (caller.agreement.rate if caller.agreement else None) or CLIENT


def _quota(caller: Caller) -> int:
    if caller.sandbox:
        return SANDBOX_QUOTA
    return (caller.agreement.quota if caller.agreement else None) or QUOTA


def _refused(kode: str, sentence: str, policy: str, state: str, seconds: float) -> Problem:
    headers = {"Retry-After": str(_whole(seconds)), "RateLimit-Policy": policy, "RateLimit": state}
    return Problem(429, kode, f"{sentence} Coba lagi sesudah waktu pada kepala Retry-After.", headers=headers)


def _whole(seconds: float) -> int:
    return math.ceil(seconds)


def _until_tomorrow(now: datetime) -> int:
    tomorrow: date = now.date() + timedelta(days=1)
    return int((datetime.combine(tomorrow, datetime.min.time(), now.tzinfo) - now).total_seconds()) or 1
