"""Taking what pajak tells of bills, numbers and duties into the read model, in whatever order it comes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Json

from chassis.inbox import Event
from contracts.pajak import events as pajak
from services.gateway.registry import Registry

_BILL = """
    INSERT INTO tax_bill (kode_bayar, nomor, pokok, sanksi, jumlah, jatuh_tempo, terbit_pada)
    VALUES (%(kode_bayar)s, %(nomor)s, %(pokok)s, %(sanksi)s, %(jumlah)s, %(jatuh_tempo)s, %(terbit_pada)s)
    ON CONFLICT (kode_bayar) DO UPDATE SET nomor = excluded.nomor, pokok = excluded.pokok, sanksi = excluded.sanksi,
        jumlah = excluded.jumlah, jatuh_tempo = excluded.jatuh_tempo, terbit_pada = excluded.terbit_pada
    RETURNING nomor
"""
_CANCEL = """
    INSERT INTO tax_bill (kode_bayar, dibatalkan) VALUES (%s, true)
    ON CONFLICT (kode_bayar) DO UPDATE SET dibatalkan = true RETURNING nomor
"""
_SETTLE = """
    INSERT INTO tax_bill AS known (kode_bayar, sisa, sequence) VALUES (%s, %s, %s)
    ON CONFLICT (kode_bayar) DO UPDATE SET sisa = excluded.sisa, sequence = excluded.sequence
    WHERE known.sequence < excluded.sequence RETURNING nomor
"""
_REGISTER = """
    INSERT INTO tax_registration (nomor, npwpd, objek) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING
"""
_NOTE = """
    INSERT INTO tax_notice (event_id, untuk, npwpd, nopd, masa, perihal, keterangan, batas, pada)
    VALUES (%(id)s, %(untuk)s, %(npwpd)s, %(nopd)s, %(masa)s, %(perihal)s, %(keterangan)s, %(batas)s, %(pada)s)
    ON CONFLICT DO NOTHING
"""


def follow_bill(registry: Registry, event: Event[pajak.TagihanTerbit]) -> None:
    """A bill can be paid; what was told of its payments before stays."""
    row = registry.connection.execute(_BILL, event.data.model_dump()).fetchone()
    registry.touch(row["nomor"] if row else None)


def follow_cancelled_bill(registry: Registry, event: Event[pajak.TagihanDibatalkan]) -> None:
    """A bill was taken back."""
    row = registry.row(_CANCEL, event.data.kode_bayar)
    registry.touch(row["nomor"] if row else None)


def follow_payment(registry: Registry, event: Event[pajak.PembayaranDibukukan]) -> None:
    """A payment, or its reversal, is in the book; money under an unknown code changes no bill."""
    told = event.data
    if told.sisa is None:
        return
    row = registry.row(_SETTLE, told.kode_bayar, told.sisa, event.sequence)
    registry.touch(row["nomor"] if row else None)


def follow_registration(registry: Registry, event: Event[pajak.WajibPajakTerdaftar]) -> None:
    """A registration led to numbers; one ex officio has no application here."""
    told = event.data
    if told.nomor is not None:
        objects = Json([each.model_dump(mode="json") for each in told.objek])
        registry.connection.execute(_REGISTER, (told.nomor, told.npwpd, objects))
        registry.touch(told.nomor)


def follow_closing(registry: Registry, event: Event[pajak.WajibPajakDitutup]) -> None:
    """A taxpayer, or one object, is closed."""
    told = event.data
    _note(registry, event.id, "DITUTUP", told.ditutup_pada, npwpd=told.npwpd, nopd=told.nopd)


def follow_receipt(registry: Registry, event: Event[pajak.SptpdDiterima]) -> None:
    """A return is filed."""
    told = event.data
    _note(registry, event.id, "SPTPD_DITERIMA", told.diterima_pada, **_of(told), keterangan=told.nomor_bps)


def follow_late_return(registry: Registry, event: Event[pajak.SptpdTerlambat]) -> None:
    """A return did not come in time."""
    _note(registry, event.id, "SPTPD_TERLAMBAT", event.data.pada, **_of(event.data), batas=event.data.batas_lapor)


def follow_reminder(registry: Registry, event: Event[pajak.PengingatDibuat]) -> None:
    """A day comes, or has passed."""
    _note(registry, event.id, event.data.perihal, event.data.pada, **_of(event.data), batas=event.data.batas)


def follow_sanction(registry: Registry, event: Event[pajak.SanksiDijatuhkan]) -> None:
    """A letter set a sanction."""
    told = event.data
    _note(registry, event.id, told.jenis, told.pada, **_of(told), keterangan=told.nomor_surat)


def follow_clearance(registry: Registry, event: Event[pajak.KswpdBerubah]) -> None:
    """A taxpayer's clearance is another."""
    told = event.data
    reasons = ", ".join(told.alasan) or None
    _note(registry, event.id, f"KSWPD_{told.status}", told.pada, npwpd=told.npwpd, keterangan=reasons)


def follow_anomaly(registry: Registry, event: Event[pajak.AnomaliTerdeteksi]) -> None:
    """A return deserves a look by officers; its taxpayer is not told."""
    told = event.data
    signals = ", ".join(told.tanda)
    _note(registry, event.id, "RISIKO", told.pada, untuk="PETUGAS", nopd=told.nopd, masa=told.masa, keterangan=signals)


def _of(told: Any) -> Mapping[str, Any]:
    return {"npwpd": told.npwpd, "nopd": told.nopd, "masa": told.masa}


def _note(  # noqa: PLR0913  a row is its columns
    registry: Registry,
    event_id: UUID,
    perihal: str,
    pada: datetime,
    *,
    untuk: str = "WAJIB_PAJAK",
    npwpd: str | None = None,
    nopd: str | None = None,
    masa: str | None = None,
    keterangan: str | None = None,
    batas: date | None = None,
) -> None:
    values = {"id": event_id, "untuk": untuk, "npwpd": npwpd, "nopd": nopd, "masa": masa, "perihal": perihal}
    registry.connection.execute(_NOTE, values | {"keterangan": keterangan, "batas": batas, "pada": pada})
