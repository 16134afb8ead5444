"""What a stranger, a curious neighbour or a hostile text could try with the pages."""

import re
from datetime import UTC, datetime

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from playwright.sync_api import Page, expect

from contracts.perizinan import events as perizinan
from services.gateway.app import make_app
from tests.gateway.conftest import settings
from tests.gateway.integration.town import Town
from tests.gateway.reports import MOTHER, STRANGER
from tests.portal.conftest import enter, enter_as_officer
from tests.portal.test_entering import COOKIE, cookie

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'"


def request(town: Town, method: str, path: str, session: str, **more: object) -> httpx.Response:
    headers = {"Cookie": f"{COOKIE}={session}", "Accept": "text/html"}
    return town.http.request(method, path, headers=headers, **more)  # type: ignore[arg-type]


def forms(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The address of every form of the portal that does something."""
    app = make_app(settings(tmp_path_factory.mktemp("app"), demo=False))
    routes = [context.original_route for context in iter_route_contexts(app.routes)]
    return sorted(
        route.path
        for route in routes
        if isinstance(route, APIRoute) and "POST" in route.methods and ".portal." in route.endpoint.__module__
    )


@pytest.mark.parametrize("token", ["", "somebody-elses"])
def test_a_form_that_did_not_come_from_our_page_does_nothing(
    page: Page, town: Town, tmp_path_factory: pytest.TempPathFactory, token: str
) -> None:
    number = town.accepted(town.citizen())
    enter(page)
    citizen = cookie(page)
    page.get_by_role("button", name="Keluar").click()
    enter(page)
    citizen = cookie(page)
    page.context.clear_cookies()
    enter_as_officer(page, town)
    officer = cookie(page)
    found = forms(tmp_path_factory)
    assert len(found) >= 5
    for path in found:
        if path == "/periksa":  # changes nothing, and is for anyone
            continue
        session = officer if path.startswith("/petugas") else citizen
        address = re.sub(r"\{[^}]*\}", number, path)
        answer = request(town, "POST", address, session, data={"_csrf": token} if token else {"x": "1"})
        assert answer.status_code == 403, path
    assert request(town, "GET", "/permohonan", citizen).status_code == 200


def test_a_form_from_another_site_is_refused_even_with_the_right_token(page: Page, town: Town) -> None:
    enter(page)
    token = page.locator("input[name=_csrf]").first.get_attribute("value")
    headers = {"Cookie": f"{COOKIE}={cookie(page)}", "Sec-Fetch-Site": "cross-site"}
    answer = town.http.post("/keluar", data={"_csrf": token or ""}, headers=headers)

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/", "/periksa", "/layanan/kelahiran", "/tidak-ada", "/permohonan"])
def test_a_page_can_be_framed_cached_and_scripted_by_nobody(page: Page, town: Town, path: str) -> None:
    enter(page)
    headers = request(town, "GET", path, cookie(page)).headers

    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "private, no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_pages_hold_no_inline_script_and_no_inline_style(page: Page) -> None:
    enter(page)
    for path in ("/", "/permohonan", "/layanan/kelahiran", "/lapor/kelahiran", "/periksa"):
        page.goto(path)
        assert page.locator("script:not([src]), style, [style], [onclick], [onload]").count() == 0, path


@pytest.mark.parametrize("path", ["", "/terkirim", "/tarik", "/acara"])
def test_another_persons_application_is_not_there(page: Page, town: Town, path: str) -> None:
    number = town.accepted(town.citizen())
    enter(page, STRANGER, "ORANG LAIN")

    assert request(town, "GET", f"/permohonan/{number}{path}", cookie(page)).status_code == 404


def test_another_persons_document_and_draft_are_not_there(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    told = town.document(perizinan, number, "AKTA_KELAHIRAN")
    enter(page)
    page.goto("/lapor/kelahiran")
    page.get_by_role("button", name="Keluar").click()
    enter(page, MOTHER, "IBU")

    assert request(town, "GET", f"/dokumen/{told['dokumen_id']}", cookie(page)).status_code == 404
    page.goto("/permohonan")
    expect(page.get_by_text("Belum dikirim")).to_have_count(0)


def test_an_officer_has_no_citizens_pages(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    enter_as_officer(page, town)

    assert request(town, "GET", "/lapor/kelahiran", cookie(page)).status_code == 403
    assert request(town, "GET", f"/permohonan/{number}", cookie(page)).status_code == 404


def test_hostile_texts_are_shown_and_never_run(page: Page, town: Town) -> None:
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    number = town.accepted(town.citizen(MOTHER), pelapor={"nik": MOTHER, "hubungan": "IBU"})
    now = datetime.now(UTC)
    town.step(number, "DITOLAK", perizinan, pada=now, oleh="PETUGAS", catatan=HOSTILE)
    with town.database.transaction() as connection:
        connection.execute("UPDATE account SET nama = %s WHERE nik = %s", (HOSTILE, MOTHER))
    enter(page, MOTHER, "IBU", f"/permohonan/{number}")

    expect(page.get_by_text(HOSTILE).first).to_be_visible()
    assert page.locator("img").count() == 0
    assert heard == []
    with town.database.transaction() as connection:
        connection.execute("UPDATE account SET nama = 'IBU' WHERE nik = %s", (MOTHER,))


def test_a_refusal_repeats_nothing_of_what_was_sent(page: Page) -> None:
    answer = page.goto("/v/%3Cscript%3Ealert(1)%3C%2Fscript%3E")

    assert answer is not None
    assert "<script>alert" not in page.content()


def test_files_of_the_portal_are_kept_by_browsers_and_nothing_else_is_served(town: Town, page: Page) -> None:
    page.goto("/")
    style = page.locator("link[rel=stylesheet]").get_attribute("href") or ""

    assert "immutable" in town.http.get(style).headers["cache-control"]
    for name in ("../app.py", "..%2Fapp.py", "OFL-Inter.txt", "portal.py"):
        assert town.http.get(f"/aset/x/{name}").status_code == 404
