"""The sender's process: one sends, a spare one takes over; what a killed one had under way is sent again."""

import itertools
import time
from collections.abc import Iterator

import httpx
import pytest

from contracts.perizinan import events as perizinan
from local.testing import Bench
from tests.gateway.integration.receiver import WELL, Receiver, receiving
from tests.gateway.integration.town import Town
from tests.gateway.integration.webhooks import Agency, sending

_PORTS = itertools.count()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def _port(bench: Bench) -> int:
    return bench.ports.get(f"webhooks-{next(_PORTS)}")


def test_of_two_senders_one_sends_and_the_other_takes_over_when_it_is_killed(
    quiet_town: Town, bench: Bench, receiver: Receiver
) -> None:
    receiver.answers["/a"] = lambda _: time.sleep(0.3) or WELL  # type: ignore[func-returns-value]
    with sending(quiet_town, _port(bench)) as first, sending(quiet_town, _port(bench)):
        agency = Agency(quiet_town)
        made = agency.subscribe(f"{receiver.url}/a")
        ids = [quiet_town.document(perizinan, None, "AKTA_KELAHIRAN")["dokumen_id"] for _ in range(12)]
        receiver.wait("/a", 3)

        first.kill()

        _every_id_came(receiver, ids)
        agency.wait_until(made, lambda _: {each["status"] for each in agency.deliveries(made)} == {"TERKIRIM"})
    # At least once: only what was under way when the first one died may come again.
    assert len(receiver.at("/a")) <= 12 + 4


def test_what_was_written_while_no_sender_ran_is_sent_when_one_starts(
    quiet_town: Town, bench: Bench, receiver: Receiver
) -> None:
    agency = Agency(quiet_town)
    agency.subscribe(f"{receiver.url}/a")
    ids = [quiet_town.document(perizinan, None, "AKTA_KELAHIRAN")["dokumen_id"] for _ in range(3)]

    with sending(quiet_town, _port(bench)):
        _every_id_came(receiver, ids)


def test_a_delivery_is_given_up_after_its_time_and_the_next_of_its_subject_goes_on(
    quiet_town: Town, bench: Bench, receiver: Receiver
) -> None:
    receiver.answers["/a"] = lambda _: (422, {})
    with sending(quiet_town, _port(bench), WEBHOOK_GIVE_UP_SECONDS="1"):
        agency = Agency(quiet_town)
        made = agency.subscribe(f"{receiver.url}/a")
        agency.post(made, "uji").raise_for_status()
        agency.post(made, "uji").raise_for_status()

        agency.wait_until(made, lambda _: [each["status"] for each in agency.deliveries(made)] == ["GAGAL", "GAGAL"])

        assert agency.state(made)["status"] == "AKTIF"


def test_the_sender_tells_operators_what_it_does(quiet_town: Town, bench: Bench, receiver: Receiver) -> None:
    port = _port(bench)
    with sending(quiet_town, port):
        agency = Agency(quiet_town)
        agency.post(agency.subscribe(f"{receiver.url}/a"), "uji").raise_for_status()
        receiver.wait("/a", 1)
        until = time.monotonic() + 5
        while 'attempts_total{outcome="TERKIRIM"} 1.0' not in (told := _metrics(port)):
            assert time.monotonic() < until, told
            time.sleep(0.05)


def _metrics(port: int) -> str:
    return httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text


def _every_id_came(receiver: Receiver, ids: list[str]) -> None:
    until = time.monotonic() + 20
    while missing := {found for found in ids if not any(found.encode() in each.body for each in receiver.at("/a"))}:
        assert time.monotonic() < until, f"{len(missing)} did not come"
        time.sleep(0.05)


def test_a_sender_that_lost_its_lock_in_the_middle_sends_what_was_under_way_again(
    quiet_town: Town, bench: Bench, receiver: Receiver
) -> None:
    receiver.answers["/a"] = lambda _: time.sleep(1) or WELL  # type: ignore[func-returns-value]
    with sending(quiet_town, _port(bench)):
        agency = Agency(quiet_town)
        made = agency.subscribe(f"{receiver.url}/a")
        for _ in range(4):
            quiet_town.document(perizinan, None, "AKTA_KELAHIRAN")
        time.sleep(0.5)

        quiet_town.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'gateway-webhooks' AND datname = current_database()"
        )

        agency.wait_until(made, lambda _: {each["status"] for each in agency.deliveries(made)} == {"TERKIRIM"})
