"""Real servers for tests: a private PostgreSQL and RabbitMQ per run, an own database and virtual host per test."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from local.custody import PROJECT, Custody
from local.databases import Databases, Roles, ServiceDatabase
from local.errors import LaunchError
from local.parts import start_until_ready
from local.ports import Ports
from local.postgres import PrivatePostgres
from local.rabbitmq import BrokerPorts, PrivateRabbitMQ
from local.rabbitmq_management import ManagedBroker


class Bench:
    """The folder, ports and processes of one test run. Whatever ends the run, its warden stops and removes them all."""

    def __init__(self, folder: Path, custody: Custody, ports: Ports) -> None:
        self.folder = folder
        self.custody = custody
        self.ports = ports

    @classmethod
    @contextmanager
    def open(cls) -> Iterator["Bench"]:
        folder = Path(tempfile.mkdtemp(prefix="terpadu-test-"))
        folder.chmod(0o711)  # the unprivileged account of a PostgreSQL that root starts must pass through
        with Ports(folder / "ports.json") as ports, Custody(folder, scratch_folders=[folder]) as custody:
            yield cls(folder, custody, ports)

    def start_postgres(self, *, durable: bool = False) -> Databases:
        """The server of `DATABASE_URL`, or a private one: quick, and forgets everything, unless it is `durable`."""
        external = os.environ.get("DATABASE_URL")
        if external:
            return Databases(external)
        server = PrivatePostgres(
            self.folder / "postgres", self.ports.get("postgres"), secrets.token_urlsafe(24), durable=durable
        )
        start_until_ready(self.custody, [server.prepare(self.custody, self.folder / "postgres.log")])
        return Databases(server.admin_url)

    def start_broker(self) -> "IsolatedBroker":
        """The broker of `AMQP_URL` when tests can have virtual hosts of their own there, else a private node."""
        external = os.environ.get("AMQP_URL")
        if external:
            managed = ManagedBroker(external)
            if managed.is_reachable():
                return IsolatedBroker(managed, None)
            managed.close()
            print("AMQP_URL offers no management interface for virtual hosts: the tests use a private RabbitMQ")
        ports = BrokerPorts.choose(self.ports)
        node = PrivateRabbitMQ(self.folder / "rabbitmq", ports, secrets.token_urlsafe(24), secrets.token_hex(16))
        start_until_ready(self.custody, node.prepare(self.custody, self.folder / "rabbitmq.log"))
        return IsolatedBroker(node, node)


class VhostMaker(Protocol):
    """A broker on which virtual hosts can be made: a private node, or one with a management interface."""

    def add_vhost(self, name: str) -> str: ...

    def delete_vhost(self, name: str) -> None: ...


class IsolatedBroker:
    """Fresh virtual hosts for tests; `node` is the broker itself when it is ours, to be asked to misbehave."""

    def __init__(self, maker: VhostMaker, node: PrivateRabbitMQ | None) -> None:
        self._maker = maker
        self.node = node

    @contextmanager
    def vhost(self) -> Iterator[str]:
        """The URL of a virtual host that nobody else uses."""
        name = f"terpadu-test-{secrets.token_hex(4)}"
        try:
            yield self._maker.add_vhost(name)
        finally:
            self._maker.delete_vhost(name)


class IsolatedDatabases:
    """Fresh databases for tests. Each service is migrated once, into a template that is then copied.

    Names and roles are of this run only, so that runs that share an external server do not meet.
    """

    def __init__(self, server: Databases) -> None:
        self._server = server
        self._prefix = f"terpadu_test_{secrets.token_hex(4)}"
        self._roles: dict[str, Roles] = {}
        self._templates: dict[str, str] = {}
        self._databases: set[str] = set()

    @property
    def admin_url(self) -> str:
        return self._server.admin_url

    def create(self, service: str) -> ServiceDatabase:
        """A database with the service's newest schema and no rows."""
        database = self._server.copy(self._template_of(service), self._new_name(), self._roles_of(service))
        self._databases.add(database.name)
        return database

    def create_empty(self, service: str = "empty") -> ServiceDatabase:
        """A database without any table, with the two roles of a service."""
        database = self._server.ensure(self._new_name(), self._roles_of(service))
        self._databases.add(database.name)
        return database

    def drop(self, database: ServiceDatabase) -> None:
        self._server.drop(database.name)
        self._databases.discard(database.name)

    def close(self) -> None:
        """Remove all that this run created on the server."""
        for name in (*self._databases, *self._templates.values()):
            self._server.drop(name)
        for roles in self._roles.values():
            self._server.drop_roles(roles)

    def _template_of(self, service: str) -> str:
        if service not in self._templates:
            database = self._server.ensure(f"{self._prefix}_template_{service}", self._roles_of(service))
            self._templates[service] = database.name
            _migrate(service, database.migrator_url)
        return self._templates[service]

    def _roles_of(self, service: str) -> Roles:
        if service not in self._roles:
            name = f"{self._prefix}_{service}"
            roles = Roles(name, f"{name}_migrator", secrets.token_urlsafe(12), secrets.token_urlsafe(12))
            self._server.ensure_roles(roles)
            self._roles[service] = roles
        return self._roles[service]

    def _new_name(self) -> str:
        return f"{self._prefix}_{secrets.token_hex(4)}"


def _migrate(service: str, url: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", f"services.{service}", "migrate"],
        env={**os.environ, "MIGRATION_DATABASE_URL": url},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise LaunchError(f"migration of {service} failed:\n{answer.stdout}{answer.stderr}")
