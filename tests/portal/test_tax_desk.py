"""A tax officer's day on pages: see what waits, read it, decide, propose; what a page sends is what the API takes."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.gateway.double import Reply
from tests.gateway.integration.test_taxes import CODE, NOPD, billed, request_file
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER
from tests.portal.conftest import enter, enter_as_officer
from tests.portal.pages import follow
from tests.portal.test_entering import cookie
from tests.portal.test_holding import colleague
from tests.portal.test_security import HOSTILE, request
from tests.portal.test_sharing import csrf

LETTER = "SKPDKB-3277-2026-000001"
COLLEAGUE = "fa0c9f0e-3f2b-4b7e-9d5a-0a3c3c1f7a14"


def desk(town: Town, *numbers: str, **more: Any) -> None:
    """What waits at pajak: requests by their numbers, one objection, one return that stands out."""
    waiting = [
        {
            "nomor": number,
            "jenis": "PENDAFTARAN",
            "status": "MENUNGGU_PETUGAS",
            "menunggu_sejak": "2026-11-23T09:15:00+07:00",
            "identitas": "TIDAK_SESUAI",
        }
        for number in numbers
    ]
    town.pajak.replies["/internal/antrian"] = Reply.json({"permohonan": waiting})
    for number in numbers:
        town.pajak.replies[f"/internal/berkas/{number}"] = Reply.json(request_file(number) | more)
    objection = {"ketetapan": LETTER, "nomor": "x", "jenis": "SKPDKB", "nopd": NOPD, "masa": "2026-09"}
    amounts = {"pokok": 1_500_000, "sanksi": 30_000, "diajukan": "2026-11-23", "batas_putusan": "2027-11-23"}
    told = {"keberatan": [objection | amounts | {"alasan": f"Omzet salah hitung {HOSTILE}"}] if numbers else []}
    town.pajak.replies["/internal/keberatan"] = Reply.json(told)
    sign = {"kode": "TURUN_TAJAM", "bobot": 30, "penjelasan": "Omzet turun 70 % dari median tiga bulan."}
    risk = {"nopd": NOPD, "masa": "2026-10", "skor": 65, "tanda": [sign]}
    town.pajak.replies["/internal/risiko"] = Reply.json({"temuan": [risk] if numbers else []})


def years(town: Town, number: str | None = None) -> None:
    """An object with three months, of which the newest leads to a return."""
    months = [
        {
            "masa": f"2026-{month:02}",
            "omzet": 10**8,
            "pokok": 10**7,
            "dibayar": 10**7,
            "status": "DISAMPAIKAN",
            "nomor": number if month == 10 else None,
        }
        for month in (10, 9, 8)
    ]
    history = {"nopd": NOPD, "nama": "WARUNG SEDERHANA", "masa": months}
    town.pajak.replies[f"/internal/objek/{NOPD}/riwayat"] = Reply.json(history)


def filed(town: Town, number: str) -> None:
    """A return with the lines of its derivation and one bill."""
    lines = [
        {"uraian": "Dasar pengenaan", "jumlah": "100000000", "dasar_hukum": "UU 1/2022 ps. 57"},
        {"uraian": "Tarif 10 %", "jumlah": "10000000.50", "dasar_hukum": "Perda Kota Cimahi 8/2023"},
        {"uraian": "Pembulatan", "jumlah": "-0.50", "dasar_hukum": "Perda Kota Cimahi 8/2023"},
    ]
    bill = {"kode_bayar": CODE, "pokok": 10**7, "sanksi": 0, "jumlah": 10**7, "terbayar": 0}
    told = {"nomor": number, "nomor_bps": None, "npwpd": "P.1", "nopd": NOPD, "masa": "2026-10", "pembetulan_ke": 0}
    money = {"status": "TAGIHAN_TERBIT", "omzet": 10**8, "pokok": 10**7, "batas_lapor": "2026-11-20", "dokumen": []}
    bills = [bill | {"jatuh_tempo": "2026-11-13", "status": "TERBIT"}]
    town.pajak.replies[f"/internal/sptpd/{number}"] = Reply.json(
        told | money | {"perhitungan": lines, "tagihan": bills}
    )


def enter_tax_desk(page: Page, town: Town) -> None:
    enter_as_officer(page, town, "PETUGAS_PAJAK")


def last(town: Town, kind: str) -> dict[str, Any]:
    """The last fact of this kind."""
    rows = town.rows("SELECT data FROM outbox WHERE type = %s ORDER BY position DESC LIMIT 1", f"gateway.{kind}.v1")
    data = rows[0]["data"]
    return dict(json.loads(data) if isinstance(data, str) else data)


def record(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Catat"))


def noted(page: Page) -> None:
    expect(page.get_by_text("Sudah dicatat.")).to_be_visible()


def test_a_request_is_read_and_decided_without_a_mouse(page: Page, town: Town) -> None:
    number = billed(town)
    desk(town, number)
    enter_tax_desk(page, town)
    page.get_by_text("Pintasan papan ketik").click()
    page.get_by_label("Pakai pintasan").check()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    expect(page.get_by_role("definition").filter(has_text="RM Sari Rasa")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="(Cimahi Tengah)")).to_be_visible()
    expect(page.locator(".note.awas")).to_contain_text("Tidak cocok dengan data penduduk")
    page.get_by_label("Setujui").press("Space")
    page.keyboard.press("Enter")

    noted(page)
    decided = last(town, "putusan_pajak_dicatat")
    assert (decided["nomor"], decided["keputusan"], decided.get("alasan")) == (number, "SETUJU", None)
    assert town.count("access_log", "resource = %s AND subject_key IS NOT NULL", f"pajak/{number}") >= 1


def test_a_refusal_without_a_reason_is_asked_for_one(page: Page, town: Town) -> None:
    number = billed(town)
    desk(town, number, disetujui_oleh="ani")
    enter_tax_desk(page, town)
    page.goto(f"/petugas/pajak/permohonan/{number}")
    expect(page.locator(".note.awas")).to_contain_text("Satu petugas sudah menyetujui")
    page.get_by_label("Tolak").check()
    record(page)

    expect(page.get_by_role("alert")).to_contain_text("Isi alasan")
    expect(page.get_by_label("Tolak")).to_be_checked()
    page.get_by_label("Alasan, bila").fill("NIB tidak berlaku.")
    record(page)
    noted(page)
    assert last(town, "putusan_pajak_dicatat")["alasan"] == "NIB tidak berlaku."


def test_an_objection_is_granted_in_part(page: Page, town: Town) -> None:
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    desk(town, billed(town))
    enter_tax_desk(page, town)
    follow(page, page.get_by_role("link", name=LETTER))
    expect(page.get_by_text(HOSTILE)).to_be_visible()
    page.get_by_label("Kabulkan sebagian").check()
    page.get_by_label("Pajak yang tetap terutang").fill("500.000")
    record(page)

    noted(page)
    decided = last(town, "keberatan_pajak_diputuskan")
    assert (decided["ketetapan"], decided["hasil"], decided["jumlah"]) == (LETTER, "DIKABULKAN_SEBAGIAN", 500_000)
    assert heard == []


def test_an_assessment_is_proposed_and_approved_by_a_colleague(page: Page, town: Town) -> None:
    desk(town, billed(town))
    years(town)
    enter_tax_desk(page, town)
    page.goto(f"/petugas/pajak/objek/{NOPD}/ketetapan")
    page.get_by_label("Masa pajak").select_option("2026-10")
    page.get_by_label("SKPDKB: hasil").check()
    page.get_by_label("Seluruh pajak terutang").fill("8.000.000")
    page.get_by_label("Dasar").fill("LHP-1")
    record(page)
    noted(page)
    row = town.rows("SELECT id, isi, diusulkan_oleh FROM tax_proposal ORDER BY diusulkan_pada DESC LIMIT 1")[0]
    assert (row["isi"]["nopd"], row["isi"]["pajak_terutang"]) == (NOPD, 8_000_000)
    path = f"/petugas/pajak/usulan/{row['id']}"
    assert request(town, "GET", path, cookie(page)).status_code == 404  # four eyes: not one's own

    colleague(town, "PETUGAS_PAJAK", identity=COLLEAGUE)
    town.rows("UPDATE tax_proposal SET diusulkan_oleh = %s WHERE id = %s RETURNING 1", COLLEAGUE, row["id"])
    page.goto("/petugas/pajak")
    follow(page, page.locator(f"a[href='{path}']"))
    expect(page.get_by_text("Rp8.000.000")).to_be_visible()
    expect(page.get_by_text("RINI")).to_be_visible()
    page.get_by_label("Setujui").check()
    record(page)

    noted(page)
    told = last(town, "ketetapan_pajak_diputuskan")
    assert (told["petugas"]["id"], told["pajak_terutang"]) == (COLLEAGUE, 8_000_000)


def test_a_return_shows_each_line_of_its_derivation_with_its_source(page: Page, town: Town) -> None:
    number = billed(town)
    desk(town, number)
    years(town, number)
    filed(town, number)
    enter_tax_desk(page, town)
    follow(page, page.get_by_role("link", name=NOPD))
    follow(page, page.get_by_role("link", name="Oktober 2026"))

    row = page.get_by_role("row", name="Tarif 10 %")
    expect(row).to_contain_text("10.000.000,50")
    expect(row).to_contain_text("Perda Kota Cimahi 8/2023")
    expect(page.get_by_role("row", name="Pembulatan")).to_contain_text("-0,50")
    follow(page, page.get_by_role("link", name="Setujui angsuran"))
    page.get_by_label("Berapa bulan").fill("1")
    record(page)
    expect(page.get_by_label("Berapa bulan")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Berapa bulan").fill("6")
    record(page)
    noted(page)
    assert (last(town, "angsuran_pajak_disetujui")["kode_bayar"], last(town, "angsuran_pajak_disetujui")["bulan"]) == (
        CODE,
        6,
    )


def test_an_audit_that_would_end_before_it_begins_is_refused_beside_its_field(page: Page, town: Town) -> None:
    desk(town)
    years(town)
    enter_tax_desk(page, town)
    page.goto(f"/petugas/pajak/objek/{NOPD}/pemeriksaan")
    page.get_by_label("Masa pertama").select_option("2026-10")
    page.get_by_label("Masa terakhir").select_option("2026-08")
    page.get_by_label("Nomor surat").fill("SP2/9")
    record(page)

    expect(page.get_by_role("alert")).to_contain_text("Masa terakhir mendahului masa pertama.")
    page.get_by_label("Masa pertama").select_option("2026-08")
    record(page)
    noted(page)
    assert last(town, "pemeriksaan_pajak_dimulai")["masa_pertama"] == "2026-08"


def test_a_business_that_nobody_registered_is_proposed(page: Page, town: Town) -> None:
    desk(town)
    enter_tax_desk(page, town)
    follow(page, page.get_by_role("link", name="Usulkan pendaftaran"))
    record(page)
    expect(page.get_by_role("alert")).to_contain_text("Pilih kelurahan.")
    page.get_by_label("Orang", exact=True).check()
    page.get_by_label("NIK", exact=True).fill(FATHER)
    page.get_by_label("Nama", exact=True).fill("BUDI SANTOSO")
    page.get_by_label("Makanan dan minuman").check()
    page.get_by_label("Nama tempat usaha").fill("WARUNG SEDERHANA")
    page.get_by_label("Alamat tempat usaha").fill("JALAN CONTOH 1")
    page.get_by_label("Kelurahan").select_option(index=1)
    page.get_by_label("Nomor izin").fill("NIB-1")
    record(page)

    noted(page)
    row = town.rows("SELECT isi FROM tax_proposal ORDER BY diusulkan_pada DESC LIMIT 1")[0]
    assert (row["isi"]["nik"], row["isi"]["objek"]["nama"]) == (FATHER, "WARUNG SEDERHANA")


def test_a_form_sent_twice_is_one_order(page: Page, town: Town) -> None:
    desk(town)
    years(town)
    enter_tax_desk(page, town)
    page.goto(f"/petugas/pajak/objek/{NOPD}/pemeriksaan")
    form = {"_csrf": csrf(page), "kunci": "the-same-form", "masa_pertama": "2026-08", "masa_terakhir": "2026-09"}
    before = town.count("outbox", "type = 'gateway.pemeriksaan_pajak_dimulai.v1'")
    for _ in range(2):
        path = f"/petugas/pajak/objek/{NOPD}/pemeriksaan"
        sent = request(town, "POST", path, cookie(page), data=form | {"nomor_surat": "SP2/10"})
        assert sent.status_code == 303
    assert town.count("outbox", "type = 'gateway.pemeriksaan_pajak_dimulai.v1'") == before + 1


def test_an_object_and_a_return_are_found_by_their_numbers(page: Page, town: Town) -> None:
    number = billed(town)
    desk(town)
    years(town)
    filed(town, number)
    enter_tax_desk(page, town)
    for sought, heading in ((NOPD, "WARUNG SEDERHANA"), (f" {number.lower()} ", number)):
        page.goto("/petugas/pajak")
        page.get_by_label("NOPD atau nomor").fill(sought)
        follow(page, page.get_by_role("button", name="Cari"))
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    for nothing in ("X.1", HOSTILE):
        page.goto("/petugas/pajak")
        page.get_by_label("NOPD atau nomor").fill(nothing)
        follow(page, page.get_by_role("button", name="Cari"))
        expect(page.get_by_role("alert")).to_contain_text("Tidak ada objek")


def test_neither_a_citizen_nor_the_civil_registry_has_this_desk(page: Page, town: Town) -> None:
    enter(page)
    for path in ("/petugas/pajak", f"/petugas/pajak/objek/{NOPD}", "/petugas/pajak/pendaftaran-jabatan"):
        assert request(town, "GET", path, cookie(page)).status_code == 403
    page.context.clear_cookies()
    enter_as_officer(page, town)
    assert request(town, "GET", "/petugas/pajak", cookie(page)).status_code == 403
