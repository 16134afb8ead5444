"""The log as anyone may check it: its newest checkpoint, proofs, and entries in a row."""

import base64
from collections.abc import Sequence
from uuid import UUID

from contracts.gateway.audit import BuktiKonsistensi, BuktiPenyertaan, EntriAudit, KunciAudit, TitikPeriksa
from services.gateway.audit.merkle import Span, consistency, inclusion
from services.gateway.audit.stored import READ, Plan
from services.gateway.pool import Pool
from services.gateway.web.problems import Problem, fault, not_found

_NEWEST = "SELECT size, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1"
_CHECKPOINT = """
    SELECT size, root, note, signed_at, (SELECT count(*) FROM audit_pending) AS waiting
    FROM audit_checkpoint ORDER BY size DESC LIMIT 1
"""
# An entry and the checkpoint above it are committed together. In no order: for the first by position, all were read.
_ENTRY = f"""
    SELECT size, note, position, content, leaf_hash FROM ({_NEWEST}) AS newest
    LEFT JOIN audit_entry ON id = %s AND position < size LIMIT 1
"""  # noqa: S608  our own text
_WAITING = "SELECT 1 FROM audit_pending WHERE id = %s LIMIT 1"
_SIGNED = "SELECT note FROM audit_checkpoint WHERE size = %s"
_ENTRIES = "SELECT content FROM audit_entry WHERE position >= %s AND position < %s ORDER BY position"


class AuditLog:
    """Reads the log; what it says anyone can check without trusting it."""

    def __init__(self, pool: Pool, key: KunciAudit) -> None:
        self._pool = pool
        self.key = key

    async def checkpoint(self) -> TitikPeriksa:
        """The newest signed checkpoint, and how much waits. Raises Problem 503 before there is one."""
        row = await self._pool.row(_CHECKPOINT)
        if row is None:
            raise _nothing_signed()
        return TitikPeriksa(
            titik_periksa=row["note"],
            jumlah_entri=row["size"],
            akar=_encoded(row["root"]),
            ditandatangani_pada=row["signed_at"],
            menunggu=row["waiting"],
        )

    async def prove_entry(self, id: UUID) -> BuktiPenyertaan:
        """Proof that an entry is in the log. Raises Problem 404, or 409 while the entry waits for the sealer."""
        entry = await self._pool.row(_ENTRY, id)
        if entry is None:
            raise _nothing_signed()
        if entry["position"] is None:
            if await self._pool.row(_WAITING, id) is None:
                raise not_found()
            raise Problem(
                409,
                "belum_disegel",
                "Catatan ini belum disegel. Coba lagi sebentar lagi.",
                headers={"Retry-After": "2"},
            )
        return BuktiPenyertaan(
            id=id,
            posisi=entry["position"],
            entri=bytes(entry["content"]).decode(),
            hash_daun=_encoded(entry["leaf_hash"]),
            jalur=await self._hashes(inclusion(entry["position"], entry["size"])),
            titik_periksa=entry["note"],
        )

    async def prove_continuation(self, old: int, new: int | None) -> BuktiKonsistensi:
        """Proof that the log of `old` entries is the beginning of that of `new`, by default of the newest."""
        size, note = await self._newest()
        wanted = size if new is None else new
        if wanted > size:
            raise fault("/ke", "ukuran_belum_ada", "Log belum mencapai ukuran ini.")
        if old > wanted:
            raise fault("/dari", "ukuran_tidak_sah", "Ukuran awal lebih besar daripada ukuran akhir.")
        if wanted != size:
            signed = await self._pool.row(_SIGNED, wanted)
            note = signed["note"] if signed else None
        path = await self._hashes(consistency(old, wanted))
        return BuktiKonsistensi(dari=old, ke=wanted, jalur=path, titik_periksa=note)

    async def entries(self, first: int, most: int) -> EntriAudit:
        """Sealed entries from a position on."""
        size, _ = await self._newest()
        rows = await self._pool.rows(_ENTRIES, first, min(first + most, size))
        return EntriAudit(dari=first, entri=tuple(bytes(row["content"]).decode() for row in rows), jumlah_entri=size)

    async def _newest(self) -> tuple[int, str | None]:
        row = await self._pool.row(_NEWEST)
        if row is None:
            raise _nothing_signed()
        return row["size"], row["note"]

    async def _hashes(self, spans: Sequence[Span]) -> tuple[str, ...]:
        plan = Plan(spans)
        found = [row["found"] for row in await self._pool.rows(READ, *plan.values)]
        return tuple(_encoded(each) for each in plan.hashes(found))


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _nothing_signed() -> Problem:
    return Problem(
        503,
        "belum_ada_titik_periksa",
        "Log belum ditandatangani. Coba lagi sebentar lagi.",
        headers={"Retry-After": "2"},
    )
