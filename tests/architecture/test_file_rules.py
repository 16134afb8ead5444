"""Rules about the project's files hold, and each has been seen to fail on a planted breach."""

from pathlib import Path

import pytest

from tests.architecture.file_rules import (
    dead_links,
    lock_faults,
    migration_faults,
    places_of_machines,
    targets_without_help,
)

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "a" * 64


def test_no_file_names_a_download_host_or_a_folder_of_a_machine() -> None:
    assert places_of_machines(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "https://files.python" + "hosted.org/packages/x.whl",
        "index = py" + "pi.org/simple",
        '"resolved": "https://registry.npm' + 'js.org/x.tgz"',
        "deb http://deb.deb" + "ian.org/debian bookworm main",
        'open("/home' + '/siti/terpadu/x")',
        "cd /Users" + "/budi/terpadu",
        "data = /root" + "/terpadu",
    ],
)
def test_a_download_host_and_a_folder_of_a_machine_are_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(f"a = 1\n{line}\n")

    assert places_of_machines(tmp_path) == ["x.toml:2"]


def test_the_folder_in_which_the_project_lies_is_found(tmp_path: Path) -> None:
    project = tmp_path / "terpadu"
    project.mkdir()
    (project / "x.md").write_text(f"see {tmp_path}/notes.md")

    assert places_of_machines(project) == ["x.md:1"]


def test_every_link_of_the_documents_leads_somewhere() -> None:
    assert dead_links(ROOT) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[b](b.md#x) [c](https://example.id)\n![d](docs/d.svg) [a](a.md)\n")

    assert dead_links(tmp_path) == ["a.md:1: b.md", "a.md:2: docs/d.svg"]


def test_every_target_of_the_makefile_has_its_line_of_help() -> None:
    assert targets_without_help(ROOT / "Makefile") == []


def test_a_target_without_help_is_found(tmp_path: Path) -> None:
    makefile = tmp_path / "Makefile"
    makefile.write_text("PYTHON := python\n.PHONY: run\nrun: x ## Run it\n\t@echo run: it\nsecret:\n\t@echo\n")

    assert targets_without_help(makefile) == ["secret"]


def test_migrations_are_numbered_without_holes() -> None:
    assert migration_faults(ROOT) == []


@pytest.mark.parametrize(
    ("second", "down", "fault"),
    [
        ("0003", '"0001"', "0003_second.py: should begin with 0002_"),
        ("0002", "None", '0002_second.py: down_revision should be "0001"'),
    ],
)
def test_a_hole_and_a_fork_in_the_migrations_are_found(second: str, down: str, fault: str, tmp_path: Path) -> None:
    versions = tmp_path / "services/pajak/migrations/versions"
    versions.mkdir(parents=True)
    (versions / "0001_first.py").write_text('revision = "0001"\ndown_revision = None\n')
    assert migration_faults(tmp_path) == []

    (versions / f"{second}_second.py").write_text(f'revision = "{second}"\ndown_revision: str = {down}\n')

    assert fault in migration_faults(tmp_path)


def test_the_lock_pins_everything_by_hash_and_names_no_host() -> None:
    assert lock_faults(ROOT / "requirements.lock") == []


def test_a_pin_without_hash_and_a_host_are_found(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    good = f"a==1 ; python_version < '4' \\\n    --hash=sha256:{DIGEST} \\\n    --hash=sha256:{DIGEST}\n    # via b\n"
    lock.write_text(
        f"# made by x\n{good}b==2\n    # via a\nc>=1 \\\n    --hash=sha256:{DIGEST}\n--index-url https://x\n"
    )

    assert lock_faults(lock) == ["--index-url https://x", "b==2", "c>=1", "--index-url"]
