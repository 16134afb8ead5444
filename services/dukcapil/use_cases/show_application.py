"""Show where an application stands in dukcapil, for operators: nothing of it is personal."""

from datetime import datetime

from chassis.failures import Refused
from contracts.dukcapil.api import DokumenPaket, KeadaanPaket
from services.dukcapil.domain.service_clock import sla_of
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.keep_time import clock_of


def show_application(registry: Registry, nomor: str, terms: Terms, now: datetime) -> KeadaanPaket:
    """The package of an application, its clock and its documents; refused when it never came here."""
    package = registry.packages.find(nomor)
    if package is None:
        raise Refused("permohonan_tidak_ditemukan", "Permohonan tidak ditemukan.", status=404)
    working_time = terms.working_time(package.kota) if package.kota else None
    documents = registry.documents.of_application(nomor)
    return KeadaanPaket(
        nomor=nomor,
        paket=package.jenis,
        status=package.status,
        status_permohonan=package.status_permohonan,
        versi=package.versi,
        sla=sla_of(clock_of(package, terms), now, working_time) if working_time else None,
        diperiksa_lagi_pada=package.periksa_jam_pada,
        alasan=package.alasan,
        dokumen=tuple(DokumenPaket(id=str(one.id), jenis=one.jenis, status=one.status) for one in documents),
    )
