"""The sealer: the one process that brings what was recorded into the log and signs it; traffic never waits for it."""

import signal
import threading
from contextlib import closing
from typing import Any

import psycopg
from prometheus_client import Gauge
from psycopg.rows import DictRow, dict_row

from chassis import logs
from chassis.database import is_away
from chassis.health import Health
from chassis.health_server import serve_health
from chassis.metrics import Metrics
from services.gateway.audit.note import NoteSigner, origin_of
from services.gateway.audit.sealing import MOST_AT_ONCE, Altered, Connection, Signed, seal
from services.gateway.settings import SealerSettings

log = logs.get(__name__)

PAUSE_SECONDS = 0.5
STANDBY_SECONDS = 1.0
# No retry mends it; but whoever puts the tables right need not start the sealer.
ALTERED_SECONDS = 10.0
# Nothing here gains from being compiled.
LIMITS = "-c jit=off -c statement_timeout=60000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"

_BACKLOG = """
    SELECT count(*) AS waiting, coalesce(extract(epoch FROM now() - min(at)), 0)::float AS oldest FROM audit_pending
"""


class Sealer:
    """Seals until it is told to stop; a spare waits until the one that seals is gone."""

    def __init__(self, settings: SealerSettings, metrics: Metrics) -> None:
        self._url = settings.database_url.get_secret_value()
        self._every = settings.seal_seconds
        self._signer = NoteSigner.load(settings.audit_key, origin_of(settings.public_url))
        self._stopping = threading.Event()
        self._last: Signed | None = None
        self._trouble: Exception | None = ConnectionError("no session yet")
        registry = metrics.registry
        self._waiting = Gauge("terpadu_audit_waiting", "Entries recorded and not yet sealed", registry=registry)
        self._oldest = Gauge("terpadu_audit_oldest_seconds", "Age of the oldest of them", registry=registry)
        self._size = Gauge("terpadu_audit_size", "Entries of the newest signed checkpoint", registry=registry)
        self._altered = Gauge(
            "terpadu_audit_altered", "1 when the log is not what was signed: nothing more is signed", registry=registry
        )

    def run(self) -> None:
        """Seal until `stop`."""
        while not self._stopping.is_set():
            pause = PAUSE_SECONDS
            try:
                self._session()
            except Altered as finding:
                self._trouble = finding
                self._altered.set(1)
                log.error("audit_log_altered", finding=str(finding))
                pause = ALTERED_SECONDS
            except Exception as error:
                self._trouble = error
                level = log.warning if is_away(error) else log.exception
                level("sealer_database_trouble", error=type(error).__name__)
            self._stopping.wait(pause)

    def stop(self, *_: Any) -> None:
        """Stop when what is under way is sealed."""
        self._stopping.set()

    def check(self) -> None:
        """Raise unless this process seals, or stands by for another that does; for readiness."""
        if self._trouble is not None:
            raise self._trouble

    def _session(self) -> None:
        # Closed whatever happens: with a leaked connection the lock would stay.
        with closing(self._connect()) as connection:
            while not _is_mine(connection):
                self._trouble = None
                if self._stopping.wait(STANDBY_SECONDS):
                    return
            while not self._stopping.is_set():
                more = self._seal(connection)
                if not more and self._stopping.wait(self._every):
                    return

    def _seal(self, connection: Connection) -> bool:
        """One round; whether it took as much as a round takes, so that more may wait."""
        self._look(connection)
        before = self._last.size if self._last else 0
        signed = seal(connection, self._signer, self._last)
        if signed != self._last:
            # What stands in another place than the database tells whoever rebuilds the whole of it.
            log.info("checkpoint_signed", size=signed.size, root=signed.root.hex())
        self._last, self._trouble = signed, None
        self._altered.set(0)
        self._size.set(signed.size)
        return signed.size - before >= MOST_AT_ONCE

    def _look(self, connection: Connection) -> None:
        """Measure the backlog before each round, so that it shows too when nothing can be sealed."""
        row = connection.execute(_BACKLOG).fetchone()
        self._waiting.set(row["waiting"] if row else 0)
        self._oldest.set(row["oldest"] if row else 0)

    def _connect(self) -> psycopg.Connection[DictRow]:
        return psycopg.connect(
            self._url,
            autocommit=True,
            row_factory=dict_row,
            connect_timeout=3,
            options=LIMITS,
            application_name="gateway-sealer",
        )


def _is_mine(connection: Connection) -> bool:
    """Become the one sealer; False while another is."""
    found = connection.execute("SELECT pg_try_advisory_lock(hashtext('sealer')) AS mine").fetchone()
    return bool(found and found["mine"])


def run() -> None:
    """Run one sealer."""
    settings = SealerSettings.load()
    logs.setup("gateway-sealer", settings.log_level, settings.log_format)
    metrics = Metrics("gateway-sealer")
    sealer = Sealer(settings, metrics)
    signal.signal(signal.SIGTERM, sealer.stop)
    signal.signal(signal.SIGINT, sealer.stop)
    with serve_health(settings.http_address, Health(metrics, {"sealer": sealer.check})):
        sealer.run()
