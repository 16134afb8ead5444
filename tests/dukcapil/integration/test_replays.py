"""Every event twice, under its own identity or another one, at another time or at the same: one effect."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from chassis.database import uuid7
from chassis.inbox import Event
from tests.dukcapil.integration.desk import Desk, number

TABLES = ("penduduk", "anggota_keluarga", "kartu_keluarga", "nik_dipesan", "nik_urutan", "paket", "dokumen")
HISTORIES = ("riwayat_penduduk", "riwayat_keluarga", "outbox")


def renamed(event: Event[Any]) -> Event[Any]:
    """The same fact under another identity, as a producer tells it that was restored from yesterday."""
    return replace(event, envelope=event.envelope.model_copy(update={"id": uuid7()}))


def state(desk: Desk) -> dict[str, Any]:
    """All that the register holds and all that was announced."""
    kept = {table: desk.rows(f"SELECT to_jsonb(t) AS row FROM {table} t ORDER BY 1") for table in TABLES}
    return kept | {table: desk.rows(f"SELECT count(*) FROM {table}") for table in HISTORIES}


def way(desk: Desk) -> list[Event[Any]]:
    """Every event of a birth's way through dukcapil and back, each handled once."""
    report = desk.report(number())
    desk.handle(report)
    steps = [desk.step(number(), "MENUNGGU_PETUGAS"), desk.step(number(), "TERBIT")]
    for each in steps:
        desk.handle(each)
    deeds = desk.deeds(report)
    composed, again = desk.composed(number()), desk.composed(number())
    annulled = desk.annulment(deeds)
    for each in (deeds, composed, annulled, again):
        desk.handle(each)
    return [report, *steps, deeds, composed, annulled, again]


@pytest.mark.parametrize("other_identity", [False, True], ids=["same identity", "other identity"])
def test_every_event_of_a_birth_heard_again_changes_nothing(desk: Desk, *, other_identity: bool) -> None:
    events = way(desk)
    before = state(desk)
    for event in events:
        desk.handle(renamed(event) if other_identity else event)
    assert state(desk) == before


@pytest.mark.parametrize("heard", ["report", "deeds", "composed"])
def test_an_event_heard_twice_at_the_same_time_has_one_effect(desk: Desk, heard: str) -> None:
    report = desk.report(number())
    if heard == "report":
        event = report
    else:
        desk.handle(report)
        event = desk.deeds(report)
        if heard == "composed":
            desk.handle(event)
            event = desk.composed(number())
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(desk.handle, [event, event]))
    assert sorted(outcomes) == [False, True]
    told = {"report": "data_kelahiran_terverifikasi", "deeds": "paket_disusun", "composed": "paket_3in1_selesai"}
    assert len(desk.told(told[heard])) == 1


def test_history_is_never_changed(desk: Desk) -> None:
    desk.complete(number())
    for table in HISTORIES[:2]:
        for statement in (f"UPDATE {table} SET nomor = ''", f"DELETE FROM {table}"):
            with pytest.raises(Exception, match="history is never changed"):
                desk.change(statement)
