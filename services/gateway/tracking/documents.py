"""Documents by what leads to them: their owner, the code in their QR, or the digest of their file."""

from datetime import date

from psycopg.rows import DictRow

from chassis.documents.code import VerificationCode
from services.gateway.access.caller import Caller
from services.gateway.pool import Pool
from services.gateway.tracking import cursor
from services.gateway.tracking.cursor import Page
from services.gateway.web.problems import not_found

# Of a bill that no application brought, pajak alone knows whose it is: it is asked on the caller's behalf.
_OF_OWNER = """
    SELECT document.* FROM document LEFT JOIN application ON application.nomor = nomor_permohonan
    WHERE dokumen_id = %s AND issued AND (owner_nik = %s OR (source = 'pajak' AND nomor_permohonan IS NULL))
"""
_PAGE = """
    SELECT document.* FROM document JOIN application ON application.nomor = nomor_permohonan
    WHERE owner_nik = %s AND issued AND (tanggal_terbit, dokumen_id) < (%s, %s)
    ORDER BY tanggal_terbit DESC, dokumen_id DESC LIMIT %s
"""
_DEED = "SELECT status FROM document WHERE nomor_tersamar = %s AND jenis = 'AKTA_KELAHIRAN' AND issued"


class Documents:
    """Reads what is known of documents; the files are with the services that issued them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def get_own(self, document_id: str, caller: Caller) -> DictRow:
        """A document of the caller's. Raises Problem 404: someone else's does not exist."""
        row = await self._pool.row(_OF_OWNER, document_id, caller.nik)
        if row is None:
            raise not_found()
        return row

    async def page(self, caller: Caller, after: str | None, limit: int) -> Page:
        """What the caller's applications brought, newest first. Raises Problem 422 for a cursor that is not ours."""
        day, name = _place(after) if after else (date.max, "")
        rows = await self._pool.rows(_PAGE, caller.nik, day, name, limit + 1)
        following = _cursor(rows[limit - 1]) if len(rows) > limit else None
        return Page(rows[:limit], following)

    async def find_by_code(self, code: VerificationCode) -> DictRow | None:
        """The document whose QR says this code."""
        return await self._pool.row("SELECT * FROM document WHERE kode_verifikasi = %s AND issued", code)

    async def find_deed(self, number: str) -> DictRow | None:
        """The birth deed with this number, which is never masked."""
        return await self._pool.row(_DEED, number)

    async def find_by_digest(self, sha256: str) -> DictRow | None:
        """The document whose signed file has this digest."""
        return await self._pool.row("SELECT * FROM document WHERE sha256 = %s AND issued", sha256)


def _cursor(row: DictRow) -> str:
    return cursor.written(row["tanggal_terbit"].isoformat(), row["dokumen_id"])


def _place(text: str) -> tuple[date, str]:
    day, name = cursor.read(text)
    try:
        return date.fromisoformat(day), name
    except ValueError:
        raise cursor.unknown() from None
