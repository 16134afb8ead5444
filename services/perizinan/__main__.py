"""`python -m services.perizinan migrate | worker | documents`: one process of perizinan."""

import sys
from collections.abc import Callable

from chassis import green
from chassis.settings import MigrationSettings
from services.perizinan.settings import DocumentSettings, WorkerSettings


def migrate() -> None:
    """Bring the database to the newest version, as the role that owns it."""
    from chassis import migrations

    settings = MigrationSettings.load()
    migrations.migrate("perizinan", settings.migration_database_url.get_secret_value())


def worker() -> None:
    """Take facts and answer questions until told to stop."""
    settings = WorkerSettings.load()
    green.patch()
    from chassis.clock import SystemClock
    from chassis.container import run
    from chassis.documents.store import DocumentStore
    from services.perizinan.service import Perizinan
    from services.perizinan.terms import Terms

    terms = Terms.load(settings.cities_dir, settings.cities_served)
    given = {"terms": terms, "clock": SystemClock(), "store": DocumentStore(settings.storage_url)}
    run(Perizinan, settings, given=given)


def documents() -> None:
    """Render and sign until told to stop."""
    settings = DocumentSettings.load()
    green.patch()
    from chassis.clock import SystemClock
    from chassis.container import Crew, run
    from services.perizinan.service import PerizinanDocuments

    run(PerizinanDocuments, settings, given={"press": _press(settings), "clock": SystemClock()}, crew=Crew(workers=1))


def _press(settings: DocumentSettings) -> object:
    from chassis.documents.store import DocumentStore
    from services.perizinan.press import Press
    from services.perizinan.signing import signers
    from services.perizinan.terms import Terms

    terms = Terms.load(settings.cities_dir, settings.cities_served)
    return Press(signers(settings), DocumentStore(settings.storage_url), terms, settings.public_url)


COMMANDS: dict[str, Callable[[], None]] = {"migrate": migrate, "worker": worker, "documents": documents}


if __name__ == "__main__":
    command = COMMANDS.get(sys.argv[1]) if len(sys.argv) == 2 else None
    if command is None:
        sys.exit(f"usage: python -m services.perizinan {' | '.join(COMMANDS)}")
    command()
