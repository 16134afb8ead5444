"""A project folder with the real launcher and stand-ins for the services, to start and to kill at will."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = Path(__file__).with_name("stand_in.py")
_STAND_INS = (
    "services/gateway/__main__.py",
    "services/perizinan/__main__.py",
    "services/dukcapil/__main__.py",
    "services/pajak/__main__.py",
    "chassis/relay/__main__.py",
    "chassis/topology.py",
    "local/signing.py",
    "local/city/__main__.py",
)


def make_project(folder: Path) -> Path:
    shutil.copytree(ROOT / "local", folder / "local", ignore=shutil.ignore_patterns("city", "__pycache__"))
    for name in _STAND_INS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STAND_IN, folder / name)
    return folder


class LauncherProcess:
    """One `python -m local …`, or another program that leads to it, and everything below it."""

    def __init__(
        self, project: Path, *arguments: str, environment: dict[str, str], program: Sequence[str] = ()
    ) -> None:
        self.project = project
        self.output = project / "output.txt"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*(program or (sys.executable, "-m", "local")), *arguments],
                cwd=project,
                env={**os.environ, **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait_for(self, text: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while text not in self.said:
            assert self.process.poll() is None, f"the launcher ended:\n{self.said}"
            assert time.monotonic() < until, f"no {text!r} in:\n{self.said}"
            time.sleep(0.05)

    @property
    def said(self) -> str:
        return self.output.read_text()

    def signal(self, number: int) -> int:
        """Send a signal and wait for the end; returns the exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)


@contextmanager
def launched(project: Path, *arguments: str, **environment: str) -> Iterator[LauncherProcess]:
    launcher = LauncherProcess(project, *arguments, environment=environment)
    try:
        yield launcher
    finally:
        if launcher.process.poll() is None:
            launcher.signal(signal.SIGTERM)


def processes_of(folder: Path) -> dict[int, str]:
    """Command lines of all running processes that name this folder or stand in it."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            place = os.readlink(entry / "cwd")
        except OSError:
            continue
        if command and (str(folder) in command or place.startswith(str(folder))):
            found[int(entry.name)] = command
    return found


def wait_until_gone(folder: Path, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while left := processes_of(folder):
        assert time.monotonic() < until, f"still running: {left}"
        time.sleep(0.1)
