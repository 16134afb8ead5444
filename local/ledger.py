"""The record of what we started: a file that outlives us, so that someone can always stop it."""

import json
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from local.files import write_whole
from local.identity import boot_id, group_signal, started_at

_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Entry:
    """One process that leads its own process group.

    `tier` orders the stop: the highest tier ends first (services before the broker, the broker before its name server).
    """

    name: str
    pid: int
    started: str
    stop_signal: int
    grace_seconds: float
    tier: int

    @property
    def is_running(self) -> bool:
        return started_at(self.pid) == self.started


class Ledger:
    """The processes of one data folder, in a JSON file that is replaced whole at each change."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> list[Entry]:
        try:
            rows = json.loads(self._path.read_text())
            return [Entry(**row) for row in rows]
        except (FileNotFoundError, ValueError, TypeError):
            return []

    def add(self, entry: Entry) -> None:
        self._write([*self.entries(), entry])

    def remove(self, pid: int) -> None:
        self._write([entry for entry in self.entries() if entry.pid != pid])

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)

    def _write(self, entries: list[Entry]) -> None:
        write_whole(self._path, json.dumps([asdict(entry) for entry in entries], indent=1))


def stop_all(entries: list[Entry]) -> None:
    """Ask every process to stop, tier by tier, and kill what is left after its grace time."""
    for tier in sorted({entry.tier for entry in entries}, reverse=True):
        _stop_together([entry for entry in entries if entry.tier == tier])


def _stop_together(entries: list[Entry]) -> None:
    running = [entry for entry in entries if entry.is_running]
    for entry in running:
        group_signal(entry.pid, entry.stop_signal)
    asked = time.monotonic()
    while running:
        waited = time.monotonic() - asked
        for entry in running:
            if waited > entry.grace_seconds:
                group_signal(entry.pid, signal.SIGKILL)
        time.sleep(_POLL_SECONDS)
        running = [entry for entry in running if entry.is_running]
    for entry in entries:
        _end_rest_of_group(entry)


def _end_rest_of_group(entry: Entry) -> None:
    """A leader that died may leave members behind; a group id is not given again while they live.

    After a restart of the machine the same number is somebody else's, so an entry of an earlier boot is left alone.
    """
    if entry.started.startswith(boot_id()) and started_at(entry.pid) is None:
        group_signal(entry.pid, signal.SIGKILL)
