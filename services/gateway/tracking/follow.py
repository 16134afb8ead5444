"""Taking what the services tell into the read model; each function is the effect of one kind of event."""

from chassis.inbox import Event
from contracts.dukcapil.events import KiaTerbit, KkTerbit, Paket3in1MendekatiBatas, Paket3in1Selesai, Paket3in1Terlambat
from contracts.perizinan.events import AktaKelahiranTerbit
from contracts.tracking import (
    DokumenDicabutData,
    DokumenDigantikanData,
    DokumenTerbitData,
    PermohonanBerubahStatusData,
)
from contracts.types import Sla, StatusDokumen, StatusPermohonan, StatusSla
from services.gateway import projections
from services.gateway.projections import Step
from services.gateway.registry import Registry

PackageNews = Paket3in1Selesai | Paket3in1MendekatiBatas | Paket3in1Terlambat


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
    if told.sla is not None:
        registry.set_clock(told.nomor, projections.clock_after(row["sla_status"], told.sla), event.sequence)


def follow_package(registry: Registry, event: Event[PackageNews]) -> None:
    """The one-day package is done, late, or about to be late."""
    told = event.data
    if registry.lock_application(told.nomor) is None:
        return
    if isinstance(told, Paket3in1Selesai):
        for document_id in told.dokumen_id:
            registry.link_document(document_id, event.source, told.nomor)
    elif isinstance(told, Paket3in1Terlambat):
        registry.set_clock(told.nomor, Sla(status=StatusSla.TERLAMBAT, batas=told.batas), event.sequence)
    else:
        registry.set_clock(told.nomor, Sla(status=StatusSla.BERJALAN, batas=told.batas), event.sequence)


def follow_document(registry: Registry, event: Event[DokumenTerbitData]) -> None:
    """A document was issued."""
    registry.issue_document(event.source, event.data)


def follow_replacement(registry: Registry, event: Event[DokumenDigantikanData]) -> None:
    """A document was replaced by a newer one."""
    told = event.data
    registry.end_document(
        told.dokumen_id, event.source, StatusDokumen.DIGANTIKAN, told.pada, replaced_by=told.oleh_dokumen_id
    )


def follow_revocation(registry: Registry, event: Event[DokumenDicabutData]) -> None:
    """A document was revoked."""
    registry.end_document(event.data.dokumen_id, event.source, StatusDokumen.DICABUT, event.data.pada)


def follow_deeds(registry: Registry, event: Event[AktaKelahiranTerbit]) -> None:
    """An application's deeds are signed: they belong to it."""
    for deed in event.data.anak:
        registry.link_document(deed.dokumen_id, event.source, event.data.nomor)


def follow_card(registry: Registry, event: Event[KkTerbit | KiaTerbit]) -> None:
    """A family card or a child's card was issued: it belongs to the application that brought it, if any did."""
    if event.data.nomor is not None:
        registry.link_document(event.data.dokumen_id, event.source, event.data.nomor)


def _step(event: Event[PermohonanBerubahStatusData]) -> Step:
    told = event.data
    return Step(event.source, event.sequence, told.status, told.pada, told.oleh, told.catatan)
