"""The start page of each service tells who may use it, what it costs and how long it takes, as the rules have it."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from chassis.rules import Rules
from local.processes import CITIES
from tests.gateway.integration.town import Town
from tests.portal.conftest import enter
from tests.portal.pages import follow

CITY = "3277"


@pytest.mark.parametrize(
    ("path", "rule", "said"),
    [
        ("/layanan/kelahiran", "batas_lapor_kelahiran", "Laporkan paling lambat {} hari sejak anak lahir."),
        ("/layanan/pajak", "batas_bayar_pajak", "bayar paling lambat {} hari kerja"),
        ("/layanan/pajak", "batas_lapor_sptpd", "lapor paling lambat {} hari kerja"),
        ("/layanan/pajak", "tarif_hotel", "Hotel atau penginapan: {} %"),
        ("/layanan/pajak", "bunga_terlambat_bayar", "Bunga {} % setiap bulan"),
        ("/layanan/laporan-warga", "batas_jawab_aduan", "Dijawab paling lambat {} hari setelah dikirim."),
    ],
)
def test_days_and_rates_are_those_of_the_rules_and_their_law_is_named(
    page: Page, town: Town, path: str, rule: str, said: str
) -> None:
    del town
    found = Rules.load(CITIES).get(rule, city=CITY, on=datetime.now(UTC).date())
    page.goto(path)

    expect(page.get_by_text(said.format(found.value)).first).to_be_visible()
    if rule.startswith("batas"):
        expect(page.get_by_text(found.source).first).to_be_visible()


@pytest.mark.parametrize(
    ("service", "begins"),
    [
        ("Lapor kelahiran", "/lapor/kelahiran"),
        ("Pajak daerah untuk usaha", "/pajak-saya"),
        ("Laporkan keadaan kota", "/aduan/baru"),
    ],
)
def test_a_service_is_found_from_the_front_page_and_begins_after_signing_in(
    page: Page, town: Town, service: str, begins: str
) -> None:
    del town
    page.goto("/")
    follow(page, page.get_by_role("link", name=service, exact=True))
    for word in ("Siapa yang", "Biaya", "Lama", "Dasar hukum"):
        expect(page.get_by_role("term").filter(has_text=word)).to_be_visible()
    start = page.url
    follow(page, page.get_by_role("link", name="Masuk dan mulai"))
    expect(page.get_by_role("heading", name="Masuk sebagai siapa?")).to_be_visible()
    enter(page)
    page.goto(start)

    expect(page.get_by_role("link", name="Mulai", exact=True)).to_have_attribute("href", begins)
