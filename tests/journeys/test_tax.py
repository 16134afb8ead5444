"""A taxpayer goes from registration to receipt without meeting an officer, and everyone sees what is theirs to see."""

import io
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pypdf
import pytest

from contracts.numbers import luhn_digit
from local.running import RunningSuite, eventually
from local.tax_visitors import Taxpayer, TaxVisitors, month
from local.visitors import Json

LAST = f"{month(1):%Y-%m}"
BEFORE = f"{month(2):%Y-%m}"
OFFICE = "PETUGAS_PAJAK"


@pytest.fixture(scope="module")
def town(suite: RunningSuite) -> TaxVisitors:
    return suite.taxpayers


def settle(town: TaxVisitors, code: str, reference: str) -> str:
    """Pay what a bill asks for today; the payment's number."""
    answer = town.pay(code, town.asked(code)["jumlah"], reference)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["ntpd"])


def received(town: TaxVisitors, taxpayer: Taxpayer, number: str) -> Json:
    """The application once its receipt is there."""
    return eventually(lambda: _with_receipt(town.visitors.application(number, taxpayer.headers)))


def _settled(found: Json) -> Json | None:
    return found if found["tagihan"]["jumlah"] == 0 else None


def _with_receipt(found: Json) -> Json | None:
    kinds = {document["jenis"] for document in found["dokumen"] if document["status"] == "AKTIF"}
    return found if found["status"] == "SELESAI" and "BUKTI_SPTPD" in kinds else None


def codes(answer: Any) -> list[tuple[str, str]]:
    return [(fault["lokasi"], fault["kode"]) for fault in answer.json()["galat"]]


def test_a_restaurant_registers_reports_pays_and_holds_its_receipt(suite: RunningSuite, town: TaxVisitors) -> None:
    taxpayer = town.register(month(2))
    number, bill = town.billed(taxpayer, LAST, 125_000_000)
    assert bill["pokok"] == 12_500_000
    assert len(bill["kode_bayar"]) == 18
    settle(town, bill["kode_bayar"], "JOURNEY-1")
    done = eventually(lambda: _settled(received(town, taxpayer, number)))
    assert sorted(document["jenis"] for document in done["dokumen"]) == ["BUKTI_SPTPD", "TAGIHAN_PAJAK"]
    for document in done["dokumen"]:
        answer = town.visitors.http.get(document["unduh"], headers=taxpayer.headers)
        assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) == 1
        verdict = town.visitors.http.get(f"/v1/verifikasi/{document['kode_verifikasi']}").json()
        assert (verdict["status"], verdict["jenis"]) == ("AKTIF", document["jenis"])
        stranger = suite.visitors.citizen(town.adult().nik)
        assert town.visitors.http.get(document["unduh"], headers=stranger).status_code == 404
    shown = town.visitors.http.get(f"/v1/pajak/sptpd/{number}", headers=taxpayer.headers).json()
    officer = suite.visitors.officer(OFFICE)
    assert town.visitors.http.get(f"/v1/petugas/pajak/sptpd/{number}", headers=officer).json() == shown
    months = town.visitors.http.get(f"/v1/pajak/objek/{taxpayer.nopd}/riwayat", headers=officer).json()["masa"]
    assert next(each for each in months if each["masa"] == LAST)["nomor"] == number
    assert shown["perhitungan"]
    assert all(line["dasar_hukum"] for line in shown["perhitungan"])


def test_what_is_still_owed_and_by_when_is_shown(town: TaxVisitors) -> None:
    taxpayer = town.register(month(2))
    [seen] = town.visitors.http.get("/v1/pajak/saya", headers=taxpayer.headers).json()["wajib_pajak"]
    [item] = seen["objek"]
    assert [period["masa"] for period in item["belum_dilaporkan"]] == [BEFORE, LAST]
    assert all(period["batas_bayar"] < period["batas_lapor"] for period in item["belum_dilaporkan"])


def test_a_payment_that_the_bank_takes_back_opens_the_return_again(town: TaxVisitors) -> None:
    taxpayer = town.register(month(1))
    number, bill = town.billed(taxpayer, LAST, 10_000_000)
    ntpd = settle(town, bill["kode_bayar"], "JOURNEY-2")
    done = received(town, taxpayer, number)
    receipt = next(document for document in done["dokumen"] if document["jenis"] == "BUKTI_SPTPD")
    path = f"/v1/pajak/pembayaran/{ntpd}/pembalikan"
    assert town.visitors.post(path, {"alasan": "Salah debit"}, town.visitors.bank()).status_code == 202
    eventually(lambda: town.visitors.application(number, taxpayer.headers)["status"] == "DISETUJUI")
    verdict = f"/v1/verifikasi/{receipt['kode_verifikasi']}"
    eventually(lambda: town.visitors.http.get(verdict).json()["status"] == "DICABUT")
    assert town.asked(bill["kode_bayar"])["jumlah"] > 0
    settle(town, bill["kode_bayar"], "JOURNEY-3")
    eventually(lambda: received(town, taxpayer, number)["tagihan"]["status"] == "LUNAS")


def test_the_same_reference_is_one_payment_and_another_amount_under_it_is_refused(town: TaxVisitors) -> None:
    taxpayer = town.register(month(1))
    _, bill = town.billed(taxpayer, LAST, 20_000_000)
    code, due = bill["kode_bayar"], town.asked(bill["kode_bayar"])["jumlah"]
    first = town.pay(code, due, "JOURNEY-4", waktu="2026-11-24T10:00:00+07:00")
    again = town.pay(code, due, "JOURNEY-4", waktu="2026-11-24T10:00:00+07:00")
    assert (again.status_code, again.json()) == (200, first.json())
    other = town.pay(code, due - 1, "JOURNEY-4", waktu="2026-11-24T10:00:00+07:00")
    assert (other.status_code, other.json()["kode"]) == (409, "referensi_bank_dipakai_lain")


def test_money_under_a_code_that_no_bill_has_is_booked_all_the_same(town: TaxVisitors) -> None:
    body = "32770120010000001"
    unknown = town.pay(f"{body}{luhn_digit(body)}", 50_000, "JOURNEY-5")
    assert unknown.status_code == 200, unknown.text
    path = f"/v1/pajak/pembayaran/{unknown.json()['ntpd']}"
    found = eventually(lambda: _payment(town, path))
    assert found["status"] == "KODE_TIDAK_DIKENAL"


def _payment(town: TaxVisitors, path: str) -> Json | None:
    answer = town.visitors.http.get(path, headers=town.visitors.bank())
    return answer.json() if answer.status_code == 200 else None


def test_an_entity_is_registered_by_two_officers_after_a_correction(suite: RunningSuite, town: TaxVisitors) -> None:
    who = town.adult()
    headers = suite.visitors.citizen(who.nik)
    first, second = suite.visitors.officer(OFFICE), suite.visitors.officer(OFFICE, 1)
    body = town.registration(who, month(1), jenis_wp="BADAN", nib="9120001234567", nama="PT Rekaan Jaya")
    del body["nik"]
    number = town.visitors.post("/v1/pajak/pendaftaran", body, headers).json()["nomor"]
    town.visitors.wait(number, headers, "MENUNGGU_PETUGAS")
    path = f"/v1/petugas/pajak/permohonan/{number}/keputusan"
    assert town.visitors.post(path, {"keputusan": "PERBAIKI"}, first).status_code == 422
    town.visitors.post(path, {"keputusan": "PERBAIKI", "alasan": "Nama belum lengkap."}, first).raise_for_status()
    town.visitors.wait(number, headers, "PERLU_PERBAIKAN")
    again = town.visitors.post(
        f"/v1/pajak/pendaftaran/{number}/perbaikan", body | {"nama": "PT Rekaan Jaya Abadi"}, headers
    )
    assert again.status_code == 202, again.text
    waiting = eventually(lambda: _waits(town, number, first))
    assert waiting["status"] == "MENUNGGU_PETUGAS"
    file = town.visitors.http.get(path.removesuffix("/keputusan"), headers=first).json()
    assert (file["isi"]["nama"], file["pemohon_nik"], file["disetujui_oleh"]) == ("PT Rekaan Jaya Abadi", who.nik, None)
    town.visitors.post(path, {"keputusan": "SETUJU"}, first).raise_for_status()
    eventually(lambda: _waits(town, number, first) is None)
    assert town.visitors.http.get(path.removesuffix("/keputusan"), headers=second).json()["disetujui_oleh"]
    town.visitors.post(path, {"keputusan": "SETUJU"}, first).raise_for_status()
    assert town.visitors.application(number, headers)["status"] != "SELESAI"
    town.visitors.post(path, {"keputusan": "SETUJU"}, second).raise_for_status()
    assert town.visitors.wait(number, headers, shows="wajib_pajak")["wajib_pajak"]["npwpd"].startswith("P.2.")


def _waits(town: TaxVisitors, number: str, officer: Json) -> Json | None:
    queue = town.visitors.http.get("/v1/petugas/pajak/antrian", headers=officer).json()["permohonan"]
    return next((each for each in queue if each["nomor"] == number), None)


def test_a_correction_bills_the_difference_until_an_audit_begins(suite: RunningSuite, town: TaxVisitors) -> None:
    taxpayer = town.register(month(1))
    number, bill = town.billed(taxpayer, LAST, 50_000_000)
    settle(town, bill["kode_bayar"], "JOURNEY-6")
    received(town, taxpayer, number)
    _, more = town.billed(taxpayer, LAST, 60_000_000, pembetulan_ke=1)
    assert more["pokok"] == 1_000_000
    order = {"nopd": taxpayer.nopd, "masa_pertama": LAST, "masa_terakhir": LAST, "nomor_surat": "SP2/1"}
    officer = suite.visitors.officer(OFFICE)
    town.visitors.post("/v1/petugas/pajak/pemeriksaan", order, officer).raise_for_status()
    settle(town, more["kode_bayar"], "JOURNEY-7")
    refused = eventually(lambda: _refused(town.report(taxpayer, LAST, 1, pembetulan_ke=2)))
    assert codes(refused) == [("/pembetulan_ke", "sedang_diperiksa")]


def _refused(answer: Any) -> Any:
    return answer if answer.status_code == 422 else None


def test_an_assessment_wants_two_officers_and_an_objection_keeps_the_taxpayer_clear(
    suite: RunningSuite, town: TaxVisitors
) -> None:
    taxpayer = town.register(month(1))
    number, bill = town.billed(taxpayer, LAST, 50_000_000)
    settle(town, bill["kode_bayar"], "JOURNEY-8")
    received(town, taxpayer, number)
    first, second = suite.visitors.officer(OFFICE), suite.visitors.officer(OFFICE, 1)
    proposal = {"nopd": taxpayer.nopd, "masa": LAST, "jenis": "SKPDKB", "pajak_terutang": 7_000_000, "dasar": "LHP/1"}
    proposed = town.visitors.post("/v1/petugas/pajak/ketetapan", proposal, first).json()
    path = f"/v1/petugas/pajak/usulan/{proposed['id']}/keputusan"
    own = town.visitors.post(path, {"keputusan": "SETUJU"}, first)
    assert (own.status_code, own.json()["kode"]) == (403, "empat_mata")
    listed = town.visitors.http.get("/v1/petugas/pajak/usulan", headers=second).json()["usulan"]
    assert proposed["id"] in {each["id"] for each in listed}
    assert town.visitors.post(path, {"keputusan": "SETUJU"}, second).json()["status"] == "DISETUJUI"
    letter = eventually(lambda: _letter(town, taxpayer))
    assert letter["batas_keberatan"]
    body = {"ketetapan": letter["nomor"], "alasan": "Omzet tercatat dua kali."}
    objection = town.visitors.post("/v1/pajak/keberatan", body, taxpayer.headers).json()["nomor"]
    town.visitors.wait(objection, taxpayer.headers, "MENUNGGU_PETUGAS")
    objections = town.visitors.http.get("/v1/petugas/pajak/keberatan", headers=second).json()["keberatan"]
    [listed] = [each for each in objections if each["ketetapan"] == letter["nomor"]]
    assert (listed["nomor"], listed["alasan"]) == (objection, "Omzet tercatat dua kali.")
    decided = town.visitors.post(
        f"/v1/petugas/pajak/keberatan/{letter['nomor']}/keputusan", {"hasil": "DITOLAK"}, first
    )
    assert decided.status_code == 202
    assert town.visitors.wait(objection, taxpayer.headers)["status"] == "SELESAI"


def _letter(town: TaxVisitors, taxpayer: Taxpayer) -> Json | None:
    [seen] = town.visitors.http.get("/v1/pajak/saya", headers=taxpayer.headers).json()["wajib_pajak"]
    return next((each for each in seen["surat"] if each["jenis"] == "SKPDKB"), None)


def test_history_is_drawn_and_exported_for_owner_and_officer_and_nobody_else(
    suite: RunningSuite, town: TaxVisitors
) -> None:
    taxpayer = town.register(month(2))
    number, bill = town.billed(taxpayer, BEFORE, 30_000_000)
    settle(town, bill["kode_bayar"], "JOURNEY-9")
    received(town, taxpayer, number)
    path = f"/v1/pajak/objek/{taxpayer.nopd}/riwayat"
    for headers in (taxpayer.headers, suite.visitors.officer(OFFICE)):
        table = town.visitors.http.get(f"{path}.csv", headers=headers)
        assert f"{taxpayer.nopd},{BEFORE},30000000,3000000,3000000,DISAMPAIKAN" in table.text
        drawn = town.visitors.http.get(f"{path}.svg", headers=headers)
        assert ET.fromstring(drawn.text).tag.endswith("svg")
        assert drawn.headers["content-type"].startswith("image/svg+xml")
    stranger = suite.visitors.citizen(town.adult().nik)
    for ending in ("", ".csv", ".svg"):
        assert town.visitors.http.get(path + ending, headers=stranger).status_code == 404


def test_the_civil_registry_sees_no_tax_and_the_tax_office_no_birth(suite: RunningSuite, town: TaxVisitors) -> None:
    taxpayer = town.register(month(1))
    number, _ = town.billed(taxpayer, LAST, 1_000_000)
    registrar, tax = suite.visitors.officer("PETUGAS_VERIFIKASI"), suite.visitors.officer(OFFICE)
    assert town.visitors.http.get(f"/v1/permohonan/{number}", headers=registrar).status_code == 404
    assert town.visitors.http.get(f"/v1/permohonan/{number}", headers=tax).status_code == 200
    report = suite.visitors.birth(suite.visitors.couple())
    birth = suite.visitors.report(report).json()["nomor"]
    assert town.visitors.http.get(f"/v1/permohonan/{birth}", headers=tax).status_code == 404


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"omzet": -1}, ("/omzet", "angka_di_luar_batas")),
        ({"omzet": 1.5}, ("/omzet", "jenis_isian_salah")),
        ({"omzet": 10**18}, ("/omzet", "angka_di_luar_batas")),
        ({"masa": "2999-01"}, ("/masa", "masa_belum_berakhir")),
        ({"masa": "2026-13"}, ("/masa", "bentuk_tidak_sah")),
        ({"nopd": "99.99.99.99999"}, ("/nopd", "objek_tidak_ditemukan")),
        ({"pembetulan_ke": 3}, ("/pembetulan_ke", "belum_dilaporkan")),
        ({"status": "LUNAS"}, ("/status", "isian_tidak_dikenal")),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_its_place(
    town: TaxVisitors, reporter: Taxpayer, changes: Json, fault: tuple[str, str]
) -> None:
    body = {"nopd": reporter.nopd, "masa": LAST, "omzet": 1_000_000, **changes}
    answer = town.visitors.post("/v1/pajak/omzet", body, reporter.headers)
    assert answer.status_code == 422, answer.text
    assert codes(answer) == [fault]


@pytest.fixture(scope="module")
def reporter(town: TaxVisitors) -> Taxpayer:
    return town.register(month(2))


def test_another_taxpayers_object_does_not_exist(town: TaxVisitors, reporter: Taxpayer) -> None:
    other = town.register(month(1))
    body = {"nopd": reporter.nopd, "masa": LAST, "omzet": 1}
    answer = town.visitors.post("/v1/pajak/omzet", body, other.headers)
    assert codes(answer) == [("/nopd", "objek_tidak_ditemukan")]


def test_of_two_reports_of_one_period_at_the_same_moment_one_is_taken(town: TaxVisitors) -> None:
    taxpayer = town.register(month(1))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda amount: town.report(taxpayer, LAST, amount), (1_000_000,) * 4))
    numbers = [answer.json()["nomor"] for answer in answers if answer.status_code == 202]
    ends = [town.visitors.wait(number, taxpayer.headers, "DISETUJUI")["status"] for number in numbers]
    assert ends.count("DISETUJUI") == 1
    assert set(ends) <= {"DISETUJUI", "DITOLAK"}


def test_a_report_is_accepted_while_pajak_is_away_and_billed_when_it_returns(
    suite: RunningSuite, town: TaxVisitors
) -> None:
    taxpayer = town.register(month(1))
    with suite.without("pajak-worker", "pajak-documents", "pajak-relay"):
        answer = town.report(taxpayer, LAST, 5_000_000)
        assert answer.status_code == 202, answer.text
        assert town.visitors.http.get("/v1/pajak/saya", headers=taxpayer.headers).status_code == 503
    found = town.visitors.wait(answer.json()["nomor"], taxpayer.headers, "DISETUJUI", shows="tagihan")
    assert found["tagihan"]["pokok"] == 500_000


def test_a_permit_office_learns_whether_a_taxpayer_is_clear_and_no_amount(
    suite: RunningSuite, town: TaxVisitors
) -> None:
    taxpayer = town.register(month(0))
    headers = suite.visitors.agency("dpmptsp")
    clear = town.visitors.http.get(f"/v1/pajak/kswpd/{taxpayer.npwpd}", headers=headers).json()
    assert (clear["status"], clear["alasan"]) == ("VALID", [])
    unknown = town.visitors.http.get("/v1/pajak/kswpd/P.9.9999999.99.99", headers=headers).json()
    assert unknown["status"] == "TIDAK_DITEMUKAN"
    assert not {"jumlah", "pokok", "omzet"} & set(clear)
