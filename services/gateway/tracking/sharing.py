"""Links by which somebody without an account follows an application: a grandmother, a neighbour who helps.

Whoever holds a link sees where the application stands and when it took which step: no name, no number of a person, no
note, no document. So nobody's data are read by it, and it stands in no ledger; its owner sees how often it was opened.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.gateway.api import SlaPermohonan
from contracts.types import StatusPermohonan
from services.gateway.pool import Pool
from services.gateway.web.problems import Problem, not_found

MOST_LINKS = 3
SHAREABLE = frozenset({"KELAHIRAN"})  # tax is secret before everybody else (UU 1/2022)

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('shared_link'), hashtext(%s))"
_FORGET = "DELETE FROM shared_link WHERE nomor = %s AND ends_at <= now()"
_MAKE = """
    INSERT INTO shared_link (digest, nomor, slot, ends_at)
    SELECT %s, %s, slot, now() + make_interval(days => %s) FROM generate_series(1, %s) AS slot
    WHERE NOT EXISTS (SELECT FROM shared_link taken WHERE taken.nomor = %s AND taken.slot = slot.slot)
    ORDER BY slot LIMIT 1 RETURNING slot
"""
_OF = "SELECT slot, ends_at, looks FROM shared_link WHERE nomor = %s AND ends_at > now() ORDER BY slot"
_END = "DELETE FROM shared_link WHERE nomor = %s AND slot = %s RETURNING 1"
_OPEN = """
    UPDATE shared_link SET looks = looks + 1 FROM application
    WHERE shared_link.digest = %s AND shared_link.ends_at > now() AND application.nomor = shared_link.nomor
    RETURNING application.*
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is open: its place among the owner's, its end, and how often it was opened."""

    slot: int
    ends_at: datetime
    looks: int


@dataclass(frozen=True, slots=True)
class Followed:
    """All that a link shows of an application."""

    kind: str
    status: StatusPermohonan
    submitted_at: datetime
    sla: SlaPermohonan | None
    steps: tuple[tuple[StatusPermohonan, datetime], ...]


class Sharing:
    """Makes, lists, ends and opens links, each open for `days`. Whose application it is was decided before."""

    def __init__(self, pool: Pool, days: int) -> None:
        self._pool = pool
        self._days = days

    async def make(self, number: str) -> str:
        """A new link's secret part, which is shown this once. Raises Problem 409 when there are as many as may be."""
        token = secrets.token_urlsafe(32)
        async with self._pool.transaction() as connection:
            await connection.execute(_ALONE, (number,))
            await connection.execute(_FORGET, (number,))
            made = await connection.execute(_MAKE, (_digest(token), number, self._days, MOST_LINKS, number))
            if await made.fetchone() is None:
                raise Problem(
                    409, "tautan_sudah_banyak", f"Sudah ada {MOST_LINKS} tautan. Tutup salah satu sebelum membuat lagi."
                )
        return token

    async def of(self, number: str) -> list[Link]:
        """The links to an application that are open now."""
        return [Link(**row) for row in await self._pool.rows(_OF, number)]

    async def end(self, number: str, slot: int) -> None:
        """Close one; it may be closed already."""
        await self._pool.rows(_END, number, slot)

    async def open(self, token: str) -> dict[str, Any]:
        """The application behind a link. Raises Problem 404 for one that is closed, over or was never made."""
        row = await self._pool.row(_OPEN, _digest(token)) if _TOKEN.fullmatch(token) else None
        if row is None:
            raise not_found()
        return row


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
