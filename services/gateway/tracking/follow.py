"""Taking what the services tell into the read model; each function is the effect of one kind of event."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.inbox import Event
from contracts.dukcapil import events as dukcapil
from contracts.envelope import EventData
from contracts.pajak import events as pajak
from contracts.perizinan import events as perizinan
from contracts.tracking import (
    DokumenDicabutData,
    DokumenDigantikanData,
    DokumenTerbitData,
    PermohonanBerubahStatusData,
)
from contracts.types import Sla, StatusDokumen, StatusPermohonan, StatusSla
from services.gateway import projections
from services.gateway.audit import entries
from services.gateway.interop.publication import publish
from services.gateway.notifications.occasions import occasion
from services.gateway.projections import Step
from services.gateway.registry import Registry
from services.gateway.tracking import follow_tax


def follow(registry: Registry, event: Event[EventData]) -> None:
    """Take one event in; `EFFECTS` says what each kind does. What agencies may hear of it is written down with it."""
    EFFECTS[type(event.data)](registry, event)
    publish(registry, event)


def follow_status(registry: Registry, event: Event[PermohonanBerubahStatusData]) -> None:
    """An application took a step; one that is not ours is another gateway's to follow."""
    told = event.data
    row = registry.lock_application(told.nomor)
    if row is None:
        return
    kind, step = row["jenis"], _step(event)
    if not registry.take_step(told.nomor, step, shown=projections.is_shown(kind, step)):
        return
    steps = registry.steps(told.nomor)
    status = projections.current_status(kind, steps, row["answered"])
    newest = step.source == projections.LEADS[kind] and step.sequence == projections.leading_sequence(kind, steps)
    faults = told.perbaikan if status is StatusPermohonan.PERLU_PERBAIKAN else ()
    registry.set_status(told.nomor, status, faults if newest else None)
    if worth := occasion(row["status"], status):
        registry.notify(told.nomor, row["contact"], worth)
    if told.sla is not None:
        registry.set_clock(told.nomor, projections.clock_after(row["sla_status"], told.sla), event.sequence)


def follow_package(registry: Registry, event: Event[dukcapil.Paket3in1Selesai]) -> None:
    """The one-day package is done: its documents belong to the application, whichever service issued them."""
    if registry.lock_application(event.data.nomor) is None:
        return
    for document_id in event.data.dokumen_id:
        registry.link_document(document_id, event.source, event.data.nomor)


def follow_warning(registry: Registry, event: Event[dukcapil.Paket3in1MendekatiBatas]) -> None:
    """The clock will run out soon: it still runs, and this is its deadline."""
    registry.set_clock(event.data.nomor, Sla(status=StatusSla.BERJALAN, batas=event.data.batas), event.sequence)


def follow_breach(registry: Registry, event: Event[dukcapil.Paket3in1Terlambat]) -> None:
    """The clock ran out."""
    registry.set_clock(event.data.nomor, Sla(status=StatusSla.TERLAMBAT, batas=event.data.batas), event.sequence)


def follow_document(registry: Registry, event: Event[DokumenTerbitData]) -> None:
    """A document was issued."""
    registry.issue_document(event.source, event.data)
    registry.log(entries.document(event))


def follow_replacement(registry: Registry, event: Event[DokumenDigantikanData]) -> None:
    """A document was replaced by a newer one."""
    told = event.data
    registry.end_document(
        told.dokumen_id, event.source, StatusDokumen.DIGANTIKAN, told.pada, replaced_by=told.oleh_dokumen_id
    )
    registry.log(entries.document(event))


def follow_revocation(registry: Registry, event: Event[DokumenDicabutData]) -> None:
    """A document was revoked."""
    registry.end_document(event.data.dokumen_id, event.source, StatusDokumen.DICABUT, event.data.pada)
    registry.log(entries.document(event))


def follow_deeds(registry: Registry, event: Event[perizinan.AktaKelahiranTerbit]) -> None:
    """An application's deeds are signed: they belong to it."""
    for deed in event.data.anak:
        registry.link_document(deed.dokumen_id, event.source, event.data.nomor)


def follow_card(registry: Registry, event: Event[dukcapil.KkTerbit | dukcapil.KiaTerbit]) -> None:
    """A family card or a child's card was issued: it belongs to the application that brought it, if any did."""
    told = event.data
    if told.nomor is not None:
        whole = told.nomor_kk if isinstance(told, dukcapil.KkTerbit) else told.nik
        registry.link_document(told.dokumen_id, event.source, told.nomor, whole=whole)


def _step(event: Event[PermohonanBerubahStatusData]) -> Step:
    told = event.data
    return Step(event.source, event.sequence, told.status, told.pada, told.oleh, told.catatan)


EFFECTS: Mapping[type[EventData], Callable[[Registry, Event[Any]], None]] = {
    perizinan.PermohonanBerubahStatus: follow_status,
    dukcapil.PermohonanBerubahStatus: follow_status,
    perizinan.AktaKelahiranTerbit: follow_deeds,
    perizinan.DokumenTerbit: follow_document,
    perizinan.DokumenDicabut: follow_revocation,
    dukcapil.DokumenTerbit: follow_document,
    dukcapil.DokumenDigantikan: follow_replacement,
    dukcapil.DokumenDicabut: follow_revocation,
    dukcapil.KkTerbit: follow_card,
    dukcapil.KiaTerbit: follow_card,
    dukcapil.Paket3in1Selesai: follow_package,
    dukcapil.Paket3in1MendekatiBatas: follow_warning,
    dukcapil.Paket3in1Terlambat: follow_breach,
    pajak.PermohonanBerubahStatus: follow_status,
    pajak.DokumenTerbit: follow_document,
    pajak.DokumenDicabut: follow_revocation,
    pajak.WajibPajakTerdaftar: follow_tax.follow_registration,
    pajak.WajibPajakDitutup: follow_tax.follow_closing,
    pajak.TagihanTerbit: follow_tax.follow_bill,
    pajak.TagihanDibatalkan: follow_tax.follow_cancelled_bill,
    pajak.PembayaranDibukukan: follow_tax.follow_payment,
    pajak.SptpdDiterima: follow_tax.follow_receipt,
    pajak.SptpdTerlambat: follow_tax.follow_late_return,
    pajak.PengingatDibuat: follow_tax.follow_reminder,
    pajak.AnomaliTerdeteksi: follow_tax.follow_anomaly,
    pajak.KswpdBerubah: follow_tax.follow_clearance,
    pajak.SanksiDijatuhkan: follow_tax.follow_sanction,
}
