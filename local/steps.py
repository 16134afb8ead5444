"""One-off commands of the suite, run as steps that are shown, logged and stopped like everything else."""

import sys
from collections.abc import Mapping

from local.custody import Command, Custody
from local.errors import LaunchError, last_line
from local.layout import Layout
from local.report import Report


class Steps:
    def __init__(self, custody: Custody, report: Report, layout: Layout) -> None:
        self.custody = custody
        self.report = report
        self.layout = layout

    def module(self, title: str, *module: str, environment: Mapping[str, str] | None = None) -> None:
        """Run `python -m …` to its end; `LaunchError` names the step and its log."""
        log = self.layout.log("-".join(title.split()))
        log.unlink(missing_ok=True)
        with self.report.step(title):
            status = self.custody.run(Command(title, [sys.executable, "-m", *module], log, environment or {}))
            if status != 0:
                raise LaunchError(f"{title} failed (status {status}), see {log}: {last_line(log)}")
