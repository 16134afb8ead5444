"""Events reach agencies as signed webhooks: in order, again until they are taken, and no receiver harms another."""

import itertools
import json
import threading
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from standardwebhooks import WebhookVerificationError

from contracts.dukcapil import events as dukcapil
from contracts.gateway.agency_events import OFFERS
from contracts.perizinan import events as perizinan
from local.testing import Bench
from tests.gateway.integration.receiver import WELL, Receiver, receiving
from tests.gateway.integration.town import Town
from tests.gateway.integration.webhooks import DOCUMENTS, Agency, path_of, sending


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def _sender(shared_town: Town, bench: Bench) -> Iterator[None]:
    with sending(shared_town, bench.ports.get("gateway-webhooks")):
        yield


@pytest.fixture
def agency(town: Town, _sender: None) -> Agency:
    """An agency of this test alone, with every scope for events."""
    return Agency(town)


def test_an_issued_document_is_told_as_a_signed_webhook_that_the_official_verifier_takes(
    agency: Agency, receiver: Receiver
) -> None:
    path = path_of(receiver)
    made = agency.subscribe(receiver.url + path)
    number = agency.town.accepted()

    told = agency.town.document(perizinan, number, "AKTA_KELAHIRAN")

    [came] = receiver.wait(path, 1)
    event = came.verified(made["rahasia"])
    assert (event["type"], event["id"]) == ("publik.dokumen_terbit.v1", came.headers["webhook-id"])
    assert event["data"] == {
        "dokumen_id": told["dokumen_id"],
        "jenis": "AKTA_KELAHIRAN",
        "kota": "3277",
        "tanggal_terbit": told["tanggal_terbit"].isoformat(),
        "penanda_tangan": "Kepala Dinas",
        "sha256": told["sha256"],
    }


def test_every_event_of_an_outage_comes_in_the_order_of_its_subject_once_the_receiver_is_back(
    agency: Agency, receiver: Receiver
) -> None:
    """An hour of events while the receiver is away; the schedule is a setting, so that nobody has to wait an hour."""
    path = path_of(receiver)
    receiver.answers[path] = lambda _: (500, {})
    made = agency.subscribe(receiver.url + path, ["publik.dokumen_digantikan.v1"])
    documents = [str(uuid.uuid4()) for _ in range(12)]
    for count, document in itertools.product(range(30), documents):
        replaced = dukcapil.DokumenDigantikan(dokumen_id=document, oleh_dokumen_id=str(count), pada=datetime.now(UTC))
        agency.town.tell(replaced)
    tried = len(receiver.wait(path, 3, well=False))
    assert tried < 60, "the breaker leaves a receiver alone that is away"

    receiver.answers[path] = lambda _: WELL

    told = [each.verified(made["rahasia"])["data"] for each in receiver.wait(path, 360, within=60)]
    for document in documents:
        assert [each["oleh_dokumen_id"] for each in told if each["dokumen_id"] == document] == [
            str(count) for count in range(30)
        ]
    agency.wait_until(made, lambda state: state["gagal_berturut"] == 0)
    assert len(told) == len(receiver.at(path, well=True)) == 360


def test_an_event_that_is_refused_is_sent_again_and_holds_back_only_its_own_subject(
    agency: Agency, receiver: Receiver
) -> None:
    path, stuck = path_of(receiver), str(uuid.uuid4())
    receiver.answers[path] = lambda came: (422, {}) if stuck.encode() in came.body else WELL
    made = agency.subscribe(receiver.url + path)
    now = datetime.now(UTC)
    agency.town.tell(dukcapil.DokumenDigantikan(dokumen_id=stuck, oleh_dokumen_id="x", pada=now))
    agency.town.tell(dukcapil.DokumenDicabut(dokumen_id=stuck, alasan="x", pada=now))
    other = agency.town.document(dukcapil, None, "KIA")["dokumen_id"]

    [came] = receiver.wait(path, 1)
    assert came.verified(made["rahasia"])["data"]["dokumen_id"] == other
    refused = [each for each in receiver.wait(path, 5, well=False) if each.reply == 422]
    assert len(refused) > 2
    assert {json.loads(each.body)["type"] for each in refused} == {"publik.dokumen_digantikan.v1"}

    receiver.answers[path] = lambda _: WELL

    kinds = [each.verified(made["rahasia"])["type"] for each in receiver.wait(path, 3)]
    assert kinds[1:] == ["publik.dokumen_digantikan.v1", "publik.dokumen_dicabut.v1"]


def test_a_receiver_that_is_gone_ends_its_subscription(agency: Agency, receiver: Receiver) -> None:
    path = path_of(receiver)
    receiver.answers[path] = lambda _: (410, {})
    made = agency.subscribe(receiver.url + path)
    agency.post(made, "uji").raise_for_status()

    ended = agency.wait_until(made, lambda state: state["status"] == "BERAKHIR")

    assert ended["alasan"] == "DITOLAK_PENERIMA_410"
    assert [each["status"] for each in agency.deliveries(made)] == ["DIBATALKAN"]
    assert agency.post(made, "uji").json()["kode"] == "langganan_berakhir"


@pytest.mark.parametrize("status", [429, 503])
def test_a_receiver_that_asks_for_time_gets_it(agency: Agency, receiver: Receiver, status: int) -> None:
    path = path_of(receiver)
    first = iter([(status, {"retry-after": "2"})])
    receiver.answers[path] = lambda _: next(first, WELL)
    agency.post(agency.subscribe(receiver.url + path), "uji").raise_for_status()

    [well] = receiver.wait(path, 1)

    assert well.at - receiver.at(path)[0].at >= 2


def test_a_redirect_is_not_followed(agency: Agency, receiver: Receiver) -> None:
    path, elsewhere = path_of(receiver), path_of(receiver)
    receiver.answers[path] = lambda _: (302, {"location": receiver.url + elsewhere})
    made = agency.subscribe(receiver.url + path)
    agency.post(made, "uji").raise_for_status()

    receiver.wait(path, 2, well=False)

    assert receiver.at(elsewhere) == []
    assert agency.deliveries(made)[0]["percobaan"][0] | {"pada": 0, "milidetik": 0} == {
        "pada": 0,
        "hasil": "DIALIHKAN",
        "status": 302,
        "milidetik": 0,
    }


def test_a_slow_and_a_dead_receiver_harm_no_other(agency: Agency, receiver: Receiver) -> None:
    slow, well = path_of(receiver), path_of(receiver)
    receiver.answers[slow] = lambda _: time.sleep(3) or WELL  # type: ignore[func-returns-value]
    agency.subscribe(receiver.url + slow)
    agency.subscribe("http://127.0.0.1:1/dead")
    agency.subscribe(receiver.url + well)

    told = time.monotonic()
    for _ in range(20):
        agency.town.document(perizinan, None, "AKTA_KELAHIRAN")

    assert receiver.wait(well, 20)[-1].at - told < 3


def test_a_paused_subscription_waits_and_then_gets_everything(agency: Agency, receiver: Receiver) -> None:
    path = path_of(receiver)
    made = agency.subscribe(receiver.url + path)
    assert agency.post(made, "status", {"status": "JEDA"}).json()["status"] == "JEDA"
    ids = [agency.post(made, "uji").json()["acara_id"] for _ in range(3)]
    other = Agency(agency.town)
    other_path = path_of(receiver)
    other.post(other.subscribe(receiver.url + other_path), "uji").raise_for_status()
    receiver.wait(other_path, 1)
    assert receiver.at(path) == []

    agency.post(made, "status", {"status": "AKTIF"}).raise_for_status()

    assert [each.headers["webhook-id"] for each in receiver.wait(path, 3)] == ids


def test_while_secrets_overlap_both_verify_and_afterwards_only_the_new_one(agency: Agency, receiver: Receiver) -> None:
    path = path_of(receiver)
    made = agency.subscribe(receiver.url + path)
    rotated = agency.post(made, "rahasia").json()
    agency.post(made, "uji").raise_for_status()
    [both] = receiver.wait(path, 1)
    assert both.verified(made["rahasia"]) == both.verified(rotated["rahasia"])

    last = agency.post(made, "rahasia", {"tumpang_tindih_jam": 0}).json()
    agency.post(made, "uji").raise_for_status()
    newest = receiver.wait(path, 2)[1]

    assert newest.verified(last["rahasia"])
    for old in (made["rahasia"], rotated["rahasia"]):
        with pytest.raises(WebhookVerificationError):
            newest.verified(old)


@pytest.mark.parametrize("by", ["setelah", "sejak"])
def test_a_replay_sends_what_was_sent_before_under_the_same_ids(agency: Agency, receiver: Receiver, by: str) -> None:
    path = path_of(receiver)
    made = agency.subscribe(receiver.url + path)
    started = datetime.now(UTC)
    for _ in range(3):
        agency.town.document(perizinan, None, "AKTA_KELAHIRAN")
    first = receiver.wait(path, 3)
    events = sorted((each.verified(made["rahasia"]) for each in first), key=lambda event: event["sequence"])
    wanted = {"setelah": events[0]["sequence"]} if by == "setelah" else {"sejak": started.isoformat()}
    again = 2 if by == "setelah" else 3

    answer = agency.post(made, "putar-ulang", wanted)

    assert (answer.status_code, answer.json()) == (202, {"jumlah": again})
    repeated = receiver.wait(path, 3 + again)[3:]
    assert {each.headers["webhook-id"] for each in repeated} == {each["id"] for each in events[-again:]}


def test_a_new_subscription_can_begin_in_the_past(agency: Agency, receiver: Receiver) -> None:
    before = agency.read("/v1/acara", batas=500)["berikutnya"]
    path = path_of(receiver)
    agency.subscribe(receiver.url + path)
    agency.town.document(perizinan, None, "AKTA_KELAHIRAN")
    [first] = receiver.wait(path, 1)
    later = path_of(receiver)

    agency.subscribe(receiver.url + later, setelah=before)

    assert first.headers["webhook-id"] in {each.headers["webhook-id"] for each in receiver.wait(later, 1)}


def test_areas_types_and_owners_are_told_apart(agency: Agency, receiver: Receiver) -> None:
    here, elsewhere, own, stranger = (path_of(receiver) for _ in range(4))
    town = agency.town
    agency.subscribe(receiver.url + here, kota=["3277"])
    agency.subscribe(receiver.url + elsewhere, kota=["3276"])
    hospital = Agency(town)
    number = town.accepted()
    town.rows("UPDATE application SET client_id = %s WHERE nomor = %s RETURNING 1", hospital.client_id, number)
    steps = ["publik.permohonan_berubah_status.v1"]
    hospital.subscribe(receiver.url + own, steps)
    agency.subscribe(receiver.url + stranger, steps)

    town.step(number, "VERIFIKASI", perizinan)
    town.document(perizinan, number, "AKTA_KELAHIRAN")

    assert receiver.wait(here, 1)
    [step] = receiver.wait(own, 1)
    assert json.loads(step.body)["data"] | {"pada": 0} == {
        "nomor": number,
        "jenis": "KELAHIRAN",
        "status": "VERIFIKASI",
        "kota": "3277",
        "pada": 0,
    }
    assert receiver.at(elsewhere) == receiver.at(stranger) == []


def test_a_client_that_lost_its_scope_hears_nothing_more(agency: Agency, receiver: Receiver) -> None:
    path, other = path_of(receiver), path_of(receiver)
    agency.subscribe(receiver.url + path)
    agency.town.rows("UPDATE client SET cakupan = '{}' WHERE client_id = %s RETURNING 1", agency.client_id)
    Agency(agency.town).subscribe(receiver.url + other)

    agency.town.document(perizinan, None, "AKTA_KELAHIRAN")

    receiver.wait(other, 1)
    assert receiver.at(path) == []


def test_nobody_else_sees_or_changes_a_subscription(agency: Agency, receiver: Receiver) -> None:
    made = agency.subscribe(receiver.url + path_of(receiver))
    stranger = Agency(agency.town)

    for action, body in (
        ("status", {"status": "JEDA"}),
        ("rahasia", {}),
        ("uji", {}),
        ("putar-ulang", {"setelah": "0"}),
    ):
        assert stranger.post(made, action, body).status_code == 404
    for path in ("", "/kiriman"):
        found = agency.town.http.get(f"/v1/langganan/{made['id']}{path}", headers=stranger.headers)
        assert found.status_code == 404
    assert agency.town.http.delete(f"/v1/langganan/{made['id']}", headers=stranger.headers).status_code == 404
    assert stranger.read("/v1/langganan") == {"langganan": []}


def test_the_secret_is_shown_once_and_stands_in_no_table(agency: Agency, receiver: Receiver) -> None:
    body = {"jenis": DOCUMENTS, "url": receiver.url + path_of(receiver)}
    made = agency.town.post("/v1/langganan", body, agency.headers, key="satu")
    again = agency.town.post("/v1/langganan", body, agency.headers, key="satu")

    assert made.json() == again.json()
    assert "rahasia" not in agency.state(made.json())
    assert "rahasia" not in agency.read("/v1/langganan")["langganan"][0]
    secret = made.json()["rahasia"].removeprefix("whsec_")
    for table in ("subscription", "idempotency"):
        assert agency.town.count(table, f"{table}::text LIKE %s", f"%{secret}%") == 0


def test_an_ended_subscription_gets_nothing_more_and_is_not_found(agency: Agency, receiver: Receiver) -> None:
    path = path_of(receiver)
    made = agency.subscribe(receiver.url + path)
    agency.post(made, "status", {"status": "JEDA"}).raise_for_status()
    agency.town.document(perizinan, None, "AKTA_KELAHIRAN")

    ended = agency.town.http.delete(f"/v1/langganan/{made['id']}", headers=agency.headers)

    assert ended.status_code == 204
    assert agency.town.http.get(f"/v1/langganan/{made['id']}", headers=agency.headers).status_code == 404
    assert receiver.at(path) == []


def test_a_sample_of_every_event_can_be_asked_for(agency: Agency, receiver: Receiver) -> None:
    path = path_of(receiver)
    made = agency.subscribe(receiver.url + path)
    for event_type in OFFERS:
        agency.post(made, "uji", {"jenis": event_type}).raise_for_status()

    events = [each.verified(made["rahasia"]) for each in receiver.wait(path, len(OFFERS))]

    assert [event["type"] for event in events] == [*OFFERS]
    assert agency.post(made, "uji", {"jenis": "publik.tidak_ada.v1"}).json()["galat"][0]["lokasi"] == "/jenis"


def test_a_replay_and_what_came_of_a_delivery_never_wait_for_each_other(agency: Agency, receiver: Receiver) -> None:
    """The replay holds the subscription and then takes the delivery, in the very moment in which its end is written."""
    path, may_answer = path_of(receiver), threading.Event()
    receiver.answers[path] = lambda _: WELL if may_answer.wait(10) else (500, {})
    made = agency.subscribe(receiver.url + path)
    agency.post(made, "uji").raise_for_status()
    agency.town.wait_for_rows("SELECT FROM delivery WHERE subscription_id = %s", made["id"])

    with agency.town.database.transaction() as connection:
        connection.execute("SELECT FROM subscription WHERE id = %s FOR NO KEY UPDATE", (made["id"],))
        may_answer.set()
        # PostgreSQL looks for a deadlock once a second of waiting is over: after it, the one to be refused is this one.
        agency.town.wait_for_rows(
            "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            " AND query_start < now() - interval '1.2 seconds'"
        )
        connection.execute(
            "UPDATE delivery SET round = round + 1, status = 'MENUNGGU' WHERE subscription_id = %s", (made["id"],)
        )

    assert len(receiver.wait(path, 2)) == 2
