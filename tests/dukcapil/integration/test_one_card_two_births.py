"""Two births in one family at the same time: both children end on the card, and one card is valid."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.dukcapil.integration.desk import Desk, child, number
from tests.dukcapil.integration.people import CARD, FATHER, MOTHER, SISTER

VALID = "SELECT versi FROM dokumen WHERE jenis = 'KARTU_KELUARGA' AND pemilik = %s AND status = 'AKTIF'"


def both_recorded(desk: Desk) -> None:
    """Two applications whose deeds are recorded at the same moment."""
    reports = [desk.report(number(1), child("SITI")), desk.report(number(2), child("AMINAH"))]
    for report in reports:
        desk.handle(report)
    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(desk.handle, [desk.deeds(report) for report in reports]))


def test_two_births_recorded_at_once_both_end_on_the_card(desk: Desk) -> None:
    both_recorded(desk)
    members = desk.rows("SELECT nik, urutan FROM anggota_keluarga WHERE nomor_kk = %s ORDER BY urutan", CARD)
    assert [row["urutan"] for row in members] == [1, 2, 3, 4, 5]
    assert [row["nik"] for row in members[:3]] == [FATHER, MOTHER, SISTER]
    assert {row["nik"] for row in members[3:]} == {"3277015911260001", "3277015911260002"}
    assert desk.rows("SELECT versi FROM kartu_keluarga WHERE nomor_kk = %s", CARD) == [{"versi": 3}]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)], ids=["older version first", "younger version first"])
def test_the_youngest_version_is_the_valid_one_whichever_is_printed_first(desk: Desk, order: tuple[int, int]) -> None:
    for serial, name in ((1, "SITI"), (2, "AMINAH")):
        report = desk.report(number(serial), child(name))
        desk.handle(report)
        desk.handle(desk.deeds(report))
    for serial in order:
        desk.handle(desk.composed(number(serial)))
    assert desk.rows(VALID, CARD) == [{"versi": 3}]
    assert len(desk.told("dokumen_digantikan")) == 2
    assert len(desk.told("paket_3in1_selesai")) == 2


def test_two_packages_of_one_family_printed_at_once_leave_one_valid_card(desk: Desk) -> None:
    both_recorded(desk)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(desk.handle, [desk.composed(number(1)), desk.composed(number(2))]))
    assert desk.rows(VALID, CARD) == [{"versi": 3}]
    assert len(desk.told("paket_3in1_selesai")) == 2


def test_twins_of_one_application_make_one_version_and_a_card_each(desk: Desk) -> None:
    desk.complete(number(), child("SITI", jenis_kelahiran="KEMBAR_2"), child("AMINAH", jenis_kelahiran="KEMBAR_2"))
    assert desk.rows("SELECT versi FROM kartu_keluarga WHERE nomor_kk = %s", CARD) == [{"versi": 2}]
    assert [one["nik"] for one in desk.told("kia_terbit")] == ["3277015911260001", "3277015911260002"]
    assert len(desk.told("kk_terbit")) == 1
