"""Attachments of a report: kept by their content, known by an id, used by whoever uploaded them."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from psycopg.rows import DictRow

from chassis.database import uuid7
from chassis.documents.store import DocumentStore, StorageUnavailable
from contracts.gateway.api import LampiranTersimpan
from contracts.gateway.birth import Lampiran
from contracts.types import Galat
from services.gateway.access.caller import Caller
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.receipts import Receipts, Repeated
from services.gateway.pool import Pool
from services.gateway.uploads.faults import SENTENCES, Fault
from services.gateway.uploads.form import FIELD, Upload
from services.gateway.uploads.kinds import PDF, is_more_than_a_pdf, kind_of
from services.gateway.uploads.sandbox import Sandbox
from services.gateway.web.problems import away, fault, invalid, not_found
from services.gateway.web.writes import accepted

_KEEP = "INSERT INTO attachment (id, owner, jenis, ukuran, sha256) VALUES (%s, %s, %s, %s, %s)"
_DESCRIBE = "SELECT id, jenis, ukuran, sha256 FROM attachment WHERE owner = %s AND id = ANY(%s::uuid[])"
_ONE = "SELECT jenis, sha256 FROM attachment WHERE id = %s::uuid"
_OWN = "SELECT id FROM attachment WHERE owner = %s AND id = ANY(%s::uuid[])"


class Attachments:
    """Takes files in, and says whose they are."""

    def __init__(self, pool: Pool, receipts: Receipts, store: DocumentStore) -> None:
        self._pool = pool
        self._receipts = receipts
        self._store = store
        self._sandbox = Sandbox()

    async def keep(self, upload: Upload, claim: Claim, trace: Trace, caller: Caller) -> Answer:
        """Inspect a file and keep it. Raises Problem 422 for one that must not be taken.

        The file is stored before the row that speaks of it: one without the other is a few bytes that no one sees.
        """
        earlier = await self._receipts.find(claim)
        if earlier is not None:
            return earlier
        kind, content = await self._inspected(upload)
        try:
            digest = await asyncio.to_thread(self._store.put, content)
        except StorageUnavailable:
            raise away() from None
        kept = LampiranTersimpan(id=str(uuid7()), jenis=kind, ukuran=len(content), sha256=digest)
        try:
            async with self._receipts.once(claim, trace) as write:
                await write.connection.execute(_KEEP, (UUID(kept.id), caller.key, kind, kept.ukuran, digest))
                return await write.answer(accepted(kept, 201))
        except Repeated:
            return await self._receipts.earlier(claim)

    async def refuse_foreign(self, used: Sequence[Lampiran], caller: Caller) -> None:
        """Raise Problem 422 for an attachment that the caller did not upload."""
        if not used:
            return
        wanted = [each.id for each in used if _is_uuid(each.id)]
        rows = await self._pool.rows(_OWN, caller.key, wanted)
        own = {str(row["id"]) for row in rows}
        missing = [place for place, each in enumerate(used) if each.id not in own]
        if missing:
            pesan = "Lampiran ini tidak ada; unggah lebih dulu."
            raise invalid(
                [Galat(lokasi=f"/lampiran/{at}/id", kode="lampiran_tidak_ditemukan", pesan=pesan) for at in missing]
            )

    async def described(self, used: Sequence[Lampiran], caller: Caller) -> list[DictRow]:
        """What is known of those of these attachments that the caller uploaded."""
        wanted = [each.id for each in used if _is_uuid(each.id)]
        return await self._pool.rows(_DESCRIBE, caller.key, wanted)

    async def fetch(self, attachment_id: str) -> tuple[str, bytes]:
        """Media type and bytes of an attachment, for whoever is known to be allowed to see it.

        Raises Problem 404 or 503.
        """
        row = await self._pool.row(_ONE, attachment_id) if _is_uuid(attachment_id) else None
        if row is None:
            raise not_found()
        try:
            return row["jenis"], await asyncio.to_thread(self._store.get, row["sha256"])
        except StorageUnavailable:
            raise away() from None

    async def _inspected(self, upload: Upload) -> tuple[str, bytes]:
        try:
            kind = kind_of(upload.content)
            if kind is None:
                raise Fault("jenis_berkas_tidak_didukung")
            if kind == PDF and is_more_than_a_pdf(upload.content):
                raise Fault("berkas_ganda")
            return kind, await self._sandbox.inspect(upload.content, kind)
        except Fault as found:
            raise fault(FIELD, str(found), SENTENCES[str(found)]) from None


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
