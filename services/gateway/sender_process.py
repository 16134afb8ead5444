"""The webhook sender's process: one of them sends, a spare one stands by for its lock."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Coroutine
from datetime import timedelta
from typing import Any

import psycopg
import structlog

from chassis import logs
from chassis.health import Health
from chassis.health_server import serve_health
from chassis.metrics import Metrics
from services.gateway.interop.line import Line, Rules
from services.gateway.interop.outcomes import Patience
from services.gateway.interop.post import Post
from services.gateway.interop.publication import CHANNEL
from services.gateway.interop.secrets import Secrets
from services.gateway.interop.sender import DATABASE_TROUBLE, Figures, Sender
from services.gateway.pool import Pool
from services.gateway.settings import SenderSettings

log = structlog.get_logger(__name__)

STANDBY_SECONDS = 1.0
_LOCK = "SELECT pg_try_advisory_lock(hashtext('webhooks')) AS mine"


class Watch:
    """Holds the lock on a connection of its own, and hears there when something was written."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.stands = False

    def check(self) -> None:
        """Raise unless this process sends or stands by for the one that does; for readiness."""
        if not self.stands:
            raise ConnectionError("no database")

    async def run(self, sender: Sender) -> None:
        """Send whenever the lock is ours, for ever; a lost connection is a lost lock."""
        while True:
            try:
                async with self._locked() as connection:
                    await _until_one_ends(sender.run(), self._listen(connection, sender))
            except DATABASE_TROUBLE as error:
                log.warning("sender_lost_database", error=type(error).__name__)
            except Exception as error:
                # A fault of ours must not end the sending for good; it is told, and tried again.
                log.exception("sender_failed", error=type(error).__name__)
            self.stands = False
            await asyncio.sleep(STANDBY_SECONDS)

    @contextlib.asynccontextmanager
    async def _locked(self) -> AsyncIterator[psycopg.AsyncConnection[tuple[bool]]]:
        connection = await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=3, application_name="gateway-webhooks"
        )
        async with connection:
            while not (found := await (await connection.execute(_LOCK)).fetchone()) or not found[0]:
                self.stands = True
                await asyncio.sleep(STANDBY_SECONDS)
            self.stands = True
            yield connection

    async def _listen(self, connection: psycopg.AsyncConnection[tuple[bool]], sender: Sender) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        sender.wake()
        async for _ in connection.notifies():
            sender.wake()


async def _until_one_ends(*work: Coroutine[Any, Any, None]) -> None:
    """Run all until one of them ends or raises, and then end the others."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def run() -> None:
    """Send webhooks until SIGTERM."""
    settings = SenderSettings.load()
    logs.setup("gateway-webhooks", settings.log_level, settings.log_format)
    metrics = Metrics("gateway-webhooks")
    watch = Watch(settings.database_url.get_secret_value())
    with serve_health(settings.http_address, Health(metrics, {"sender": watch.check})):
        asyncio.run(_serve(settings, watch, Figures(metrics.registry)))


async def _serve(settings: SenderSettings, watch: Watch, figures: Figures) -> None:
    pool = Pool(settings.database_url.get_secret_value(), size=4)
    await pool.open()
    post = Post(inside=settings.terpadu_demo)
    rules = Rules(keep=timedelta(days=settings.agency_event_keep_days), synthetic=settings.terpadu_demo)
    line = Line(pool, patience(settings), Secrets.load(settings.webhook_key), rules)
    sender = Sender(line, post, figures)
    working = asyncio.create_task(watch.run(sender))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, working.cancel)
    try:
        await asyncio.gather(working, return_exceptions=True)
    finally:
        await post.close()
        await pool.close()


def patience(settings: SenderSettings) -> Patience:
    """How long and how often we try, by the settings."""
    return Patience(
        retries=settings.webhook_retry_seconds,
        give_up=settings.webhook_give_up_seconds,
        breaker_failures=settings.webhook_breaker_failures,
        rests=settings.webhook_rest_seconds,
    )
