"""Who holds a file at the desk, so that two officers do not work on the same one.

A hold is courtesy among colleagues, not a right: it ends by itself after `pegang_berkas` minutes (a rule of the city),
when it is let go, when it is handed over, and with the decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.gateway.access.caller import Caller
from services.gateway.pool import Pool
from services.gateway.web.problems import Problem

_TAKE = """
    INSERT INTO held_file (nomor, officer, ends_at)
    VALUES (%(nomor)s, %(me)s, now() + %(minutes)s * interval '1 minute')
    ON CONFLICT (nomor) DO UPDATE
    SET officer = excluded.officer, since = now(), ends_at = excluded.ends_at, handed_by = NULL
    WHERE held_file.officer = excluded.officer OR held_file.ends_at <= now()
    RETURNING 1
"""
_OF = """
    SELECT nomor, officer, holder.nama AS name, ends_at, giver.nama AS handed_by
    FROM held_file JOIN officer AS holder ON holder.id = officer LEFT JOIN officer AS giver ON giver.id = handed_by
    WHERE nomor = ANY(%s) AND ends_at > now()
"""
_LET_GO = "DELETE FROM held_file WHERE nomor = %s AND officer = %s RETURNING 1"
_COLLEAGUES = """
    SELECT id, nama AS name FROM officer
    WHERE active AND kota = %(city)s AND peran = %(role)s AND id <> %(me)s ORDER BY nama, id
"""
_HAND_OVER = """
    UPDATE held_file SET officer = colleague.id, handed_by = held_file.officer, since = now(),
                         ends_at = now() + %(minutes)s * interval '1 minute'
    FROM officer AS colleague
    WHERE nomor = %(nomor)s AND held_file.officer = %(me)s AND ends_at > now()
    AND colleague.id = %(to)s AND colleague.active AND colleague.kota = %(city)s AND colleague.peran = %(role)s
    RETURNING 1
"""


@dataclass(frozen=True, slots=True)
class Hold:
    """A file in somebody's hands: whose, until when, and who gave it to them."""

    nomor: str
    officer: str
    name: str
    ends_at: datetime
    handed_by: str | None


class Holds:
    """Takes files, lets them go and hands them over. Whether an officer may see the file was decided before."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def of(self, numbers: Sequence[str]) -> dict[str, Hold]:
        """Those of these files that somebody holds now."""
        rows = await self._pool.rows(_OF, list(numbers))
        return {row["nomor"]: Hold(**row) for row in rows}

    async def take(self, number: str, caller: Caller, minutes: int) -> None:
        """Hold a file from now on. Raises Problem 409 while somebody else does."""
        if await self._pool.row_named(_TAKE, {"nomor": number, "me": caller.subject, "minutes": minutes}) is None:
            raise held()

    async def let_go(self, number: str, caller: Caller) -> None:
        """Hold a file no longer; it may be held no longer already."""
        await self._pool.rows(_LET_GO, number, caller.subject)

    async def colleagues(self, caller: Caller) -> list[dict[str, Any]]:
        """Who could go on with this officer's files: the same role in the same city."""
        return await self._pool.rows_named(_COLLEAGUES, _of(caller))

    async def hand_over(self, number: str, caller: Caller, to: str, minutes: int) -> None:
        """Put a file that this officer holds into a colleague's hands. Raises Problem 409."""
        values = {**_of(caller), "nomor": number, "to": to, "minutes": minutes}
        if await self._pool.row_named(_HAND_OVER, values) is None:
            raise Problem(409, "serah_terima_gagal", "Pegang berkas ini dulu, lalu pilih rekan yang masih bertugas.")

    async def refuse_held_by_another(self, number: str, caller: Caller) -> None:
        """Raise Problem 409 while somebody else holds the file."""
        hold = (await self.of([number])).get(number)
        if hold is not None and hold.officer != caller.subject:
            raise held()


def held() -> Problem:
    """The answer to whoever wants what a colleague holds."""
    return Problem(409, "berkas_dipegang", "Berkas ini sedang dipegang rekan Anda.")


def _of(caller: Caller) -> dict[str, Any]:
    return {"city": caller.city, "role": caller.role, "me": caller.subject}
