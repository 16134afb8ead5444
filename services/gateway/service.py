"""The gateway's subscriptions: what the services tell, taken into the read model."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.doors import Probes
from chassis.inbox import Event
from chassis.subscription import RegistryProvider, every, on_event
from contracts.dukcapil import events as dukcapil
from contracts.envelope import EventData
from contracts.perizinan import events as perizinan
from contracts.tracking import PermohonanBerubahStatusData
from services.gateway.registry import Registry
from services.gateway.tracking import follow

KEEP_RECEIPTS_DAYS = 30

DOCUMENT_NEWS: Mapping[type[EventData], Callable[[Registry, Event[Any]], None]] = {
    perizinan.DokumenTerbit: follow.follow_document,
    dukcapil.DokumenTerbit: follow.follow_document,
    dukcapil.DokumenDigantikan: follow.follow_replacement,
    perizinan.DokumenDicabut: follow.follow_revocation,
    dukcapil.DokumenDicabut: follow.follow_revocation,
    perizinan.AktaKelahiranTerbit: follow.follow_deeds,
    dukcapil.KkTerbit: follow.follow_card,
    dukcapil.KiaTerbit: follow.follow_card,
}


class Gateway(Probes):
    """The worker of the gateway."""

    name = "gateway"

    registry = RegistryProvider(Registry)

    @on_event(perizinan.PermohonanBerubahStatus, dukcapil.PermohonanBerubahStatus, queue="gateway.track_application")
    def track_application(self, event: Event[PermohonanBerubahStatusData]) -> None:
        follow.follow_status(self.registry, event)

    @on_event(*DOCUMENT_NEWS, queue="gateway.track_documents")
    def track_documents(self, event: Event[EventData]) -> None:
        DOCUMENT_NEWS[type(event.data)](self.registry, event)

    @on_event(
        dukcapil.Paket3in1Selesai,
        dukcapil.Paket3in1MendekatiBatas,
        dukcapil.Paket3in1Terlambat,
        queue="gateway.track_package",
    )
    def track_package(self, event: Event[follow.PackageNews]) -> None:
        follow.follow_package(self.registry, event)

    @every(3600)
    def forget_receipts(self) -> None:
        with self.registry.transaction():
            self.registry.forget_receipts(KEEP_RECEIPTS_DAYS)
