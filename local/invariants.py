"""What must hold in a running copy when nothing is on its way, whatever was done to it: `python -m local.invariants`.

Reads only databases, queues and logs. Each broken promise is one line without personal data; exit status 1 when there
is any. The numbers are those of the reliability promises: I1 applications and documents, I2 events, I3 series, I4 the
audit log, I5 logs, I6 nothing stuck.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pika
import psycopg
from psycopg.rows import dict_row

from chassis.broker import parameters
from contracts.topology import SUBSCRIPTIONS, queues
from local.layout import Layout
from local.tax_invariants import (
    every_payment_is_booked_once,
    every_return_that_is_done_has_one_valid_receipt,
    the_books_balance,
)
from services.gateway.audit.check import findings

Rows = list[dict[str, Any]]
FINAL = ("SELESAI", "DITOLAK", "DIBATALKAN", "KEDALUWARSA")


class Copy:
    """One running copy, as an inspector sees it."""

    def __init__(self, databases: Mapping[str, str], amqp_url: str, logs: Path, keys: Path) -> None:
        self.databases = databases
        self.amqp_url = amqp_url
        self.logs = logs
        self.keys = keys

    @classmethod
    def of(cls, layout: Layout) -> "Copy":
        """The copy whose launcher keeps its files here."""
        environments = json.loads(layout.environments.read_text())
        databases = {found["SERVICE"]: found["DATABASE_URL"] for found in environments.values() if "SERVICE" in found}
        amqp_url = next(found["AMQP_URL"] for found in environments.values() if "AMQP_URL" in found)
        return cls(databases, amqp_url, layout.logs, layout.keys)

    def rows(self, service: str, query: str, *values: Any) -> Rows:
        """What stands in a service's database."""
        with psycopg.connect(self.databases[service], row_factory=dict_row) as connection:
            return connection.execute(query, values).fetchall()

    def column(self, service: str, query: str, *values: Any) -> list[Any]:
        """The first column of a query's answer."""
        return [next(iter(row.values())) for row in self.rows(service, query, *values)]


def violations(copy: Copy) -> list[str]:
    """Every promise that does not hold now."""
    return [found for rule in RULES for found in rule(copy)]


def every_application_ends_with_its_documents(copy: Copy) -> Iterator[str]:
    """I1: one final status; when it is done, exactly the documents that were asked for."""
    applications = copy.rows("gateway", "SELECT nomor, status, wanted FROM application WHERE jenis = 'KELAHIRAN'")
    counted: dict[str, dict[str, int]] = {}
    query = "SELECT nomor_permohonan AS nomor, jenis, count(*) AS n FROM document WHERE issued GROUP BY 1, 2"
    for row in copy.rows("gateway", query):
        counted.setdefault(row["nomor"], {})[row["jenis"]] = row["n"]
    for found in applications:
        documents = counted.get(found["nomor"], {})
        if found["status"] not in (*FINAL, "PERLU_PERBAIKAN", "MENUNGGU_PETUGAS", "MENUNGGU_PERSETUJUAN_KADIS"):
            yield f"I1 {found['nomor']} is still {found['status']}"
        elif found["status"] == "SELESAI" and documents != found["wanted"]:
            yield f"I1 {found['nomor']} has {documents} instead of {found['wanted']}"
    known = {row["nomor"] for row in applications}
    for number in copy.column("perizinan", "SELECT nomor FROM birth_file"):
        if number not in known:
            yield f"I1 {number} has a file and no application"


def every_event_reached_every_subscriber(copy: Copy) -> Iterator[str]:
    """I2: outboxes and inboxes agree in both directions; what is parked is known and not lost."""
    told = {
        (row["id"], row["type"])
        for service in copy.databases
        for row in copy.rows(service, "SELECT id, type FROM outbox")
    }
    known = {event_id for event_id, _ in told}
    for queue in queues():
        service = queue.partition(".")[0]
        wanted = {event_id for event_id, kind in told if queue in SUBSCRIPTIONS[kind]}
        handled = set(copy.column(service, "SELECT event_id FROM inbox WHERE handler = %s", queue))
        parked = set(copy.column(service, "SELECT event_id FROM parked WHERE queue = %s", queue))
        if missing := wanted - handled - parked:
            yield f"I2 {len(missing)} events never reached {queue}"
        if invented := handled - known:
            yield f"I2 {queue} has handled {len(invented)} events that nobody told"


def deed_numbers_have_no_gap(copy: Copy) -> Iterator[str]:
    """I3: a series runs from 1 to its counter; each child has one NIK and one valid deed."""
    query = """
        SELECT c.kota, c.jenis, c.tanggal, c.terakhir, count(d.urut) AS n, max(d.urut) AS highest FROM deed_counter c
        LEFT JOIN deed d USING (kota, jenis, tanggal) GROUP BY 1, 2, 3, 4
    """
    for row in copy.rows("perizinan", query):
        if not row["n"] == row["highest"] == row["terakhir"]:
            yield f"I3 series {row['kota']}-{row['jenis']}-{row['tanggal']} has {row['n']} of {row['terakhir']} deeds"
    deeds = set(copy.column("perizinan", "SELECT nik FROM deed WHERE keadaan = 'TERBIT'"))
    entered = set(copy.column("dukcapil", "SELECT nik FROM nik_dipesan WHERE status = 'DIKONFIRMASI'"))
    if deeds != entered:
        yield f"I3 {len(deeds ^ entered)} children have a deed without an entry or an entry without a deed"


def nothing_is_stuck(copy: Copy) -> Iterator[str]:
    """I6: no fact waits, nothing is to be tried again, no queue holds a message."""
    for service in copy.databases:
        for table, condition in (("outbox", "sent_at IS NULL"), ("redelivery", "true"), ("parked", "true")):
            [number] = copy.column(service, f"SELECT count(*) FROM {table} WHERE {condition}")
            if number:
                yield f"I6 {service} has {number} rows waiting in {table}"
    with pika.BlockingConnection(parameters(copy.amqp_url, name="inspector")) as connection:
        channel = connection.channel()
        for queue in (*queues(), *(f"{service}.parked" for service in copy.databases)):
            number = channel.queue_declare(queue, passive=True).method.message_count
            if number:
                yield f"I6 {queue} holds {number} messages"


def the_audit_log_verifies(copy: Copy) -> Iterator[str]:
    """I4: from the first entry to the last checkpoint, with one entry for each access, decision and document."""
    for finding in findings(copy.databases["gateway"], copy.keys / "pseudonym.jwk"):
        yield f"I4 {finding}"
    handled = copy.column("gateway", "SELECT event_id FROM inbox WHERE handler LIKE 'gateway.track_%%'")
    entries = set(copy.column("gateway", "SELECT id FROM audit_entry UNION ALL SELECT id FROM audit_pending"))
    facts = "SELECT id FROM outbox WHERE type LIKE '%%.dokumen\\_%%' AND id = ANY(%s)"
    told = {event_id for service in copy.databases for event_id in copy.column(service, facts, handled)}
    if missing := told - entries:
        yield f"I4 {len(missing)} documents were issued, replaced or revoked without an entry"


def no_citizen_is_in_a_log(copy: Copy) -> Iterator[str]:
    """I5: no NIK that the suite has handled stands in any log line."""
    niks = set(copy.column("dukcapil", "SELECT nik FROM nik_dipesan"))
    niks |= set(copy.column("gateway", "SELECT DISTINCT owner_nik FROM application WHERE owner_nik IS NOT NULL"))
    for log in sorted(copy.logs.glob("*.log")):
        with log.open(errors="replace") as lines:
            shown = sum(1 for line in lines if niks.intersection(re.findall(r"\d{16}", line)))
        if shown:
            yield f"I5 {log.name} shows a NIK in {shown} lines"


RULES: tuple[Callable[[Copy], Iterator[str]], ...] = (
    every_application_ends_with_its_documents,
    every_event_reached_every_subscriber,
    deed_numbers_have_no_gap,
    the_audit_log_verifies,
    no_citizen_is_in_a_log,
    nothing_is_stuck,
    every_return_that_is_done_has_one_valid_receipt,
    every_payment_is_booked_once,
    the_books_balance,
)


if __name__ == "__main__":
    broken = violations(Copy.of(Layout(Path(sys.argv[1] if len(sys.argv) > 1 else ".run"))))
    print("\n".join(broken) or "every promise holds")
    sys.exit(1 if broken else 0)
