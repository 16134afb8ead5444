"""Shows what the launcher is doing: a live list on a terminal, one line per finished step elsewhere."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Report:
    """Steps may run at the same time in several threads."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)
        self._begun = time.monotonic()
        self._lock = threading.Lock()
        self._progress: Progress | None = None

    @contextmanager
    def live(self) -> Iterator[None]:
        """While open, running steps are shown with their elapsed time (on a terminal only)."""
        if not self._console.is_terminal:
            yield
            return
        columns = (SpinnerColumn(finished_text="·"), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=self._console, transient=True) as self._progress:
            yield
        self._progress = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        task = self._progress.add_task(name, total=1) if self._progress else None
        try:
            yield
        finally:
            if self._progress and task is not None:
                self._progress.remove_task(task)
        self.line(f"{name} ({time.monotonic() - begun:.1f} s)")

    def line(self, text: str) -> None:
        """One line with the seconds since the start."""
        with self._lock:
            self._console.print(f"[{time.monotonic() - self._begun:6.1f} s] {text}", markup=False)

    def plain(self, text: str = "") -> None:
        with self._lock:
            self._console.print(text, markup=False)
