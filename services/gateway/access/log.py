"""The log of who read whose personal data and why, written before the answer leaves (UU 27/2022 ps. 31)."""

from dataclasses import dataclass
from uuid import UUID

from chassis.database import uuid7
from services.gateway.access.caller import Caller
from services.gateway.pool import Pool

_WRITE = """
    INSERT INTO access_log (id, actor, resource, subject_nik, fields, tujuan, dasar_hukum, correlation_id)
    SELECT id, %s, %s, nik, %s, %s, %s, %s FROM unnest(%s::uuid[], %s::text[]) AS read (id, nik)
    ON CONFLICT DO NOTHING RETURNING id
"""

CIVIL_REGISTRATION = "UU 24/2013 (administrasi kependudukan)"
DATA_SUBJECT = "UU 27/2022 ps. 7 (akses subjek data)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One act of reading: what, of whom (when it is known), which fields, and why."""

    resource: str
    fields: tuple[str, ...]
    purpose: str
    legal_basis: str
    subjects: tuple[str, ...] = ()


class AccessLog:
    """Appends; nothing changes or removes what stands there."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def record(self, caller: Caller, reading: Reading, correlation_id: UUID) -> None:
        """Write a row for each person. When it cannot be written, what was asked for must not be answered."""
        subjects: list[str | None] = list(dict.fromkeys(reading.subjects)) or [None]
        await self._pool.rows(
            _WRITE,
            caller.key,
            reading.resource,
            list(reading.fields),
            reading.purpose,
            reading.legal_basis,
            correlation_id,
            [uuid7() for _ in subjects],
            subjects,
        )
