"""Migrations must work while the code of the version before still runs."""

from pathlib import Path

import pytest

from local.migration_lint import lint

_MIGRATION = """
from alembic import op

revision = "0002"
down_revision = None

def upgrade() -> None:
    op.execute("{statement}")
"""


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("ALTER TABLE berkas DROP COLUMN status", "ban-drop-column"),
        ("ALTER TABLE berkas RENAME COLUMN status TO keadaan", "renaming-column"),
        ("ALTER TABLE berkas ADD COLUMN kota text NOT NULL", "adding-required-field"),
        ("CREATE INDEX berkas_kota ON berkas (kota)", "require-concurrent-index-creation"),
    ],
)
def test_a_migration_that_breaks_the_running_version_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], statement: str, finding: str
) -> None:
    write_migration(tmp_path, statement)
    assert lint(tmp_path) != 0
    assert finding in capfd.readouterr().out


def test_a_migration_that_only_adds_passes(tmp_path: Path) -> None:
    write_migration(tmp_path, "CREATE TABLE catatan (id bigint PRIMARY KEY, isi text NOT NULL)")
    assert lint(tmp_path) == 0


def write_migration(services: Path, statement: str) -> None:
    versions = services / "contoh/migrations/versions"
    versions.mkdir(parents=True)
    (versions.parent / "env.py").touch()
    (versions / "0002_change.py").write_text(_MIGRATION.format(statement=statement))
