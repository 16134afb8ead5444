"""Signing in and out, and everything that others could try with a session."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.gateway.integration.town import Town
from tests.gateway.reports import FATHER
from tests.portal.conftest import NewContext, sign_in, sign_in_as_officer

COOKIE = "terpadu-demo"


def cookie(page: Page) -> str:
    return next(str(each["value"]) for each in page.context.cookies() if each["name"] == COOKIE)


def test_a_citizen_signs_in_and_out(page: Page) -> None:
    sign_in(page)
    expect(page.get_by_role("heading", name="Selamat datang, Budi Santoso")).to_be_visible()

    page.get_by_role("button", name="Keluar").click()

    expect(page.get_by_text("Anda sudah keluar")).to_be_visible()
    page.goto("/permohonan")
    expect(page.get_by_role("heading", name="Masuk sebagai siapa?")).to_be_visible()


def test_signing_in_leads_to_where_one_wanted_to_go(page: Page) -> None:
    sign_in(page, path="/permohonan")

    expect(page).to_have_url(re.compile("/permohonan$"))


def test_everything_works_without_scripts(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page)

    expect(page.get_by_role("heading", name="Selamat datang")).to_be_visible()


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "/\\example.com", "/%5Cexample.com", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_host(page: Page, town: Town, elsewhere: str) -> None:
    sign_in(page, path=f"/masuk?ke={elsewhere}")

    assert page.url.startswith(town.url + "/")


def test_a_session_gets_a_new_name_when_somebody_signs_in(page: Page) -> None:
    page.goto("/masuk")
    before = cookie(page)
    sign_in(page)

    assert cookie(page) != before


def test_a_name_that_somebody_else_chose_opens_no_session(page: Page, town: Town) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": "A" * 43, "url": town.url}])
    sign_in(page)

    assert cookie(page) != "A" * 43
    assert town.count("portal_session", "id = sha256(%s)", b"A" * 43) == 0


def test_the_answer_to_another_browsers_sign_in_is_refused(page: Page, new_context: NewContext) -> None:
    other = new_context().new_page()
    other.goto("/masuk")
    with other.expect_request(re.compile("/masuk/kembali")) as asked:
        other.get_by_label("NIK rekaan").fill(FATHER)
        other.get_by_role("button", name="Masuk dengan NIK ini").click()

    answer = page.goto(asked.value.url)

    assert answer is not None
    assert answer.status == 400
    expect(page.get_by_role("heading", name="Belum bisa masuk")).to_be_visible()


def test_a_session_that_was_ended_is_over_for_whoever_kept_its_name(page: Page, town: Town) -> None:
    sign_in(page)
    kept = cookie(page)
    page.get_by_role("button", name="Keluar").click()

    answer = town.http.get("/permohonan", headers={"Cookie": f"{COOKIE}={kept}", "Accept": "text/html"})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/masuk")


@pytest.mark.parametrize("change", ["seen_at = now() - interval '61 minutes'", "ends_at = now() - interval '1 second'"])
def test_a_session_ends_by_itself(page: Page, town: Town, change: str) -> None:
    sign_in(page)
    with town.database.transaction() as connection:
        connection.execute(f"UPDATE portal_session SET {change}")
    page.goto("/permohonan")

    expect(page.get_by_role("heading", name="Masuk sebagai siapa?")).to_be_visible()


def test_the_database_holds_no_name_of_a_session(page: Page, town: Town) -> None:
    sign_in(page)

    rows = town.rows("SELECT * FROM portal_session")
    assert rows
    assert cookie(page) not in str(rows)


def test_an_officer_without_a_desk_comes_to_the_front_page(page: Page, town: Town) -> None:
    sign_in_as_officer(page, town, "OPERATOR")

    expect(page.get_by_role("heading", name="Selamat datang")).to_be_visible()
    expect(page.get_by_role("link", name="Antrian")).to_have_count(0)


def test_an_officer_who_was_struck_off_cannot_sign_in(page: Page, town: Town) -> None:
    sign_in_as_officer(page, town)
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, "PETUGAS_VERIFIKASI3277"))
    with town.database.transaction() as connection:
        connection.execute("UPDATE officer SET active = false WHERE id = %s", (identity,))
    page.goto("/masuk")

    expect(page.get_by_role("button", name=re.compile("petugas verifikasi"))).to_have_count(0)
