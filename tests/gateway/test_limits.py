"""A bucket lets a burst through, then its rate; a quota counts the day; guesses are stopped, right answers never."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from services.gateway.access import caller as callers
from services.gateway.limits.addresses import PHOTOS, REQUESTS, AddressLimits, Strangers
from services.gateway.limits.buckets import Buckets
from services.gateway.limits.callers import BURST_SECONDS, CLIENT, QUOTA, SANDBOX, CallerLimits
from services.gateway.limits.usage import Usage
from services.gateway.population import guessing
from services.gateway.population.guessing import Guessing
from services.gateway.web.problems import Problem

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CITIZEN = callers.citizen("c0ffee00-0000-4000-8000-000000000001", "3277011505900001", "BUDI")
AGENCY = callers.client("dinsos", "DINSOS", frozenset(), None)
TRYING = callers.client("sandbox-1", "COBA", frozenset(), None, sandbox=True)
NIK = "3277011505900001"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def limits(now: datetime = NOW) -> CallerLimits:
    return CallerLimits(Usage(None), lambda: now, ZoneInfo("Asia/Jakarta"))  # type: ignore[arg-type]  # nothing is written here


def test_a_burst_passes_and_then_the_rate() -> None:
    clock = Clock()
    buckets = Buckets(10, 5.0, clock=clock)

    assert [buckets.take("a").allowed for _ in range(12)] == [True] * 10 + [False] * 2
    clock.now += 0.5
    assert [buckets.take("a").allowed for _ in range(2)] == [True, False]
    clock.now += 60
    assert sum(buckets.take("a").allowed for _ in range(20)) == 10


def test_what_is_left_and_when_there_is_more_are_told() -> None:
    clock = Clock()
    buckets = Buckets(10, 5.0, clock=clock)

    assert (buckets.take("a", 4).left, buckets.look("a").left, buckets.look("b").left) == (6, 6, 10)
    refused = buckets.take("a", 7)
    assert (refused.allowed, refused.left) == (False, 6)
    assert refused.seconds == pytest.approx(0.5)


def test_one_callers_bucket_is_not_anothers() -> None:
    buckets = Buckets(1, 5.0)

    assert (buckets.take("a").allowed, buckets.take("a").allowed, buckets.take("b").allowed) == (True, False, True)


def test_many_keys_do_not_fill_the_memory_and_who_has_asked_most_is_not_forgotten() -> None:
    clock = Clock()
    buckets = Buckets(5, 60.0, most_kept=100, clock=clock)
    for _ in range(5):
        buckets.take("greedy")
    for number in range(1000):
        buckets.take(number)

    assert len(buckets._full_at) <= 100
    assert not buckets.take("greedy").allowed


@pytest.mark.parametrize(("caller", "rate"), [(AGENCY, CLIENT), (TRYING, SANDBOX)])
def test_who_asks_too_fast_is_told_when_to_come_again(caller: callers.Caller, rate: int) -> None:
    limiting = limits()
    for _ in range(rate * BURST_SECONDS):
        limiting.take(caller)

    with pytest.raises(Problem) as refused:
        [limiting.take(caller) for _ in range(rate)]

    assert (refused.value.status, refused.value.kode) == (429, "terlalu_banyak_permintaan")
    assert int(refused.value.headers["Retry-After"]) >= 1
    assert refused.value.headers["RateLimit"].startswith('"laju";r=0;t=')
    limiting.take(CITIZEN)


def test_a_quota_is_for_a_day_and_people_in_bulk_count_one_by_one() -> None:
    limiting = limits()
    headers = limiting.take(AGENCY)
    assert headers["RateLimit-Policy"].endswith(f'"harian";q={QUOTA};w=86400')
    assert f'"harian";r={QUOTA - 1};t=' in headers["RateLimit"]

    limiting.spend(AGENCY, QUOTA - 2)
    limiting.take(AGENCY)
    with pytest.raises(Problem) as refused:
        limiting.take(AGENCY)
    assert (refused.value.kode, int(refused.value.headers["Retry-After"])) == ("kuota_harian_habis", 5 * 3600)

    limiting._now = lambda: NOW + timedelta(days=1)
    limiting.take(AGENCY)


def test_a_day_begins_at_midnight_of_the_city_and_not_of_the_server() -> None:
    just_before_midnight = datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC)
    limiting = limits(just_before_midnight)
    limiting.spend(AGENCY, QUOTA)
    with pytest.raises(Problem) as refused:
        limiting.take(AGENCY)
    assert refused.value.headers["Retry-After"] == "1"

    limiting._now = lambda: just_before_midnight + timedelta(seconds=1)
    assert f'"harian";r={QUOTA - 1};t=86400' in limiting.take(AGENCY)["RateLimit"]


def test_wrong_guesses_about_one_person_are_stopped_for_this_client() -> None:
    clock = Clock()
    guess = Guessing(clock)
    for _ in range(guessing.WRONG_PER_CLIENT):
        guess.refuse("dinsos", [NIK])
        guess.learned("dinsos", asked=1, unknown=0, wrong=[NIK])

    with pytest.raises(Problem) as refused:
        guess.refuse("dinsos", [NIK])
    assert (refused.value.status, refused.value.kode) == (429, "terlalu_banyak_percobaan")
    guess.refuse("dinsos", ["3277015505920001"])
    guess.refuse("disdik", [NIK])
    clock.now += guessing.HOUR / guessing.WRONG_PER_CLIENT + 1
    guess.refuse("dinsos", [NIK])


def test_clients_that_guess_together_are_stopped_together() -> None:
    guess = Guessing()
    for number in range(guessing.WRONG_PER_PERSON):
        guess.learned(f"opd-{number}", asked=1, unknown=0, wrong=[NIK])

    with pytest.raises(Problem):
        guess.refuse("opd-baru", [NIK])


def test_right_answers_are_never_guesses() -> None:
    guess = Guessing()
    for _ in range(1000):
        guess.refuse("dinsos", [NIK])
        guess.learned("dinsos", asked=1, unknown=0, wrong=[])


def test_who_enumerates_is_reported_once_and_then_stopped() -> None:
    guess = Guessing()
    with capture_logs() as logs:
        for _ in range(guessing.UNKNOWN_PER_CLIENT):
            guess.refuse("dinsos", [NIK])
            guess.learned("dinsos", asked=1, unknown=1, wrong=[])
        with pytest.raises(Problem) as refused:
            guess.refuse("dinsos", [NIK])

    assert refused.value.kode == "terlalu_banyak_nik_tidak_dikenal"
    assert [(each["event"], each["stage"]) for each in logs] == [
        ("enumeration", "suspected"),
        ("enumeration", "blocked"),
    ]
    guess.refuse("disdik", [NIK])


def test_who_cleans_an_old_list_is_not_taken_for_one_who_enumerates() -> None:
    guess = Guessing()
    with capture_logs() as logs:
        for _ in range(100):
            guess.refuse("dinsos", [NIK])
            guess.learned("dinsos", asked=1000, unknown=200, wrong=[])

    assert logs == []


def test_no_nik_stands_in_the_state_of_the_limiter() -> None:
    guess = Guessing()
    guess.learned("dinsos", asked=1, unknown=1, wrong=[NIK])

    assert NIK not in repr(vars(guess)) + repr(guess._by_client._full_at) + repr(guess._by_person._full_at)


def test_one_address_registers_so_many_clients_an_hour_and_an_ipv6_network_is_one() -> None:
    limiting = AddressLimits(registrations_an_hour=2)
    limiting.register("2001:db8::1")
    limiting.register("2001:db8::2")

    with pytest.raises(Problem) as refused:
        limiting.register("2001:db8::3")
    assert (refused.value.status, refused.value.kode) == (429, "terlalu_banyak_pendaftaran")
    limiting.register("2001:db8:0:1::1")
    limiting.register("203.0.113.7")
    limiting.register("::ffff:203.0.113.7")
    with pytest.raises(Problem):
        limiting.register("203.0.113.7")


def test_an_address_without_a_token_has_a_rate_of_its_own() -> None:
    strangers = Strangers()
    told = [strangers.ask("203.0.113.7") for _ in range(REQUESTS)]

    assert told[0]["RateLimit-Policy"] == '"alamat";q=2000;w=10'
    with pytest.raises(Problem) as refused:
        [strangers.ask("203.0.113.7") for _ in range(REQUESTS)]
    assert (refused.value.status, refused.value.headers["RateLimit"][:14]) == (429, '"alamat";r=0;t')
    strangers.ask("203.0.113.8")


def test_one_address_has_so_many_photos_read_and_another_is_not_hindered() -> None:
    limits = AddressLimits(1)
    for _ in range(PHOTOS):
        limits.scan("2001:db8::1")
    with pytest.raises(Problem) as refused:
        limits.scan("2001:db8::2")  # the same customer's network
    limits.scan("192.0.2.1")

    assert refused.value.status == 429
