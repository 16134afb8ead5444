"""What dukcapil answers: faults before a report is sent, agreement of data, the state of a package."""

from datetime import date
from typing import Any

import pytest

from chassis.failures import Refused
from contracts.dukcapil.api import CariKeluarga, KartuKeluargaWarga, PeriksaKelahiran, VerifikasiPenduduk
from services.dukcapil.use_cases.check_report import check_report
from services.dukcapil.use_cases.find_document import find_document
from services.dukcapil.use_cases.find_family import find_family
from services.dukcapil.use_cases.show_application import show_application
from services.dukcapil.use_cases.show_family_card import show_family_card
from services.dukcapil.use_cases.verify_resident import verify_resident
from tests.dukcapil.integration.desk import Desk, number
from tests.dukcapil.integration.people import CARD, FATHER, MOTHER

TODAY = date(2026, 11, 20)


def faults(desk: Desk, **claims: Any) -> list[tuple[str, str]]:
    """Places and codes of what is wrong with a report that claims this."""
    asked = PeriksaKelahiran.model_validate(desk.report(number(), **claims).data.model_dump(), strict=False)
    registry = desk.registry()
    with registry.transaction():
        return [(one.lokasi, one.kode) for one in check_report(registry, asked, desk.terms, TODAY).galat]


def verified(desk: Desk, *data: dict[str, Any], with_status: bool = False) -> list[dict[str, Any]]:
    """The answers to what somebody believes."""
    asked = VerifikasiPenduduk.model_validate({"data": data, "sertakan_status": with_status}, strict=False)
    registry = desk.registry()
    with registry.transaction():
        return [one.model_dump(exclude_none=True) for one in verify_resident(registry, asked).hasil]


def test_a_report_that_agrees_has_no_faults(desk: Desk) -> None:
    assert faults(desk) == []


def test_a_question_finds_what_the_event_would_find(desk: Desk) -> None:
    mistaken = {"ibu_nik": FATHER, "ayah_nik": "3277011505909999", "nomor_kk": "3277019999999999"}
    desk.handle(desk.report(number(), **mistaken))
    [asked] = desk.told("data_kelahiran_perlu_perbaikan")
    assert faults(desk, **mistaken) == [(fault["lokasi"], fault["kode"]) for fault in asked["galat"]]
    assert ("/nomor_kk", "kk_tidak_ditemukan") in faults(desk, **mistaken)


def test_what_only_an_officer_can_judge_does_not_stop_a_report(desk: Desk) -> None:
    assert faults(desk, nomor_bukti_perkawinan="9/9/IX/1999") == []


def test_a_question_reserves_nothing_and_tells_nothing(desk: Desk) -> None:
    faults(desk)
    assert desk.rows("SELECT * FROM nik_dipesan") == desk.rows("SELECT * FROM outbox") == []


def family(desk: Desk, nik: str) -> dict[str, Any]:
    """What a resident is told of their own card."""
    registry = desk.registry()
    with registry.transaction():
        return find_family(registry, CariKeluarga(nik=nik)).model_dump(mode="json", exclude_none=True)


def test_a_resident_is_told_their_card_and_who_they_are_married_to_on_it(desk: Desk) -> None:
    told = family(desk, FATHER)
    assert (told["nomor_kk"], told["pasangan_nik"], told["jenis_kelamin"]) == (CARD, MOTHER, "L")
    assert told["bukti_perkawinan"] == "BUKU_NIKAH"
    assert told["nomor_bukti_perkawinan"]
    assert family(desk, MOTHER)["pasangan_nik"] == FATHER


def test_who_is_not_in_the_register_is_told_nothing(desk: Desk) -> None:
    assert family(desk, "3277011505909999") == {}


def test_a_spouse_on_another_card_is_not_told(desk: Desk) -> None:
    desk.change("DELETE FROM anggota_keluarga WHERE nik = %s", MOTHER)
    assert "pasangan_nik" not in family(desk, FATHER)
    assert family(desk, MOTHER).keys() == {"jenis_kelamin"}


def card(desk: Desk, nik: str) -> KartuKeluargaWarga:
    """The family card as a resident sees it."""
    registry = desk.registry()
    with registry.transaction():
        return show_family_card(registry, CariKeluarga(nik=nik))


def test_a_resident_sees_the_whole_card_on_which_they_stand(desk: Desk) -> None:
    told = card(desk, MOTHER)

    assert told.nomor_kk == CARD
    assert (told.kecamatan, told.kota) == ("Cimahi Selatan", "Kota Cimahi")
    assert [(each.nik, each.hubungan) for each in told.anggota][:2] == [
        (FATHER, "KEPALA_KELUARGA"),
        (MOTHER, "ISTRI"),
    ]
    assert told.anggota[1].tempat_lahir == "CIMAHI"
    assert card(desk, FATHER) == told


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE penduduk SET status = 'PINDAH' WHERE nik = %s",
        "DELETE FROM anggota_keluarga WHERE nik = %s",
        "UPDATE kartu_keluarga SET status = 'DITUTUP' WHERE nik_kepala <> %s",
    ],
    ids=["moved away", "on no card", "card closed"],
)
def test_who_is_on_no_open_card_sees_none(desk: Desk, change: str) -> None:
    desk.change(change, MOTHER)

    assert card(desk, MOTHER) == KartuKeluargaWarga()
    assert card(desk, "3277011505909999") == KartuKeluargaWarga()


def test_data_are_compared_field_by_field_and_never_told(desk: Desk) -> None:
    believed = {
        "nik": MOTHER,
        "nama": "dewi  lestari",
        "tanggal_lahir": "1992-05-16",
        "jenis_kelamin": "P",
        "tempat_lahir": "32.77",
        "nomor_kk": CARD,
    }
    assert verified(desk, believed) == [
        {
            "nik": "SESUAI",
            "nama": "SESUAI",
            "tanggal_lahir": "TIDAK_SESUAI",
            "jenis_kelamin": "SESUAI",
            "tempat_lahir": "SESUAI",
            "nomor_kk": "SESUAI",
        }
    ]


def test_an_unknown_or_impossible_nik_agrees_in_nothing(desk: Desk) -> None:
    nothing = {"nik": "TIDAK_SESUAI", "nama": "TIDAK_SESUAI"}
    assert verified(desk, *({"nik": nik, "nama": "DEWI"} for nik in ("3277015505929999", "12", ""))) == [nothing] * 3


def test_answers_come_in_the_order_of_the_questions(desk: Desk) -> None:
    asked = [{"nik": MOTHER}, {"nik": "3277015505929999"}, {"nik": FATHER}, {"nik": MOTHER}]
    assert [one["nik"] for one in verified(desk, *asked)] == ["SESUAI", "TIDAK_SESUAI", "SESUAI", "SESUAI"]


def test_the_nik_of_the_dead_is_frozen_and_only_who_may_know_learns_why(desk: Desk) -> None:
    desk.change("UPDATE penduduk SET status = 'MENINGGAL', tanggal_meninggal = '2026-01-01' WHERE nik = %s", MOTHER)
    believed = {"nik": MOTHER, "nama": "DEWI LESTARI"}
    assert verified(desk, believed) == [{"nik": "TIDAK_SESUAI", "nama": "TIDAK_SESUAI"}]
    assert verified(desk, believed, with_status=True)[0]["status"] == "MENINGGAL"


def test_operators_see_where_a_package_stands_and_nothing_personal(desk: Desk) -> None:
    desk.complete(number())
    registry = desk.registry()
    with registry.transaction():
        shown = show_application(registry, number(), desk.terms, desk.clock.now())
    assert (shown.status, shown.status_permohonan, len(shown.dokumen)) == ("SELESAI", "SELESAI", 2)
    assert not {"3277015911260001", CARD, "SITI"} & set(shown.model_dump_json().split('"'))


@pytest.mark.parametrize("identity", ["bukan-uuid", "00000000-0000-0000-0000-000000000000"])
def test_a_document_that_is_not_there_is_refused(desk: Desk, identity: str) -> None:
    registry = desk.registry()
    with registry.transaction(), pytest.raises(Refused) as refused:
        find_document(registry, identity, desk.press.store)
    assert refused.value.status == 404


def test_a_document_that_was_taken_over_has_no_file(desk: Desk) -> None:
    [old] = desk.rows("SELECT id::text FROM dokumen")
    registry = desk.registry()
    with registry.transaction(), pytest.raises(Refused):
        find_document(registry, old["id"], desk.press.store)
