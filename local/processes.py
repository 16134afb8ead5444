"""The table of all processes of the suite, and the environment that each one is started with."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from local.custody import PROJECT, Command
from local.databases import ServiceDatabase
from local.files import write_private
from local.layout import Layout
from local.mail import MAIL
from local.parts import Part
from local.ports import LOOPBACK

PUBLIC = "gateway-web"
CITIES = PROJECT / "cities"


@dataclass(frozen=True)
class Process:
    """`module` is what follows `python -m`."""

    name: str
    service: str
    module: tuple[str, ...]


PROCESSES = (
    Process(PUBLIC, "gateway", ("services.gateway", "web")),
    Process("gateway-worker", "gateway", ("services.gateway", "worker")),
    Process("gateway-sealer", "gateway", ("services.gateway", "seal-log")),
    Process("gateway-relay", "gateway", ("chassis.relay",)),
    Process("gateway-webhooks", "gateway", ("services.gateway", "send-webhooks")),
    Process("gateway-notifications", "gateway", ("services.gateway", "notify")),
    Process("perizinan-worker", "perizinan", ("services.perizinan", "worker")),
    Process("perizinan-documents", "perizinan", ("services.perizinan", "documents")),
    Process("perizinan-relay", "perizinan", ("chassis.relay",)),
    Process("dukcapil-worker", "dukcapil", ("services.dukcapil", "worker")),
    Process("dukcapil-documents", "dukcapil", ("services.dukcapil", "documents")),
    Process("dukcapil-relay", "dukcapil", ("chassis.relay",)),
    Process("pajak-worker", "pajak", ("services.pajak", "worker")),
    Process("pajak-documents", "pajak", ("services.pajak", "documents")),
    Process("pajak-relay", "pajak", ("chassis.relay",)),
)


@dataclass(frozen=True)
class Suite:
    """All that the processes of one copy must know about each other."""

    layout: Layout
    city: str
    ports: Mapping[str, int]
    databases: Mapping[str, ServiceDatabase]
    amqp_url: str

    @property
    def public_url(self) -> str:
        return self.url(PUBLIC)

    def url(self, process: str) -> str:
        return f"http://{LOOPBACK}:{self.ports[process]}"

    def environment(self, process: Process) -> dict[str, str]:
        """The settings of one process."""
        return {
            **self.service_environment(process.service),
            "HTTP_ADDRESS": f"{LOOPBACK}:{self.ports[process.name]}",
        }

    def service_environment(self, service: str) -> dict[str, str]:
        """What all processes of a service share."""
        return {
            **self.common_environment,
            **self._keys_of(service),
            "SERVICE": service,
            "DATABASE_URL": self.databases[service].app_url,
        }

    def owner_environment(self, service: str) -> dict[str, str]:
        """For the commands that change the schema or fill the tables, never for a running service."""
        return {
            **self.common_environment,
            **self._keys_of(service),
            "MIGRATION_DATABASE_URL": self.databases[service].migrator_url,
        }

    def _keys_of(self, service: str) -> dict[str, str]:
        """Every internal door can check a question; only the gateway can sign one, and its callers' tokens."""
        keys = self.layout.keys
        public = {"INTERNAL_PUBLIC_KEY": str(keys / "internal.public.jwk")}
        if service != "gateway":
            return public
        return public | {
            "TOKEN_KEY": str(keys / "token.jwk"),
            "INTERNAL_KEY": str(keys / "internal.jwk"),
            "WEBHOOK_KEY": str(keys / "webhook.key"),
            "AUDIT_KEY": str(keys / "audit.jwk"),
            "AUDIT_PUBLIC_KEY": str(keys / "audit.public.jwk"),
            "PSEUDONYM_KEY": str(keys / "pseudonym.jwk"),
        }

    @property
    def common_environment(self) -> dict[str, str]:
        return {
            "AMQP_URL": self.amqp_url,
            "CITIES_DIR": str(CITIES),
            "CITY": self.city,
            "MAIL_FROM": f"Kota rekaan <kabar@{LOOPBACK}>",
            "SMTP_URL": f"smtp://{LOOPBACK}:{self.ports[MAIL]}",
            "EVENTLET_NO_GREENDNS": "yes",  # all addresses are numbers; its resolver takes long to load
            "DUKCAPIL_URL": self.url("dukcapil-worker"),
            "PAJAK_URL": self.url("pajak-worker"),
            "PERIZINAN_URL": self.url("perizinan-worker"),
            "PUBLIC_URL": self.public_url,
            "SIGNER": "local",
            "SIGNING_DIR": str(self.layout.signing),
            "STORAGE_URL": self.layout.storage.as_uri(),
            "TERPADU_DEMO": "1",
        }

    def record(self) -> None:
        """Write down all environments, the operator's too, for `python -m local env`; they hold passwords."""
        environments = {process.name: self.environment(process) for process in PROCESSES}
        environments["operator"] = {"OPERATOR_DATABASES": self._operator_databases}
        write_private(self.layout.environments, json.dumps(environments, indent=1))

    @property
    def _operator_databases(self) -> str:
        return ",".join(f"{service}={database.app_url}" for service, database in self.databases.items())

    def part(self, process: Process) -> Part:
        argv = [sys.executable, "-m", *process.module]
        command = Command(process.name, argv, self.layout.log(process.name), self.environment(process))
        return Part(command, _Readiness(f"{self.url(process.name)}/readyz"))


class _Readiness:
    """Asks a process whether it is ready. Never through a proxy: it is on this machine."""

    _client = httpx.Client(timeout=2, trust_env=False)

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self) -> bool:
        try:
            return self._client.get(self._url).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False
