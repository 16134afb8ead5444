"""One launcher per data folder, and a way to reach the one that runs."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from local.errors import LaunchError
from local.identity import started_at

_WAIT_FOR_END_SECONDS = 60


@dataclass(frozen=True)
class Holder:
    """Who holds the data folder; `parent` is the process with which it ends, if any (`--end-with-parent`)."""

    pid: int
    started: str | None
    parent: int | None
    parent_started: str | None

    @property
    def is_running(self) -> bool:
        return self.started is not None and started_at(self.pid) == self.started

    @property
    def is_about_to_end(self) -> bool:
        return self.parent is not None and started_at(self.parent) != self.parent_started


class FolderLock:
    """An advisory lock that the kernel frees when its holder dies, so that it can never be stale."""

    def __init__(self, root: Path) -> None:
        self._lock = root / "launcher.lock"
        self._note = root / "launcher.json"

    @contextmanager
    def hold(self, *, ends_with_parent: bool) -> Iterator[None]:
        """Hold the folder; `LaunchError` when another launcher does. One that is just ending is waited for."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        parent = os.getppid() if ends_with_parent else None
        with self._lock.open("a") as file:
            self._acquire(file)
            own = Holder(os.getpid(), started_at(os.getpid()), parent, started_at(parent) if parent else None)
            self._note.write_text(json.dumps(asdict(own)))
            try:
                yield
            finally:
                self._note.unlink(missing_ok=True)

    def holder(self) -> Holder | None:
        """The running launcher, or None."""
        try:
            holder = Holder(**json.loads(self._note.read_text()))
        except (OSError, ValueError, TypeError):
            return None
        return holder if holder.is_running else None

    def ask_to_stop(self) -> bool:
        """Send SIGTERM to the running launcher and wait for its end; False when there is none."""
        holder = self.holder()
        if holder is None:
            return False
        os.kill(holder.pid, signal.SIGTERM)
        until = time.monotonic() + _WAIT_FOR_END_SECONDS
        while holder.is_running and time.monotonic() < until:
            time.sleep(0.1)
        return not holder.is_running

    def _acquire(self, file: TextIO) -> None:
        until = time.monotonic() + _WAIT_FOR_END_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = self.holder()
                if (holder is not None and not holder.is_about_to_end) or time.monotonic() > until:
                    who = f" (process {holder.pid})" if holder else ""
                    raise LaunchError(
                        f"the suite already runs from this data folder{who}: stop it with Ctrl-C or "
                        "`python -m local stop`, or choose another folder with --data"
                    ) from None
                time.sleep(0.1)
            else:
                return
