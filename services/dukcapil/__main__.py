"""`python -m services.dukcapil migrate | load-city DIR | worker | documents`: one process of dukcapil.

A worker patches the modules for green threads before it imports anything else.
"""

import sys
from collections.abc import Callable
from pathlib import Path


def migrate() -> None:
    """Bring the database to the newest version, as the role that owns it."""
    from chassis import migrations
    from chassis.settings import MigrationSettings

    migrations.migrate("dukcapil", MigrationSettings.load().migration_database_url.get_secret_value())


def load_city(folder: str) -> None:
    """Load the city of a folder and write its family cards' documents there, for the gateway."""
    from chassis.settings import MigrationSettings
    from services.dukcapil.load_city import load_city
    from services.dukcapil.terms import Terms

    settings = MigrationSettings.load()
    load_city(settings.migration_database_url.get_secret_value(), Path(folder), Terms.load(settings.cities_dir))


def worker() -> None:
    """Take facts, watch clocks and answer questions until told to stop."""
    from chassis import green

    green.patch()
    from chassis.clock import SystemClock
    from chassis.container import run
    from chassis.documents.store import DocumentStore
    from services.dukcapil.service import Dukcapil
    from services.dukcapil.settings import WorkerSettings
    from services.dukcapil.terms import Terms

    settings = WorkerSettings.load()
    terms = Terms.load(settings.cities_dir, settings.cities_served)
    given = {"terms": terms, "clock": SystemClock(), "store": DocumentStore(settings.storage_url)}
    run(Dukcapil, settings, given=given)


def documents() -> None:
    """Render and sign until told to stop."""
    from chassis import green

    green.patch()
    import gc

    from chassis.clock import SystemClock
    from chassis.container import Crew, run
    from chassis.documents.settings import signers
    from chassis.documents.signers import open_signers
    from chassis.documents.store import DocumentStore
    from services.dukcapil.documents.specimen import warm_up
    from services.dukcapil.domain.areas import address_of
    from services.dukcapil.press import Press
    from services.dukcapil.service import DukcapilDocuments
    from services.dukcapil.settings import DocumentSettings
    from services.dukcapil.terms import Terms

    settings = DocumentSettings.load()
    terms = Terms.load(settings.cities_dir, settings.cities_served)
    press = Press(signers(settings), DocumentStore(settings.storage_url), settings.public_url)
    # All that the first document would wait for (the table of villages alone takes a quarter of a second to read); then
    # the collector need not look at any of it again.
    address_of("32.77.01.1001")
    open_signers(press.signers, terms.cities)
    warm_up()
    gc.freeze()
    given = {"terms": terms, "clock": SystemClock(), "press": press}
    run(DukcapilDocuments, settings, given=given, crew=Crew(workers=1))


COMMANDS: dict[str, Callable[..., None]] = {
    "migrate": migrate,
    "load-city DIR": load_city,
    "worker": worker,
    "documents": documents,
}


def main(arguments: list[str]) -> None:
    """Run the command that the arguments name, or say which there are."""
    for usage, command in COMMANDS.items():
        name, *wanted = usage.split()
        if arguments[:1] == [name] and len(arguments) == 1 + len(wanted):
            command(*arguments[1:])
            return
    sys.exit(f"usage: python -m services.dukcapil {' | '.join(COMMANDS)}")


if __name__ == "__main__":
    main(sys.argv[1:])
