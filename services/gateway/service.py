"""The gateway's subscriptions: what the services tell, taken into the read model."""

from chassis.doors import Probes
from chassis.inbox import Event
from chassis.subscription import RegistryProvider, every, on_event
from contracts.dukcapil import events as dukcapil
from contracts.envelope import EventData
from contracts.pajak import events as pajak
from contracts.perizinan import events as perizinan
from services.gateway.registry import Registry
from services.gateway.tracking.follow import follow

KEEP_RECEIPTS_DAYS = 30
KEEP_NOTICES_DAYS = 730
KEEP_NOTIFICATIONS_DAYS = 90
# A birth is reported within 60 days; what was begun and left is forgotten long before a year is over.
KEEP_DRAFTS_DAYS = 60


class Gateway(Probes):
    """The worker of the gateway."""

    name = "gateway"

    registry = RegistryProvider(Registry)

    @on_event(
        perizinan.PermohonanBerubahStatus,
        dukcapil.PermohonanBerubahStatus,
        pajak.PermohonanBerubahStatus,
        queue="gateway.track_application",
    )
    def track_application(self, event: Event[EventData]) -> None:
        follow(self.registry, event)

    @on_event(
        perizinan.AktaKelahiranTerbit,
        perizinan.DokumenTerbit,
        perizinan.DokumenDicabut,
        dukcapil.KkTerbit,
        dukcapil.KiaTerbit,
        dukcapil.DokumenTerbit,
        dukcapil.DokumenDigantikan,
        dukcapil.DokumenDicabut,
        pajak.DokumenTerbit,
        pajak.DokumenDicabut,
        queue="gateway.track_documents",
    )
    def track_documents(self, event: Event[EventData]) -> None:
        follow(self.registry, event)

    @on_event(
        dukcapil.Paket3in1Selesai,
        dukcapil.Paket3in1MendekatiBatas,
        dukcapil.Paket3in1Terlambat,
        queue="gateway.track_package",
    )
    def track_package(self, event: Event[EventData]) -> None:
        follow(self.registry, event)

    @on_event(
        pajak.WajibPajakTerdaftar,
        pajak.WajibPajakDitutup,
        pajak.TagihanTerbit,
        pajak.TagihanDibatalkan,
        pajak.PembayaranDibukukan,
        pajak.SptpdDiterima,
        pajak.SptpdTerlambat,
        pajak.PengingatDibuat,
        pajak.AnomaliTerdeteksi,
        pajak.KswpdBerubah,
        pajak.SanksiDijatuhkan,
        queue="gateway.track_tax",
    )
    def track_tax(self, event: Event[EventData]) -> None:
        follow(self.registry, event)

    @every(3600)
    def forget_what_is_old(self) -> None:
        with self.registry.transaction():
            self.registry.forget_receipts(KEEP_RECEIPTS_DAYS)
            self.registry.forget_notices(KEEP_NOTICES_DAYS)
            self.registry.forget_notifications(KEEP_NOTIFICATIONS_DAYS)
            self.registry.forget_drafts(KEEP_DRAFTS_DAYS)
            self.registry.forget_sessions()
            self.registry.forget_links()
            self.registry.forget_holds()

    @every(600)
    def forget_assertions(self) -> None:
        with self.registry.transaction():
            self.registry.forget_assertions()
