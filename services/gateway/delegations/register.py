"""A role that its holder lets somebody else act in for some days (pelaksana harian), by a letter.

For those days the delegate has that role and no other, so that nobody holds two keys to one file; the holder keeps
theirs. Only a role of one's own can be given: a delegate gives nothing on. `access/directory.py` knows who acts today.
"""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from chassis.database import uuid7
from contracts.gateway.api import KeputusanDiterima
from contracts.types import Masukan, Tanggal, Teks
from services.gateway.access.caller import Caller
from services.gateway.audit import entries
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.intake.orders import officer_of
from services.gateway.intake.proposals import Act
from services.gateway.intake.receipts import Receipts, Repeated
from services.gateway.pool import Connection, Pool
from services.gateway.web.problems import Problem, fault, not_allowed, not_found
from services.gateway.web.writes import accepted

# Who may act as head: whoever works in the same office.
MAY_DEPUTISE = ("PETUGAS_VERIFIKASI", "PETUGAS_DUKCAPIL")

_ALONE = "SELECT pg_advisory_xact_lock(hashtext('officer_delegation'), hashtext(%s))"
_CANDIDATES = "SELECT id, nama AS name FROM officer WHERE active AND kota = %s AND peran = ANY(%s) ORDER BY nama, id"
_HOLDS = "SELECT 1 AS found FROM officer WHERE id = %s AND peran = %s AND kota = %s AND active"
_FITS = "SELECT 1 AS found FROM officer WHERE id = %s AND peran = ANY(%s) AND kota = %s AND active"
_TAKEN = """
    SELECT 1 AS found FROM officer_delegation
    WHERE kota = %(kota)s AND (peran = %(peran)s OR officer = %(officer)s)
    AND first_day <= %(last_day)s AND last_day >= %(first_day)s
"""
_ADD = """
    INSERT INTO officer_delegation (id, officer, peran, kota, first_day, last_day, letter, given_by, given_at)
    VALUES (%(id)s, %(officer)s, %(peran)s, %(kota)s, %(first_day)s, %(last_day)s, %(letter)s, %(given_by)s, %(at)s)
"""
_OF_ROLE = """
    SELECT delegation.id, officer.nama AS name, first_day, last_day, letter
    FROM officer_delegation AS delegation JOIN officer ON officer.id = officer
    WHERE delegation.kota = %s AND delegation.peran = %s AND last_day >= %s ORDER BY first_day
"""
_END = """
    UPDATE officer_delegation SET last_day = %s WHERE id = %s AND kota = %s AND peran = %s AND last_day >= %s
    RETURNING officer
"""


class Pelimpahan(Masukan):
    """To whom a role is given, from which day to which, by which letter."""

    petugas: Teks
    mulai: Tanggal
    sampai: Tanggal
    nomor_surat: Teks

    @model_validator(mode="after")
    def _goes_forward(self) -> "Pelimpahan":
        if self.sampai < self.mulai:
            raise PydanticCustomError("masa_terbalik", "Hari terakhir mendahului hari pertama.", {"lokasi": "/sampai"})
        return self


class Delegations:
    """Gives a role for some days, and ends that."""

    def __init__(self, pool: Pool, receipts: Receipts, pseudonyms: Pseudonyms) -> None:
        self._pool = pool
        self._receipts = receipts
        self._pseudonyms = pseudonyms

    async def candidates(self, caller: Caller) -> list[DictRow]:
        """Who could act for this officer."""
        return await self._pool.rows(_CANDIDATES, caller.city, list(MAY_DEPUTISE))

    async def coming(self, caller: Caller, today: date) -> list[DictRow]:
        """Who acts in this officer's role now or later."""
        return await self._pool.rows(_OF_ROLE, caller.city, caller.role, today)

    async def give(self, act: Act, told: Pelimpahan, today: date, most_days: int) -> None:
        """Let somebody act in the caller's own role. Raises Problem 403, 409 or 422."""
        _refuse_unfit_days(told, today, most_days)
        try:
            async with self._receipts.once(act.claim, act.trace) as write:
                values = _row(act, told)
                await _refuse_unfit(write.connection, act.caller, values)
                await write.connection.execute(_ADD, values)
                await write.log(self._entry(act, "LIMPAHKAN_WEWENANG", told.model_dump(mode="json")))
                await write.answer(accepted(KeputusanDiterima(nomor=str(values["id"]))))
        except Repeated:
            await self._receipts.earlier(act.claim)

    async def end(self, act: Act, id: UUID, today: date) -> str:
        """From now on nobody acts by this delegation; who did. Raises Problem 404."""
        try:
            async with self._receipts.once(act.claim, act.trace) as write:
                caller = act.caller
                values = (today - timedelta(days=1), id, caller.city, caller.role, today)
                ended = await (await write.connection.execute(_END, values)).fetchone()
                if ended is None:
                    raise not_found()
                await write.log(self._entry(act, "AKHIRI_PELIMPAHAN", {"id": str(id)}))
                answer = await write.answer(accepted(KeputusanDiterima(nomor=ended["officer"])))
        except Repeated:
            answer = await self._receipts.earlier(act.claim)
        return KeputusanDiterima.model_validate_json(answer.body).nomor

    def _entry(self, act: Act, word: str, told: dict[str, Any]) -> Any:
        did = entries.Act(word, officer_of(act.caller), act.at)
        return entries.decided(uuid7(), did, json.dumps(told, sort_keys=True), self._pseudonyms)


def _refuse_unfit_days(told: Pelimpahan, today: date, most_days: int) -> None:
    if told.mulai < today:
        raise fault("/mulai", "hari_sudah_lewat", "Hari pertama sudah lewat.")
    if (told.sampai - told.mulai).days >= most_days:
        raise fault("/sampai", "terlalu_lama", f"Paling lama {most_days} hari.")


async def _refuse_unfit(connection: Connection, caller: Caller, values: dict[str, Any]) -> None:
    await connection.execute(_ALONE, (caller.city,))
    if not await _found(connection, _HOLDS, (caller.subject, caller.role, caller.city)):
        raise not_allowed()
    if not await _found(connection, _FITS, (values["officer"], list(MAY_DEPUTISE), caller.city)):
        raise fault("/petugas", "petugas_tidak_sesuai", "Pilih petugas dari daftar.")
    if await _found(connection, _TAKEN, values):
        raise Problem(
            409, "sudah_dilimpahkan", "Pada hari itu sudah ada yang bertindak, atau petugas ini sudah ditunjuk."
        )


async def _found(connection: Connection, query: str, values: Any) -> bool:
    return await (await connection.execute(query, values)).fetchone() is not None


def _row(act: Act, told: Pelimpahan) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "officer": told.petugas,
        "peran": act.caller.role,
        "kota": act.caller.city,
        "first_day": told.mulai,
        "last_day": told.sampai,
        "letter": told.nomor_surat,
        "given_by": act.caller.subject,
        "at": act.at,
    }
