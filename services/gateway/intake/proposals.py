"""What one tax officer proposes and another decides on: kept here until there are four eyes, then told as one fact."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Json
from pydantic import BaseModel

from chassis.database import uuid7
from contracts.envelope import EventData
from contracts.gateway.audit import Catatan
from contracts.gateway.events import Petugas
from contracts.gateway.tax import PemegangIzin
from contracts.gateway.tax_api import Usulan, UsulanDicatat, UsulanKetetapan, UsulanPendaftaranJabatan
from contracts.gateway.tax_events import KetetapanPajakDiputuskan, PendaftaranJabatanDiputuskan
from services.gateway.access.caller import Caller
from services.gateway.audit import entries
from services.gateway.audit.pseudonyms import Pseudonyms
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.orders import officer_of
from services.gateway.intake.receipts import Receipts, Repeated
from services.gateway.pool import Pool
from services.gateway.web.problems import Problem, not_found
from services.gateway.web.writes import accepted

Kind = Literal["KETETAPAN", "PENDAFTARAN_JABATAN"]

_ADD = """
    INSERT INTO tax_proposal (id, jenis, kota, isi, diusulkan_oleh, diusulkan_pada) VALUES (%s, %s, %s, %s, %s, %s)
"""
_LOCK = "SELECT * FROM tax_proposal WHERE id = %s AND kota = %s FOR UPDATE"
_DECIDE = "UPDATE tax_proposal SET status = %s, diputus_oleh = %s, diputus_pada = %s WHERE id = %s"
_WAITING = """
    SELECT id, jenis, isi, diusulkan_oleh, diusulkan_pada FROM tax_proposal
    WHERE kota = %s AND status = 'MENUNGGU_PERSETUJUAN' AND diusulkan_oleh <> %s ORDER BY id LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Act:
    """One officer's write: what makes it known again, by what it is followed, who and when."""

    claim: Claim
    trace: Trace
    caller: Caller
    at: datetime


class Proposals:
    """The proposals of tax officers."""

    def __init__(self, pool: Pool, receipts: Receipts, pseudonyms: Pseudonyms) -> None:
        self._pool = pool
        self._receipts = receipts
        self._pseudonyms = pseudonyms

    async def waiting(self, caller: Caller) -> tuple[Usulan, ...]:
        """What this officer may decide on."""
        rows = await self._pool.rows(_WAITING, caller.city, caller.subject)
        return tuple(Usulan(**{**row, "id": str(row["id"])}) for row in rows)

    async def propose(self, act: Act, kind: Kind, what: BaseModel) -> Answer:
        """Keep a proposal for a second officer."""
        key = uuid7()
        try:
            async with self._receipts.once(act.claim, act.trace) as write:
                content = Json(what.model_dump(mode="json"))
                await write.connection.execute(_ADD, (key, kind, act.caller.city, content, act.caller.subject, act.at))
                await write.log(self._entry(act, f"USULKAN_{kind}", what.model_dump_json()))
                return await write.answer(accepted(UsulanDicatat(id=str(key), status="MENUNGGU_PERSETUJUAN")))
        except Repeated:
            return await self._receipts.earlier(act.claim)

    async def decide(self, act: Act, key: UUID, approve: bool) -> Answer:
        """Approve or turn down. Raises Problem 404, 403 for one's own proposal, or 409 when it is decided already."""
        try:
            async with self._receipts.once(act.claim, act.trace) as write:
                found = await write.connection.execute(_LOCK, (key, act.caller.city))
                row = _refuse_unfit(await found.fetchone(), act.caller)
                status: Literal["DISETUJUI", "DITOLAK"] = "DISETUJUI" if approve else "DITOLAK"
                await write.connection.execute(_DECIDE, (status, act.caller.subject, act.at, key))
                word = f"{'SETUJUI' if approve else 'TOLAK'}_{row['jenis']}"
                await write.log(self._entry(act, word, json.dumps(row["isi"], sort_keys=True)))
                if approve:
                    await write.tell(_FACTS[row["jenis"]](row, act.caller, act.at), subject=str(key))
                return await write.answer(accepted(UsulanDicatat(id=str(key), status=status)))
        except Repeated:
            return await self._receipts.earlier(act.claim)

    def _entry(self, act: Act, word: str, sealed: str) -> Catatan:
        did = entries.Act(word, officer_of(act.caller), act.at)
        return entries.decided(uuid7(), did, sealed, self._pseudonyms)


def _refuse_unfit(row: DictRow | None, caller: Caller) -> DictRow:
    if row is None:
        raise not_found()
    if row["diusulkan_oleh"] == caller.subject:
        raise Problem(403, "empat_mata", "Usulan harus diputus petugas lain daripada yang mengusulkan.")
    if row["status"] != "MENUNGGU_PERSETUJUAN":
        raise Problem(409, "sudah_diputus", "Usulan ini sudah diputus.")
    return row


def _assessment(row: DictRow, approver: Caller, at: datetime) -> EventData:
    asked = UsulanKetetapan.model_validate(row["isi"])
    return KetetapanPajakDiputuskan(
        **asked.model_dump(), petugas=_proposer(row, approver), penyetuju=officer_of(approver), diputuskan_pada=at
    )


def _registration(row: DictRow, approver: Caller, at: datetime) -> EventData:
    asked = UsulanPendaftaranJabatan.model_validate(row["isi"])
    return PendaftaranJabatanDiputuskan(
        kota=row["kota"],
        pemegang=PemegangIzin.model_validate(asked.model_dump(exclude={"dasar"})),
        dasar=asked.dasar,
        petugas=_proposer(row, approver),
        penyetuju=officer_of(approver),
        diputuskan_pada=at,
    )


def _proposer(row: DictRow, approver: Caller) -> Petugas:
    """Proposer and approver have the same role in the same city, or they could not have met at this row."""
    return Petugas(id=row["diusulkan_oleh"], peran=approver.role or "", kota=row["kota"])


_FACTS: Mapping[str, Callable[[DictRow, Caller, datetime], EventData]] = {
    "KETETAPAN": _assessment,
    "PENDAFTARAN_JABATAN": _registration,
}
