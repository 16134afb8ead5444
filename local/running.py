"""The whole suite, running, for tests and benchmarks that use it as people do, and hurt it while they do."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from local.launcher import Launcher, Options
from local.processes import Suite
from local.report import Report
from local.seeding import Population
from local.stopping import StopRequest
from local.tax_visitors import TaxVisitors
from local.visitors import Visitors

RESIDENTS = 6000


class RunningSuite:
    """One running copy and the people who visit it."""

    def __init__(self, launcher: Launcher, suite: Suite) -> None:
        self._launcher = launcher
        self.layout = launcher.layout
        self.base_url = suite.public_url
        self.visitors = Visitors(launcher.layout, suite.public_url)
        self._databases = suite.databases

    @cached_property
    def taxpayers(self) -> TaxVisitors:
        """Those who come for local tax: one for all tests, so that each adult is handed out once."""
        return TaxVisitors(self.layout, self.visitors)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all that runs, by which it can be stopped and killed."""
        return self._launcher.supervisor.names

    def owner_url(self, service: str) -> str:
        """The URL of a service's database for the role that owns its tables."""
        return self._databases[service].migrator_url

    def rows(self, service: str, query: str, *values: Any) -> list[dict[str, Any]]:
        """What stands in a service's database."""
        with psycopg.connect(self._databases[service].app_url, row_factory=dict_row) as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def change(self, service: str) -> Iterator[psycopg.Connection[Any]]:
        """Meddle with a service's data, as its owner could."""
        with psycopg.connect(self.owner_url(service)) as connection:
            yield connection

    def count(self, service: str, query: str, *values: Any) -> int:
        """The one number that a query gives."""
        return int(next(iter(self.rows(service, query, *values)[0].values())))

    @contextmanager
    def without(self, *parts: str) -> Iterator[None]:
        """These parts are stopped during the block."""
        self._launcher.supervisor.hold(parts)
        try:
            yield
        finally:
            self._launcher.supervisor.release(parts)

    def kill(self, part: str) -> bool:
        """`kill -9`; the supervisor will start it again. False when it is not running just now."""
        pid = self._launcher.supervisor.pid_of(part)
        if pid is None:
            return False
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def environment(self, process: str) -> dict[str, str]:
        """The settings with which a process was started."""
        found: dict[str, dict[str, str]] = json.loads(self.layout.environments.read_text())
        return found[process]

    def log_text(self) -> str:
        """All that the processes have logged."""
        return "".join(path.read_text(errors="replace") for path in self.layout.logs.glob("*.log"))


@contextmanager
def running_suite(folder: Path, *, residents: int = RESIDENTS) -> Iterator[RunningSuite]:
    """Start the suite in a folder of its own, and keep it up until the block ends."""
    stop = StopRequest()
    options = Options(Population("3277", residents), folder)
    with Launcher.open(options, Report(), stop) as launcher:
        suite = launcher.bring_up()
        keeper = threading.Thread(target=launcher.keep_up)
        keeper.start()
        running = RunningSuite(launcher, suite)
        try:
            yield running
        finally:
            running.visitors.close()
            stop.event.set()
            keeper.join()


def eventually(check: Callable[[], Any], *, within: float = 60) -> Any:
    """The first true answer of `check`, or a failure when none comes in time."""
    give_up = time.monotonic() + within
    while True:
        found = check()
        if found:
            return found
        assert time.monotonic() < give_up, "it did not come in time"
        time.sleep(0.1)
