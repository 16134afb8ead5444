"""An application as it is shown: the clock is read now, and an end is shown when its documents are there too."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from chassis.clock import WorkingTime
from contracts.gateway.api import DokumenPermohonan, Langkah, Permohonan, RingkasanPermohonan, SlaPermohonan
from contracts.types import STATUS_AKHIR, Galat, JenisDokumen, StatusPermohonan, StatusSla

Row = Mapping[str, Any]

# The end, the documents and their owner's numbers come as different facts. Who reads SELESAI and finds two documents
# of three would think that one is lost; so the end waits for them, but not for ever.
PATIENCE = timedelta(seconds=10)

# Cards bear a NIK or a family's number: what anyone may see of it is masked, and its owner is told it by another fact.
_NUMBER_COMES_LATER = frozenset({JenisDokumen.KARTU_KELUARGA, JenisDokumen.KIA})

_GOING_ON = frozenset({StatusSla.BERJALAN, StatusSla.JEDA})


def application(
    row: Row, steps: Iterable[Row], documents: Iterable[Row], now: datetime, time: WorkingTime
) -> Permohonan:
    """Everything that its owner may see of an application."""
    history, issued = sorted(steps, key=lambda step: (step["happened_at"], step["arrival"])), list(documents)
    return Permohonan(
        nomor=row["nomor"],
        jenis=row["jenis"],
        status=shown_status(row, history, issued, now),
        diajukan_pada=row["submitted_at"],
        sla=sla(row, now, time),
        riwayat=tuple(langkah(step) for step in history),
        dokumen=tuple(document(each) for each in issued),
        perbaikan=tuple(Galat.model_validate(found) for found in row["faults"]),
    )


def summary(row: Row) -> RingkasanPermohonan:
    """One line of a list."""
    return RingkasanPermohonan(
        nomor=row["nomor"],
        jenis=row["jenis"],
        status=row["status"],
        diajukan_pada=row["submitted_at"],
        lacak=track_path(row["nomor"]),
    )


def track_path(number: str) -> str:
    """Where an application is tracked."""
    return f"/v1/permohonan/{number}"


def langkah(step: Row) -> Langkah:
    """One step of the history."""
    return Langkah(status=step["status"], waktu=step["happened_at"], oleh=step["by_whom"], catatan=step["note"])


def document(row: Row) -> DokumenPermohonan:
    """One document of an application."""
    return DokumenPermohonan(
        id=row["dokumen_id"],
        jenis=row["jenis"],
        nomor=row["nomor"] or row["nomor_tersamar"],
        status=row["status"],
        kode_verifikasi=row["kode_verifikasi"],
        unduh=f"/v1/dokumen/{row['dokumen_id']}",
        tanggal_terbit=row["tanggal_terbit"],
    )


def shown_status(row: Row, steps: Iterable[Row], documents: Iterable[Row], now: datetime) -> StatusPermohonan:
    """The status; SELESAI is shown as TERBIT for the moments in which documents are still on their way."""
    status = StatusPermohonan(row["status"])
    if status is not StatusPermohonan.SELESAI:
        return status
    there = Counter(each["jenis"] for each in documents if each["nomor"] or each["jenis"] not in _NUMBER_COMES_LATER)
    complete = all(there[kind] >= count for kind, count in row["wanted"].items())
    told_at = max((step["happened_at"] for step in steps if step["status"] == status), default=now)
    return status if complete or now - told_at > PATIENCE else StatusPermohonan.TERBIT


def is_over(status: StatusPermohonan | str) -> bool:
    """Whether nothing will happen to the application any more."""
    return status in STATUS_AKHIR


def sla(row: Row, now: datetime, time: WorkingTime) -> SlaPermohonan | None:
    """The service clock at this moment; a paused one shows what was left when it stopped.

    None before the file is complete, and for an application that ended without what it asked for.
    """
    if row["sla_status"] is None or (is_over(row["status"]) and row["sla_status"] in _GOING_ON):
        return None
    status, deadline = StatusSla(row["sla_status"]), row["sla_deadline"]
    if status is StatusSla.JEDA:
        return SlaPermohonan(status=status, batas=None, sisa_menit_kerja=row["sla_minutes_left"])
    if status is not StatusSla.BERJALAN or deadline is None:
        return SlaPermohonan(status=status, batas=deadline)
    if now > deadline:
        return SlaPermohonan(status=StatusSla.TERLAMBAT, batas=deadline, sisa_menit_kerja=0)
    return SlaPermohonan(status=status, batas=deadline, sisa_menit_kerja=time.working_minutes_between(now, deadline))
