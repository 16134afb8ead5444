"""Finish a package: every document is there, the clock stops, and its reading is told."""

from dataclasses import replace
from datetime import datetime, timedelta

from chassis.clock import Stopwatch
from contracts.dukcapil.events import Paket3in1Selesai, Paket3in1Terlambat
from contracts.types import StatusPermohonan
from services.dukcapil.domain.package import Package, PackageStatus
from services.dukcapil.domain.service_clock import Mark, Sign
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.keep_time import clock_of, tell_status


def finish_package(registry: Registry, package: Package, terms: Terms, now: datetime) -> None:
    """End a locked package as done."""
    done = package.marked(Mark(Sign.BERHENTI, now)).moved(
        PackageStatus.SELESAI, status_permohonan=StatusPermohonan.SELESAI, status_pada=now, periksa_jam_pada=None
    )
    clock = clock_of(done, terms)
    assert clock is not None  # it started when the report came, before any deed
    late = clock.status(now).value == "TERLAMBAT"
    if late and not done.terlambat and done.kind.told_as_package:
        # The breach fell between two looks at the clock.
        registry.announce(Paket3in1Terlambat(nomor=done.nomor, batas=clock.deadline), subject=done.nomor)
    done = replace(done, terlambat=late)
    registry.packages.save(done)
    if done.kind.told_as_package:
        registry.announce(_completed(registry, done, clock, terms, now), subject=done.nomor)
    tell_status(registry, done, terms, now)


def _completed(registry: Registry, package: Package, clock: Stopwatch, terms: Terms, now: datetime) -> Paket3in1Selesai:
    assert package.kota is not None
    deeds = (child.dokumen_akta for child in registry.numbers.children(package.nomor) if child.dokumen_akta)
    ours = (str(document.id) for document in registry.documents.of_application(package.nomor))
    used = clock.elapsed(now, terms.working_time(package.kota))
    return Paket3in1Selesai(
        nomor=package.nomor, dokumen_id=(*deeds, *ours), menit_kerja=max(0, used // timedelta(minutes=1))
    )
