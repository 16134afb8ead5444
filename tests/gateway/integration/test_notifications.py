"""What applicants are told of their applications: once, of the newest, by several couriers, whatever fails."""

import threading
from collections.abc import Iterator

import pytest
from prometheus_client import CollectorRegistry

from chassis.database import Database
from contracts.perizinan import events as perizinan
from services.gateway.notifications.carriers import CannotReach, Message, Refused
from services.gateway.notifications.courier import Courier, Figures, Patience
from services.gateway.notifications.line import Line
from services.gateway.notifications.occasions import Channel
from tests.gateway.integration.town import Town

URL = "https://terpadu.example.id"


class Carrier:
    """A carrier that says what it is told to say."""

    channel = Channel.SUREL

    def __init__(self) -> None:
        self.carried: list[Message] = []
        self.failure: Exception | None = None

    def carry(self, message: Message) -> None:
        if self.failure:
            raise self.failure
        self.carried.append(message)


@pytest.fixture
def database(quiet_town: Town) -> Iterator[Database]:
    opened = Database(quiet_town.app_url)
    opened.open()
    yield opened
    opened.close()


def work(database: Database, carrier: Carrier, give_up: float = 3600) -> None:
    """A courier sends all that is due now."""
    patience = Patience((0.0,), give_up)
    courier = Courier(Line(database, Channel.SUREL, URL), carrier, patience, Figures(CollectorRegistry()))
    while courier.one():
        if carrier.failure:
            return


def statuses(town: Town, number: str, channel: str = "SUREL") -> list[tuple[str, str]]:
    query = "SELECT occasion, status FROM notification WHERE nomor = %s AND channel = %s ORDER BY made_at"
    return [(row["occasion"], row["status"]) for row in town.rows(query, number, channel)]


def test_an_applicant_is_told_by_each_address_that_the_report_has(quiet_town: Town, database: Database) -> None:
    town, carrier = quiet_town, Carrier()
    number = town.accepted()
    town.step(number, "VERIFIKASI", perizinan)

    work(database, carrier)

    [message] = carrier.carried
    assert (message.address, message.number, message.occasion) == ("ayah@example.id", number, "VERIFIKASI")
    assert message.link == f"{URL}/permohonan/{number}"
    assert statuses(town, number) == [("VERIFIKASI", "TERKIRIM")]
    assert statuses(town, number, "WHATSAPP") == [("VERIFIKASI", "MENUNGGU")]


def test_the_same_event_twice_and_an_older_one_later_tell_nobody_again(quiet_town: Town, database: Database) -> None:
    town, carrier = quiet_town, Carrier()
    number = town.accepted()
    town.step(number, "PERLU_PERBAIKAN", perizinan, sequence=9)
    town.step(number, "PERLU_PERBAIKAN", perizinan, sequence=9)
    town.step(number, "VERIFIKASI", perizinan, sequence=8)

    work(database, carrier)

    assert [message.occasion for message in carrier.carried] == ["PERLU_PERBAIKAN"]


def test_what_has_not_gone_out_is_overtaken_by_what_happened_since(quiet_town: Town, database: Database) -> None:
    town, carrier = quiet_town, Carrier()
    number = town.accepted()
    town.step(number, "VERIFIKASI", perizinan)
    town.step(number, "SELESAI", perizinan)

    work(database, carrier)

    assert [message.occasion for message in carrier.carried] == ["SELESAI"]
    assert statuses(town, number) == [("VERIFIKASI", "DILEWATI"), ("SELESAI", "TERKIRIM")]


def test_who_cannot_be_reached_is_tried_again_and_given_up_in_the_end(quiet_town: Town, database: Database) -> None:
    town, carrier = quiet_town, Carrier()
    number = town.accepted()
    town.step(number, "VERIFIKASI", perizinan)
    carrier.failure = CannotReach("SMTP 451")

    work(database, carrier)
    assert statuses(town, number) == [("VERIFIKASI", "MENUNGGU")]
    work(database, carrier, give_up=0)
    assert statuses(town, number) == [("VERIFIKASI", "GAGAL")]


def test_who_refuses_is_not_asked_again(quiet_town: Town, database: Database) -> None:
    town, carrier = quiet_town, Carrier()
    number = town.accepted()
    town.step(number, "VERIFIKASI", perizinan)
    carrier.failure = Refused("SMTP 550")

    work(database, carrier)

    assert statuses(town, number) == [("VERIFIKASI", "GAGAL")]


def test_a_fault_of_ours_keeps_nobody_elses_message_waiting_and_tells_no_address(
    quiet_town: Town, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    town, carrier = quiet_town, Carrier()
    odd, next_one = town.accepted(), town.accepted()
    for number in (odd, next_one):
        town.step(number, "VERIFIKASI", perizinan)
    carrier.failure = RuntimeError("ayah@example.id")
    patience = Patience((3600.0,), 7200.0)
    courier = Courier(Line(database, Channel.SUREL, URL), carrier, patience, Figures(CollectorRegistry()))

    assert courier.one()
    carrier.failure = None
    while courier.one():
        pass

    assert [message.number for message in carrier.carried] == [next_one]
    assert statuses(town, odd) == [("VERIFIKASI", "MENUNGGU")]
    told = "".join(capsys.readouterr())
    assert "RuntimeError" in told
    assert "ayah@example.id" not in told


def test_several_couriers_send_each_message_once(quiet_town: Town, database: Database) -> None:
    town, carrier = quiet_town, Carrier()
    numbers = {town.accepted() for _ in range(12)}
    for number in numbers:
        town.step(number, "VERIFIKASI", perizinan)
    couriers = [threading.Thread(target=work, args=(database, carrier)) for _ in range(4)]
    for each in couriers:
        each.start()
    for each in couriers:
        each.join()

    assert sorted(message.number for message in carrier.carried) == sorted(numbers)


def test_what_a_courier_took_and_never_settled_is_taken_again_after_its_lease(
    quiet_town: Town, database: Database
) -> None:
    town, line = quiet_town, Line(database, Channel.SUREL, URL)
    number = town.accepted()
    town.step(number, "VERIFIKASI", perizinan)

    first = line.take()
    assert first
    assert line.take() is None
    town.rows("UPDATE notification SET due_at = now() WHERE nomor = %s RETURNING 1", number)
    second = line.take()

    assert second
    assert (second.message.id, second.attempts) == (first.message.id, 2)
