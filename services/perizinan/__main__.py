"""`python -m services.perizinan migrate | worker | documents`: one process of perizinan.

A worker patches the modules for green threads before it imports anything else.
"""

import sys
from collections.abc import Callable


def migrate() -> None:
    """Bring the database to the newest version, as the role that owns it."""
    from chassis import migrations
    from chassis.settings import MigrationSettings

    migrations.migrate("perizinan", MigrationSettings.load().migration_database_url.get_secret_value())


def worker() -> None:
    """Take facts and answer questions until told to stop."""
    from chassis import green

    green.patch()
    from chassis.clock import SystemClock
    from chassis.container import run
    from chassis.documents.store import DocumentStore
    from services.perizinan.service import Perizinan
    from services.perizinan.settings import WorkerSettings
    from services.perizinan.terms import Terms

    settings = WorkerSettings.load()
    terms = Terms.load(settings.cities_dir, settings.cities_served)
    given = {"terms": terms, "clock": SystemClock(), "store": DocumentStore(settings.storage_url)}
    run(Perizinan, settings, given=given)


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
    from services.perizinan.documents.specimen import warm_up
    from services.perizinan.domain.areas import city_name
    from services.perizinan.press import Press
    from services.perizinan.service import PerizinanDocuments
    from services.perizinan.settings import DocumentSettings
    from services.perizinan.terms import Terms

    settings = DocumentSettings.load()
    terms = Terms.load(settings.cities_dir, settings.cities_served)
    press = Press(signers(settings), DocumentStore(settings.storage_url), terms, settings.public_url)
    # All that the first document would wait for; then the collector need not look at any of it again.
    city_name("32.77")
    open_signers(press.signers, terms.cities)
    warm_up()
    gc.freeze()
    run(PerizinanDocuments, settings, given={"press": press, "clock": SystemClock()}, crew=Crew(workers=1))


COMMANDS: dict[str, Callable[[], None]] = {"migrate": migrate, "worker": worker, "documents": documents}


if __name__ == "__main__":
    command = COMMANDS.get(sys.argv[1]) if len(sys.argv) == 2 else None
    if command is None:
        sys.exit(f"usage: python -m services.perizinan {' | '.join(COMMANDS)}")
    command()
