"""A report with anything wrong in it is refused with the place and a stable code, and nothing of it is repeated."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.gateway.birth import LaporanKelahiran, PemberitahuanFaskes
from services.gateway.web.body import parse
from services.gateway.web.problems import Problem
from tests.gateway.reports import FATHER, MOTHER, WITNESSES, child, notice, raw, report, spoiled

TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
WRONG_TYPE, WRONG_LENGTH, OUT_OF_RANGE = "jenis_isian_salah", "panjang_isian_salah", "angka_di_luar_batas"
NO_CHOICE, NO_INSTANT, LATIN = "pilihan_tidak_dikenal", "waktu_tidak_sah", "nama_bukan_huruf_latin"

CASES: list[tuple[str, object, str]] = [
    ("/paket", "EMPAT_DALAM_SATU", NO_CHOICE),
    ("/paket", 3, NO_CHOICE),
    ("/pelapor", ..., "isian_wajib"),
    ("/pelapor", [], WRONG_TYPE),
    ("/pelapor/nik", ..., "isian_wajib"),
    ("/pelapor/nik", "", "nik_tidak_sah"),
    ("/pelapor/nik", int(FATHER), WRONG_TYPE),
    ("/pelapor/nik", FATHER[:15], "nik_tidak_sah"),
    ("/pelapor/nik", FATHER + "0", "nik_tidak_sah"),
    ("/pelapor/nik", "99" + FATHER[2:], "nik_tidak_sah"),
    ("/pelapor/nik", FATHER[:6] + "310290" + FATHER[12:], "nik_tidak_sah"),
    ("/pelapor/nik", FATHER[:12] + "0000", "nik_tidak_sah"),
    ("/pelapor/nik", "٣٢٧٧٠١١٥٠٥٩٠٠٠٠١", "nik_tidak_sah"),
    ("/pelapor/nik", FATHER + "\n", "nik_tidak_sah"),
    ("/pelapor/hubungan", "TETANGGA", NO_CHOICE),
    ("/pelapor/telepon", "081200000001", "telepon_tidak_sah"),
    ("/pelapor/telepon", 62812, WRONG_TYPE),
    ("/pelapor/surel", "bukan surel", "surel_tidak_sah"),
    ("/pelapor/surel", "a@b." + "c" * 300, WRONG_LENGTH),
    ("/nomor_kk", ..., "isian_wajib"),
    ("/nomor_kk", "327701", "nomor_kk_tidak_sah"),
    ("/nomor_kk", 3277010101180001, WRONG_TYPE),
    ("/ibu", "x", WRONG_TYPE),
    ("/ibu/nik", "abc", "nik_tidak_sah"),
    ("/ibu/nama", "SITI", "isian_tidak_dikenal"),
    ("/ayah/nik", MOTHER, "ayah_sama_dengan_ibu"),
    ("/perkawinan", None, WRONG_TYPE),
    ("/perkawinan/bukti", "KATANYA", NO_CHOICE),
    ("/perkawinan/nomor", None, "nomor_bukti_perkawinan_kosong"),
    ("/perkawinan/nomor", "   ", WRONG_LENGTH),
    ("/perkawinan/nomor", "9" * 201, WRONG_LENGTH),
    ("/anak", [], WRONG_LENGTH),
    ("/anak", {}, WRONG_TYPE),
    ("/anak", [child()] * 5, WRONG_LENGTH),
    ("/anak", [child(), child()], "jumlah_anak_tidak_sesuai"),
    ("/anak/0/nama", ..., "isian_wajib"),
    ("/anak/0/nama", "", WRONG_LENGTH),
    ("/anak/0/nama", "   ", LATIN),
    ("/anak/0/nama", 7, WRONG_TYPE),
    ("/anak/0/nama", "A" * 61, "nama_terlalu_panjang"),
    ("/anak/0/nama", "A" * 121, WRONG_LENGTH),
    ("/anak/0/nama", "R2D2", LATIN),
    ("/anak/0/nama", "DR. AISYAH", LATIN),
    ("/anak/0/nama", "O'NEIL", LATIN),
    ("/anak/0/nama", "АИСЯ", LATIN),
    ("/anak/0/nama", "SITI\u202eNUR", LATIN),
    ("/anak/0/nama", "SITI 😀", LATIN),
    ("/anak/0/nama", "'; DROP TABLE application; --", LATIN),
    ("/anak/0/jenis_kelamin", "X", NO_CHOICE),
    ("/anak/0/tempat_lahir", "3277", "kode_wilayah_tidak_sah"),
    ("/anak/0/tempat_lahir", "Cimahi", "kode_wilayah_tidak_sah"),
    ("/anak/0/tempat_dilahirkan", "ANGKOT", NO_CHOICE),
    ("/anak/0/waktu_lahir", ..., "isian_wajib"),
    ("/anak/0/waktu_lahir", "kemarin", NO_INSTANT),
    ("/anak/0/waktu_lahir", "2026-02-30T04:15:00+07:00", NO_INSTANT),
    ("/anak/0/waktu_lahir", "2026-11-20T25:00:00+07:00", NO_INSTANT),
    ("/anak/0/waktu_lahir", "2026-11-20T04:15:00", "zona_waktu_wajib"),
    ("/anak/0/waktu_lahir", TOMORROW, "waktu_lahir_di_masa_depan"),
    ("/anak/0/waktu_lahir", "1899-01-01T00:00:00+07:00", "waktu_lahir_tidak_masuk_akal"),
    ("/anak/0/waktu_lahir", "9999-12-31T23:59:59-23:59", "waktu_lahir_di_masa_depan"),
    ("/anak/0/waktu_lahir", "0001-01-01T00:00:00+23:59", "waktu_lahir_tidak_masuk_akal"),
    ("/anak/0/waktu_lahir", True, NO_INSTANT),
    ("/anak/0/jenis_kelahiran", "KEMBAR_5", NO_CHOICE),
    ("/anak/0/kelahiran_ke", 0, OUT_OF_RANGE),
    ("/anak/0/kelahiran_ke", 31, OUT_OF_RANGE),
    ("/anak/0/kelahiran_ke", "2", WRONG_TYPE),
    ("/anak/0/kelahiran_ke", 1.5, WRONG_TYPE),
    ("/anak/0/kelahiran_ke", True, WRONG_TYPE),
    ("/anak/0/penolong", "PAK RT", NO_CHOICE),
    ("/anak/0/berat_gram", 199, OUT_OF_RANGE),
    ("/anak/0/berat_gram", 9001, OUT_OF_RANGE),
    ("/anak/0/berat_gram", 10**30, OUT_OF_RANGE),
    ("/anak/0/berat_gram", None, WRONG_TYPE),
    ("/anak/0/panjang_cm", 14, OUT_OF_RANGE),
    ("/anak/0/panjang_cm", 81, OUT_OF_RANGE),
    ("/saksi", [{"nik": WITNESSES[0]}], WRONG_LENGTH),
    ("/saksi/1/nik", WITNESSES[0], "saksi_sama"),
    ("/surat_keterangan_lahir", None, "surat_lahir_atau_sptjm_wajib"),
    ("/surat_keterangan_lahir/faskes", "RS MELATI", "kode_faskes_tidak_sah"),
    ("/surat_keterangan_lahir/nomor", "", WRONG_LENGTH),
    ("/sptjm/kelahiran", "ya", WRONG_TYPE),
    ("/lampiran", [{"id": "../../etc/passwd"}], "lampiran_tidak_sah"),
    ("/lampiran", [{"id": "0" * 36, "jenis": "SELFIE"}], "bentuk_tidak_sah"),
    ("/pernyataan_benar", False, "pernyataan_wajib"),
    ("/pernyataan_benar", ..., "isian_wajib"),
    ("/status", "SELESAI", "isian_tidak_dikenal"),
    ("/anak/0/nik", FATHER, "isian_tidak_dikenal"),
]


def _name(value: object) -> str:
    return "tomorrow" if value == TOMORROW else str(value)[:40]


@pytest.mark.parametrize(("place", "value", "kode"), CASES, ids=_name)
def test_a_fault_is_named_with_its_place_and_code(place: str, value: object, kode: str) -> None:
    refused = _refusal(raw(spoiled(report(), place, value)))

    assert refused.status == 422
    assert refused.kode == kode
    found = refused.galat[0]
    assert (found.lokasi + "/").startswith(place.rsplit("/", 1)[0])
    assert found.pesan.endswith(".")


@pytest.mark.parametrize(("place", "value", "kode"), CASES, ids=_name)
def test_nothing_that_was_sent_is_repeated(place: str, value: object, kode: str) -> None:
    refused = _refusal(raw(spoiled(report(), place, value)))

    told = " ".join(f"{found.lokasi} {found.pesan}" for found in refused.galat) + refused.detail
    assert not any(secret in told for secret in (FATHER, MOTHER, *WITNESSES, "AISYAH", "NEIL"))
    assert not (isinstance(value, str) and len(value) > 5 and value in told)


def test_a_right_report_is_read_as_it_was_sent() -> None:
    read = parse(raw(report()), LaporanKelahiran)

    assert read.pelapor.nik == FATHER
    assert read.anak[0].nama == "SITI NUR AISYAH"


@pytest.mark.parametrize("name", ["A" * 60, "siti nur", "SITI   NUR", "SITI"])
def test_a_name_of_at_most_sixty_letters_is_taken_and_written_in_capitals(name: str) -> None:
    read = parse(raw(spoiled(report(), "/anak/0/nama", name)), LaporanKelahiran)

    assert read.anak[0].nama == " ".join(name.upper().split())


def test_every_fault_is_told_at_once() -> None:
    body = spoiled(spoiled(report(), "/ibu/nik", "1"), "/anak/0/berat_gram", 1)

    assert {found.lokasi for found in _refusal(raw(body)).galat} == {"/ibu/nik", "/anak/0/berat_gram"}


def test_a_field_of_the_senders_own_making_is_not_repeated_when_it_could_be_a_number() -> None:
    refused = _refusal(raw(report(**{FATHER: 1})))

    assert refused.galat[0].kode == "isian_tidak_dikenal"
    assert refused.galat[0].lokasi == "/?"


@pytest.mark.parametrize(
    ("content", "kode"),
    [
        (b"", "json_tidak_sah"),
        (b"{", "json_tidak_sah"),
        (b"null", "jenis_isian_salah"),
        (b"[]", "jenis_isian_salah"),
        (b'"teks"', "jenis_isian_salah"),
        (b"{}{}", "json_tidak_sah"),
        (b'{"paket": NaN}', "json_tidak_sah"),
        (b'{"paket": Infinity}', "json_tidak_sah"),
        (b'{"paket": "AKTA", "paket": "AKTA"}', "json_kunci_ganda"),
        (b'{"paket": "\xff"}', "utf8_tidak_sah"),
        (b"\xfe\xff\x00{", "utf8_tidak_sah"),
        (b'{"paket": "\\ud800"}', "json_tidak_sah"),
        (b'{"paket": "\\u0000"}', "teks_tidak_sah"),
        (b"[" * 100_000, "json_terlalu_dalam"),
        (b'{"a":' * 100_000, "json_terlalu_dalam"),
        (b"<report/>", "json_tidak_sah"),
    ],
)
def test_what_is_no_json_object_is_refused_with_its_code(content: bytes, kode: str) -> None:
    refused = _refusal(content)

    assert refused.status in (400, 422)
    assert refused.kode == kode


NOTICES: list[tuple[str, object, str]] = [
    ("/nomor_surat", ..., "isian_wajib"),
    ("/faskes", "X1", "kode_faskes_tidak_sah"),
    ("/ibu/nik", "12", "nik_tidak_sah"),
    ("/anak/0/urutan", 5, OUT_OF_RANGE),
    ("/anak/0/waktu_lahir", TOMORROW, "waktu_lahir_di_masa_depan"),
    ("/anak/0/nama", "SITI", "isian_tidak_dikenal"),
    ("/penolong", "SIAPA", NO_CHOICE),
]


@pytest.mark.parametrize(("place", "value", "kode"), NOTICES, ids=_name)
def test_a_notice_is_held_to_its_contract_too(place: str, value: object, kode: str) -> None:
    with pytest.raises(Problem) as refused:
        parse(raw(spoiled(notice(), place, value)), PemberitahuanFaskes)

    assert refused.value.kode == kode


def _refusal(content: bytes) -> Problem:
    with pytest.raises(Problem) as refused:
        parse(content, LaporanKelahiran)
    found: Any = refused.value
    assert isinstance(found, Problem)
    return found
