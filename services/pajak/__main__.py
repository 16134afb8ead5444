"""`python -m services.pajak migrate | worker | documents | load-city DIR | reconcile FILE BANK CITY`: one process."""

import sys
from collections.abc import Callable
from pathlib import Path

from chassis import green
from chassis.settings import MigrationSettings
from services.pajak.settings import DocumentSettings, WorkerSettings


def migrate() -> None:
    """Bring the database to the newest version, as the role that owns it."""
    from chassis import migrations

    migrations.migrate("pajak", MigrationSettings.load().migration_database_url.get_secret_value())


def load_city(folder: str) -> None:
    """Load the taxpayers, objects and past returns of a folder, if it has any."""
    from services.pajak.load_city import load_city

    load_city(MigrationSettings.load().migration_database_url.get_secret_value(), Path(folder))


def reconcile(path: str, bank: str, kota: str) -> None:
    """Compare a bank's settlement file with our book; exit status 1 when something does not agree."""
    from chassis.clock import SystemClock
    from chassis.database import Database
    from services.pajak.desk import Desk
    from services.pajak.registry import Registry
    from services.pajak.terms import Terms
    from services.pajak.use_cases.reconcile_settlement import reconcile_settlement

    settings = WorkerSettings.load()
    database = Database(settings.database_url.get_secret_value(), max_size=1, name="pajak-reconcile")
    database.open()
    terms = Terms.load(settings.cities_dir, settings.cities_served)
    desk = Desk(Registry(database, "pajak"), terms, SystemClock().now())
    found = reconcile_settlement(desk, Path(path), bank, kota)
    database.close()
    sys.stdout.write(f"{found}\n")
    sys.exit(0 if found.whole and not found.differences else 1)


def worker() -> None:
    """Take facts, watch deadlines and answer questions until told to stop."""
    settings = WorkerSettings.load()
    green.patch()
    from chassis.clock import SystemClock
    from chassis.container import run
    from chassis.documents.store import DocumentStore
    from services.pajak.service import Pajak
    from services.pajak.terms import Terms

    terms = Terms.load(settings.cities_dir, settings.cities_served)
    given = {"terms": terms, "clock": SystemClock(), "store": DocumentStore(settings.storage_url)}
    run(Pajak, settings, given=given)


def documents() -> None:
    """Render and sign until told to stop."""
    settings = DocumentSettings.load()
    green.patch()
    from chassis.clock import SystemClock
    from chassis.container import Crew, run
    from chassis.documents.settings import signers
    from chassis.documents.store import DocumentStore
    from services.pajak.press import Press
    from services.pajak.service import PajakDocuments
    from services.pajak.terms import Terms

    terms = Terms.load(settings.cities_dir, settings.cities_served)
    press = Press(signers(settings), DocumentStore(settings.storage_url), terms, settings.public_url)
    run(PajakDocuments, settings, given={"press": press, "clock": SystemClock()}, crew=Crew(workers=1))


COMMANDS: dict[str, Callable[..., None]] = {
    "migrate": migrate,
    "worker": worker,
    "documents": documents,
    "load-city DIR": load_city,
    "reconcile FILE BANK CITY": reconcile,
}


def main(arguments: list[str]) -> None:
    """Run the command that the arguments name, or say which there are."""
    for usage, command in COMMANDS.items():
        name, *wanted = usage.split()
        if arguments[:1] == [name] and len(arguments) == 1 + len(wanted):
            command(*arguments[1:])
            return
    sys.exit(f"usage: python -m services.pajak {' | '.join(COMMANDS)}")


if __name__ == "__main__":
    main(sys.argv[1:])
