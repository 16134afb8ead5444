"""What agencies hear of what the services tell: written with the read model, in the same transaction.

`PUBLIC` says which facts become public ones; what does not stand there, no agency hears of.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.database import uuid7
from chassis.inbox import Event
from contracts.dukcapil import events as dukcapil
from contracts.envelope import EventData
from contracts.gateway import agency_events as public
from contracts.gateway.agency_events import OFFERS
from contracts.pajak import events as pajak
from contracts.perizinan import events as perizinan
from contracts.tracking import (
    DokumenDicabutData,
    DokumenDigantikanData,
    DokumenTerbitData,
    PermohonanBerubahStatusData,
)
from services.gateway import projections
from services.gateway.registry import Registry

CHANNEL = "agency_event"

WRITE = """
    INSERT INTO agency_event (id, type, scope, subject, city, only_client, happened_at, source_event, data)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::json) ON CONFLICT DO NOTHING
"""
_DOCUMENT = """
    SELECT a.kota, d.sha256 FROM document d LEFT JOIN application a ON a.nomor = d.nomor_permohonan
    WHERE d.dokumen_id = %s
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A fact for agencies; `subject` None when nothing may tie it to an application."""

    data: EventData
    city: str | None
    subject: str | None = None
    only_client: str | None = None


def publish(registry: Registry, event: Event[EventData]) -> None:
    """Write down what agencies may hear of this event, if anything."""
    derive = PUBLIC.get(type(event.data))
    found = derive(registry, event) if derive else None
    if found is None:
        return
    event_id = uuid7()
    values = (event_id, found.data.type, OFFERS[found.data.type].scope, found.subject or str(event_id), found.city)
    registry.connection.execute(
        WRITE, (*values, found.only_client, event.time, event.id, found.data.model_dump_json(exclude_none=True))
    )
    registry.wake(CHANNEL)


def _issued(registry: Registry, event: Event[DokumenTerbitData]) -> Publication:
    told = event.data
    city = _city(registry, told.nomor_permohonan)
    data = public.DokumenTerbit(
        dokumen_id=told.dokumen_id,
        jenis=told.jenis,
        kota=city,
        tanggal_terbit=told.tanggal_terbit,
        penanda_tangan=told.penanda_tangan,
        sha256=told.sha256,
    )
    return Publication(data, city, told.dokumen_id)


def _replaced(registry: Registry, event: Event[DokumenDigantikanData]) -> Publication:
    told, (city, sha256) = event.data, _of_document(registry, event.data.dokumen_id)
    data = public.DokumenDigantikan(
        dokumen_id=told.dokumen_id, oleh_dokumen_id=told.oleh_dokumen_id, kota=city, sha256=sha256, pada=told.pada
    )
    return Publication(data, city, told.dokumen_id)


def _revoked(registry: Registry, event: Event[DokumenDicabutData]) -> Publication:
    told, (city, sha256) = event.data, _of_document(registry, event.data.dokumen_id)
    data = public.DokumenDicabut(dokumen_id=told.dokumen_id, kota=city, sha256=sha256, pada=told.pada)
    return Publication(data, city, told.dokumen_id)


def _registered(_: Registry, event: Event[perizinan.AktaKelahiranTerbit]) -> Publication:
    told = event.data
    data = public.KelahiranTercatat(kota=told.kota, jumlah_anak=len(told.anak), terbit_pada=told.terbit_pada)
    return Publication(data, told.kota)


def _completed(registry: Registry, event: Event[dukcapil.Paket3in1Selesai]) -> Publication:
    city = _city(registry, event.data.nomor)
    return Publication(public.PaketSelesai(kota=city, menit_kerja=event.data.menit_kerja), city)


def _overdue(registry: Registry, event: Event[dukcapil.Paket3in1Terlambat]) -> Publication:
    city = _city(registry, event.data.nomor)
    return Publication(public.PaketTerlambat(kota=city, batas=event.data.batas), city)


def _stepped(registry: Registry, event: Event[PermohonanBerubahStatusData]) -> Publication | None:
    """Only whoever sent the application in hears of its steps, and of those only that its owner sees."""
    told = event.data
    row = registry.row("SELECT jenis, kota, client_id FROM application WHERE nomor = %s", told.nomor)
    step = projections.Step(event.source, event.sequence, told.status, told.pada, told.oleh)
    if row is None or row["client_id"] is None or not projections.is_shown(row["jenis"], step):
        return None
    data = public.PermohonanBerubahStatus(
        nomor=told.nomor, jenis=row["jenis"], status=told.status, kota=row["kota"], pada=told.pada
    )
    return Publication(data, row["kota"], told.nomor, only_client=row["client_id"])


def _cleared(_: Registry, event: Event[pajak.KswpdBerubah]) -> Publication:
    told = event.data
    data = public.KswpdBerubah(
        npwpd=told.npwpd, kota=told.kota, status=told.status, berlaku_sampai=told.berlaku_sampai, pada=told.pada
    )
    return Publication(data, told.kota, told.npwpd)


def _city(registry: Registry, number: str | None) -> str | None:
    row = registry.row("SELECT kota FROM application WHERE nomor = %s", number) if number else None
    return row["kota"] if row else None


def _of_document(registry: Registry, document_id: str) -> tuple[str | None, str | None]:
    row = registry.row(_DOCUMENT, document_id)
    return (row["kota"], row["sha256"]) if row else (None, None)


PUBLIC: Mapping[type[EventData], Callable[[Registry, Event[Any]], Publication | None]] = {
    perizinan.DokumenTerbit: _issued,
    dukcapil.DokumenTerbit: _issued,
    dukcapil.DokumenDigantikan: _replaced,
    perizinan.DokumenDicabut: _revoked,
    dukcapil.DokumenDicabut: _revoked,
    perizinan.AktaKelahiranTerbit: _registered,
    dukcapil.Paket3in1Selesai: _completed,
    dukcapil.Paket3in1Terlambat: _overdue,
    pajak.KswpdBerubah: _cleared,
    perizinan.PermohonanBerubahStatus: _stepped,
    pajak.PermohonanBerubahStatus: _stepped,
    dukcapil.PermohonanBerubahStatus: _stepped,
}
