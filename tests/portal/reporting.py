"""How a parent answers the questions of a birth report."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.gateway.reports import FACILITY, FAMILY_CARD, MOTHER, WITNESSES
from tests.portal.pages import follow

WIB = timedelta(hours=7)


def yesterday() -> str:
    """The day on which the child was born."""
    return (datetime.now(UTC) + WIB - timedelta(days=1)).date().isoformat()


def go_on(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Lanjut"))


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_role("group", name=label).get_by_label(value, exact=True).check()


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()


def begin(page: Page) -> None:
    """From the start page to the first question."""
    page.goto("/layanan/kelahiran")
    page.get_by_role("link", name="Mulai").click()
    title(page, "Apa hubungan Anda dengan anak ini?")


def answer_until_files(page: Page, **changes: str) -> None:
    """Every question of the usual report of a father, up to the page of files."""
    told: Mapping[str, str] = {"nama": "SITI NUR AISYAH", "ibu": MOTHER, **changes}
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    title(page, "Siapa ibu anak?")
    choose(page, "Apakah ibu", "Ya")
    page.get_by_label("NIK ibu").fill(told["ibu"])
    go_on(page)
    title(page, "Siapa ayah anak?")
    go_on(page)  # filled in from the account
    page.get_by_label("Nomor kartu keluarga").fill(FAMILY_CARD)
    go_on(page)
    page.get_by_label("Buku nikah", exact=True).check()
    page.get_by_label("Nomor buku nikah").fill("123/45/VI/2017")
    go_on(page)
    page.get_by_label("Satu", exact=True).check()
    go_on(page)
    answer_child(page, told["nama"])
    choose(page, "Surat keterangan lahir", "Ya")
    page.get_by_label("Nomor surat").fill("SKL/2026/11/0042")
    page.get_by_label("Dari mana surat itu").select_option(FACILITY)
    go_on(page)
    page.get_by_label("NIK saksi pertama").fill(WITNESSES[0])
    page.get_by_label("NIK saksi kedua").fill(WITNESSES[1])
    go_on(page)
    page.get_by_label("Nomor telepon").fill("0812 0000 0001")
    go_on(page)
    title(page, "Apakah ada foto surat yang ingin dikirim?")


def answer_child(page: Page, name: str) -> None:
    """The questions about one child."""
    page.get_by_label("Nama lengkap").fill(name)
    go_on(page)
    page.get_by_label("Perempuan").check()
    go_on(page)
    page.get_by_label("Tanggal").fill(yesterday())
    page.get_by_label("Jam").fill("04:15")
    go_on(page)
    page.get_by_label("Rumah sakit atau rumah bersalin").check()
    page.get_by_label("Bidan").check()
    go_on(page)
    page.get_by_label("Berat").fill("3100")
    page.get_by_label("Panjang").fill("49")
    page.get_by_label("Anak ke berapa").fill("2")
    go_on(page)


def declare_and_send(page: Page) -> None:
    """From the check to the confirmation."""
    page.get_by_label("Saya menyatakan bahwa semua isian ini benar").check()
    follow(page, page.get_by_role("button", name="Kirim laporan"))
