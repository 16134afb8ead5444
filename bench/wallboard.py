"""The wallboard while ten births a second are reported: `python -m bench.wallboard`. The aim: live, 10 % of a core.

A real Chromium shows the screen at 1920 × 1080. Its share is the CPU time of all its processes (drawn without a
graphics processor, which a screen on a wall has). What the screen costs the suite is measured afterwards, at rest:
thirty seconds without and thirty with it. The figures are alive when their time of day never stood still for long and
when, at the end, they are those of the database.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.chain import report_at, told
from local.browser import chromium
from local.running import RunningSuite, running_suite
from local.testing import Bench

RATE = float(os.environ.get("BENCH_RATE", "10"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
REST_SECONDS = 30
SCREEN = {"width": 1920, "height": 1080}
TICKS = os.sysconf("SC_CLK_TCK")
REPORTED = "SELECT count(*) FROM application WHERE jenis = 'KELAHIRAN'"
UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"


def main() -> None:
    """Print the shares of a core, the greatest age of the figures, and what screen and database say at the end."""
    with Bench.open() as bench, running_suite(bench.folder / "suite") as suite:
        births = [told(suite) for _ in range(int(RATE * SECONDS))]
        with chromium() as browser, _screen(browser, suite) as page:
            sender = threading.Thread(target=report_at, args=(suite, RATE, births))
            sender.start()
            began, before = time.monotonic(), _cpu(browser=True)
            oldest = max(_ages(page, sender))
            seconds, used = time.monotonic() - began, _cpu(browser=True) - before
            sender.join()
            _settle(suite)
            page.wait_for_timeout(10_000)
            shown = int(page.locator(".figure").first.inner_text())
        counted = suite.count("gateway", REPORTED)
        print(
            f"{RATE:g} reports/s for {seconds:.0f} s: the browser used {100 * used / seconds:.1f} % of a core, "
            f"figures at most {oldest:.1f} s old; at the end {shown} reports on the screen, {counted} in the database",
            flush=True,
        )
        without = _at_rest()
        with chromium() as browser, _screen(browser, suite):
            with_it = _at_rest()
        print(f"the suite at rest: {without:.1f} % of a core without the screen, {with_it:.1f} % with it", flush=True)


@contextmanager
def _screen(browser: Browser, suite: RunningSuite) -> Iterator[Page]:
    """The wallboard, as the head of the agency left it on the wall."""
    context = browser.new_context(base_url=suite.base_url, viewport=SCREEN, locale="id-ID")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/masuk")
    with page.expect_navigation():
        page.get_by_role("button", name="kepala dinas").first.click()
    page.goto("/papan")
    page.wait_for_timeout(6_000)
    yield page
    context.close()


def _ages(page: Page, sender: threading.Thread) -> Iterator[float]:
    """How old the figures were at each look, until all was sent; the looks themselves are the browser's work too."""
    while sender.is_alive():
        at = page.locator("time").first.get_attribute("datetime")
        yield (datetime.now().astimezone() - datetime.fromisoformat(str(at))).total_seconds()
        page.wait_for_timeout(2_000)


def _settle(suite: RunningSuite) -> None:
    """Wait until all that follows from the reports is done."""
    until = time.monotonic() + 300
    while any(suite.count(name, UNSENT) for name in ("gateway", "perizinan", "dukcapil")) and time.monotonic() < until:
        time.sleep(2)
    time.sleep(10)


def _at_rest() -> float:
    """Per cent of one core that everything but the browser uses."""
    before, began = _cpu(browser=False), time.monotonic()
    time.sleep(REST_SECONDS)
    return 100 * (_cpu(browser=False) - before) / (time.monotonic() - began)


def _cpu(*, browser: bool) -> float:
    """Seconds of CPU, until now, of the browser's processes, or of all others that this measurement started."""
    found, parents = {}, {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            name, _, rest = (process / "stat").read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        values = rest.split()
        parents[int(process.name)] = int(values[1])
        found[int(process.name)] = (name, sum(map(int, values[11:15])))
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    ours.discard(os.getpid())
    return (
        sum(ticks for pid, (name, ticks) in found.items() if pid in ours and name.startswith("chrom") == browser)
        / TICKS
    )


if __name__ == "__main__":
    main()
