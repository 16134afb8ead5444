"""The ledger of who read whose personal data and why, written before the answer leaves (UU 27/2022 ps. 31)."""

import json
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from chassis.clock import Clock
from chassis.database import uuid7
from contracts.gateway.audit import CatatanAkses, HasilAkses
from services.gateway.access.caller import Caller
from services.gateway.audit import entries
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.pool import Pool

# The row of the ledger and the entry of the log are written together or not at all. The lists are sent in binary form:
# writing a thousand of them as text takes longer than all else that a bulk question costs here.
_WRITE = """
    WITH read AS (
        SELECT * FROM unnest(%(ids)b::uuid[], %(subjects)b::bytea[], %(entries)b::bytea[]) AS read (id, subject, entry)
    ), written AS (
        INSERT INTO access_log (
            id, at, actor, resource, subject_key, fields, tujuan, dasar_hukum, correlation_id, outcome)
        SELECT id, %(at)s, %(actor)s, %(resource)s, subject, %(fields)s, %(purpose)s, %(basis)s, %(correlation)s,
               %(outcome)s FROM read
        ON CONFLICT DO NOTHING RETURNING id
    )
    INSERT INTO audit_pending (id, content) SELECT id, entry FROM read JOIN written USING (id) RETURNING id
"""

CIVIL_REGISTRATION = "UU 24/2013 (administrasi kependudukan)"
LOCAL_TAX = "UU 1/2022 (pajak daerah)"
DATA_SUBJECT = "UU 27/2022 ps. 7 (akses subjek data)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One act of reading: what, of whom (when it is known), which fields, why, and whether it was let through."""

    resource: str
    fields: tuple[str, ...]
    purpose: str
    legal_basis: str
    subjects: tuple[str, ...] = ()
    outcome: HasilAkses = "DIBERIKAN"


class AccessLog:
    """Appends; nothing changes or removes what stands there. People stand there under pseudonyms."""

    def __init__(self, pool: Pool, pseudonyms: Pseudonyms, clock: Clock) -> None:
        self._pool = pool
        self._pseudonyms = pseudonyms
        self._clock = clock

    async def record(self, caller: Caller, reading: Reading, correlation_id: UUID) -> None:
        """Write a row for each person. When it cannot be written, what was asked for must not be answered."""
        people: list[str | None] = list(dict.fromkeys(reading.subjects)) or [None]
        ids = [uuid7() for _ in people]
        subjects = [self._pseudonyms.of_subject(nik) if nik else None for nik in people]
        common = self._entry(caller, reading, correlation_id)
        values = {
            "ids": ids,
            "subjects": subjects,
            "entries": [_of_person(common, *person) for person in zip(ids, subjects, strict=True)],
            "at": common.waktu,
            "actor": caller.key,
            "resource": reading.resource,
            "fields": list(reading.fields),
            "purpose": reading.purpose,
            "basis": reading.legal_basis,
            "correlation": correlation_id,
            "outcome": reading.outcome,
        }
        await self._pool.rows_named(_WRITE, values)

    def _entry(self, caller: Caller, reading: Reading, correlation_id: UUID) -> CatatanAkses:
        return CatatanAkses(
            id=correlation_id,
            waktu=self._clock.now().astimezone(UTC),
            pelaku=entries.actor(caller.key, self._pseudonyms),
            layanan=reading.resource,
            isian=reading.fields,
            hasil=reading.outcome,
            isi=self._pseudonyms.seal(kept(caller.key, reading.purpose, reading.legal_basis, correlation_id)),
        )


def _of_person(common: CatatanAkses, id: UUID, subject: bytes | None) -> bytes:
    """The entry of one of several people whose data were read together."""
    return entries.content(common.model_copy(update={"id": id, "subjek": subject.hex() if subject else None}))


def kept(actor: str, purpose: str, legal_basis: str, correlation_id: UUID) -> str:
    """What the ledger alone knows of an access: the log has a keyed hash of it."""
    return json.dumps([actor, purpose, legal_basis, str(correlation_id)])
