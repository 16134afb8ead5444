"""A corridor without a network: the report is written all the same, waits on the telephone, and arrives once."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.gateway.integration.town import Town
from tests.gateway.reports import FACILITY, FAMILY_CARD, FATHER, MOTHER, WITNESSES
from tests.portal.conftest import enter
from tests.portal.reporting import begin, choose, go_on, title, yesterday
from tests.portal.test_entering import cookie
from tests.portal.test_security import request
from tests.portal.test_sharing import csrf

ANSWERS = {
    "pelapor.hubungan": "AYAH",
    "ibu.ada": "YA",
    "ibu.nik": MOTHER,
    "ayah.ada": "YA",
    "ayah.nik": FATHER,
    "nomor_kk": FAMILY_CARD,
    "perkawinan.bukti": "BUKU_NIKAH",
    "perkawinan.nomor": "123/45/VI/2017",
    "anak.jenis_kelahiran": "TUNGGAL",
    "anak.0.nama": "SITI NUR AISYAH",
    "anak.0.jenis_kelamin": "P",
    "anak.0.waktu_lahir.jam": "04:15",
    "anak.0.tempat_dilahirkan": "RUMAH_SAKIT",
    "anak.0.tempat_lahir": "32.77",
    "anak.0.penolong": "BIDAN",
    "anak.0.berat_gram": "3100",
    "anak.0.panjang_cm": "49",
    "anak.0.kelahiran_ke": "2",
    "surat.ada": "YA",
    "surat_keterangan_lahir.nomor": "SKL/2026/11/0042",
    "surat_keterangan_lahir.faskes": FACILITY,
    "saksi.0.nik": WITNESSES[0],
    "saksi.1.nik": WITNESSES[1],
    "pernyataan_benar": "YA",
}


def answers(**changes: str) -> dict[str, str]:
    return {**ANSWERS, "anak.0.waktu_lahir.tanggal": yesterday(), **changes}


def prepared(page: Page) -> None:
    """Open the start page once with a network, and wait until the browser keeps what it needs without one."""
    page.goto("/layanan/kelahiran")
    deadline = time.monotonic() + 15
    while not page.evaluate("navigator.serviceWorker.controller !== null"):
        assert time.monotonic() < deadline, "the browser keeps nothing"
        page.wait_for_timeout(50)


def fill(page: Page, told: dict[str, str]) -> None:
    """Answer everything on the one page, as a thumb would."""
    for name, value in told.items():
        control = page.locator(f"[name='{name}']")
        kind = control.first.get_attribute("type") or ""
        if kind in ("radio", "checkbox"):
            page.locator(f"[name='{name}'][value='{value}']").check()
        elif control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def drafted(page: Page, town: Town, **changes: str) -> None:
    """A draft with all these answers, that waits for its declaration, of who is signed in on this page."""
    form = {"_csrf": csrf(page), "kunci": "draft", **answers(pernyataan_benar="", **changes)}
    led = request(town, "POST", "/lapor/luring", cookie(page), data=form)
    assert (led.status_code, led.headers["location"]) == (303, "/lapor/kelahiran")


def reports(town: Town) -> int:
    return town.count("application", "jenis = 'KELAHIRAN'")


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim begitu tersambung").click()


def test_a_report_is_written_without_a_network_and_arrives_once_when_there_is_one(page: Page, town: Town) -> None:
    enter(page)
    prepared(page)
    before = reports(town)
    page.context.set_offline(True)
    page.goto("/lapor/kelahiran")
    title(page, "Lapor kelahiran tanpa sambungan")
    fill(page, answers())
    send(page)
    expect(page.get_by_text("Belum tersambung.")).to_be_visible()
    page.goto("/lapor/luring")  # the telephone was switched off and on
    expect(page.get_by_label("Nama lengkap")).to_have_value("SITI NUR AISYAH")
    assert reports(town) == before

    with page.expect_navigation(url="**/terkirim"):
        page.context.set_offline(False)

    assert reports(town) == before + 1
    assert page.evaluate("localStorage.getItem('luring')") is None
    page.goto("/lapor/luring")
    expect(page.get_by_label("Nama lengkap")).to_have_value("")
    assert reports(town) == before + 1


def test_whoever_was_signed_out_meanwhile_signs_in_and_the_report_goes_by_itself(page: Page, town: Town) -> None:
    prepared(page)
    before = reports(town)
    page.context.set_offline(True)
    page.goto("/lapor/luring")
    fill(page, answers())
    send(page)
    page.context.set_offline(False)
    expect(page.get_by_text("Masuk dulu")).to_be_visible(timeout=15_000)
    assert reports(town) == before

    enter(page, path="/masuk?ke=/lapor/luring")

    page.wait_for_url("**/terkirim")
    assert reports(town) == before + 1


def test_the_same_report_sent_again_is_the_same_application(page: Page, town: Town) -> None:
    enter(page)
    page.goto("/lapor/luring")
    before, form = reports(town), {"_csrf": csrf(page), "kunci": "one-and-the-same", **answers()}
    led = [request(town, "POST", "/lapor/luring", cookie(page), data=form).headers["location"] for _ in range(2)]

    assert led[0] == led[1]
    assert led[0].endswith("/terkirim")
    assert reports(town) == before + 1


@pytest.mark.parametrize("change", [{"ibu.nik": "327701"}, {"pernyataan_benar": ""}], ids=["a fault", "not declared"])
def test_what_cannot_be_sent_goes_on_as_a_draft_where_it_is_to_be_mended(
    page: Page, town: Town, change: dict[str, str]
) -> None:
    enter(page)
    page.goto("/lapor/luring")
    before, form = reports(town), {"_csrf": csrf(page), "kunci": "k", **answers(**change)}
    led = request(town, "POST", "/lapor/luring", cookie(page), data=form)

    assert (led.status_code, led.headers["location"]) == (303, "/lapor/kelahiran")
    assert reports(town) == before
    page.goto("/lapor/kelahiran")
    title(page, "Siapa ibu anak?" if "ibu.nik" in change else "Ke mana kami memberi kabar?")
    kept = town.rows("SELECT answers->>'anak.0.nama' AS name FROM portal_draft")
    assert [row["name"] for row in kept] == ["SITI NUR AISYAH"]


def test_what_the_browser_keeps_names_nobody(page: Page, town: Town) -> None:
    enter(page)
    prepared(page)
    kept = page.evaluate(
        "caches.keys().then(names => caches.open(names[0])).then(cache => cache.match('/lapor/luring'))"
        ".then(found => found.text())"
    )

    assert "Lapor kelahiran tanpa sambungan" in kept
    assert "BUDI" not in kept
    assert "_csrf" not in kept


def test_an_answer_waits_on_its_page_until_there_is_a_network(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    choose(page, "Apakah ibu", "Ya")
    page.get_by_label("NIK ibu").fill(MOTHER)
    page.context.set_offline(True)
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_text("Belum tersambung.")).to_be_visible()
    expect(page.get_by_label("NIK ibu")).to_have_value(MOTHER)

    page.context.set_offline(False)

    title(page, "Siapa ayah anak?")


def test_the_report_is_taken_off_the_telephone_when_its_owner_wants_it(page: Page, town: Town) -> None:
    page.goto("/lapor/luring")
    fill(page, {"anak.0.nama": "SITI NUR AISYAH"})
    page.goto("/layanan/kelahiran")
    page.get_by_role("link", name="Teruskan").click()
    expect(page.get_by_label("Nama lengkap")).to_have_value("SITI NUR AISYAH")
    page.get_by_role("button", name="Hapus dari perangkat ini").click()

    assert page.evaluate("localStorage.getItem('luring')") is None
    page.goto("/layanan/kelahiran")
    expect(page.get_by_text("Di perangkat ini ada laporan")).to_be_hidden()
