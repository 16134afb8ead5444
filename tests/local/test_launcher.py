"""What the launcher promises: it starts all, keeps all up, and leaves nothing behind, whatever happens to it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from launcher_project import LauncherProcess, launched, make_project, processes_of, wait_until_gone

from local.identity import started_at
from local.ledger import Ledger, stop_all
from local.ports import is_free
from local.testing import Bench, IsolatedBroker, IsolatedDatabases

UP = "Terpadu is up at"
PRIVATE = {"AMQP_URL": "", "DATABASE_URL": ""}


@pytest.fixture
def project(bench: Bench) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=bench.folder))
    folder.chmod(0o711)
    yield make_project(folder / "project")
    for left in folder.glob("*/.run/pids.json"):  # of a failed test whose warden was killed
        stop_all(Ledger(left).entries())
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def amqp(broker: IsolatedBroker) -> dict[str, str]:
    """The broker of this test run: a private one per launcher would cost seconds each time."""
    return {"AMQP_URL": broker.node.url if broker.node else ""}


@pytest.fixture(scope="session")
def servers(amqp: dict[str, str], databases: IsolatedDatabases) -> dict[str, str]:
    """Broker and PostgreSQL of this test run, when they are ours; a foreign server is not to be written to."""
    return PRIVATE if os.environ.get("DATABASE_URL") else amqp | {"DATABASE_URL": databases.admin_url}


def pid_of(project: Path, name: str) -> int:
    return next(entry.pid for entry in Ledger(project / ".run/pids.json").entries() if entry.name == name)


def ports_of(project: Path) -> list[int]:
    ports: dict[str, int] = json.loads((project / ".run/ports.json").read_text())
    return list(ports.values())


def test_a_terminated_launcher_leaves_no_process_port_or_lock(project: Path, amqp: dict[str, str]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        with launched(project, "run", **amqp | {"DATABASE_URL": ""}) as launcher:
            launcher.wait_for(UP)
            assert any("postgres" in command for command in processes_of(project).values())
            assert launcher.signal(number) == 0
        assert processes_of(project) == {}
        assert all(is_free(port) for port in ports_of(project))
        assert not (project / ".run/pids.json").exists()


def test_the_demo_ends_by_itself_with_the_documents_of_a_birth_and_of_two_returns(
    project: Path, servers: dict[str, str]
) -> None:
    with launched(project, "demo", **servers) as launcher:
        assert launcher.process.wait(60) == 0, launcher.said
    assert len(list((project / ".run/demo").glob("*.pdf"))) == 7
    assert processes_of(project) == {}


def test_after_a_kill_the_warden_stops_everything_and_a_second_start_works(
    project: Path, servers: dict[str, str]
) -> None:
    with launched(project, "run", **servers) as launcher:
        launcher.wait_for(UP)
        launcher.signal(signal.SIGKILL)
    with launched(project, "run", **servers) as again:
        again.wait_for(UP)
    assert processes_of(project) == {}


def test_with_private_servers_a_start_works_even_after_launcher_and_warden_were_killed(project: Path) -> None:
    with launched(project, "run", **PRIVATE) as launcher:
        launcher.wait_for(UP)
        warden = next(pid for pid, command in processes_of(project).items() if "local.warden" in command)
        os.kill(warden, signal.SIGKILL)
        launcher.signal(signal.SIGKILL)
    left = processes_of(project).values()
    assert any("bin/postgres" in command for command in left)
    assert any("beam" in command for command in left)
    with launched(project, "run", **PRIVATE) as again:
        again.wait_for(UP)
    assert processes_of(project) == {}


def test_what_dies_is_started_again(project: Path, amqp: dict[str, str]) -> None:
    with launched(project, "run", **amqp | {"DATABASE_URL": ""}) as launcher:
        launcher.wait_for(UP)
        for name in ("dukcapil-worker", "postgres"):
            os.kill(pid_of(project, name), signal.SIGKILL)
            launcher.wait_for(f"{name} was ended by signal 9")
            launcher.wait_for(f"{name} is back")
            assert started_at(pid_of(project, name))


def test_a_second_start_in_one_folder_is_refused_until_stop_has_ended_the_first(
    project: Path, servers: dict[str, str]
) -> None:
    with launched(project, "run", **servers) as launcher:
        launcher.wait_for("Terpadu starts")
        second = command_of(project, "run")
        assert second.returncode == 1
        assert second.stderr.startswith("terpadu: the suite already runs from this data folder")
        assert f"(process {launcher.process.pid})" in second.stderr
        assert second.stderr.count("\n") == 1
        assert command_of(project, "stop").stdout == "stopped\n"
        assert launcher.process.wait(5) in {0, 130}
    assert processes_of(project) == {}


def test_two_copies_run_side_by_side(bench: Bench, project: Path, amqp: dict[str, str]) -> None:
    other = make_project(project.parent / "other")
    own = amqp | {"DATABASE_URL": ""}
    with launched(project, "run", **own) as one, launched(other, "run", **own) as two:
        one.wait_for(UP)
        two.wait_for(UP)
        assert not set(ports_of(project)) & set(ports_of(other))
        assert one.signal(signal.SIGTERM) == 0
        assert two.process.poll() is None
        assert any("gateway web" in command for command in processes_of(other).values())


@pytest.mark.parametrize(
    ("failing", "message"),
    [
        ("perizinan migrate", r"migrate perizinan failed \(status 1\), see .*/migrate-perizinan\.log: the reason"),
        ("dukcapil worker", r"dukcapil-worker ends as soon as it is started, see .*/dukcapil-worker\.log: the reason"),
    ],
)
def test_what_fails_is_told_in_one_line_with_its_log(
    project: Path, servers: dict[str, str], failing: str, message: str
) -> None:
    with launched(project, "run", STAND_IN_FAILS=failing, **servers) as launcher:
        assert launcher.process.wait(60) == 1
        [line] = [line for line in launcher.said.splitlines() if line.startswith("terpadu: ")]
        assert re.fullmatch(f"terpadu: {message}", line)
    assert processes_of(project) == {}


def test_a_launcher_ends_with_the_make_that_started_it(project: Path, servers: dict[str, str]) -> None:
    (project / "Makefile").write_text(f"run:\n\t@{sys.executable} -m local run --end-with-parent\n")
    make = LauncherProcess(project, environment=servers, program=["make", "run"])
    make.wait_for(UP)
    make.signal(signal.SIGKILL)
    wait_until_gone(project)


def command_of(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "local", *arguments]
    return subprocess.run(argv, cwd=project, capture_output=True, text=True, check=False)
