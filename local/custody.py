"""Processes in custody: whatever is started here is recorded, and stopped even if we are killed."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from local.accounts import Account
from local.errors import LaunchError
from local.identity import started_at
from local.ledger import Entry, Ledger, stop_all

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Command:
    """What to start: `tier` and `stop_signal` say when and how it is stopped (see `Entry`); output goes to `log`."""

    name: str
    argv: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    folder: Path = PROJECT
    stop_signal: int = signal.SIGTERM
    grace_seconds: float = 10
    tier: int = 1


class Custody:
    """Everything that one launcher has running. Use as a context manager; leaving it stops all.

    `scratch_folders` are removed by the warden at the end, also after a `kill -9` (tests use this).
    """

    def __init__(self, folder: Path, *, scratch_folders: Sequence[Path] = ()) -> None:
        self._folder = folder
        self._ledger = Ledger(folder / "pids.json")
        self._scratch = scratch_folders
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()
        self._warden: subprocess.Popen[bytes] | None = None
        self._closed = False

    def __enter__(self) -> "Custody":
        self._folder.mkdir(parents=True, exist_ok=True)
        self._wait_for_previous_warden()
        stop_all(self._ledger.entries())
        self._ledger.clear()
        self._start_warden()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_all()
        self._dismiss_warden()

    def run(self, command: Command) -> int:
        """Run a command to its end and return its exit status; it is stopped like all others when we stop."""
        process = self.start(command)
        try:
            return process.wait()
        finally:
            self.forget(process)

    def start(self, command: Command) -> subprocess.Popen[bytes]:
        """Start a process as the leader of its own session and process group, and record it."""
        command.log.parent.mkdir(parents=True, exist_ok=True)
        with self._lock, command.log.open("ab") as log:
            if self._closed:
                raise LaunchError(f"{command.name}: not started, everything is being stopped")
            try:
                process = self._spawn(command, log.fileno())
            except OSError as error:
                raise LaunchError(f"{command.name}: {command.argv[0]} cannot be started: {error.strerror}") from error
            self._processes[process.pid] = process
            self._ledger.add(
                Entry(
                    command.name,
                    process.pid,
                    started_at(process.pid) or "ended",
                    command.stop_signal,
                    command.grace_seconds,
                    command.tier,
                )
            )
        return process

    def forget(self, process: subprocess.Popen[bytes]) -> None:
        """Strike a process that has ended out of the record."""
        with self._lock:
            self._processes.pop(process.pid, None)
            self._ledger.remove(process.pid)

    def stop(self, chosen: Callable[[Entry], bool]) -> None:
        """Stop the processes that `chosen` picks, and reap them."""
        with self._lock:
            entries = [entry for entry in self._ledger.entries() if chosen(entry)]
        stop_all(entries)
        for entry in entries:
            process = self._processes.get(entry.pid)
            if process is not None:
                process.wait()
                self.forget(process)

    def stop_all(self) -> None:
        """Stop everything; from now on nothing is started."""
        with self._lock:
            self._closed = True
        self.stop(lambda _: True)

    def _spawn(self, command: Command, output: int) -> subprocess.Popen[bytes]:
        account = command.account
        return subprocess.Popen(
            command.argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **command.environment},
            cwd=command.folder,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )

    def _wait_for_previous_warden(self) -> None:
        with (self._folder / "warden.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)

    def _start_warden(self) -> None:
        folders = [str(folder) for folder in self._scratch]
        self._warden = subprocess.Popen(
            [sys.executable, "-m", "local.warden", self._folder / "pids.json", self._folder / "warden.lock", *folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            start_new_session=True,
        )
        assert self._warden.stdout is not None
        with self._warden.stdout as answer:
            answer.readline()

    def _dismiss_warden(self) -> None:
        if self._warden is not None and self._warden.stdin is not None:
            self._warden.stdin.close()
            self._warden.wait()
            self._warden = None
