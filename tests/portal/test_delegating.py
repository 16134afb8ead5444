"""A head of agency lets somebody act for some days: with that role and no other, not on and on, and it can be ended."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.gateway.integration.town import Town, bearer
from tests.portal.conftest import enter_as_officer, sign_in_as_officer
from tests.portal.pages import follow
from tests.portal.test_entering import cookie
from tests.portal.test_holding import RINI, colleague
from tests.portal.test_security import request
from tests.portal.test_sharing import csrf

WIB = timedelta(hours=7)


def day(after: int) -> str:
    """So many days from today, in the city."""
    return (datetime.now(UTC) + WIB + timedelta(days=after)).date().isoformat()


def at_the_page(page: Page, town: Town) -> None:
    colleague(town)
    enter_as_officer(page, town, "KEPALA_DINAS")
    page.goto("/petugas/pelimpahan")


def give(page: Page, first: int = 0, last: int = 2) -> None:
    page.get_by_label("Petugas").select_option(label="RINI")
    page.get_by_label("Hari pertama").fill(day(first))
    page.get_by_label("Hari terakhir").fill(day(last))
    page.get_by_label("Nomor surat").fill("800/12/SETDA")
    follow(page, page.get_by_role("button", name="Tunjuk"))


def as_head(town: Town) -> int:
    """What RINI gets where only a head may go."""
    headers = bearer(town.tokens.mint(RINI, "PETUGAS", seconds=600, demo=True))
    return town.http.get("/v1/petugas/klien/permintaan", headers=headers).status_code


def test_a_deputy_has_the_role_for_these_days_and_loses_it_when_it_is_ended(page: Page, town: Town) -> None:
    at_the_page(page, town)
    assert as_head(town) == 403
    give(page)
    expect(page.get_by_role("listitem").filter(has_text="800/12/SETDA")).to_contain_text("sekarang")
    assert as_head(town) == 200

    follow(page, page.get_by_role("button", name="Akhiri"))

    expect(page.get_by_text("tidak ada yang bertindak")).to_be_visible()
    assert as_head(town) == 403
    words = [bytes(row["content"]) for row in town.rows("SELECT content FROM audit_pending")]
    for word in (b"LIMPAHKAN_WEWENANG", b"AKHIRI_PELIMPAHAN"):
        assert any(word in each for each in words)


def test_a_deputy_gives_nothing_on(page: Page, town: Town) -> None:
    town.officer("KEPALA_DINAS")
    sign_in_as_officer(page, town, "KEPALA_DINAS")  # a session of its own, which becomes the deputy's
    colleague(town)
    page.goto("/petugas/pelimpahan")
    other = colleague(town, identity="fe0c9f0e-3f2b-4b7e-9d5a-0a3c3c1f7a15")
    give(page)
    town.rows(
        "UPDATE portal_session SET subject = %s WHERE id = sha256(%s) RETURNING 1",
        *(RINI, cookie(page).encode()),
    )
    page.goto("/petugas/pelimpahan")
    form = {"_csrf": csrf(page), "kunci": "on", "petugas": other, "mulai": day(5), "sampai": day(6), "nomor_surat": "1"}

    assert request(town, "POST", "/petugas/pelimpahan", cookie(page), data=form).status_code == 403
    assert town.count("officer_delegation") == 1


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (-1, 2, "Hari pertama sudah lewat."),
        (3, 2, "Hari terakhir mendahului hari pertama."),
        (0, 90, "Paling lama 90 hari."),
    ],
)
def test_days_that_cannot_be_are_refused_beside_their_field(
    page: Page, town: Town, first: int, last: int, said: str
) -> None:
    at_the_page(page, town)
    give(page, first, last)

    expect(page.get_by_role("alert")).to_contain_text(said)
    assert town.count("officer_delegation") == 0


def test_two_do_not_act_on_one_day_and_nobody_from_elsewhere(page: Page, town: Town) -> None:
    at_the_page(page, town)
    other = colleague(town, identity="fe0c9f0e-3f2b-4b7e-9d5a-0a3c3c1f7a15")
    elsewhere = colleague(town, city="3276", identity="fb0c9f0e-3f2b-4b7e-9d5a-0a3c3c1f7a12")
    give(page, 1, 5)
    form: dict[str, Any] = {"_csrf": csrf(page), "nomor_surat": "1"}
    for key, (who, first, last, status) in enumerate(
        ((other, 5, 9, 409), (other, 0, 0, 303), (elsewhere, 20, 21, 422), ("nobody", 20, 21, 422))
    ):
        told = form | {"kunci": f"k{key}", "petugas": who, "mulai": day(first), "sampai": day(last)}
        assert request(town, "POST", "/petugas/pelimpahan", cookie(page), data=told).status_code == status


def test_more_than_one_delegation_is_ended(page: Page, town: Town) -> None:
    at_the_page(page, town)
    for first in (1, 10):
        give(page, first, first + 1)
    for left in (1, 0):
        follow(page, page.get_by_role("button", name="Akhiri").first)
        expect(page.get_by_role("button", name="Akhiri")).to_have_count(left)
    expect(page.get_by_text("tidak ada yang bertindak")).to_be_visible()


def test_nobody_below_the_head_gives_a_role(page: Page, town: Town) -> None:
    enter_as_officer(page, town)
    assert request(town, "GET", "/petugas/pelimpahan", cookie(page)).status_code == 403
