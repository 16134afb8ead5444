"""`python -m services.pajak migrate`: one process of pajak."""

import sys
from collections.abc import Callable

from chassis.settings import MigrationSettings


def migrate() -> None:
    """Bring the database to the newest version, as the role that owns it."""
    from chassis import migrations

    migrations.migrate("pajak", MigrationSettings.load().migration_database_url.get_secret_value())


COMMANDS: dict[str, Callable[..., None]] = {"migrate": migrate}


if __name__ == "__main__":
    command = COMMANDS.get(sys.argv[1]) if len(sys.argv) == 2 else None
    if command is None:
        sys.exit(f"usage: python -m services.pajak {' | '.join(COMMANDS)}")
    command()
