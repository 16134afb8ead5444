"""A head of agency sees each dimension with target, actual and trend, and takes the table along."""

import csv
import io

from playwright.sync_api import Page, expect

from services.gateway.indicators.measures import DIMENSIONS, INDICATORS, MONTHS
from tests.gateway.integration.town import Town
from tests.portal.conftest import enter, enter_as_officer
from tests.portal.test_entering import cookie
from tests.portal.test_security import request


def test_each_dimension_shows_its_indicators_or_that_it_has_none(page: Page, town: Town) -> None:
    town.accepted(town.citizen())
    enter_as_officer(page, town, "KEPALA_DINAS")
    page.goto("/")
    page.get_by_role("link", name="Indikator program").click()

    for name in DIMENSIONS:
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_role("row", name="Kelahiran dilaporkan dalam 60 hari")).to_contain_text("Tercapai")
    expect(page.get_by_text("belum mengumumkan fakta")).to_have_count(1)


def test_the_table_has_a_row_for_each_month(page: Page, town: Town) -> None:
    enter_as_officer(page, town, "KEPALA_DINAS")
    answer = request(town, "GET", "/indikator.csv", cookie(page))

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(INDICATORS) * MONTHS
    assert set(rows[0]) == {"dimensi", "kode", "indikator", "satuan", "lebih_baik", "target", "bulan", "nilai"}
    assert answer.headers["cache-control"] == "private, no-store"


def test_indicators_are_for_the_head_of_the_agency(page: Page, town: Town) -> None:
    enter(page)
    assert request(town, "GET", "/indikator", cookie(page)).status_code == 403
    page.context.clear_cookies()
    enter_as_officer(page, town)
    for path in ("/indikator", "/indikator.csv"):
        assert request(town, "GET", path, cookie(page)).status_code == 403
