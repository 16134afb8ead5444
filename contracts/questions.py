"""The question that the gateway asks several services alike, before it accepts a birth report."""

from contracts.gateway.events import Laporan
from contracts.types import Beku, Galat, KodeKota


class PeriksaKelahiran(Laporan):
    """Would you send this report back? Nothing is written down; the same rules are applied again to the event."""

    kota: KodeKota


class HasilPeriksa(Beku):
    """Faults that the applicant must mend, and warnings that stop nothing."""

    galat: tuple[Galat, ...] = ()
    peringatan: tuple[Galat, ...] = ()
