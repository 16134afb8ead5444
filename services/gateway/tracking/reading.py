"""Applications as they may be seen: whose they are is decided in the SQL, so that nothing else can forget it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow

from contracts.numbers import is_application_number
from services.gateway.access.caller import Caller
from services.gateway.pool import Pool
from services.gateway.projections import LEADS
from services.gateway.tracking import cursor
from services.gateway.tracking.cursor import Page
from services.gateway.web.problems import not_found

# Citizens see their own, clients what they sent, officers what came to their city and is their office's: tax data are
# secret before the civil registry too (UU 1/2022). A null compares with nothing.
MINE = "(owner_nik = %(nik)s OR client_id = %(client)s OR (kota = %(city)s AND jenis = ANY(%(kinds)s)))"
TAX_OFFICE = "PETUGAS_PAJAK"

_ONE = f"SELECT * FROM application WHERE nomor = %(nomor)s AND {MINE}"  # noqa: S608  our own text
_STEPS = "SELECT * FROM application_step WHERE nomor = %s AND shown AND arrival > %s ORDER BY arrival"
_DOCUMENTS = "SELECT * FROM document WHERE nomor_permohonan = %s AND issued ORDER BY tanggal_terbit, jenis, dokumen_id"
_PAGE = f"""
    SELECT nomor, jenis, status, submitted_at FROM application
    WHERE {MINE} AND (submitted_at, nomor) < (%(at)s, %(after)s)
    ORDER BY submitted_at DESC, nomor DESC LIMIT %(limit)s
"""  # noqa: S608  our own text
_END_OF_TIME = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


class Applications:
    """Reads applications; writes nothing."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def get(self, number: str, caller: Caller) -> DictRow:
        """An application that the caller may see. Raises Problem 404: someone else's does not exist."""
        if not is_application_number(number):
            raise not_found()
        row = await self._pool.row_named(_ONE, {"nomor": number, **who(caller)})
        if row is None:
            raise not_found()
        return row

    async def steps(self, number: str, after: int = -1) -> list[DictRow]:
        """What happened to an application, in the order in which it became known here."""
        return await self._pool.rows(_STEPS, number, after)

    async def documents(self, number: str) -> list[DictRow]:
        """The documents that an application brought."""
        return await self._pool.rows(_DOCUMENTS, number)

    async def page(self, caller: Caller, after: str | None, limit: int) -> Page:
        """The caller's applications, newest first. Raises Problem 422 for a cursor that is none of ours."""
        at, number = _place(after) if after else (_END_OF_TIME, "")
        values = {**who(caller), "at": at, "after": number, "limit": limit + 1}
        rows = await self._pool.rows_named(_PAGE, values)
        following = _cursor(rows[limit - 1]) if len(rows) > limit else None
        return Page(rows[:limit], following)


def who(caller: Caller) -> Mapping[str, Any]:
    """The values of `MINE`."""
    kinds = [kind for kind, leader in LEADS.items() if (leader == "pajak") == (caller.role == TAX_OFFICE)]
    return {"nik": caller.nik, "client": caller.client_id, "city": caller.city, "kinds": kinds}


def _cursor(row: DictRow) -> str:
    return cursor.written(row["submitted_at"].isoformat(), row["nomor"])


def _place(text: str) -> tuple[datetime, str]:
    at, number = cursor.read(text)
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        raise cursor.unknown() from None
    if instant.tzinfo is None or not is_application_number(number):
        raise cursor.unknown()
    return instant, number
