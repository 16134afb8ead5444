"""Every page in every state: nothing that axe-core finds, nothing cut off, moved or heavy; and its picture."""

import os

import pytest
from playwright.sync_api import Page

from local.custody import PROJECT
from tests.gateway.integration.town import Town
from tests.portal.conftest import DESK, PHONE, NewContext
from tests.portal.pages import barriers, cut_off_when_enlarged, overflows, shifted, transferred
from tests.portal.tour import STOPS

PICTURES = PROJECT / ".run" / "screenshots"
# Nothing is asserted of pictures: they are made when somebody wants to look at them (`make screenshots`).
PICTURES_WANTED = os.environ.get("TERPADU_PICTURES") == "1"
HEAVIEST = 100_000
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("name", STOPS)
def test_a_page_is_for_everyone(new_context: NewContext, town: Town, axe: str, name: str) -> None:
    # `evaluate` of axe-core is text from outside the page; the page's own policy would refuse it.
    page = new_context(bypass_csp=True).new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    STOPS[name](page, town)
    assert shifted(page) == []
    for size in (NARROW, DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert overflows(page) == [], size
        if size is DESK:
            assert cut_off_when_enlarged(page) == []
        if PICTURES_WANTED:
            _picture(page, name, size["width"])
    assert barriers(page, axe) == []
    assert transferred(page) < HEAVIEST
    assert wrong == []


def _picture(page: Page, name: str, width: int) -> None:
    folder = PICTURES / str(width)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
