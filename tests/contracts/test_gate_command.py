"""The gate and the publisher as commands, on a copy of the contracts with a history of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.recorded import ROOT

MODEL = "contracts/dukcapil/events.py"
SCHEMA = "contracts/published/dukcapil.kk_terbit.v1.json"
EXAMPLE = "contracts/examples/dukcapil.kk_terbit.v1.json"


class Copy:
    """A repository with nothing but `contracts/`, in which a change can be planted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "contracts", root / "contracts", ignore=shutil.ignore_patterns("__pycache__"))
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("--allow-empty", "--message=Begin")
        self.git("add", ".")
        self.commit("--message=Publish")

    def commit(self, *arguments: str) -> None:
        self.git("-c", "user.name=Uji", "-c", "user.email=uji@example.id", "commit", "--quiet", *arguments)

    def git(self, *arguments: str) -> None:
        subprocess.run(("git", "-C", str(self.root), *arguments), check=True, capture_output=True)

    def land(self, commit: str = "main") -> None:
        """Let this copy know that others have what is in a commit."""
        self.git("update-ref", "refs/remotes/origin/main", commit)

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": ""}
        call = (sys.executable, "-m", f"contracts.{command}", *arguments)
        return subprocess.run(call, cwd=self.root, env=environment, capture_output=True, text=True, check=False)

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text()
        assert old in text
        (self.root / file).write_text(text.replace(old, new))

    def rename_a_field(self) -> None:
        model = (self.root / MODEL).read_text()
        head, mark, rest = model.partition("class KkTerbit(EventData):")
        (self.root / MODEL).write_text(head + mark + rest.replace("nomor_kk: NomorKk", "no_kk: NomorKk", 1))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_the_gate_ends_well_when_nothing_was_changed(copy: Copy) -> None:
    done = copy.run("gate")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_gate_names_the_file_the_place_and_the_rule(copy: Copy) -> None:
    copy.rename_a_field()

    done = copy.run("gate")

    assert done.returncode == 1
    assert f"{SCHEMA}: /data/nomor_kk: field removed" in done.stdout
    assert f"{SCHEMA}: /data/no_kk: required field added" in done.stdout


def test_publishing_refuses_to_write_what_would_break_someone(copy: Copy) -> None:
    before = (copy.root / SCHEMA).read_text()
    copy.rename_a_field()

    done = copy.run("publish")

    assert done.returncode == 1
    assert f"{SCHEMA}: /data/nomor_kk: field removed" in done.stdout
    assert (copy.root / SCHEMA).read_text() == before


def test_publishing_writes_an_added_optional_field(copy: Copy) -> None:
    copy.land()
    copy.replace(MODEL, "    menit_kerja: int", "    kanal: str | None = None\n    menit_kerja: int")

    done = copy.run("publish")

    assert done.returncode == 0, done.stdout
    assert "contracts/published/dukcapil.paket_3in1_selesai.v1.json" in done.stdout
    assert copy.run("publish").stdout == ""
    assert copy.run("gate").returncode == 0


def test_a_golden_file_edited_by_hand_hides_no_breach_from_what_has_landed(copy: Copy) -> None:
    copy.land()
    copy.rename_a_field()
    (copy.root / SCHEMA).unlink()

    assert copy.run("gate").returncode == 1
    assert copy.run("publish").returncode == 1


def test_what_has_not_landed_may_still_change(copy: Copy) -> None:
    copy.land("main^")
    copy.rename_a_field()

    assert copy.run("gate").returncode == 0
    assert copy.run("publish").returncode == 0


def test_a_commit_to_compare_with_can_be_named(copy: Copy) -> None:
    copy.replace(MODEL, "class KkTerbit(EventData):", "class KkTerbitLagi(EventData):")
    copy.replace(MODEL, "    KkTerbit,", "    KkTerbitLagi,")
    copy.replace(MODEL, '"dukcapil.kk_terbit.v1"', '"dukcapil.kk_terbit.v2"')

    done = copy.run("gate", "--against", "main")

    assert done.returncode == 1
    assert f"{SCHEMA}: /: contract removed" in done.stdout


def test_a_recorded_example_cannot_be_edited(copy: Copy) -> None:
    copy.land()
    message = json.loads((copy.root / EXAMPLE).read_text())
    (copy.root / EXAMPLE).write_text(json.dumps(message))

    for command in ("gate", "publish"):
        done = copy.run(command)
        assert done.returncode == 1
        assert done.stdout.startswith(f"{EXAMPLE}: /: recorded example changed: edited")


def test_an_unknown_commit_is_said_in_one_line(copy: Copy) -> None:
    done = copy.run("gate", "--against", "nowhere")

    assert done.returncode == 2
    assert done.stderr.startswith("contracts.gate: ")
    assert len(done.stderr.splitlines()) == 1
