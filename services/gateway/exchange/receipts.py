"""Receipts of signed exchanges: each is made once for a nonce, and completed by our answer."""

import base64
from uuid import UUID

from chassis.database import uuid7
from contracts.gateway.clients import BuktiPertukaran, SisiBukti
from services.gateway.exchange.signatures import Proof
from services.gateway.pool import Pool
from services.gateway.web.problems import not_found

_TAKE = """
    INSERT INTO exchange_receipt (id, client_id, nonce, request_key, request_base, request_signature)
    VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (client_id, nonce) DO NOTHING RETURNING id
"""
_COMPLETE = """
    UPDATE exchange_receipt SET answer_key = %s, answer_base = %s, answer_signature = %s
    WHERE id = %s AND answer_base IS NULL RETURNING id
"""
_FIND = "SELECT * FROM exchange_receipt WHERE id = %s AND client_id = %s"


class ExchangeReceipts:
    """Keeps both sides' proofs."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def take(self, client_id: str, proof: Proof) -> UUID | None:
        """The receipt of a request, or None when this nonce was used before."""
        values = (uuid7(), client_id, proof.nonce, proof.keyid, proof.base, proof.signature)
        row = await self._pool.row(_TAKE, *values)
        return row["id"] if row else None

    async def complete(self, receipt: UUID, proof: Proof) -> None:
        """Add what we answered, before it leaves."""
        await self._pool.rows(_COMPLETE, proof.keyid, proof.base, proof.signature, receipt)

    async def find(self, client_id: str, text: str) -> BuktiPertukaran:
        """A client's own receipt. Raises Problem 404."""
        try:
            row = await self._pool.row(_FIND, UUID(text), client_id)
        except ValueError:
            row = None
        if row is None:
            raise not_found()
        asked = _side(row["request_key"], row["request_base"], row["request_signature"])
        answered = None
        if row["answer_base"] is not None:
            answered = _side(row["answer_key"], row["answer_base"], row["answer_signature"])
        return BuktiPertukaran(id=str(row["id"]), waktu=row["at"], permintaan=asked, jawaban=answered)


def _side(key: str, base: str, signature: bytes) -> SisiBukti:
    return SisiBukti(kunci=key, dasar=base, tanda_tangan=base64.b64encode(signature).decode())
