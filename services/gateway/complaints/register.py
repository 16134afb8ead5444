"""Keeps complaints: whose they are, and who may handle them, is decided in the SQL.

They live in the gateway because no service owns them yet; each is claimed by its form's key, so that one sent twice is
one, and every answer of an officer stands in the log that cannot be altered.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from chassis.database import uuid7
from contracts.gateway.api import KeputusanDiterima
from services.gateway.access.caller import Caller
from services.gateway.access.policy import HEAD, OPD_OFFICER, TAX_OFFICER
from services.gateway.audit import entries
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.complaints.told import OVER, AduanKeputusan, Jawaban, LaporanKeadaan, Status, Unit
from services.gateway.intake.orders import officer_of
from services.gateway.intake.proposals import Act
from services.gateway.intake.receipts import Receipts, Repeated
from services.gateway.pool import Pool
from services.gateway.web.problems import Problem, not_found
from services.gateway.web.writes import accepted

MOST_OPEN = 10
PAGE = 50

HANDLES: Mapping[str, Unit] = {HEAD: Unit.DUKCAPIL, TAX_OFFICER: Unit.PAJAK, OPD_OFFICER: Unit.KOTA}

_ALONE = "SELECT pg_advisory_xact_lock(hashtext('complaint'), hashtext(%s))"
_OPEN = "SELECT count(*) AS n FROM complaint WHERE owner = %s AND status IN ('DITERIMA', 'DIKERJAKAN')"
_ADD = """
    INSERT INTO complaint (nomor, kota, unit, owner, about, kategori, uraian, kelurahan, tempat, lintang, bujur, foto,
                           status, made_at, answer_by)
    VALUES (%(nomor)s, %(kota)s, %(unit)s, %(owner)s, %(about)s, %(kategori)s, %(uraian)s, %(kelurahan)s, %(tempat)s,
            %(lintang)s, %(bujur)s, %(foto)s, 'DITERIMA', %(at)s, %(answer_by)s)
"""
_STEP = "INSERT INTO complaint_step (nomor, at, status, note, officer) VALUES (%s, %s, %s, %s, %s)"
_OWN = "SELECT * FROM complaint WHERE owner = %s ORDER BY made_at DESC, nomor LIMIT 100"
_OWN_ONE = "SELECT * FROM complaint WHERE nomor = %s AND owner = %s"
_OF_UNIT = """
    SELECT * FROM complaint WHERE kota = %s AND unit = ANY(%s) AND status IN ('DITERIMA', 'DIKERJAKAN')
    ORDER BY answer_by, made_at, nomor LIMIT %s
"""
_UNITS_ONE = """
    SELECT complaint.*, account.nik FROM complaint JOIN account ON account.sub = owner
    WHERE nomor = %s AND complaint.kota = %s AND unit = ANY(%s)
"""
_STEPS = "SELECT at, status, note FROM complaint_step WHERE nomor = %s ORDER BY arrival"
_LOCK = "SELECT status FROM complaint WHERE nomor = %s AND kota = %s AND unit = ANY(%s) FOR UPDATE"
_MOVE = "UPDATE complaint SET status = %s WHERE nomor = %s"


@dataclass(frozen=True, slots=True)
class New:
    """A complaint before it is kept; `about` is the application of which it complains."""

    number: str
    city: str
    unit: Unit
    told: AduanKeputusan | LaporanKeadaan
    answer_by: date
    about: str | None = None
    photo: UUID | None = None


class Complaints:
    """The register of complaints."""

    def __init__(self, pool: Pool, receipts: Receipts, pseudonyms: Pseudonyms) -> None:
        self._pool = pool
        self._receipts = receipts
        self._pseudonyms = pseudonyms

    async def take(self, act: Act, new: New) -> str:
        """Keep a complaint; its number, the same one when it was sent before. Raises Problem 409 for too many."""
        try:
            async with self._receipts.once(act.claim, act.trace) as write:
                await write.connection.execute(_ALONE, (act.caller.key,))
                found = await (await write.connection.execute(_OPEN, (act.caller.subject,))).fetchone()
                if found is not None and found["n"] >= MOST_OPEN:
                    raise Problem(409, "aduan_terlalu_banyak", f"Sudah ada {MOST_OPEN} aduan Anda yang belum selesai.")
                await write.connection.execute(_ADD, _row(act, new))
                await write.connection.execute(_STEP, (new.number, act.at, Status.DITERIMA, None, None))
                answer = await write.answer(accepted(KeputusanDiterima(nomor=new.number)))
        except Repeated:
            answer = await self._receipts.earlier(act.claim)
        return KeputusanDiterima.model_validate_json(answer.body).nomor

    async def of_owner(self, caller: Caller) -> list[DictRow]:
        """A citizen's own complaints, the newest first."""
        return await self._pool.rows(_OWN, caller.subject)

    async def own(self, number: str, caller: Caller) -> DictRow:
        """One of a citizen's own. Raises Problem 404."""
        return _there(await self._pool.row(_OWN_ONE, number, caller.subject))

    async def waiting(self, caller: Caller) -> list[DictRow]:
        """What waits for this officer, whose answer is due first."""
        return await self._pool.rows(_OF_UNIT, caller.city, units_of(caller), PAGE)

    async def handled(self, number: str, caller: Caller) -> DictRow:
        """One that this officer may handle. Raises Problem 404."""
        return _there(await self._pool.row(_UNITS_ONE, number, caller.city, units_of(caller)))

    async def steps(self, number: str) -> list[DictRow]:
        """What became of a complaint, in order."""
        return await self._pool.rows(_STEPS, number)

    async def answer(self, act: Act, number: str, told: Jawaban) -> None:
        """Take an officer's answer down. Raises Problem 404, or 409 for a complaint that is over."""
        try:
            async with self._receipts.once(act.claim, act.trace) as write:
                values = (number, act.caller.city, units_of(act.caller))
                row = _there(await (await write.connection.execute(_LOCK, values)).fetchone())
                if Status(row["status"]) in OVER:
                    raise Problem(409, "aduan_sudah_selesai", "Aduan ini sudah selesai.")
                await write.connection.execute(_MOVE, (told.status, number))
                step = (number, act.at, told.status, told.keterangan, act.caller.subject)
                await write.connection.execute(_STEP, step)
                did = entries.Act(f"JAWAB_ADUAN_{told.status}", officer_of(act.caller), act.at, about=number)
                sealed = json.dumps(told.model_dump(mode="json"), sort_keys=True)
                await write.log(entries.decided(uuid7(), did, sealed, self._pseudonyms))
                await write.answer(accepted(KeputusanDiterima(nomor=number)))
        except Repeated:
            await self._receipts.earlier(act.claim)


def units_of(caller: Caller) -> list[str]:
    """What an officer's role handles."""
    return [unit for grant, unit in HANDLES.items() if grant in caller.grants]


def _row(act: Act, new: New) -> dict[str, Any]:
    place = {"kelurahan": None, "tempat": None, "lintang": None, "bujur": None}
    same = {"nomor": new.number, "kota": new.city, "unit": new.unit, "owner": act.caller.subject, "about": new.about}
    return {**place, **new.told.model_dump(), **same, "foto": new.photo, "at": act.at, "answer_by": new.answer_by}


def _there(row: DictRow | None) -> DictRow:
    if row is None:
        raise not_found()
    return row
