"""A small real service for the tests of the chassis: it writes down each event that it gets, in one table.

Run as a process of its own: `python -m tests.chassis.integration.ledger_service`.
"""

from chassis import green

green.patch()

from typing import Any  # noqa: E402

from chassis import faults  # noqa: E402
from chassis.container import Crew, run  # noqa: E402
from chassis.database import Registry  # noqa: E402
from chassis.doors import Probes, internal  # noqa: E402
from chassis.failures import Park, Refused, TemporaryFailure, Unavailable  # noqa: E402
from chassis.inbox import Event  # noqa: E402
from chassis.settings import ServiceSettings  # noqa: E402
from chassis.subscription import RegistryProvider, on_event  # noqa: E402
from contracts.dukcapil.events import KkTerbit, PaketDisusun  # noqa: E402


class Ledger:
    """What is asked of it stands in the event's `dokumen_id`: a word of failure, or anything else for success."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def write(self, event: Event[Any]) -> None:
        wish = getattr(event.data, "dokumen_id", "")
        self._registry.connection.execute(
            "INSERT INTO ledger (event_id, subject, sequence) VALUES (%s, %s, %s)",
            (event.id, event.subject, event.sequence),
        )
        if wish == "selalu gagal":
            raise ZeroDivisionError
        if wish == "nanti":
            raise TemporaryFailure("nanti")
        if wish == "di luar":
            raise Unavailable("di luar")
        if wish == "parkir":
            raise Park("tidak_akan_pernah")
        if wish == "lambat":
            self._registry.connection.execute("SELECT pg_sleep(1)")


class LedgerService(Probes):
    """The doors of the test service."""

    name = "ledger"
    registry = RegistryProvider(Registry)

    @on_event(KkTerbit, queue="ledger.write")
    def write(self, event: Event[KkTerbit]) -> None:
        with self.registry._database.connection() as connection:
            connection.execute("INSERT INTO attempts (event_id) VALUES (%s)", (event.id,))
        Ledger(self.registry).write(event)

    @on_event(PaketDisusun, queue="ledger.render", atomic=False)
    def render(self, event: Event[PaketDisusun]) -> None:
        faults.point("slow_work")
        with self.registry.effect(event):
            Ledger(self.registry).write(event)

    @internal("GET", "/internal/ledger/<subject>")
    def count(self, asked: dict[str, str], subject: str) -> dict[str, Any]:
        if subject == "tidak-ada":
            raise Refused("tidak_ditemukan", "Tidak ada.", status=404)
        row = self.registry.row("SELECT count(*) AS n FROM ledger WHERE subject = %s", subject)
        return {"jumlah": row["n"] if row else 0, **asked}


if __name__ == "__main__":
    run(LedgerService, ServiceSettings.load(), given={}, crew=Crew(workers=8))
