"""The whole way in the running suite: a parent's telephone, an officer's desk, three documents, a check of them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from local.browser import chromium
from local.running import RunningSuite
from local.tax_visitors import month
from local.visitors import Couple, Json, child
from tests.portal.conftest import DESK, PHONE
from tests.portal.reporting import begin, choose, go_on, title

pytestmark = pytest.mark.journey

PATIENCE = 60_000
WIB = timedelta(hours=7)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone(browser: Browser, suite: RunningSuite) -> Iterator[Page]:
    with _context(browser, suite, PHONE) as context:
        yield context.new_page()


@pytest.fixture
def desk(browser: Browser, suite: RunningSuite) -> Iterator[Page]:
    with _context(browser, suite, DESK) as context:
        yield context.new_page()


def _context(browser: Browser, suite: RunningSuite, size: dict[str, int]) -> BrowserContext:
    context = browser.new_context(base_url=suite.base_url, viewport=size, locale="id-ID")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    return context


def born(suite: RunningSuite, couple: Couple) -> Json:
    """A report of a birth of yesterday morning, as the API would get it."""
    at = (datetime.now(UTC) + WIB - timedelta(days=1)).replace(hour=4, minute=15, second=0, microsecond=0)
    return suite.visitors.birth(
        couple, anak=[child(couple, waktu_lahir=at.replace(tzinfo=None).isoformat() + "+07:00")]
    )


def enter(page: Page, nik: str) -> None:
    page.goto("/masuk")
    page.get_by_label("NIK rekaan").fill(nik)
    page.get_by_label("Nama").fill("AYAH REKAAN")
    page.get_by_role("button", name="Masuk dengan NIK ini").click()


def report(page: Page, told: Json, couple: Couple, *, letter: bool) -> str:
    """Answer every question as this report does; what the register knows is only looked at. The number."""
    one = told["anak"][0]
    enter(page, couple.father)
    begin(page)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    expect(page.get_by_label("NIK ibu")).to_have_value(couple.mother)
    go_on(page)
    expect(page.get_by_label("NIK ayah")).to_have_value(couple.father)
    go_on(page)
    expect(page.get_by_label("Nomor kartu keluarga")).to_have_value(couple.family_card)
    go_on(page)
    expect(page.get_by_text("Diisi dari kartu keluarga Anda").first).to_be_visible()
    go_on(page)
    page.get_by_label("Satu", exact=True).check()
    go_on(page)
    page.get_by_label("Nama lengkap").fill(one["nama"])
    go_on(page)
    page.get_by_label({"P": "Perempuan", "L": "Laki-laki"}[one["jenis_kelamin"]]).check()
    go_on(page)
    page.get_by_label("Tanggal").fill(one["waktu_lahir"][:10])
    page.get_by_label("Jam").fill(one["waktu_lahir"][11:16])
    go_on(page)
    page.get_by_label("Rumah sakit atau rumah bersalin").check()
    page.get_by_label(str(one["penolong"]).capitalize()).check()
    go_on(page)
    page.get_by_label("Berat").fill(str(one["berat_gram"]))
    page.get_by_label("Panjang").fill(str(one["panjang_cm"]))
    page.get_by_label("Anak ke berapa").fill(str(one["kelahiran_ke"]))
    go_on(page)
    answer_proofs(page, told, letter=letter)
    page.get_by_label("Saya menyatakan bahwa semua isian ini benar").check()
    page.get_by_role("button", name="Kirim laporan").click()
    title(page, "Laporan sudah kami terima")
    found = re.search(r"KL-\d{4}-\d{8}-\d{6}-\d", page.content())
    assert found
    return found[0]


def answer_proofs(page: Page, told: Json, *, letter: bool) -> None:
    """The letter or the declaration in its place, witnesses, no contact, no files."""
    choose(page, "Surat keterangan lahir", "Ya" if letter else "Tidak")
    if letter:
        page.get_by_label("Nomor surat").fill(told["surat_keterangan_lahir"]["nomor"])
        page.get_by_label("Dari mana surat itu").select_option(told["surat_keterangan_lahir"]["faskes"])
    go_on(page)
    if not letter:
        page.get_by_label("Saya menyatakan dengan tanggung jawab penuh").check()
        go_on(page)
    page.get_by_label("NIK saksi pertama").fill(told["saksi"][0]["nik"])
    page.get_by_label("NIK saksi kedua").fill(told["saksi"][1]["nik"])
    go_on(page)
    go_on(page)
    go_on(page)
    title(page, "Periksa jawaban Anda sebelum dikirim")


def documents(page: Page, folder: Path) -> list[Path]:
    """The page tells by itself that all is done; the three documents, downloaded."""
    expect(page.get_by_text("Semua dokumen sudah jadi dan dapat diunduh.")).to_be_visible(timeout=PATIENCE)
    links = page.get_by_role("link", name="Unduh PDF")
    expect(links).to_have_count(3, timeout=PATIENCE)
    saved = []
    for place in range(3):
        with page.expect_download() as download:
            links.nth(place).click()
        path = folder / f"{place}.pdf"
        download.value.save_as(path)
        assert path.read_bytes().startswith(b"%PDF-")
        saved.append(path)
    return saved


def test_a_parent_reports_from_a_telephone_and_holds_three_documents(
    suite: RunningSuite, phone: Page, tmp_path: Path
) -> None:
    couple = suite.visitors.couple()
    told = born(suite, couple)
    suite.visitors.notify(told).raise_for_status()
    number = report(phone, told, couple, letter=True)
    phone.get_by_role("link", name="Lihat kemajuan").click()
    saved = documents(phone, tmp_path)
    code = phone.locator("a[href^='/v/']").first.inner_text()

    phone.goto("/periksa")
    phone.get_by_label("Kode di bawah kotak QR").fill(code.lower())
    phone.get_by_role("button", name="Periksa kode").click()
    title(phone, "Asli dan berlaku")
    phone.goto("/periksa")
    phone.get_by_label("Berkas PDF").set_input_files(saved[0])
    phone.get_by_role("button", name="Periksa berkas").click()
    title(phone, "Asli dan berlaku")
    changed = tmp_path / "diubah.pdf"
    content = bytearray(saved[0].read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    phone.goto("/periksa")
    phone.get_by_label("Berkas PDF").set_input_files(changed)
    phone.get_by_role("button", name="Periksa berkas").click()
    title(phone, "Tidak dikenal")
    assert suite.count("gateway", "SELECT count(*) FROM application WHERE owner_nik = %s", couple.father) == 1
    assert number


def test_an_officer_decides_at_the_desk_and_the_parent_sees_it_happen(
    suite: RunningSuite, phone: Page, desk: Page, tmp_path: Path
) -> None:
    couple = suite.visitors.couple()
    told = born(suite, couple)
    number = report(phone, told, couple, letter=False)
    phone.get_by_role("link", name="Lihat kemajuan").click()
    expect(phone.get_by_text("Petugas perlu melihat berkas ini sebelum diputuskan.")).to_be_visible(timeout=PATIENCE)

    desk.goto("/masuk")
    desk.get_by_role("button", name=re.compile("petugas verifikasi")).click()
    desk.get_by_role("link", name=number).click()
    expect(desk.get_by_role("row", name="NIK ibu")).to_contain_text("Cocok")
    desk.get_by_label("Setujui").check()
    desk.get_by_role("button", name="Catat keputusan").click()
    expect(desk.get_by_text("Keputusan Anda sudah dicatat.")).to_be_visible()

    assert len(documents(phone, tmp_path)) == 3
    phone.goto("/dokumen-saya")
    expect(phone.get_by_role("link", name="Unduh PDF")).to_have_count(3)
    phone.goto("/keluarga-saya")
    expect(phone.get_by_text(told["anak"][0]["nama"])).to_be_visible()
    expect(phone.get_by_text(couple.family_card)).to_be_visible()
    phone.goto("/akses-data")
    expect(phone.get_by_text("Petugas verifikasi").first).to_be_visible()


def first_of_last_month() -> str:
    today = (datetime.now(UTC) + WIB).date()
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1).isoformat()


def pay(suite: RunningSuite, code: str) -> None:
    """Pay what a bill asks for, at the demonstration's bank."""
    bank, http = suite.visitors.bank(), suite.visitors.http
    amount = http.get(f"/v1/pajak/tagihan/{code}", headers=bank).raise_for_status().json()["jumlah"]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    body = {"kode_bayar": code, "jumlah": amount, "waktu": now, "referensi_bank": "PORTAL-1", "kanal": "QRIS"}
    http.post("/v1/pajak/pembayaran", json=body, headers=bank).raise_for_status()


def test_a_taxpayer_registers_reports_pays_and_holds_the_receipt(
    suite: RunningSuite, phone: Page, tmp_path: Path
) -> None:
    who = suite.taxpayers.adult()
    enter(phone, who.nik)
    phone.goto("/pajak-saya")
    phone.get_by_role("link", name="Daftar pajak daerah").click()
    phone.get_by_label("Orang (NIK saya)").check()
    phone.get_by_label("Nama", exact=True).fill(who.name)
    phone.get_by_label("Makanan dan minuman").check()
    phone.get_by_label("Nama tempat usaha").fill("WARUNG SEDERHANA")
    phone.get_by_label("Mulai usaha").fill(first_of_last_month())
    phone.get_by_label("Alamat tempat usaha").fill("JALAN CONTOH 1")
    phone.get_by_label("Kelurahan").select_option(index=1)
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.get_by_role("heading", name="Nomor Anda")).to_be_visible(timeout=PATIENCE)
    phone.get_by_role("link", name="Pajak saya").first.click()
    phone.get_by_role("link", name="Laporkan omzet").click()
    phone.get_by_label("Omzet bulan itu").fill("125.000.000")
    phone.get_by_role("button", name="Kirim").click()
    code = phone.locator("dt", has_text="Kode bayar").locator("xpath=following-sibling::dd")
    expect(code).to_be_visible(timeout=PATIENCE)
    pay(suite, code.inner_text())

    expect(phone.get_by_text("Lunas")).to_be_visible(timeout=PATIENCE)
    receipt = phone.get_by_role("listitem").filter(has_text="Bukti Penerimaan SPTPD").get_by_role("link", name="Unduh")
    expect(receipt).to_be_visible(timeout=PATIENCE)
    with phone.expect_download() as download:
        receipt.click()
    download.value.save_as(tmp_path / "sptpd.pdf")
    assert (tmp_path / "sptpd.pdf").read_bytes().startswith(b"%PDF-")
    phone.goto("/pajak-saya")
    drawn = "[...document.querySelectorAll('img.graph')].every(image => image.naturalWidth > 0)"
    phone.locator("img.graph").first.scroll_into_view_if_needed()
    phone.wait_for_function(drawn)


def test_a_refused_taxpayer_complains_and_whoever_refused_does_not_answer(
    suite: RunningSuite, phone: Page, desk: Page
) -> None:
    town = suite.taxpayers
    who = town.adult()
    asked = town.registration(who, month(1), jenis_wp="BADAN", nib="9120001234568", nama="PT Rekaan Makmur")
    del asked["nik"]
    sent = suite.visitors.post("/v1/pajak/pendaftaran", asked, suite.visitors.citizen(who.nik)).raise_for_status()
    number = sent.json()["nomor"]
    enter(phone, who.nik)
    phone.goto(f"/permohonan/{number}")
    expect(phone.get_by_text("Petugas pajak perlu memeriksa permohonan ini.").first).to_be_visible(timeout=PATIENCE)

    desk.goto("/masuk")
    desk.get_by_role("button", name=re.compile("petugas pajak")).click()
    desk.get_by_role("link", name=number).click()
    desk.get_by_label("Tolak").check()
    desk.get_by_label("Alasan").fill("NIB ini milik usaha lain.")
    desk.get_by_role("button", name="Catat").click()
    expect(desk.get_by_text("dicatat").first).to_be_visible()

    phone.get_by_role("link", name="Adukan keputusan ini").click(timeout=PATIENCE)
    phone.get_by_label("Keputusannya keliru").check()
    phone.get_by_label("Apa yang menurut Anda keliru").fill("NIB itu milik kami sendiri.")
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.get_by_text("NIB itu milik kami sendiri.")).to_be_visible()
    desk.goto("/petugas/aduan")
    desk.get_by_role("link", name=phone.url.rpartition("/")[2]).click()
    desk.get_by_label("Selesai").check()
    desk.get_by_label("Penjelasan untuk warga").fill("Sudah benar.")
    desk.get_by_role("button", name="Catat jawaban").click()
    expect(desk.get_by_role("alert")).to_contain_text("Anda ikut memutus")
