"""Looking at a page as everyone must be able to use it: axe-core, narrow screens, size."""

from typing import Any

from playwright.sync_api import Locator, Page

_RUN = """async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, {runOnly: tags});
    return found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target).join(' | '));
}"""

_BEYOND = """() => document.scrollingElement.scrollWidth <= window.innerWidth ? [] :
    [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > window.innerWidth)
        .map(one => one.outerHTML.slice(0, 80))"""

# Every shift since the page began that no touch of the reader explains, added up as the browser scores it.
_SHIFTED = """() => new Promise(done => {
    let all = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => all += one.hadRecentInput ? 0 : one.value))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => setTimeout(() => done(all), 50));
})"""


def follow(page: Page, control: Locator) -> None:
    """Press what leads to another page, and wait for it: a click alone returns while the page before still stands."""
    with page.expect_navigation():
        control.click()


def barriers(page: Page, axe: str) -> list[str]:
    """What axe-core finds wrong with the page as it is now."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(_RUN)
    return found


def overflows(page: Page) -> list[str]:
    """What stands beyond the edge of the screen, when one would have to scroll sideways."""
    found: list[str] = page.evaluate(_BEYOND)
    return found


def cut_off_when_enlarged(page: Page) -> list[str]:
    """What stands beyond the edge when only the text is made twice as large (WCAG 1.4.4)."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = overflows(page)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def transferred(page: Page) -> int:
    """Bytes that the page and all that belongs to it took on the wire."""
    entries: list[dict[str, Any]] = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".map(e => ({size: e.transferSize}))"
    )
    return sum(int(each["size"]) for each in entries)


def shifted(page: Page) -> float:
    """How far what stood on the page moved by itself since it began (0 when nothing did)."""
    found: float = page.evaluate(_SHIFTED)
    return found
