"""Brings the suite up, from empty folders to answering processes, and keeps it up."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.custody import Custody
from local.databases import SERVICES, Databases, ServiceDatabase
from local.errors import LaunchError
from local.foundation import Foundation
from local.layout import Layout
from local.mail import MAIL, mail_server
from local.ports import Ports
from local.processes import CITIES, PROCESSES, PUBLIC, Suite
from local.report import Report
from local.seeding import Population, Seeding
from local.steps import Steps
from local.stopping import StopRequest
from local.supervisor import Supervisor
from local.together import together

_PUBLIC_PORT = 8080


@dataclass(frozen=True)
class Options:
    """`data` is the folder that everything is kept in."""

    population: Population
    data: Path


class Launcher:
    """One copy of the suite. Use `open`; leaving it stops everything that was started."""

    def __init__(self, options: Options, steps: Steps, ports: Ports, stop: StopRequest) -> None:
        self.layout = steps.layout
        self._options = options
        self._steps = steps
        self._ports = ports
        self._stop = stop
        self.supervisor = Supervisor(steps.custody, steps.report.line, stop)
        self._seeding = Seeding(steps, options.population)
        self._foundation = Foundation(steps, ports, self.supervisor)
        self._databases: dict[str, ServiceDatabase] = {}
        self._amqp_url = ""

    @classmethod
    @contextmanager
    def open(cls, options: Options, report: Report, stop: StopRequest) -> Iterator["Launcher"]:
        layout = Layout(options.data)
        with Ports(layout.root / "ports.json") as ports, Custody(layout.root) as custody:
            yield cls(options, Steps(custody, report, layout), ports, stop)

    def bring_up(self) -> Suite:
        """`LaunchError` names the step that failed, and its log."""
        ports = self._choose_ports()
        with self._steps.report.live():
            together(
                self._stop,
                self._prepare_databases,
                self._prepare_broker,
                self._make_signing_keys,
                self._make_internal_keys,
            )
            suite = Suite(self.layout, self._options.population.city, ports, self._databases, self._amqp_url)
            suite.record()
            self._seeding.write_demo_identities(suite.owner_environment("gateway"))
            with self._steps.report.step(f"{len(PROCESSES)} processes"):
                self.supervisor.start([mail_server(self.layout, ports[MAIL]), *map(suite.part, PROCESSES)])
                self.supervisor.wait_until_ready()
        return suite

    def keep_up(self) -> None:
        """Start again whatever ends, until we are asked to stop."""
        self.supervisor.watch()

    def _choose_ports(self) -> dict[str, int]:
        wanted = os.environ.get("TERPADU_PORT")
        if wanted is None:
            public = self._ports.get(PUBLIC, preferred=_PUBLIC_PORT)
        elif wanted.isdigit() and 0 < int(wanted) < 2**16:
            public = self._ports.get_exactly(PUBLIC, int(wanted))
        else:
            raise LaunchError(f"TERPADU_PORT must be a port number, not {wanted!r}")
        others = {process.name: self._ports.get(process.name) for process in PROCESSES if process.name != PUBLIC}
        return others | {PUBLIC: public, MAIL: self._ports.get(MAIL)}

    def _prepare_databases(self) -> None:
        """Server and schema on one side, the city's tables on the other; then the city goes into the databases."""
        server: list[Databases] = []
        together(self._stop, lambda: server.append(self._migrated_server()), self._seeding.make_city)
        self._seeding.load_city(server[0], self._databases)

    def _migrated_server(self) -> Databases:
        server = self._foundation.bring_up_postgres()
        for service in SERVICES:
            self._databases[service] = self._foundation.make_database(server, service)
        together(self._stop, *(lambda s=service: self._migrate(s) for service in SERVICES))
        return server

    def _migrate(self, service: str) -> None:
        environment = {"MIGRATION_DATABASE_URL": self._databases[service].migrator_url}
        self._steps.module(f"migrate {service}", f"services.{service}", "migrate", environment=environment)

    def _prepare_broker(self) -> None:
        self._amqp_url = self._foundation.bring_up_rabbitmq()
        self._steps.module("declare queues", "chassis.topology", environment={"AMQP_URL": self._amqp_url})

    def _make_signing_keys(self) -> None:
        self._steps.module("make signing keys", "local.signing", str(self.layout.signing), str(CITIES))

    def _make_internal_keys(self) -> None:
        self._steps.module("make internal keys", "services.gateway", "make-keys", str(self.layout.keys))
