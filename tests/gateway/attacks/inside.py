"""The whole gateway as it is served, on a thread of the test's own process instead of a process of its own."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import uvicorn

from chassis.database import Database
from chassis.documents.authority import Official, ensure_signer
from local.databases import ServiceDatabase
from services.gateway.access.keys import TOKENS, make_keys
from services.gateway.access.tokens import Tokens
from services.gateway.settings import WebSettings
from services.gateway.web_process import config_of
from tests.gateway.integration.town import Neighbours, Town, environment_of


@contextmanager
def inside(database: ServiceDatabase, folder: Path, port: int, neighbours: Neighbours) -> Iterator[Town]:
    """A gateway from its start to its end."""
    make_keys(folder / "keys")
    ensure_signer(folder / "signing", Official("3277", "Pejabat Uji", "0" * 18, "Kota Uji"), now=datetime.now(UTC))
    address = f"http://127.0.0.1:{port}"
    environment = environment_of(database, folder, address) | neighbours.environment
    settings = WebSettings(**{name.lower(): value for name, value in environment.items()})
    opened = Database(database.app_url, max_size=4)
    opened.open()
    try:
        with _served(settings, port), httpx.Client(base_url=address, timeout=20, trust_env=False) as http:
            tokens = Tokens.load(folder / "keys" / TOKENS, address=address, demo=True)
            doors = (neighbours.perizinan, neighbours.dukcapil, neighbours.pajak)
            yield Town(address, opened, http, tokens, *doors, folder, database.migrator_url)
    finally:
        opened.close()


@contextmanager
def _served(settings: WebSettings, port: int) -> Iterator[None]:
    server = uvicorn.Server(config_of(settings, loop="asyncio"))
    with socket.create_server(("127.0.0.1", port)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.01)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(15)
