"""`python -m chassis.schema_gate`: waits until a service's tables are as new as the code that is to use them.

It stands before each process of a roll-out, so that the order in which a cluster starts things does not matter: the
old version serves until the migration has committed. Tables that are newer than the code let it pass, for a roll-back.
"""

import logging
import signal
import sys
import time
from pathlib import Path

import psycopg
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import sql
from pydantic import Field

from chassis import logs
from chassis.settings import DatabaseUrl, Settings

log = logs.get(__name__)

PAUSE_SECONDS = 1.0


class GateSettings(Settings):
    """What the gate needs to know."""

    service: str = Field(description="whose tables, for example dukcapil")
    database_url: DatabaseUrl = Field(description="PostgreSQL, as the service's app role")


def is_new_enough(service: str, version: str | None, folder: Path = Path("services")) -> bool:
    """Whether a database at `version` has all that this code's migrations make; an unknown version is a newer one."""
    config = Config()
    config.set_main_option("script_location", str(folder / service / "migrations"))
    known = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    return version is not None and (version == known[0] or version not in known)


def version_of(service: str, url: str) -> str | None:
    """The version that the database says it has; None while it has none or does not answer."""
    table = sql.Identifier(f"{service}_version")
    try:
        with psycopg.connect(url, connect_timeout=3, autocommit=True) as connection:
            row = connection.execute(sql.SQL("SELECT version_num FROM {}").format(table)).fetchone()
    except (psycopg.OperationalError, psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege) as error:
        log.info("schema_not_there_yet", service=service, error=type(error).__name__)
        return None
    return str(row[0]) if row else None


def main() -> None:
    """Return when the tables are there; whoever started us decides how long that may take."""
    settings = GateSettings.load()
    logs.setup(f"{settings.service}-gate", settings.log_level, settings.log_format)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # The first process of a container has no default for this signal: without a handler it would be deaf to it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    told: str | None = None
    url = settings.database_url.get_secret_value()
    while not is_new_enough(settings.service, found := version_of(settings.service, url)):
        if found != told:
            log.info("schema_is_older", service=settings.service, version=found)
            told = found
        time.sleep(PAUSE_SECONDS)
    log.info("schema_is_there", service=settings.service)


if __name__ == "__main__":
    main()
