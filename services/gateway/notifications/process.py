"""The process of the couriers: one for each channel that the city has. Any number of such processes may run."""

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from chassis import logs
from chassis.database import Database
from chassis.health import Health
from chassis.health_server import serve_health
from chassis.metrics import Metrics
from services.gateway.notifications.carriers import Carrier
from services.gateway.notifications.courier import Courier, Figures, Patience
from services.gateway.notifications.line import Line
from services.gateway.notifications.mail import MailServer
from services.gateway.notifications.whatsapp import WhatsApp
from services.gateway.settings import NotifierSettings

log = logs.get(__name__)


def run() -> None:
    """Notify until SIGTERM. Without a channel the process stands ready and does nothing."""
    settings = NotifierSettings.load()
    logs.setup("gateway-notifications", settings.log_level, settings.log_format)
    metrics = Metrics("gateway-notifications")
    database = Database(settings.database_url.get_secret_value(), max_size=4, name="gateway-notifications")
    database.open()
    couriers = list(couriers_of(settings, database, Figures(metrics.registry)))
    log.info("couriers_begin", channels=len(couriers))
    stopping = threading.Event()

    def stop(*_: Any) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    checks = {"database": database.ping} | {f"courier-{n}": each.check for n, each in enumerate(couriers)}
    with serve_health(settings.http_address, Health(metrics, checks)), ExitStack() as ending:
        ending.callback(database.close)
        for courier in couriers:
            thread = threading.Thread(target=courier.run)
            thread.start()
            ending.callback(thread.join)
            ending.callback(courier.stop)
        stopping.wait()


def couriers_of(settings: NotifierSettings, database: Database, figures: Figures) -> Iterator[Courier]:
    """One for each channel that is set."""
    patience = Patience(settings.notification_retry_seconds, settings.notification_give_up_seconds)
    for carrier in _carriers(settings):
        yield Courier(Line(database, carrier.channel, settings.public_url), carrier, patience, figures)


def _carriers(settings: NotifierSettings) -> Iterator[Carrier]:
    if settings.smtp_url and settings.mail_from:
        yield MailServer(settings.smtp_url.get_secret_value(), settings.mail_from, plain=settings.terpadu_demo)
    if settings.whatsapp_url and settings.whatsapp_token:
        yield WhatsApp(settings.whatsapp_url, settings.whatsapp_token.get_secret_value())
