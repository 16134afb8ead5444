"""The synthetic city: made once, loaded once per database, and the identities with which the demo enters."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.databases import Databases, ServiceDatabase
from local.errors import LaunchError
from local.files import write_whole
from local.steps import Steps

# In this order: dukcapil writes down the family cards that it loads, and the gateway then knows them as documents.
_OWNERS = ("dukcapil", "gateway", "pajak")


@dataclass(frozen=True)
class Population:
    """`city` is the Kemendagri code of the home city; the same city and size always give the same people."""

    city: str
    residents: int

    def __str__(self) -> str:
        return f"city {self.city} with {self.residents:,} residents"


class Seeding:
    def __init__(self, steps: Steps, population: Population) -> None:
        self._steps = steps
        self._population = population
        self.folder = steps.layout.city / f"{population.city}-{population.residents}"

    def make_city(self) -> None:
        """Write the city's tables, unless an earlier start has done so to the end."""
        mark = self.folder / "complete"
        if mark.exists():
            return
        size, city = str(self._population.residents), self._population.city
        self._steps.module("make the city", "local.city", str(self.folder), "--penduduk", size, "--kota", city)
        write_whole(mark, f"{self._population}\n")

    def load_city(self, server: Databases, databases: Mapping[str, ServiceDatabase]) -> None:
        """Fill each database once: a note on the database tells, and goes where the database goes."""
        for service in _OWNERS:
            database = databases[service]
            loaded = server.note(database.name)
            if loaded is None:
                self._load(service, database)
                server.set_note(database.name, str(self._population))
            elif loaded != str(self._population):
                root = self._steps.layout.root
                raise LaunchError(f"{root} holds {loaded}: for {self._population} choose another folder with --data")

    def write_demo_identities(self, environment: Mapping[str, str]) -> None:
        """Write `demo.json` anew: its tokens expire, and its address may have changed."""
        target: Path = self._steps.layout.root
        arguments = ("services.gateway", "demo-tokens", str(self.folder), str(target))
        self._steps.module("make demo identities", *arguments, environment=environment)

    def _load(self, service: str, database: ServiceDatabase) -> None:
        environment = {"MIGRATION_DATABASE_URL": database.migrator_url}
        arguments = (f"services.{service}", "load-city", str(self.folder))
        self._steps.module(f"load the city into {service}", *arguments, environment=environment)
