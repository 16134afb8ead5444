"""The first page on a telephone with a slow line: WebPageTest's "Slow 3G", and nothing of it in the cache yet."""

import pytest
from playwright.sync_api import Page

from tests.portal.conftest import NewContext
from tests.portal.pages import shifted

USABLE_MS = 2_000
LATENCY_MS, BYTES_PER_SECOND = 400, 400_000 / 8
# Painted, and every script that a touch may need has run.
_USABLE = """() => Math.max(
    performance.getEntriesByName('first-contentful-paint')[0].startTime,
    performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)"""


@pytest.mark.parametrize("path", ["/", "/layanan/kelahiran", "/layanan/pajak", "/periksa", "/masuk"])
def test_a_first_page_can_be_used_within_two_seconds_and_does_not_move(new_context: NewContext, path: str) -> None:
    page = new_context().new_page()
    slow_down(page)

    page.goto(path, wait_until="load")

    assert page.evaluate(_USABLE) < USABLE_MS
    page.evaluate("document.fonts.ready.then(() => null)")
    assert shifted(page) == []


def slow_down(page: Page) -> None:
    line = {"latency": LATENCY_MS, "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", {"offline": False, **line})
