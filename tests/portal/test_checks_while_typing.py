"""A wrong answer is told while it is typed, in the words with which the page would refuse it, and nothing is kept."""

import html
import re

from playwright.sync_api import Page, Route, expect

from tests.gateway.integration.town import Town
from tests.gateway.reports import MOTHER
from tests.portal.conftest import enter
from tests.portal.pages import shifted
from tests.portal.reporting import begin, choose, go_on
from tests.portal.test_entering import cookie
from tests.portal.test_security import request
from tests.portal.test_sharing import csrf
from tests.portal.tour import registering, turnover

WRONG = (
    ("ibu", {"ibu.ada": "YA", "ibu.nik": "327701"}),
    ("ibu", {"ibu.ada": "YA", "ibu.nik": "3277019999999999"}),
    ("ibu", {"ibu.ada": ""}),
    ("kartu-keluarga", {"nomor_kk": "12"}),
    ("perkawinan", {"perkawinan.bukti": "BUKU_NIKAH", "perkawinan.nomor": ""}),
    ("anak-1-nama", {"anak.0.nama": "B1NTANG"}),
    ("anak-1-waktu", {"anak.0.waktu_lahir.tanggal": "2026-02-31", "anak.0.waktu_lahir.jam": "10:00"}),
    ("anak-1-ukuran", {"anak.0.berat_gram": "9", "anak.0.panjang_cm": "x", "anak.0.kelahiran_ke": "2"}),
    ("saksi", {"saksi.0.nik": MOTHER, "saksi.1.nik": "1"}),
    ("kontak", {"pelapor.telepon": "12", "pelapor.surel": "x"}),
)
RIGHT = ("ibu", {"ibu.ada": "YA", "ibu.nik": MOTHER})


def said_by_the_page(text: str) -> dict[str, str]:
    """The faults that stand beside the fields of a page."""
    found = re.findall(r'<span class="fault" id="([^"]+)-galat"><span class="unseen">Galat: </span>(.*?)</span>', text)
    return {name: html.unescape(fault) for name, fault in found}


def test_what_is_said_early_is_what_the_page_says(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    for slug, answers in WRONG:
        path, form = f"/lapor/kelahiran/{slug}", {"_csrf": csrf(page), **answers}
        early = request(town, "POST", path, cookie(page), data=form | {"_cek": "1"})
        sent = request(town, "POST", path, cookie(page), data=form)

        assert (early.status_code, sent.status_code) == (200, 422), answers
        assert early.json()["galat"] == said_by_the_page(sent.text) != {}, answers


def test_a_check_keeps_nothing_and_leads_nowhere(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    slug, answers = RIGHT
    form = {"_csrf": csrf(page), **answers, "_cek": "1"}
    early = request(town, "POST", f"/lapor/kelahiran/{slug}", cookie(page), data=form)

    assert (early.status_code, early.json()) == (200, {"galat": {}})
    assert MOTHER not in str(town.rows("SELECT answers FROM portal_draft"))


def test_a_check_without_our_forms_token_is_refused(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    form = {"_csrf": "x", "_cek": "1"}
    assert request(town, "POST", "/lapor/kelahiran/ibu", cookie(page), data=form).status_code == 403


def test_a_parent_sees_it_beside_the_field_and_nothing_moves(page: Page, town: Town) -> None:
    enter(page)
    begin(page)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)

    def late(route: Route) -> None:
        page.wait_for_timeout(800)  # longer than what a browser forgives after a key
        route.continue_()

    page.route(
        "**/lapor/kelahiran/ibu",
        lambda route: late(route) if "_cek" in (route.request.post_data or "") else route.continue_(),
    )
    choose(page, "Apakah ibu", "Ya")
    number = page.get_by_label("NIK ibu")
    number.fill("327701")
    number.blur()
    expect(page.get_by_text("NIK harus tepat 16 angka.")).to_be_visible()
    expect(number).to_have_attribute("aria-invalid", "true")
    number.fill(MOTHER)
    number.blur()
    expect(page.get_by_text("Sudah benar.")).to_be_visible()
    expect(number).not_to_have_attribute("aria-invalid", "true")
    assert shifted(page) == []


def test_without_a_connection_typing_goes_on(page: Page, town: Town) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    enter(page)
    begin(page)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    page.context.set_offline(True)
    choose(page, "Apakah ibu", "Ya")
    page.get_by_label("NIK ibu").fill("327701")
    page.get_by_label("NIK ibu").blur()
    page.wait_for_timeout(300)

    expect(page.get_by_label("NIK ibu")).to_have_value("327701")
    assert wrong == []


def test_a_taxpayers_pages_are_checked_too_and_nothing_is_sent(page: Page, town: Town) -> None:
    turnover(page, town)
    before = town.count("outbox")
    page.get_by_label("Omzet bulan itu").fill("banyak")
    page.get_by_label("Omzet bulan itu").blur()
    expect(page.get_by_text("Tulis dengan angka saja").last).to_be_visible()
    page.get_by_label("Omzet bulan itu").fill("125.000.000")
    page.get_by_label("Omzet bulan itu").blur()
    expect(page.get_by_text("Sudah benar.")).to_be_visible()
    assert town.count("outbox") == before


def test_a_registration_is_checked_before_it_is_sent(page: Page, town: Town) -> None:
    registering(page, town)
    page.get_by_label("Badan usaha (NIB)").check()
    page.get_by_label("Nomor Induk Berusaha").fill("12")
    page.get_by_label("Nomor Induk Berusaha").blur()
    expect(page.get_by_text("NIB").last).to_be_visible()
    expect(page.get_by_label("Nomor Induk Berusaha")).to_have_attribute("aria-invalid", "true")
