"""A birth on its way through dukcapil: verified, recorded, printed, done."""

from datetime import date
from pathlib import Path

from chassis.documents.verdict import Genuine
from chassis.documents.verify import verify_pdf
from services.dukcapil.use_cases.find_document import find_document
from tests.dukcapil.integration.desk import Desk, child, number
from tests.dukcapil.integration.people import (
    BANDUNG_CARD,
    BANDUNG_FATHER,
    BANDUNG_MOTHER,
    CARD,
    FATHER,
    MOTHER,
    WITNESSES,
)

NIK = "3277015911260001"


def test_a_report_that_agrees_becomes_three_documents_in_one_package(desk: Desk) -> None:
    desk.complete(number())
    assert desk.kinds(number()) == [
        *("data_kelahiran_terverifikasi", "permohonan_berubah_status", "paket_disusun"),
        *("dokumen_terbit", "kk_terbit", "dokumen_digantikan", "dokumen_terbit", "kia_terbit"),
        *("paket_3in1_selesai", "permohonan_berubah_status"),
    ]


def test_a_verified_report_names_parents_match_results_and_a_reserved_nik(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    [verified] = desk.told("data_kelahiran_terverifikasi")
    assert verified["cocok"]
    assert verified["suami_istri_di_kk"]
    assert verified["kota"] == "3277"
    assert verified["ibu"] == {"nik": MOTHER, "nama": "DEWI LESTARI"}
    assert verified["nik_anak"] == [{"urutan": 1, "nik": NIK}]
    [status] = desk.told("permohonan_berubah_status")
    assert (status["status"], status["sla"]["status"], status["sla"]["sisa_menit_kerja"]) == (
        "VERIFIKASI",
        "BERJALAN",
        480,
    )


def test_the_child_is_entered_with_its_parents_on_a_new_version_of_the_card(desk: Desk) -> None:
    desk.complete(number())
    [entered] = desk.rows(
        "SELECT p.*, a.nomor_kk, a.hubungan FROM penduduk p JOIN anggota_keluarga a USING (nik) WHERE nik = %s", NIK
    )
    assert (entered["nama"], entered["tanggal_lahir"]) == ("SITI NUR AISYAH", date(2026, 11, 19))
    assert (entered["nik_ayah"], entered["nik_ibu"], entered["nama_ibu"]) == (FATHER, MOTHER, "DEWI LESTARI")
    assert (entered["nomor_kk"], entered["hubungan"], entered["agama"]) == (CARD, "ANAK", "ISLAM")
    assert desk.rows("SELECT versi, tanggal_terbit FROM kartu_keluarga WHERE nomor_kk = %s", CARD) == [
        {"versi": 2, "tanggal_terbit": date(2026, 11, 20)}
    ]
    assert desk.rows("SELECT status FROM nik_dipesan") == [{"status": "DIKONFIRMASI"}]


def test_both_documents_are_signed_and_the_old_card_is_replaced(desk: Desk, signing_dir: Path) -> None:
    desk.complete(number())
    issued = desk.told("dokumen_terbit")
    assert [one["jenis"] for one in issued] == ["KARTU_KELUARGA", "KIA"]
    assert [one["nama_tersamar"] for one in issued] == ["B*** S******", "S*** N** A*****"]
    assert [one["nomor_tersamar"] for one in issued] == ["3277********0001", "3277********0001"]
    registry = desk.registry()
    with registry.transaction():
        files = [find_document(registry, one["dokumen_id"], desk.press.store) for one in issued]
    for file, told in zip(files, issued, strict=True):
        verdict = verify_pdf(file, [signing_dir / "akar.pem"])
        assert isinstance(verdict, Genuine), verdict
        assert (verdict.sha256, len(file)) == (told["sha256"], told["ukuran"])
    [replaced] = desk.told("dokumen_digantikan")
    [old] = desk.rows("SELECT id::text, status FROM dokumen WHERE versi = 1 AND jenis = 'KARTU_KELUARGA'")
    assert (old["status"], old["id"]) == ("DIGANTIKAN", replaced["dokumen_id"])
    assert replaced["oleh_dokumen_id"] == issued[0]["dokumen_id"]


def test_a_newborns_card_is_valid_until_its_fifth_birthday(desk: Desk) -> None:
    desk.complete(number())
    assert [one["berlaku_sampai"] for one in desk.told("kia_terbit")] == ["2031-11-19"]


def test_a_deed_alone_ends_with_the_entry_and_no_card(desk: Desk) -> None:
    report = desk.report(number(), paket="AKTA")
    desk.handle(report)
    desk.handle(desk.deeds(report))
    assert desk.kinds(number()) == [
        *("data_kelahiran_terverifikasi", "permohonan_berubah_status", "permohonan_berubah_status"),
    ]
    last = desk.told("permohonan_berubah_status")[-1]
    assert (last["status"], last["sla"]["status"]) == ("SELESAI", "TERPENUHI")
    assert desk.rows("SELECT nik FROM penduduk WHERE nik = %s", NIK)


def test_a_package_that_is_done_in_time_says_how_long_it_took(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    desk.pass_by(minutes=42)
    deeds = desk.deeds(report)
    desk.handle(deeds)
    desk.handle(desk.composed(number()))
    [done] = desk.told("paket_3in1_selesai")
    assert done["menit_kerja"] == 42
    assert done["dokumen_id"][0] == deeds.data.anak[0].dokumen_id
    assert len(done["dokumen_id"]) == 3
    assert desk.told("permohonan_berubah_status")[-1]["sla"]["status"] == "TERPENUHI"


def test_a_family_of_another_city_is_told_where_to_go_and_reserves_nothing(desk: Desk) -> None:
    bandung = {
        "nomor_kk": BANDUNG_CARD,
        "ibu_nik": BANDUNG_MOTHER,
        "ayah_nik": BANDUNG_FATHER,
        "pelapor_nik": BANDUNG_FATHER,
        "nomor_bukti_perkawinan": "9/1/II/2015",
    }
    desk.handle(desk.report(number(), **bandung))
    [refused] = desk.told("data_kelahiran_ditolak")
    assert refused["kode"] == "domisili_luar_wilayah"
    assert "Kota Bandung" in refused["alasan"]
    assert desk.rows("SELECT * FROM nik_dipesan") == []


def test_a_birth_in_another_city_is_registered_at_home_and_keeps_its_birthplace(desk: Desk) -> None:
    desk.complete(number(), child(tempat_lahir="32.74"))
    [entered] = desk.rows("SELECT tempat_lahir_kode, left(nik, 6) AS area FROM penduduk WHERE nik_ibu = %s", MOTHER)
    assert entered == {"tempat_lahir_kode": "32.74", "area": "327701"}


def test_the_day_of_birth_is_the_one_that_it_was_at_the_birthplace(desk: Desk) -> None:
    # Half past midnight in Jayapura is half past ten of the evening before in Cimahi.
    desk.complete(number(), child(tempat_lahir="91.71", waktu_lahir="2026-11-18T15:30:00+00:00"))
    [entered] = desk.rows("SELECT nik, tanggal_lahir FROM penduduk WHERE nik_ibu = %s", MOTHER)
    assert entered == {"nik": "3277015911260001", "tanggal_lahir": date(2026, 11, 19)}


def test_a_report_that_the_applicant_must_mend_keeps_no_number_and_is_answered_by_place(desk: Desk) -> None:
    desk.handle(desk.report(number(), saksi_nik=["3277011505909999", WITNESSES[1]]))
    [asked] = desk.told("data_kelahiran_perlu_perbaikan")
    assert [(fault["lokasi"], fault["kode"]) for fault in asked["galat"]] == [("/saksi/0/nik", "saksi_tidak_ditemukan")]
    assert desk.rows("SELECT * FROM nik_dipesan") == []


def test_a_mended_report_is_verified_under_the_same_number(desk: Desk) -> None:
    desk.handle(desk.report(number(), saksi_nik=["3277011505909999", WITNESSES[1]]))
    desk.handle(desk.report(number(), versi=2))
    assert [one["versi"] for one in desk.told("data_kelahiran_terverifikasi")] == [2]


def test_an_older_version_of_a_report_changes_nothing(desk: Desk) -> None:
    late = desk.report(number(), child(jenis_kelamin="L"))
    desk.handle(desk.report(number(), versi=2))
    desk.handle(late)
    assert [one["versi"] for one in desk.told("data_kelahiran_terverifikasi")] == [2]


def test_who_is_entered_after_seventeen_years_gets_a_family_card_and_no_childs_card(desk: Desk) -> None:
    desk.complete(number(), child(waktu_lahir="2009-01-01T04:15:00+07:00"))
    assert [one["jenis"] for one in desk.told("dokumen_terbit")] == ["KARTU_KELUARGA"]
    assert len(desk.told("paket_3in1_selesai")) == 1
