"""Facts reach their handlers once in effect, in order, whatever fails on the way."""

import signal
import time

import httpx
import pytest

from chassis import parking
from chassis.database import Database, uuid7
from chassis.tokens import Minter
from contracts.dukcapil.events import KkTerbit
from tests.chassis.integration.conftest import Suite, envelope, eventually


def test_a_committed_fact_reaches_its_handler_with_one_effect(suite: Suite) -> None:
    suite.start_relay()
    suite.start_service()
    [event_id] = suite.announce()
    eventually(lambda: suite.count("ledger") == 1)
    assert suite.rows("SELECT event_id FROM ledger")[0]["event_id"] == event_id
    eventually(lambda: suite.count("outbox", "sent_at IS NULL") == 0)


def test_order_is_kept_within_a_subject_among_many_in_flight(suite: Suite) -> None:
    for _ in range(20):
        for subject in ("A", "B", "C"):
            suite.announce(subject=subject)
    suite.start_relay()
    eventually(lambda: suite.count("outbox", "sent_at IS NULL") == 0)
    sent = suite.rows("SELECT subject, position FROM outbox ORDER BY sent_at, position")
    for subject in ("A", "B", "C"):
        positions = [row["position"] for row in sent if row["subject"] == subject]
        assert positions == sorted(positions)


def test_a_message_delivered_three_times_has_one_effect(suite: Suite) -> None:
    suite.start_service()
    body = envelope()
    for _ in range(3):
        suite.send(body)
    eventually(lambda: suite.count("inbox") == 1)
    suite.send(envelope(subject="last"))
    eventually(lambda: suite.count("ledger", "subject = 'last'") == 1)
    assert suite.count("ledger", "subject = 'KL'") == 1


def test_a_copy_that_runs_at_the_same_time_waits_and_has_no_effect(suite: Suite) -> None:
    suite.start_service()
    data = {"nomor": None, "nomor_kk": "3277010101180001", "versi": 1, "dokumen_id": "lambat"}
    body = envelope(data=data)
    for _ in range(4):
        suite.send(body)
    eventually(lambda: suite.count("attempts") >= 1)
    time.sleep(1.5)
    assert suite.count("ledger") == 1
    assert suite.count("parked") == suite.count("redelivery") == 0


def test_a_handler_that_fails_is_tried_again_after_a_second_and_leaves_nothing_half_done(suite: Suite) -> None:
    suite.start_relay()
    suite.start_service()
    suite.announce("nanti")
    eventually(lambda: suite.count("attempts") == 2)
    first, second = (row["at"] for row in suite.rows("SELECT at FROM attempts ORDER BY at"))
    assert 0.9 < (second - first).total_seconds() < 3
    assert suite.count("ledger") == suite.count("inbox") == 0
    waiting = eventually(lambda: suite.rows("SELECT attempt, available_at - now() AS rest FROM redelivery"))
    assert waiting[0]["attempt"] == 2
    assert waiting[0]["rest"].total_seconds() > 2


def test_a_message_whose_attempts_are_used_up_is_parked_with_its_reason(suite: Suite) -> None:
    suite.start_service()
    data = {"nomor": None, "nomor_kk": "3277010101180001", "versi": 1, "dokumen_id": "selalu gagal"}
    suite.send(envelope(data=data), headers={"x-terpadu-attempt": 5})
    parked = eventually(lambda: suite.rows("SELECT reason, queue, event_type FROM parked"))
    assert parked == [
        {"reason": "percobaan_habis:ZeroDivisionError", "queue": "ledger.write", "event_type": KkTerbit.type}
    ]


def test_what_is_away_outside_uses_up_no_attempt(suite: Suite) -> None:
    suite.start_service()
    data = {"nomor": None, "nomor_kk": "3277010101180001", "versi": 1, "dokumen_id": "di luar"}
    suite.send(envelope(data=data), headers={"x-terpadu-attempt": 5})
    waiting = eventually(lambda: suite.rows("SELECT attempt FROM redelivery"))
    assert waiting[0]["attempt"] == 5
    assert suite.count("parked") == 0


def test_a_parked_message_can_be_replayed_and_dropped(suite: Suite) -> None:
    suite.start_relay()
    suite.start_service()
    suite.announce("parkir", times=2)
    eventually(lambda: suite.count("parked") == 2)
    database = Database(suite.database_url)
    database.open()
    with database.transaction() as connection:
        first, second = parking.listing(connection)
        assert "body" not in first
        assert parking.replay(connection, first["id"])
        assert parking.drop(connection, second["id"])
        assert not parking.drop(connection, second["id"])
    eventually(lambda: suite.count("attempts") == 3)
    eventually(lambda: suite.count("parked") == 1)
    database.close()


POISON = {
    "empty": b"",
    "not JSON": b"{",
    "not UTF-8": b"\xff\xfe\x00",
    "a list": b"[]",
    "deep nesting": b"[" * 100_000 + b"]" * 100_000,
    "not a number": b'{"specversion": NaN}',
    "a key twice": b'{"id": "1", "id": "2"}',
    "no envelope": b'{"hello": "world"}',
    "pickle": b"\x80\x04\x95\x0c\x00\x00\x00",
    "lone surrogate": b'{"subject": "\\ud800"}',
    "huge": b" " * 2_000_000,
    "unknown event": envelope(type="dukcapil.tidak_ada.v1"),
    "other queue's event": envelope(type="dukcapil.paket_disusun.v1"),
    "contract broken": envelope(data={"nomor_kk": "abc"}),
    "no time zone": envelope(time="2026-11-20T04:15:00"),
    "sequence not a number": envelope(sequence="abc"),
}


def test_poison_of_every_kind_is_parked_and_the_service_goes_on(suite: Suite) -> None:
    service = suite.start_service()
    for body in POISON.values():
        suite.send(body)
    suite.send(envelope(), content_type="application/x-python-serialize", content_encoding="binary")
    suite.send(envelope(), headers={"x-terpadu-attempt": "many"})
    eventually(lambda: suite.count("parked") == len(POISON))
    eventually(lambda: suite.count("ledger") == 2)
    assert service.poll() is None
    assert suite.count("parked", "reason = ''") == 0
    assert "3277010101180001" not in suite.log_text()


@pytest.mark.parametrize("point", ["before_commit", "before_ack"])
def test_a_service_killed_around_its_commit_has_the_effect_once(suite: Suite, point: str) -> None:
    suite.start_relay()
    doomed = suite.start_service(FAULT=point)
    suite.announce()
    eventually(lambda: doomed.poll() is not None)
    assert suite.count("ledger") == (1 if point == "before_ack" else 0)
    suite.start_service()
    eventually(lambda: suite.count("ledger") == 1)
    time.sleep(0.5)
    assert suite.count("ledger") == 1


def test_a_relay_killed_between_confirm_and_mark_sends_again_and_the_effect_stays_one(suite: Suite) -> None:
    suite.start_service()
    doomed = suite.start_relay(FAULT="before_mark")
    suite.announce()
    eventually(lambda: doomed.poll() is not None)
    eventually(lambda: suite.count("ledger") == 1)
    assert suite.count("outbox", "sent_at IS NULL") == 1
    suite.start_relay()
    eventually(lambda: suite.count("outbox", "sent_at IS NULL") == 0)
    assert suite.count("ledger") == 1


def test_of_two_relays_one_sends_and_the_other_takes_over_when_it_dies(suite: Suite) -> None:
    first = suite.start_relay()
    suite.start_relay()
    suite.announce(times=50)
    eventually(lambda: suite.count("outbox", "sent_at IS NULL") == 0)
    first.kill()
    suite.announce(times=50)
    eventually(lambda: suite.count("outbox", "sent_at IS NULL") == 0, within=10)


def test_a_consumer_that_dies_of_a_message_again_and_again_gets_rid_of_it(suite: Suite) -> None:
    suite.announce(kind="render")
    suite.start_relay()
    for _ in range(21):
        doomed = suite.start_service(FAULT="slow_work")
        eventually(lambda doomed=doomed: doomed.poll() is not None)  # type: ignore[misc]
    service = suite.start_service(FAULT="slow_work")
    parked = eventually(lambda: suite.rows("SELECT reason, queue FROM parked"))
    assert parked == [{"reason": "penangan_mati_berulang", "queue": "ledger.render"}]
    assert service.poll() is None


def test_five_slow_queries_share_the_hub(suite: Suite) -> None:
    suite.start_service()
    for number in range(5):
        data = {"nomor": None, "nomor_kk": "3277010101180001", "versi": 1, "dokumen_id": "lambat"}
        suite.send(envelope(id=str(uuid7()), subject=str(number), data=data))
    eventually(lambda: suite.count("attempts") == 5)
    first, last = suite.rows("SELECT min(at) AS at FROM attempts UNION ALL SELECT max(at) FROM attempts")
    assert (last["at"] - first["at"]).total_seconds() < 0.9, "a query of one second held the others up"
    eventually(lambda: suite.count("ledger") == 5, within=4)


def test_sigterm_lets_the_work_in_hand_finish(suite: Suite) -> None:
    suite.start_relay()
    service = suite.start_service()
    suite.announce("lambat")
    eventually(lambda: suite.count("attempts") == 1)
    service.send_signal(signal.SIGTERM)
    assert service.wait(timeout=10) == 0
    assert suite.count("ledger") == 1


def test_an_internal_door_opens_only_with_the_gateways_token(suite: Suite) -> None:
    service = suite.start_service()
    url = f"http://127.0.0.1:{service.port}/internal/ledger/KL"  # type: ignore[attr-defined]
    assert httpx.get(url).status_code == 401
    foreign = {"Authorization": f"Bearer {Minter(suite.private_key).token('perizinan')}"}
    assert httpx.get(url, headers=foreign).status_code == 401
    known = {"Authorization": f"Bearer {Minter(suite.private_key).token('ledger')}"}
    assert httpx.get(url, headers=known, params={"a": "1"}).json() == {"jumlah": 0, "a": "1"}
    missing = httpx.get(url.replace("KL", "tidak-ada"), headers=known)
    assert (missing.status_code, missing.json()["kode"]) == (404, "tidak_ditemukan")
