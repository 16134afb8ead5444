"""Lints the SQL of every migration with squawk: `python -m local.migration_lint`.

Migrations are Python files that execute plain SQL; squawk reads SQL. So each one is run against a context that writes
its statements down instead of sending them to a database.
"""

import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory

from local.custody import PROJECT

# A migration runs in a transaction of its own and is never repeated halfway: it needs no IF NOT EXISTS. Time limits
# belong to the role that migrates. Versions, counts of children and sizes of files fit into 32 bits by law or by check.
_NOT_OURS = "prefer-robust-stmts,require-timeout-settings,prefer-bigint-over-int,prefer-bigint-over-smallint"


def sql_of(script: Script) -> str:
    """The statements of one migration's upgrade."""
    written = StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written})
    with Operations.context(context):
        script.module.upgrade()
    return written.getvalue()


def lint(services: Path) -> int:
    """Read the migrations of all services in this folder; the exit status of squawk, 0 when it finds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        files = _write_all(services, Path(folder))
        squawk = Path(sys.executable).parent / "squawk"
        options = ["--assume-in-transaction", "--pg-version=15.0", f"--exclude={_NOT_OURS}"]
        return subprocess.run([squawk, *options, *files], cwd=folder, check=False).returncode


def _write_all(services: Path, folder: Path) -> list[Path]:
    """One SQL file per migration, named after service and revision."""
    files = []
    for migrations in services.glob("*/migrations"):
        for script in ScriptDirectory(str(migrations)).walk_revisions():
            files.append(folder / f"{migrations.parent.name}-{Path(script.path).stem}.sql")
            files[-1].write_text(sql_of(script))
    return sorted(files)


if __name__ == "__main__":
    sys.exit(lint(PROJECT / "services"))
