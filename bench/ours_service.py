"""For bench/events.py: a service on the chassis that writes one row for each event."""

from chassis import green

green.patch()

from chassis.container import Crew, run  # noqa: E402
from chassis.database import Registry  # noqa: E402
from chassis.doors import Probes  # noqa: E402
from chassis.inbox import Event  # noqa: E402
from chassis.settings import ServiceSettings  # noqa: E402
from chassis.subscription import RegistryProvider, on_event  # noqa: E402
from contracts.dukcapil.events import KkTerbit  # noqa: E402


class Ours(Probes):
    """One subscription."""

    name = "bench"
    registry = RegistryProvider(Registry)

    @on_event(KkTerbit, queue="bench.write")
    def write(self, event: Event[KkTerbit]) -> None:
        """The effect: a row."""
        self.registry.connection.execute("INSERT INTO effect (nomor_kk) VALUES (%s)", (event.data.nomor_kk,))


if __name__ == "__main__":
    run(Ours, ServiceSettings.load(), given={}, crew=Crew(workers=8))
