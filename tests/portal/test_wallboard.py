"""The wallboard shows the day, stays live, survives a lost connection, and fits the screen on the wall."""

import re

from playwright.sync_api import Page, expect

from contracts.perizinan import events as perizinan
from tests.gateway.double import Reply
from tests.gateway.integration.town import Town
from tests.portal.conftest import NewContext, enter, enter_as_officer
from tests.portal.test_complaints import reported
from tests.portal.test_entering import cookie
from tests.portal.test_security import request

WALL = {"width": 1920, "height": 1080}


def figure(page: Page, name: str) -> int:
    tile = page.locator(".tile").filter(has=page.get_by_role("heading", name=name, exact=True))
    return int(re.sub(r"\D", "", tile.locator(".figure").inner_text()))


def test_the_wall_shows_the_day_and_stays_live(new_context: NewContext, town: Town) -> None:
    page = new_context(viewport=WALL).new_page()
    town.perizinan.replies["/readyz"] = Reply.json({})
    enter_as_officer(page, town)
    page.goto("/papan")
    before, finished = figure(page, "Laporan masuk"), figure(page, "Selesai")
    expect(page.get_by_text("Perizinan sehat")).to_be_visible()
    expect(page.get_by_text("Dukcapil tidak menjawab")).to_be_visible()

    number = town.accepted(town.citizen())
    town.step(number, "SELESAI", perizinan)

    tile = page.locator(".tile", has=page.get_by_role("heading", name="Laporan masuk", exact=True))
    expect(tile.locator(".figure")).to_have_text(str(before + 1), timeout=15_000)
    assert figure(page, "Selesai") == finished + 1
    assert page.evaluate("document.scrollingElement.scrollHeight <= window.innerHeight")


def test_the_wall_says_that_its_connection_is_lost_and_goes_on_when_it_is_back(
    new_context: NewContext, town: Town
) -> None:
    page = new_context(viewport=WALL).new_page()
    enter_as_officer(page, town)
    page.goto("/papan")
    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_contain_text("Sambungan terputus", timeout=15_000)
    page.context.set_offline(False)

    expect(page.get_by_role("status")).to_have_text("", timeout=15_000)


def revenue(town: Town, amount: int) -> None:
    """What pajak says that this year brought in."""
    kinds = [{"jenis": "PARKIR", "diterima": amount // 2}, {"jenis": "HOTEL", "diterima": amount - amount // 2}]
    town.pajak.replies["/internal/penerimaan"] = Reply.json({"tahun": 2026, "jenis": kinds})


def test_citizens_reports_stand_in_their_kelurahan_and_the_whole_fits_the_screen(
    new_context: NewContext, town: Town
) -> None:
    page = new_context(viewport=WALL).new_page()
    reported(page, town)
    page.context.clear_cookies()
    enter_as_officer(page, town)
    page.goto("/papan")

    [waiting] = town.rows(
        "SELECT count(*) AS n FROM complaint WHERE unit = 'KOTA' AND status IN ('DITERIMA', 'DIKERJAKAN')"
        " AND kelurahan = (SELECT kelurahan FROM complaint ORDER BY made_at DESC LIMIT 1)"
    )
    expect(page.get_by_role("listitem").filter(has_text="Cigugur Tengah")).to_contain_text(
        str(waiting["n"]), timeout=15_000
    )
    assert page.locator(".places li").count() == 15
    assert page.evaluate("document.scrollingElement.scrollHeight <= window.innerHeight")


def test_the_wall_is_not_for_citizens_and_names_nobody(page: Page, town: Town) -> None:
    enter(page)
    assert request(town, "GET", "/papan", cookie(page)).status_code == 403
    page.context.clear_cookies()
    town.accepted(town.citizen())
    enter_as_officer(page, town)
    text = request(town, "GET", "/papan/angka", cookie(page)).text

    assert not re.search(r"\d{16}|KL-\d{4}", text)
