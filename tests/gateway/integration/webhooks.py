"""A webhook sender's process beside a running gateway, and the agencies that subscribe there."""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from contracts.gateway.agency_events import SCOPES
from local.custody import PROJECT
from services.gateway.access.keys import WEBHOOKS
from tests.gateway.integration.receiver import Receiver
from tests.gateway.integration.town import Town
from tests.gateway.reports import Json

DOCUMENTS = ["publik.dokumen_terbit.v1", "publik.dokumen_digantikan.v1", "publik.dokumen_dicabut.v1"]
# As in service, but for a test's patience.
QUICK = {"WEBHOOK_RETRY_SECONDS": "0.05,0.1", "WEBHOOK_REST_SECONDS": "0.2", "WEBHOOK_BREAKER_FAILURES": "3"}


@dataclass
class Agency:
    """A client that subscribes."""

    town: Town
    client_id: str = field(default_factory=lambda: f"opd-{uuid.uuid4().hex[:8]}")
    scopes: tuple[str, ...] = SCOPES
    headers: Json = field(init=False)

    def __post_init__(self) -> None:
        self.headers = self.town.client(self.client_id, [*self.scopes])

    def subscribe(self, url: str, types: list[str] | None = None, **more: object) -> Json:
        """A new subscription, with its secret."""
        body = {"jenis": types or DOCUMENTS, "url": url, **more}
        made: Json = self.town.post("/v1/langganan", body, self.headers).raise_for_status().json()
        return made

    def post(self, subscription: Json, action: str, body: Json | None = None) -> httpx.Response:
        """One of the writes below a subscription."""
        return self.town.post(f"/v1/langganan/{subscription['id']}/{action}", body or {}, self.headers)

    def read(self, path: str, **query: object) -> Json:
        """What a GET says."""
        found: Json = self.town.http.get(path, headers=self.headers, params=query).raise_for_status().json()  # type: ignore[arg-type]
        return found

    def state(self, subscription: Json) -> Json:
        """The subscription as it is now."""
        return self.read(f"/v1/langganan/{subscription['id']}")

    def deliveries(self, subscription: Json, **query: object) -> list[Json]:
        """Its deliveries."""
        found: list[Json] = self.read(f"/v1/langganan/{subscription['id']}/kiriman", batas=100, **query)["kiriman"]
        return found

    def wait_until(self, subscription: Json, holds: Callable[[Json], bool], within: float = 15) -> Json:
        """The subscription once this holds of it."""
        until = time.monotonic() + within
        while not holds(found := self.state(subscription)):
            assert time.monotonic() < until, found
            time.sleep(0.05)
        return found


@contextmanager
def sending(town: Town, port: int, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A sender until it was told to stop; with TERPADU_DEMO=1 it may send to this machine."""
    environment = {
        "DATABASE_URL": town.app_url,
        "HTTP_ADDRESS": f"127.0.0.1:{port}",
        "WEBHOOK_KEY": str(town.folder / "keys" / WEBHOOKS),
        "TERPADU_DEMO": "1",
        **QUICK,
        **settings,
    }
    command = [sys.executable, "-m", "services.gateway", "send-webhooks"]
    with (town.folder / f"sender-{port}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env=os.environ | environment, stderr=log)
        try:
            wait_until_ready(process, port)
            yield process
        finally:
            process.terminate()
            process.wait(15)


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Until the sender sends, or stands by."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, "the sender ended"
        try:
            if httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the sender is not ready")


def path_of(receiver: Receiver) -> str:
    """A path at a receiver that no one else has."""
    return f"/hook/{len(receiver.answers)}-{uuid.uuid4().hex[:8]}"
