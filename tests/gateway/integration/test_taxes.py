"""The doors of local tax, with pajak and dukcapil as the gateway finds them: well, away, or of another opinion."""

import json
from datetime import date
from typing import Any

import pytest

from contracts.numbers import application_number, luhn_digit, transaction_number
from contracts.pajak import events as pajak
from contracts.pajak.api import BuktiBayar, Kswpd, TagihanBank
from contracts.types import StatusPermohonan
from tests.gateway.double import FINE, Reply
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, STRANGER, Json

NOPD = "01.02.04.00001"
BODY = "327701261000000"
CODE = f"{BODY}01{luhn_digit(BODY + '01')}"
AGREES = {"hasil": [{"nik": "SESUAI", "nama": "SESUAI"}]}
BILL = {
    "kode_bayar": CODE,
    "status": "LEWAT_JATUH_TEMPO",
    "nama_tersamar": "A***",
    "perihal": "PBJT",
    "masa": "2026-10",
    "pokok": 1_000_000,
    "sanksi": 10_000,
    "jumlah": 1_010_000,
    "jatuh_tempo": "2026-11-13",
    "qris": None,
}


def registration(**changes: Any) -> Json:
    item = {
        "jenis": "MAKANAN_MINUMAN",
        "golongan": "RESTORAN",
        "nama": "RM Sari Rasa",
        "kode_kelurahan": "32.77.02.1004",
        "alamat": "Jalan Rekaan 1",
    }
    return {"jenis_wp": "ORANG", "nik": FATHER, "nama": "BUDI SANTOSO", "objek": [item], **changes}


def payment(**changes: Any) -> Json:
    usual = {
        "kode_bayar": CODE,
        "jumlah": 1_010_000,
        "waktu": "2026-11-24T10:00:00+07:00",
        "referensi_bank": "REF-1",
        "kanal": "QRIS",
    }
    return {**usual, **changes}


def told(town: Town, subject: str) -> Json:
    """The data of the one fact about a subject."""
    [row] = town.rows("SELECT data FROM outbox WHERE subject = %s", subject)
    return dict(row["data"])


def well(town: Town) -> None:
    town.pajak.replies["/internal/pendaftaran/periksa"] = Reply.json(FINE)
    town.pajak.replies["/internal/omzet/periksa"] = Reply.json({"galat": []})
    town.dukcapil.replies["/internal/kependudukan/verifikasi"] = Reply.json(AGREES)


@pytest.mark.parametrize(
    ("answer", "identity"),
    [
        (Reply.json(AGREES), "SESUAI"),
        (Reply.json({"hasil": [{"nik": "SESUAI", "nama": "TIDAK_SESUAI"}]}), "TIDAK_SESUAI"),
        (Reply(b"junk"), "BELUM_DIPERIKSA"),
    ],
    ids=["known", "another name", "away"],
)
def test_a_registration_tells_what_the_register_says_of_the_person(town: Town, answer: Reply, identity: str) -> None:
    well(town)
    town.dukcapil.replies["/internal/kependudukan/verifikasi"] = answer
    accepted = town.post("/v1/pajak/pendaftaran", registration(), town.citizen())
    assert accepted.status_code == 202, accepted.text
    assert told(town, accepted.json()["nomor"])["identitas"] == identity


def test_nobody_registers_another_person(town: Town) -> None:
    well(town)
    refused = town.post("/v1/pajak/pendaftaran", registration(nik=STRANGER), town.citizen())
    assert (refused.status_code, refused.json()["galat"][0]["kode"]) == (403, "nik_bukan_pemilik_akun")


def test_what_pajak_finds_wrong_is_told_at_once_and_nothing_is_written(town: Town) -> None:
    well(town)
    found = {"lokasi": "/objek/0/golongan", "kode": "golongan_tidak_dikenal", "pesan": "Golongan tidak dikenal."}
    town.pajak.replies["/internal/pendaftaran/periksa"] = Reply.json({"galat": [found]})
    before = town.count("application")
    refused = town.post("/v1/pajak/pendaftaran", registration(), town.citizen())
    assert (refused.status_code, refused.json()["galat"]) == (422, [found])
    assert town.count("application") == before


def test_a_turnover_is_accepted_while_pajak_is_away(town: Town) -> None:
    town.pajak.replies.clear()
    body = {"nopd": NOPD, "masa": "2026-10", "omzet": 125_000_000}
    accepted = town.post("/v1/pajak/omzet", body, town.citizen())
    assert accepted.status_code == 202
    assert told(town, accepted.json()["nomor"])["laporan"]["omzet"] == 125_000_000


def test_a_payment_is_known_again_by_its_banks_reference(town: Town) -> None:
    bank = town.client("bank-satu", ["pajak:bayar"])
    body = payment(referensi_bank="REF-SATU")
    first = town.http.post("/v1/pajak/pembayaran", json=body, headers=bank)
    # Another order of the fields is the same payment.
    again = town.http.post("/v1/pajak/pembayaran", json=dict(reversed(body.items())), headers=bank)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json() == {"ntpd": transaction_number("bank-satu", "REF-SATU"), "status": "DITERIMA"}
    assert len(town.rows("SELECT 1 FROM outbox WHERE data->>'ntpd' = %s", first.json()["ntpd"])) == 1
    other = town.http.post("/v1/pajak/pembayaran", json=body | {"jumlah": 1}, headers=bank)
    assert (other.status_code, other.json()["kode"]) == (409, "referensi_bank_dipakai_lain")


def test_the_same_reference_of_another_bank_is_another_payment(town: Town) -> None:
    body = payment(referensi_bank="REF-DUA")
    numbers = {
        town.http.post("/v1/pajak/pembayaran", json=body, headers=town.client(bank, ["pajak:bayar"])).json()["ntpd"]
        for bank in ("bank-dua", "bank-tiga")
    }
    assert len(numbers) == 2


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"jumlah": 0}, "/jumlah"),
        ({"jumlah": -1}, "/jumlah"),
        ({"jumlah": "1010000"}, "/jumlah"),
        ({"kode_bayar": CODE[:-1] + str((int(CODE[-1]) + 1) % 10)}, "/kode_bayar"),
        ({"waktu": "2999-01-01T00:00:00+07:00"}, "/waktu"),
        ({"waktu": "2026-11-24T10:00:00"}, "/waktu"),
        ({"status": "LUNAS"}, "/status"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_with_its_place(town: Town, changes: Json, fault: str) -> None:
    bank = town.client("bank-satu", ["pajak:bayar"])
    refused = town.http.post("/v1/pajak/pembayaran", json=payment(referensi_bank="REF-X") | changes, headers=bank)
    assert refused.status_code == 422, refused.text
    assert [found["lokasi"] for found in refused.json()["galat"]] == [fault]


def test_nobody_but_a_bank_brings_a_payment(town: Town) -> None:
    for headers in (town.citizen(), town.officer("PETUGAS_PAJAK"), town.client("opd-satu", ["pajak:kswpd"])):
        answer = town.http.post("/v1/pajak/pembayaran", json=payment(), headers=headers)
        assert answer.status_code == 403
    forged = {"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJiYW5rLTMyNzcifQ."}
    assert town.http.post("/v1/pajak/pembayaran", json=payment(), headers=forged).status_code == 401


def test_a_bank_reverses_only_what_went_through_itself(town: Town) -> None:
    bank = town.client("bank-satu", ["pajak:bayar"])
    ntpd = transaction_number("bank-satu", "REF-R")
    path = f"/v1/pajak/pembayaran/{ntpd}/pembalikan"
    town.pajak.replies.clear()
    assert town.post(path, {"alasan": "Salah debit"}, bank).status_code == 404
    assert town.pajak.asked[-1].path.endswith("?bank=bank-satu")
    proof = BuktiBayar.model_validate(
        {"ntpd": ntpd, "kode_bayar": CODE, "jumlah": 1, "waktu": "2026-11-24T10:00:00+07:00", "status": "LUNAS"}
    )
    town.pajak.replies[f"/internal/pembayaran/{ntpd}"] = Reply(proof.model_dump_json().encode())
    assert town.post(path, {"alasan": "Salah debit"}, bank).status_code == 202
    assert town.count("outbox", "type = 'gateway.pembayaran_dibalik.v1' AND data->>'ntpd' = %s", ntpd) == 1


def test_who_asks_for_a_bill_or_a_clearance_is_written_down(town: Town) -> None:
    bank, agency = town.client("bank-satu", ["pajak:bayar"]), town.client("opd-satu", ["pajak:kswpd"])
    town.pajak.replies[f"/internal/tagihan/{CODE}"] = Reply(TagihanBank.model_validate(BILL).model_dump_json().encode())
    town.pajak.replies["/internal/kswpd/"] = Reply(Kswpd(status=pajak.StatusKswpd.VALID).model_dump_json().encode())
    before = town.count("access_log")
    assert town.http.get(f"/v1/pajak/tagihan/{CODE}", headers=bank).json()["jumlah"] == 1_010_000
    assert town.http.get("/v1/pajak/kswpd/P.1.0000001.01.01", headers=agency).json()["status"] == "VALID"
    assert town.count("access_log") == before + 2


def test_a_recorder_speaks_for_itself_alone(town: Town) -> None:
    batch = {"perekam": "mesin-01", "nopd": NOPD, "urutan": 1}
    for vendor in ("perekam-a", "perekam-b"):
        sent = town.post("/v1/pajak/rekaman", batch, town.client(vendor, ["pajak:rekam"]))
        assert sent.status_code == 202
        assert told(town, f"{vendor}:mesin-01")["perekam"] == f"{vendor}:mesin-01"


def billed(town: Town) -> str:
    """The number of a turnover that led to a bill."""
    town.pajak.replies["/internal/omzet/periksa"] = Reply.json({"galat": []})
    body = {"nopd": NOPD, "masa": "2026-10", "omzet": 10_000_000}
    number = str(town.post("/v1/pajak/omzet", body, town.citizen()).json()["nomor"])
    serial = int(number[-8:-2])
    code = f"{BODY[:-6]}{serial:06d}01"
    town.tell(_bill(number, f"{code}{luhn_digit(code)}"))
    return number


def _bill(number: str, code: str) -> pajak.TagihanTerbit:
    return pajak.TagihanTerbit.model_validate(
        {
            "nomor": number,
            "kode_bayar": code,
            "jenis": "SPTPD",
            "npwpd": "P.1.0000001.02.04",
            "nopd": NOPD,
            "masa": "2026-10",
            "pokok": 1_000_000,
            "sanksi": 0,
            "jumlah": 1_000_000,
            "jatuh_tempo": "2099-11-13",
            "terbit_pada": "2026-11-01T10:00:00+07:00",
        }
    )


def test_a_bill_is_shown_with_what_is_left_of_it(town: Town) -> None:
    number = billed(town)
    shown = town.http.get(f"/v1/permohonan/{number}", headers=town.citizen()).json()["tagihan"]
    assert (shown["jumlah"], shown["status"]) == (1_000_000, "TERBIT")
    town.tell(_booked(shown["kode_bayar"], 400_000), sequence=50)
    town.tell(_booked(shown["kode_bayar"], 700_000), sequence=40)
    again = town.http.get(f"/v1/permohonan/{number}", headers=town.citizen()).json()["tagihan"]
    assert (again["jumlah"], again["status"]) == (400_000, "DIBAYAR_SEBAGIAN")


def test_a_payment_that_is_told_before_its_bill_counts(town: Town) -> None:
    town.pajak.replies["/internal/omzet/periksa"] = Reply.json({"galat": []})
    body = {"nopd": NOPD, "masa": "2026-09", "omzet": 10_000_000}
    number = str(town.post("/v1/pajak/omzet", body, town.citizen()).json()["nomor"])
    code = f"32770126090{number[-8:-2]}"
    code = f"{code}{luhn_digit(code)}"
    town.tell(_booked(code, 0))
    town.tell(_bill(number, code))
    shown = town.http.get(f"/v1/permohonan/{number}", headers=town.citizen()).json()["tagihan"]
    assert (shown["jumlah"], shown["status"]) == (0, "LUNAS")


def _booked(code: str, left: int) -> pajak.PembayaranDibukukan:
    return pajak.PembayaranDibukukan.model_validate(
        {
            "ntpd": transaction_number("bank", f"{code}{left}"),
            "kode_bayar": code,
            "npwpd": "P.1.0000001.02.04",
            "jumlah": 1,
            "sisa": left,
            "status": "SEBAGIAN" if left else "LUNAS",
            "dibukukan_pada": "2026-11-02T10:00:00+07:00",
        }
    )


def test_a_return_that_was_received_is_open_again_when_its_payment_is_taken_back(town: Town) -> None:
    number = billed(town)
    town.step(number, "SELESAI", pajak, sequence=60)
    town.step(number, "DISETUJUI", pajak, sequence=61)
    assert town.http.get(f"/v1/permohonan/{number}", headers=town.citizen()).json()["status"] == "DISETUJUI"


def test_a_tax_application_is_no_birth_report_to_be_corrected(town: Town) -> None:
    number = billed(town)
    town.step(number, "PERLU_PERBAIKAN", pajak, sequence=70)
    refused = town.post(f"/v1/pajak/pendaftaran/{number}/perbaikan", registration(), town.citizen())
    assert (refused.status_code, refused.json()["kode"]) == (409, "tidak_menunggu_perbaikan")


def test_a_decision_on_nothing_and_of_another_city_is_refused(town: Town) -> None:
    officer = town.officer("PETUGAS_PAJAK")
    for number in ("x", application_number("PD", "3277", date(2026, 11, 20), 999_999)):
        path = f"/v1/petugas/pajak/permohonan/{number}/keputusan"
        assert town.post(path, {"keputusan": "SETUJU"}, officer).status_code == 404
    number = billed(town)
    elsewhere = town.officer("PETUGAS_PAJAK", city="3276")
    path = f"/v1/petugas/pajak/permohonan/{number}/keputusan"
    assert town.post(path, {"keputusan": "SETUJU"}, elsewhere).status_code == 404


def request_file(number: str) -> Json:
    """A request as pajak shows it to officers."""
    return {
        "nomor": number,
        "jenis": "PENDAFTARAN",
        "status": "MENUNGGU_PETUGAS",
        "menunggu_sejak": "2026-11-23T09:15:00+07:00",
        "diajukan_pada": "2026-11-23T09:14:58+07:00",
        "identitas": "TIDAK_SESUAI",
        "npwpd": None,
        "pemohon_nik": FATHER,
        "isi": registration(),
        "disetujui_oleh": None,
    }


def test_that_an_officer_read_a_request_or_a_return_is_written_down(town: Town) -> None:
    number = billed(town)
    town.pajak.replies[f"/internal/berkas/{number}"] = Reply.json(request_file(number))
    filed = {"nomor": number, "nomor_bps": None, "npwpd": "P.1", "nopd": NOPD, "masa": "2026-10", "pembetulan_ke": 0}
    amounts = {"status": "TAGIHAN_TERBIT", "omzet": 10_000_000, "pokok": 1_000_000, "batas_lapor": "2026-11-20"}
    town.pajak.replies[f"/internal/sptpd/{number}"] = Reply.json(
        {**filed, **amounts, "perhitungan": [], "tagihan": [], "dokumen": []}
    )
    officer = town.officer("PETUGAS_PAJAK")

    shown = town.http.get(f"/v1/petugas/pajak/permohonan/{number}", headers=officer)
    assert (shown.json()["isi"]["nama"], shown.headers["cache-control"]) == ("BUDI SANTOSO", "private, no-store")
    assert town.pajak.asked[-1].path.endswith("?kota=3277")
    assert town.http.get(f"/v1/petugas/pajak/sptpd/{number}", headers=officer).json()["pokok"] == 1_000_000
    assert town.count("access_log", "resource = %s AND subject_key IS NOT NULL", f"pajak/{number}") == 2

    elsewhere = town.officer("PETUGAS_PAJAK", city="3276")
    assert town.http.get(f"/v1/petugas/pajak/sptpd/{number}", headers=elsewhere).status_code == 404
    assert town.http.get(f"/v1/petugas/pajak/permohonan/{number}", headers=town.citizen()).status_code == 403


def test_a_proposal_is_decided_once_by_another_officer_of_the_city(town: Town) -> None:
    first, other_city = town.officer("PETUGAS_PAJAK"), town.officer("PETUGAS_PAJAK", city="3276")
    second = _second_officer(town)
    body = {"nopd": NOPD, "masa": "2026-09", "jenis": "SKPDKB", "pajak_terutang": 5, "dasar": "LHP/1"}
    proposed = town.post("/v1/petugas/pajak/ketetapan", body, first).json()
    path = f"/v1/petugas/pajak/usulan/{proposed['id']}/keputusan"
    assert town.post(path, {"keputusan": "SETUJU"}, first).json()["kode"] == "empat_mata"
    assert town.post(path, {"keputusan": "SETUJU"}, other_city).status_code == 404
    assert town.post(path, {"keputusan": "SETUJU"}, second).json()["status"] == "DISETUJUI"
    assert town.post(path, {"keputusan": "TOLAK"}, second).json()["kode"] == "sudah_diputus"
    fact = told(town, proposed["id"])
    assert fact["petugas"]["id"] != fact["penyetuju"]["id"]
    assert town.count("outbox", "subject = %s", proposed["id"]) == 1


def _second_officer(town: Town) -> Json:
    identity = "00000000-0000-4000-8000-0000000000aa"
    with town.database.transaction() as connection:
        connection.execute(
            "INSERT INTO officer (id, nama, peran, kota) VALUES (%s, 'ADI', 'PETUGAS_PAJAK', '3277')"
            " ON CONFLICT DO NOTHING",
            (identity,),
        )
    return {"Authorization": f"Bearer {town.tokens.mint(identity, 'PETUGAS', seconds=600, demo=True)}"}


def test_every_order_of_a_tax_officer_goes_into_the_log_that_cannot_be_altered(town: Town) -> None:
    officer = town.officer("PETUGAS_PAJAK")
    body = {"nopd": NOPD, "masa_pertama": "2026-01", "masa_terakhir": "2026-09", "nomor_surat": "SP2/9"}
    town.post("/v1/petugas/pajak/pemeriksaan", body, officer).raise_for_status()
    words = [json.loads(bytes(row["content"]))["keputusan"] for row in _entries(town)]
    assert "MULAI_PEMERIKSAAN_PAJAK" in words


def _entries(town: Town) -> list[dict[str, Any]]:
    rows = town.rows("SELECT content FROM audit_pending")
    return [row for row in rows if json.loads(bytes(row["content"])).get("jenis") == "KEPUTUSAN_PETUGAS"]


def test_pajaks_own_refusal_of_a_status_is_what_the_taxpayer_sees(town: Town) -> None:
    number = billed(town)
    fault = {"lokasi": "/pembetulan_ke", "kode": "sudah_dilaporkan", "pesan": "Masa ini sudah dilaporkan."}
    town.step(number, "DITOLAK", pajak, sequence=80, perbaikan=(fault,))
    shown = town.http.get(f"/v1/permohonan/{number}", headers=town.citizen()).json()
    assert shown["status"] == StatusPermohonan.DITOLAK


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        (
            "/v1/pajak/perubahan",
            {"npwpd": "P.1.0000001.02.04", "nama": "RM Baru"},
            {"jenis": "PERUBAHAN", "perubahan": {"nama": "RM Baru", "alamat": None}},
        ),
        ("/v1/pajak/penutupan", {"npwpd": "P.1.0000001.02.04", "nopd": NOPD}, {"jenis": "PENUTUPAN", "nopd": NOPD}),
        (
            "/v1/pajak/keberatan",
            {"ketetapan": "SKPDKB-3277-2026-0000001", "alasan": "Tercatat dua kali."},
            {"ketetapan": "SKPDKB-3277-2026-0000001", "pemohon_nik": FATHER},
        ),
    ],
)
def test_what_a_taxpayer_asks_for_is_told_in_their_name(town: Town, path: str, body: Json, said: Json) -> None:
    accepted = town.post(path, body, town.citizen())
    assert accepted.status_code == 202, accepted.text
    fact = told(town, accepted.json()["nomor"])
    assert {name: fact[name] for name in said} == said
    assert fact["pemohon_nik"] == FATHER


def test_a_change_asks_for_something(town: Town) -> None:
    refused = town.post("/v1/pajak/perubahan", {"npwpd": "P.1.0000001.02.04"}, town.citizen())
    assert (refused.status_code, refused.json()["galat"][0]["kode"]) == (422, "perubahan_wajib")


def test_an_officer_grants_instalments_of_a_code_that_can_be_one(town: Town) -> None:
    officer = town.officer("PETUGAS_PAJAK")
    assert town.post(f"/v1/petugas/pajak/tagihan/{CODE}/angsuran", {"bulan": 6}, officer).status_code == 202
    where = "type = 'gateway.angsuran_pajak_disetujui.v1' AND data->>'bulan' = '6'"
    assert town.count("outbox", where) == 1
    for code, months, status in (("1" * 18, 6, 404), (CODE, 25, 422), (CODE, 1, 422)):
        answer = town.post(f"/v1/petugas/pajak/tagihan/{code}/angsuran", {"bulan": months}, officer)
        assert answer.status_code == status


@pytest.mark.parametrize(
    "body", [{"hasil": "DIKABULKAN_SEBAGIAN"}, {"hasil": "DITOLAK", "jumlah": 5}], ids=["without", "with"]
)
def test_an_amount_is_named_when_an_objection_is_granted_in_part_and_then_only(town: Town, body: Json) -> None:
    path = "/v1/petugas/pajak/keberatan/SKPDKB-3277-2026-0000001/keputusan"
    refused = town.post(path, body, town.officer("PETUGAS_PAJAK"))
    assert [(fault["lokasi"], fault["kode"]) for fault in refused.json()["galat"]] == [("/jumlah", "jumlah_wajib")]
