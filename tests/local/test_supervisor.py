"""The supervisor: what ends is started again, more slowly each time; what is held rests."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local.custody import Command, Custody
from local.errors import LaunchError
from local.parts import Part
from local.stopping import StopRequest
from local.supervisor import Supervisor


@pytest.fixture
def notices() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, notices: list[str]) -> Iterator[Supervisor]:
    """One that watches in a thread, as it does in a running suite."""
    stop = StopRequest()
    with Custody(tmp_path / "custody") as custody:
        supervisor = Supervisor(custody, notices.append, stop)
        watching = threading.Thread(target=supervisor.watch)
        watching.start()
        yield supervisor
        stop.event.set()
        watching.join()


def part(tmp_path: Path, name: str, program: str = "import time; time.sleep(60)") -> Part:
    command = Command(name, [sys.executable, "-c", program], tmp_path / f"{name}.log")
    return Part(command, lambda: True, patience_seconds=5)


def pid_of(supervisor: Supervisor, name: str) -> int:
    pid = supervisor.pid_of(name)
    assert pid is not None
    return pid


def eventually(check: Callable[[], object]) -> None:
    until = time.monotonic() + 10
    while not check():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_killed_process_is_started_again_and_more_slowly_the_next_time(
    tmp_path: Path, supervisor: Supervisor, notices: list[str]
) -> None:
    supervisor.start([part(tmp_path, "worker")])
    for delay in ("0.5", "1"):
        notices.clear()
        os.kill(pid_of(supervisor, "worker"), signal.SIGKILL)
        eventually(lambda: len(notices) == 2)
        assert notices == [f"worker was ended by signal 9, starts again in {delay} s", "worker is back"]


def test_what_is_held_rests_until_it_is_released(tmp_path: Path, supervisor: Supervisor, notices: list[str]) -> None:
    supervisor.start([part(tmp_path, "held"), part(tmp_path, "other")])
    other = pid_of(supervisor, "other")
    supervisor.hold(["held"])
    time.sleep(1)
    assert supervisor.pid_of("held") is None
    assert supervisor.pid_of("other") == other
    assert notices == ["held was ended by signal 15, is held"]
    supervisor.release(["held"])
    eventually(lambda: supervisor.pid_of("held"))


def test_what_ends_at_every_start_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    with Custody(tmp_path / "custody") as custody:
        supervisor = Supervisor(custody, lambda _: None, StopRequest())
        broken = part(tmp_path, "broken", "raise SystemExit('no such setting')")
        supervisor.start([Part(broken.command, lambda: False)])
        with pytest.raises(LaunchError, match=r"broken ends as soon as it is started, see .*: no such setting"):
            supervisor.wait_until_ready()


def test_what_never_gets_ready_is_given_up_when_patience_ends(tmp_path: Path) -> None:
    with Custody(tmp_path / "custody") as custody:
        supervisor = Supervisor(custody, lambda _: None, StopRequest())
        supervisor.start([Part(part(tmp_path, "slow").command, lambda: False, patience_seconds=1)])
        with pytest.raises(LaunchError, match=r"slow was not ready within 1 s, see"):
            supervisor.wait_until_ready()


def test_whoever_ignores_a_polite_request_is_killed_with_all_its_children(tmp_path: Path) -> None:
    program = (
        "import signal, subprocess, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
    )
    log = tmp_path / "deaf.log"
    with Custody(tmp_path / "custody") as custody:
        custody.start(Command("deaf", [sys.executable, "-c", program], log, grace_seconds=0.5))
        eventually(lambda: log.exists() and log.read_text().strip())
    child = int(log.read_text())
    eventually(lambda: not Path(f"/proc/{child}").exists())
