"""The read model's rows: what the services tell of applications and documents, in whatever order it comes."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow

from chassis.database import Cause, Database
from chassis.database import Registry as UnitOfWork
from contracts.gateway.audit import Catatan
from contracts.tracking import DokumenTerbitData
from contracts.types import Galat, Pelaku, Sla, StatusDokumen, StatusPermohonan
from services.gateway.audit import entries
from services.gateway.notifications.occasions import Channel
from services.gateway.projections import Step

CHANNEL = "application"

_WAKE = "SELECT pg_notify(channel, payload) FROM unnest(%s::text[], %s::text[]) AS told (channel, payload)"
_TAKE = """
    INSERT INTO application_step (nomor, source, sequence, status, happened_at, by_whom, note, shown)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
_ISSUE = """
    INSERT INTO document (dokumen_id, source, nomor_permohonan, issued, jenis, nomor_tersamar, nama_tersamar,
                          kode_verifikasi, sha256, ukuran, tanggal_terbit, penanda_tangan)
    VALUES (%s, %s, %s, true, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (dokumen_id) DO UPDATE SET
        nomor_permohonan = coalesce(excluded.nomor_permohonan, document.nomor_permohonan),
        issued = true, source = excluded.source,
        jenis = excluded.jenis, nomor_tersamar = excluded.nomor_tersamar, nama_tersamar = excluded.nama_tersamar,
        kode_verifikasi = excluded.kode_verifikasi, sha256 = excluded.sha256, ukuran = excluded.ukuran,
        tanggal_terbit = excluded.tanggal_terbit, penanda_tangan = excluded.penanda_tangan
    RETURNING nomor_permohonan
"""
# A revoked document stays revoked, whatever else is told of it.
_END = """
    INSERT INTO document (dokumen_id, source, status, replaced_by, ended_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (dokumen_id) DO UPDATE SET
        status = excluded.status, ended_at = excluded.ended_at,
        replaced_by = coalesce(excluded.replaced_by, document.replaced_by)
    WHERE document.status <> 'DICABUT'
    RETURNING nomor_permohonan
"""
_LINK = """
    INSERT INTO document (dokumen_id, source, nomor_permohonan, nomor) VALUES (%s, %s, %s, %s)
    ON CONFLICT (dokumen_id) DO UPDATE SET
        nomor_permohonan = excluded.nomor_permohonan, nomor = coalesce(excluded.nomor, document.nomor)
"""
# The newest message overtakes what has not gone out yet: nobody wants yesterday's news after today's.
_NOTIFY = """
    WITH overtaken AS (
        UPDATE notification SET status = 'DILEWATI', done_at = now() WHERE nomor = %(nomor)s AND status = 'MENUNGGU'
    )
    INSERT INTO notification (nomor, occasion, channel) SELECT %(nomor)s, %(occasion)s, unnest(%(channels)s::text[])
"""


class Registry(UnitOfWork):
    """The unit of work of one subscription; streams of live events are woken after it was committed."""

    def __init__(self, database: Database, service: str) -> None:
        super().__init__(database, service)
        self._notices: set[tuple[str, str]] = set()

    @contextmanager
    def transaction(self, cause: Cause | None = None) -> Iterator[None]:
        """One transaction; whoever watches what it touched is told after the commit, for inside it would serialise
        all commits of the server (see chassis.database)."""
        self._notices.clear()
        with super().transaction(cause):
            yield
        if self._notices:
            with self._database.connection() as connection:
                connection.execute(_WAKE, tuple(map(list, zip(*self._notices, strict=True))))

    def touch(self, number: str | None) -> None:
        """Remember to wake those who watch this application."""
        if number:
            self._notices.add((CHANNEL, number))

    def wake(self, channel: str) -> None:
        """Remember to wake whoever listens on this channel."""
        self._notices.add((channel, ""))

    def lock_application(self, number: str) -> DictRow | None:
        """The application, held for this transaction; None when it did not come in through this gateway."""
        return self.row("SELECT * FROM application WHERE nomor = %s FOR UPDATE", number)

    def take_step(self, number: str, step: Step, *, shown: bool) -> bool:
        """Write a step down; whether it is new."""
        taken = self.connection.execute(
            _TAKE,
            (
                number,
                step.source,
                step.sequence,
                step.status.value,
                step.happened_at,
                step.by.value,
                step.note,
                shown,
            ),
        )
        return taken.rowcount == 1

    def steps(self, number: str) -> list[Step]:
        """Every step of an application that is known now."""
        rows = self.rows("SELECT * FROM application_step WHERE nomor = %s", number)
        return [_step(row) for row in rows]

    def set_status(self, number: str, status: StatusPermohonan, faults: tuple[Galat, ...] | None) -> None:
        """What the steps amount to; `faults` None leaves those that stand."""
        told = json.dumps([found.model_dump() for found in faults]) if faults is not None else None
        self.connection.execute(
            "UPDATE application SET status = %s, faults = coalesce(%s::json, faults) WHERE nomor = %s",
            (status.value, told, number),
        )
        self.touch(number)

    def notify(self, number: str, contact: Mapping[str, str | None] | None, occasion: StatusPermohonan) -> None:
        """Tell whoever applied, on every channel of which the application's `contact` has an address."""
        if channels := [each.value for each in Channel if (contact or {}).get(each.key)]:
            self.connection.execute(_NOTIFY, {"nomor": number, "occasion": occasion.value, "channels": channels})

    def set_clock(self, number: str, sla: Sla, sequence: int) -> None:
        """The service clock as of this place in its source's telling; older news is ignored."""
        self.connection.execute(
            "UPDATE application SET sla_status = %s, sla_deadline = %s, sla_minutes_left = %s, sla_sequence = %s"
            " WHERE nomor = %s AND sla_sequence < %s",
            (sla.status.value, sla.batas, sla.sisa_menit_kerja, sequence, number, sequence),
        )
        self.touch(number)

    def issue_document(self, source: str, told: DokumenTerbitData) -> None:
        """A document exists; what was told of its end before stays."""
        row = self.row(
            _ISSUE,
            told.dokumen_id,
            source,
            told.nomor_permohonan,
            told.jenis.value,
            told.nomor_tersamar,
            told.nama_tersamar,
            told.kode_verifikasi,
            told.sha256,
            told.ukuran,
            told.tanggal_terbit,
            told.penanda_tangan,
        )
        self.touch(row["nomor_permohonan"] if row else None)

    def end_document(
        self, document_id: str, source: str, status: StatusDokumen, at: datetime, replaced_by: str | None = None
    ) -> None:
        """A document is no longer valid, whether or not it is known yet."""
        row = self.row(_END, document_id, source, status.value, replaced_by, at)
        self.touch(row["nomor_permohonan"] if row else None)

    def link_document(self, document_id: str, source: str, number: str, *, whole: str | None = None) -> None:
        """A document belongs to an application; `whole` is its own number, for its owner alone."""
        self.connection.execute(_LINK, (document_id, source, number, whole))
        self.touch(number)

    def log(self, entry: Catatan) -> None:
        """Record what the log must have of this change."""
        self.connection.execute(entries.ADD, (entry.id, entries.content(entry)))

    def forget_receipts(self, days: int) -> int:
        """Remove idempotency keys that no one will use again; how many there were."""
        removed = self.connection.execute(
            "DELETE FROM idempotency WHERE created_at < now() - make_interval(days => %s)", (days,)
        )
        return removed.rowcount

    def forget_drafts(self, days: int) -> int:
        """Remove drafts that nobody has touched for so long; how many there were."""
        removed = self.connection.execute(
            "DELETE FROM portal_draft WHERE changed_at < now() - make_interval(days => %s)", (days,)
        )
        return removed.rowcount

    def forget_notifications(self, days: int) -> int:
        """Remove what applicants were told longer ago than that, sent or not; how many there were."""
        removed = self.connection.execute(
            "DELETE FROM notification WHERE made_at < now() - make_interval(days => %s)", (days,)
        )
        return removed.rowcount

    def forget_sessions(self) -> int:
        """Remove sessions of the portal that are over; how many there were."""
        return self.connection.execute("DELETE FROM portal_session WHERE ends_at < now()").rowcount

    def forget_links(self) -> int:
        """Remove shared links that are over; how many there were."""
        return self.connection.execute("DELETE FROM shared_link WHERE ends_at < now()").rowcount

    def forget_holds(self) -> int:
        """Remove what nobody holds any longer at the desk; how many files there were."""
        return self.connection.execute("DELETE FROM held_file WHERE ends_at < now()").rowcount

    def forget_assertions(self) -> int:
        """Remove what clients proved themselves with, once it could not be used again anyway; how many there were."""
        return self.connection.execute("DELETE FROM client_assertion WHERE ends_at < now()").rowcount

    def forget_notices(self, days: int) -> int:
        """Remove what taxpayers were told longer ago than that; returns how many there were."""
        removed = self.connection.execute(
            "DELETE FROM tax_notice WHERE pada < now() - make_interval(days => %s)", (days,)
        )
        return removed.rowcount


def _step(row: dict[str, Any]) -> Step:
    return Step(
        row["source"],
        row["sequence"],
        StatusPermohonan(row["status"]),
        row["happened_at"],
        Pelaku(row["by_whom"]),
        row["note"],
    )
