"""A link lets somebody without an account follow an application: no more than that, not for ever, and not in secret."""

import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Page, expect

from contracts.perizinan import events as perizinan
from contracts.types import StatusPermohonan
from services.gateway.portal import words
from services.gateway.registry import Registry
from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER, STRANGER
from tests.portal.conftest import NewContext, enter
from tests.portal.pages import follow
from tests.portal.test_entering import cookie
from tests.portal.test_security import request

SECRET_NOTE = "CATATAN PETUGAS"


def link(page: Page, number: str) -> str:
    """Make a link, as its owner."""
    page.goto(f"/permohonan/{number}")
    follow(page, page.get_by_role("link", name="Bagikan kemajuan"))
    follow(page, page.get_by_role("button", name="Buat tautan"))
    return page.get_by_label("Tautan", exact=True).input_value()


def csrf(page: Page) -> str:
    return page.locator("[name=_csrf]").first.input_value()


def test_a_grandmother_follows_without_an_account_and_sees_nobodys_data(
    page: Page, new_context: NewContext, town: Town
) -> None:
    number = town.accepted(town.citizen())
    town.step(number, "PERLU_PERBAIKAN", perizinan, catatan=SECRET_NOTE)
    enter(page)
    address = link(page, number)
    other = new_context(java_script_enabled=False).new_page()

    answer = other.goto(address)

    assert answer is not None
    expect(other.get_by_text("Menunggu perbaikan").first).to_be_visible()
    text = other.content()
    for hidden in (number, FATHER, "BUDI", SECRET_NOTE, "Anda perbaiki", "/dokumen/"):
        assert hidden not in text
    headers = answer.all_headers()
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "private, no-store"


def test_its_owner_sees_how_often_it_was_opened_and_closes_it(page: Page, new_context: NewContext, town: Town) -> None:
    number = town.accepted(town.citizen())
    enter(page)
    address = link(page, number)
    other = new_context().new_page()
    other.goto(address)
    other.reload()
    page.goto(f"/permohonan/{number}/bagikan")

    expect(page.get_by_text("Dibuka 2 kali")).to_be_visible()
    assert address not in page.content()
    follow(page, page.get_by_role("button", name="Tutup tautan 1"))
    expect(page.get_by_text("Tidak ada.")).to_be_visible()
    answer = other.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(other.get_by_role("heading", name="Tautan ini tidak berlaku")).to_be_visible()


def test_a_link_ends_by_itself(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    enter(page)
    address = link(page, number)
    town.rows("UPDATE shared_link SET ends_at = now() WHERE nomor = %s RETURNING 1", number)

    assert httpx.get(address, trust_env=False).status_code == 404


def test_links_that_are_over_are_forgotten_and_others_stay(page: Page, town: Town) -> None:
    over, still = town.accepted(town.citizen()), town.accepted(town.citizen())
    enter(page)
    link(page, over)
    link(page, still)
    town.rows("UPDATE shared_link SET ends_at = now() - interval '1 second' WHERE nomor = %s RETURNING 1", over)
    registry = Registry(town.database, "gateway")
    with registry.transaction():
        registry.forget_links()

    assert town.count("shared_link", "nomor = %s", over) == 0
    assert town.count("shared_link", "nomor = %s", still) == 1


def test_of_many_links_asked_for_at_once_three_are_made(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    enter(page)
    page.goto(f"/permohonan/{number}/bagikan")
    form, session = {"_csrf": csrf(page)}, cookie(page)

    def make(_: int) -> int:
        return request(town, "POST", f"/permohonan/{number}/bagikan", session, data=form).status_code

    with ThreadPoolExecutor(8) as clicks:
        answers = sorted(clicks.map(make, range(8)))

    assert answers == [200] * 3 + [409] * 5
    assert town.count("shared_link", "nomor = %s", number) == 3


@pytest.mark.parametrize("path", ["bagikan", "bagikan/tutup"])
def test_nobody_shares_or_closes_what_is_anothers(page: Page, town: Town, path: str) -> None:
    number = town.accepted(town.citizen())
    enter(page, STRANGER, "ORANG LAIN")
    form = {"_csrf": csrf(page), "tautan": "1"}

    assert request(town, "POST", f"/permohonan/{number}/{path}", cookie(page), data=form).status_code == 404


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "%00", "a" * 5000])
def test_what_was_never_a_link_opens_nothing(town: Town, token: str) -> None:
    assert town.http.get(f"/bagikan/{token}").status_code in (404, 414)


@pytest.mark.parametrize("status", StatusPermohonan)
def test_whatever_it_says_is_not_said_to_the_applicant(status: StatusPermohonan) -> None:
    assert not re.search(r"\bAnda\b", words.shared_name(status) + words.shared_meaning(status))
