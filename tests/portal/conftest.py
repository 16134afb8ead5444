"""A browser, a gateway whose neighbours are doubles, and people who sign in as people do."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from local import npm
from local.browser import chromium
from local.testing import Bench, IsolatedDatabases
from tests.gateway.double import listening
from tests.gateway.integration.town import Neighbours, Town, running
from tests.gateway.reports import FACILITY, FATHER
from tests.portal.pages import follow

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
AXE = Path(__file__).parent / "axe"

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="package")
def shared_town(bench: Bench, databases: IsolatedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("portal")
    with (
        listening() as perizinan,
        listening() as dukcapil,
        listening() as pajak,
        running(
            databases.create("gateway"), folder, bench.ports.get("portal"), Neighbours(perizinan, dukcapil, pajak)
        ) as town,
    ):
        town.add_client("faskes-f3277001", "FASKES", ["kelahiran:lapor"], FACILITY)
        yield town


@pytest.fixture
def town(shared_town: Town) -> Town:
    """A gateway whose neighbours are well, and in which nobody has begun anything, holds a file or acts for another."""
    shared_town.perizinan.reset()
    shared_town.dukcapil.reset()
    shared_town.pajak.reset()
    with shared_town.database.transaction() as connection:
        connection.execute("DELETE FROM portal_draft")
        connection.execute("DELETE FROM held_file")
        connection.execute("DELETE FROM officer_delegation")
        # Those whom `town.officer` made, and nobody's colleagues yet.
        connection.execute("UPDATE officer SET active = (nama = 'ANI')")
    return shared_town


# Not for longer than these tests: an event loop runs in the thread of all tests until it ends.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def new_context(browser: Browser, town: Town) -> Iterator[NewContext]:
    """Browsers that know nothing of each other; `new_context(java_script_enabled=False)` for one without scripts."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=town.url, locale="id-ID", **{"viewport": PHONE, **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A telephone on which nobody is signed in."""
    return new_context().new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core."""
    if not npm.is_there():
        pytest.skip("accessibility is not checked: install Node.js 20 or later with npm")
    return (npm.installed(AXE) / "node_modules" / "axe-core" / "axe.min.js").read_text()


# The way in has tests of its own; others come in with a session that somebody like them has begun before.
_KEPT: dict[str, list[dict[str, Any]]] = {}


def enter(page: Page, nik: str = FATHER, name: str = "BUDI SANTOSO", path: str = "/masuk") -> None:
    """Be signed in as this citizen, on this page of theirs."""
    if path.startswith("/masuk?") or not _come_back(page, nik, "/" if path == "/masuk" else path):
        sign_in(page, nik, name, path)
        _keep(page, nik)


def enter_as_officer(page: Page, town: Town, role: str = "PETUGAS_VERIFIKASI") -> None:
    """Be signed in as an officer with this role, at their desk."""
    town.officer(role)
    if role not in DESKS or not _come_back(page, role, DESKS[role]):
        sign_in_as_officer(page, town, role)
        _keep(page, role)


def sign_in(page: Page, nik: str = FATHER, name: str = "BUDI SANTOSO", path: str = "/masuk") -> None:
    """Sign in as this citizen, at the demonstration's provider."""
    page.goto(path)
    page.get_by_label("NIK rekaan").fill(nik)
    page.get_by_label("Nama").fill(name)
    follow(page, page.get_by_role("button", name="Masuk dengan NIK ini"))


def sign_in_as_officer(page: Page, town: Town, role: str = "PETUGAS_VERIFIKASI") -> None:
    """Sign in as an officer with this role."""
    town.officer(role)
    page.goto("/masuk")
    follow(page, page.get_by_role("button", name=re.compile(ROLE_WORDS[role])))


def _come_back(page: Page, who: str, path: str) -> bool:
    """Go to a page with a session of before; False when there is none, or it has ended."""
    if who not in _KEPT:
        return False
    page.context.add_cookies(_KEPT[who])  # type: ignore[arg-type]
    page.goto(path)
    if page.get_by_role("button", name="Keluar").count():
        return True
    page.context.clear_cookies()
    return False


def _keep(page: Page, who: str) -> None:
    names = ("name", "value", "domain", "path", "httpOnly", "sameSite")
    kept = [{name: each[name] for name in names if name in each} for each in page.context.cookies()]
    _KEPT[who] = kept


DESKS = {
    "PETUGAS_VERIFIKASI": "/petugas/antrian",
    "KEPALA_DINAS": "/petugas/antrian",
    "PETUGAS_PAJAK": "/petugas/pajak",
    "PETUGAS_OPD": "/petugas/aduan",
}
ROLE_WORDS = {
    "PETUGAS_VERIFIKASI": "petugas verifikasi",
    "KEPALA_DINAS": "kepala dinas",
    "PETUGAS_PAJAK": "petugas pajak",
    "PETUGAS_OPD": "petugas dinas lain",
    "OPERATOR": "OPERATOR",
}
