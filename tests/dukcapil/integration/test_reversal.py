"""A deed that is annulled takes with it what stood on it: entry, card, KIA; the number is never given again."""

from datetime import date

import pytest

from chassis.failures import TemporaryFailure
from tests.dukcapil.integration.desk import Desk, child, number
from tests.dukcapil.integration.people import CARD

NIK, TWIN = "3277015911260001", "3277015911260002"
VALID = "SELECT jenis, versi FROM dokumen WHERE status = 'AKTIF' ORDER BY jenis"


def test_after_an_annulment_the_card_is_issued_without_the_child(desk: Desk) -> None:
    deeds = desk.complete(number())
    desk.handle(desk.annulment(deeds))
    desk.handle(desk.composed(number()))
    assert desk.rows(VALID) == [{"jenis": "KARTU_KELUARGA", "versi": 3}]
    assert desk.rows("SELECT count(*) AS members FROM anggota_keluarga WHERE nomor_kk = %s", CARD) == [{"members": 3}]
    assert desk.rows("SELECT status FROM penduduk WHERE nik = %s", NIK) == [{"status": "BATAL"}]
    assert desk.rows("SELECT status FROM paket") == [{"status": "DITARIK"}]
    [revoked] = desk.told("dokumen_dicabut")
    [card_of_child] = desk.rows("SELECT id::text, status FROM dokumen WHERE jenis = 'KIA'")
    assert (card_of_child["id"], card_of_child["status"]) == (revoked["dokumen_id"], "DICABUT")
    assert [one["versi"] for one in desk.told("kk_terbit")] == [2, 3]
    assert len(desk.told("paket_3in1_selesai")) == 1


def test_a_cancelled_number_is_never_given_again(desk: Desk) -> None:
    deeds = desk.complete(number())
    desk.handle(desk.annulment(deeds))
    desk.handle(desk.report(number(2)))
    assert desk.told("data_kelahiran_terverifikasi", number(2))[-1]["nik_anak"] == [{"urutan": 1, "nik": TWIN}]


def test_a_cancelled_entry_is_found_by_nobody_and_stays_in_the_history(desk: Desk) -> None:
    deeds = desk.complete(number())
    desk.handle(desk.annulment(deeds))
    registry = desk.registry()
    with registry.transaction():
        assert registry.residents.find(NIK) is None
    history = desk.rows("SELECT peristiwa, isi->>'tanggal_lahir' AS born FROM riwayat_penduduk ORDER BY id")
    assert history == [{"peristiwa": what, "born": str(date(2026, 11, 19))} for what in ("LAHIR", "BATAL")]


def test_of_twins_only_the_one_whose_deed_fell_is_taken_off(desk: Desk) -> None:
    pair = (child("SITI", jenis_kelahiran="KEMBAR_2"), child("AMINAH", jenis_kelahiran="KEMBAR_2"))
    deeds = desk.complete(number(), *pair)
    desk.handle(desk.annulment(deeds, NIK))
    desk.handle(desk.composed(number()))
    assert desk.rows(VALID) == [{"jenis": "KARTU_KELUARGA", "versi": 3}, {"jenis": "KIA", "versi": 1}]
    assert desk.rows("SELECT nik FROM anggota_keluarga WHERE urutan = 4") == [{"nik": TWIN}]
    assert desk.rows("SELECT status FROM paket") == [{"status": "SELESAI"}]


def test_twins_whose_deeds_fall_one_after_the_other_are_both_taken_off(desk: Desk) -> None:
    pair = (child("SITI", jenis_kelahiran="KEMBAR_2"), child("AMINAH", jenis_kelahiran="KEMBAR_2"))
    deeds = desk.complete(number(), *pair)
    desk.handle(desk.annulment(deeds, NIK))
    desk.handle(desk.annulment(deeds, TWIN))
    desk.handle(desk.composed(number()))
    desk.handle(desk.composed(number()))
    assert desk.rows(VALID) == [{"jenis": "KARTU_KELUARGA", "versi": 4}]
    assert desk.rows("SELECT status FROM paket") == [{"status": "DITARIK"}]


def test_an_annulment_before_the_cards_are_printed_leaves_the_old_card_valid(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    deeds = desk.deeds(report)
    desk.handle(deeds)
    desk.handle(desk.annulment(deeds))
    desk.handle(desk.composed(number()))
    assert desk.rows(VALID) == [{"jenis": "KARTU_KELUARGA", "versi": 1}]
    assert desk.rows("SELECT status FROM paket") == [{"status": "DITARIK"}]
    assert desk.told("kk_terbit") == []


def test_an_annulled_child_does_not_stay_on_a_card_that_another_birth_has_printed_since(desk: Desk) -> None:
    first = desk.complete(number(1), child("SITI"))
    desk.complete(number(2), child("AMINAH"))
    desk.handle(desk.annulment(first))
    desk.handle(desk.composed(number(1)))
    assert desk.rows(VALID) == [{"jenis": "KARTU_KELUARGA", "versi": 4}, {"jenis": "KIA", "versi": 1}]
    assert desk.rows("SELECT nik FROM anggota_keluarga WHERE urutan = 4") == [{"nik": TWIN}]


def test_an_annulment_that_comes_before_its_deed_is_tried_later(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    with pytest.raises(TemporaryFailure):
        desk.handle(desk.annulment(desk.deeds(report)))
