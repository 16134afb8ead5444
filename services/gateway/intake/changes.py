"""What an owner can still change about an application: send it again corrected, or take it back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import DictRow

from contracts.envelope import EventData
from contracts.gateway.api import Diterima
from contracts.gateway.events import PermohonanDitarik
from contracts.types import STATUS_AKHIR, Pelaku, StatusPermohonan
from services.gateway import projections
from services.gateway.access.caller import Caller, Kind
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.receipts import Receipts, Repeated, Write
from services.gateway.tracking.reading import MINE, who
from services.gateway.tracking.view import track_path
from services.gateway.web.problems import Problem, fault, not_found
from services.gateway.web.writes import accepted

_LOCK = f"SELECT * FROM application WHERE nomor = %(nomor)s AND {MINE} FOR UPDATE"  # noqa: S608  our own text
_LEADING = "SELECT coalesce(max(sequence), -1) AS sequence FROM application_step WHERE nomor = %s AND source = %s"
_CORRECTED = "UPDATE application SET status = %s, answered = %s, wanted = %s::json, faults = '[]' WHERE nomor = %s"
_STEP = """
    INSERT INTO application_step (nomor, source, sequence, status, happened_at, by_whom, shown)
    SELECT %(nomor)s, 'gateway', coalesce(max(sequence), -1) + 1, %(status)s, %(at)s, %(by)s, true
    FROM application_step WHERE nomor = %(nomor)s AND source = 'gateway'
"""

# Once a deed is issued, it takes a decision to undo it (UU 24/2013 ps. 72), not a change of mind.
_TOO_LATE = STATUS_AKHIR | {StatusPermohonan.TERBIT}


@dataclass(frozen=True, slots=True)
class Correction:
    """What was sent again, whole and corrected, for an application of this kind that was sent back."""

    number: str
    kind: str
    applicant: str
    event: EventData
    wanted: Mapping[str, int]
    at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An application that its owner takes back."""

    number: str
    at: datetime


async def correct(receipts: Receipts, claim: Claim, trace: Trace, caller: Caller, correction: Correction) -> Answer:
    """Take a correction. Raises Problem 404, or 409 when none was asked for."""
    try:
        async with receipts.once(claim, trace) as write:
            row = await _locked(write, caller, correction.number)
            if row["jenis"] != correction.kind or row["status"] != StatusPermohonan.PERLU_PERBAIKAN:
                raise Problem(409, "tidak_menunggu_perbaikan", "Permohonan ini tidak sedang menunggu perbaikan.")
            if correction.applicant != row["owner_nik"]:
                raise fault("/pelapor/nik", "pelapor_berbeda", "Pelapor tidak dapat diganti saat memperbaiki laporan.")
            await _write_down(write, row, caller, correction)
            await write.tell(correction.event, subject=correction.number, correlation_id=row["correlation_id"])
            return await write.answer(_receipt(correction.number, StatusPermohonan.DIAJUKAN))
    except Repeated:
        return await receipts.earlier(claim)


async def withdraw(receipts: Receipts, claim: Claim, trace: Trace, caller: Caller, withdrawal: Withdrawal) -> Answer:
    """Pass on that the owner takes the application back. Raises Problem 404, or 409 when it is too late."""
    try:
        async with receipts.once(claim, trace) as write:
            row = await _locked(write, caller, withdrawal.number)
            if row["status"] in _TOO_LATE or row["jenis"] != "KELAHIRAN":
                raise Problem(409, "tidak_dapat_ditarik", "Permohonan ini tidak dapat ditarik lagi.")
            event = PermohonanDitarik(nomor=withdrawal.number, ditarik_pada=withdrawal.at)
            await write.tell(event, subject=withdrawal.number, correlation_id=row["correlation_id"])
            return await write.answer(_receipt(withdrawal.number, StatusPermohonan(row["status"])))
    except Repeated:
        return await receipts.earlier(claim)


async def _locked(write: Write, caller: Caller, number: str) -> DictRow:
    found = await write.connection.execute(_LOCK, {"nomor": number, **who(caller)})
    row = await found.fetchone()
    if row is None:
        raise not_found()
    return row


async def _write_down(write: Write, row: DictRow, caller: Caller, correction: Correction) -> None:
    leading = await write.connection.execute(_LEADING, (correction.number, projections.LEADS[row["jenis"]]))
    newest = await leading.fetchone()
    answered = newest["sequence"] if newest else -1
    by = Pelaku.FASKES if caller.kind is Kind.KLIEN else Pelaku.PEMOHON
    status = StatusPermohonan.DIAJUKAN.value
    wanted = json.dumps(correction.wanted)
    await write.connection.execute(_CORRECTED, (status, answered, wanted, correction.number))
    await write.connection.execute(
        _STEP, {"nomor": correction.number, "status": status, "at": correction.at, "by": by.value}
    )


def _receipt(number: str, status: StatusPermohonan) -> Answer:
    return accepted(Diterima(nomor=number, status=status, lacak=track_path(number)))
