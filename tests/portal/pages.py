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

# Every shift since the page began that no touch of the reader explains, with what moved from where to where.
_SHIFTED = """() => new Promise(done => {
    const all = [];
    const place = ({x, y, width, height}) => [x, y, width, height].map(Math.round).join(' ');
    const source = ({node, previousRect: before, currentRect: now}) =>
        `${(node?.outerHTML ?? node?.nodeName ?? '').slice(0, 60)} from ${place(before)} to ${place(now)}`;
    new PerformanceObserver(list => list.getEntries().filter(one => !one.hadRecentInput && one.value > 0).forEach(
        one => all.push(`${one.value} after ${Math.round(one.startTime)} ms: ${one.sources.map(source).join(', ')}`)
    )).observe({type: 'layout-shift', buffered: true});
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


def shifted(page: Page) -> list[str]:
    """What stood on the page and moved by itself since it began."""
    found: list[str] = page.evaluate(_SHIFTED)
    return found
