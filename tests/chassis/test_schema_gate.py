"""A process starts when its tables are as new as its code, or newer."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chassis.schema_gate import is_new_enough

MIGRATIONS = Path("services/gateway/migrations")


@pytest.fixture
def services(tmp_path: Path) -> Path:
    """A copy of the gateway's migrations with one more, 0900, on top."""
    shutil.copytree(MIGRATIONS, tmp_path / "gateway" / "migrations")
    versions = tmp_path / "gateway" / "migrations" / "versions"
    newest = sorted(path.name[:4] for path in versions.glob("*.py"))[-1]
    (versions / "0900_more.py").write_text(f'revision = "0900"\ndown_revision = "{newest}"\n')
    return tmp_path


@pytest.mark.parametrize(("version", "passes"), [(None, False), ("0001", False), ("0900", True), ("0901", True)])
def test_old_tables_hold_a_process_back_and_newer_ones_do_not(
    services: Path, version: str | None, passes: bool
) -> None:
    assert is_new_enough("gateway", version, services) is passes


def test_whoever_waits_at_the_gate_can_be_told_to_leave() -> None:
    nowhere = {"PYTHONUNBUFFERED": "1", "SERVICE": "gateway", "DATABASE_URL": "postgresql://a:b@127.0.0.1:9/c"}
    waiting = subprocess.Popen([sys.executable, "-m", "chassis.schema_gate"], env=nowhere, stderr=subprocess.PIPE)
    assert waiting.stderr is not None
    with waiting, waiting.stderr as told:
        assert b"schema_not_there_yet" in told.readline()
        waiting.send_signal(signal.SIGTERM)
        assert waiting.wait(10) == 128 + signal.SIGTERM
