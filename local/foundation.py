"""What the services stand on: PostgreSQL with a database each, and RabbitMQ; private ones, or those named outside."""

import os

from local.databases import Databases, Roles, ServiceDatabase
from local.parts import start_until_ready
from local.passwords import Passwords
from local.ports import Ports
from local.postgres import PrivatePostgres
from local.rabbitmq import BrokerPorts, PrivateRabbitMQ
from local.steps import Steps
from local.supervisor import Supervisor


class Foundation:
    def __init__(self, steps: Steps, ports: Ports, supervisor: Supervisor) -> None:
        self._steps = steps
        self._ports = ports
        self._supervisor = supervisor
        self._root = steps.layout.root
        self._passwords = Passwords(self._root / "passwords.json")

    def bring_up_postgres(self) -> Databases:
        external = os.environ.get("DATABASE_URL")
        if external:
            self._steps.report.line("PostgreSQL: the one of DATABASE_URL")
            return Databases(external)
        with self._steps.report.step("PostgreSQL"):
            server = PrivatePostgres(
                self._root / "postgres", self._ports.get("postgres"), self._passwords.get("postgres")
            )
            part = server.prepare(self._steps.custody, self._steps.layout.log("postgres"))
            self._supervisor.take_over(start_until_ready(self._steps.custody, [part]))
        return Databases(server.admin_url)

    def bring_up_rabbitmq(self) -> str:
        """Returns its URL."""
        external = os.environ.get("AMQP_URL")
        if external:
            self._steps.report.line("RabbitMQ: the one of AMQP_URL")
            return external
        with self._steps.report.step("RabbitMQ"):
            node = PrivateRabbitMQ(
                self._root / "rabbitmq",
                BrokerPorts.choose(self._ports),
                self._passwords.get("rabbitmq"),
                self._passwords.get("rabbitmq cookie"),
            )
            parts = node.prepare(self._steps.custody, self._steps.layout.log("rabbitmq"))
            self._supervisor.take_over(start_until_ready(self._steps.custody, parts))
        return node.url

    def make_database(self, server: Databases, service: str) -> ServiceDatabase:
        """The database of a service with its two roles, whose passwords are those of this data folder."""
        name = f"terpadu_{service}"
        migrator = f"{name}_migrator"
        roles = Roles(name, migrator, self._passwords.get(name), self._passwords.get(migrator))
        server.ensure_roles(roles)
        return server.ensure(name, roles)
