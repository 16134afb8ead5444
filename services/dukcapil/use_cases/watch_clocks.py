"""Watch the clocks: warn once before a deadline, tell once that it was missed."""

from dataclasses import replace
from datetime import datetime

from contracts.dukcapil.events import Paket3in1MendekatiBatas, Paket3in1Terlambat
from services.dukcapil.domain.package import Package
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.keep_time import clock_of, tell_status, wound

AT_ONCE = 100


def watch_clocks(registry: Registry, terms: Terms, now: datetime) -> int:
    """Look at the clocks that are due, in a transaction of their own; how many there were."""
    with registry.transaction():
        due = registry.packages.due(now, AT_ONCE)
        for package in due:
            registry.packages.save(_looked_at(registry, package, terms, now))
    return len(due)


def _looked_at(registry: Registry, package: Package, terms: Terms, now: datetime) -> Package:
    clock = clock_of(package, terms)
    if clock is None:
        return replace(package, periksa_jam_pada=None)
    told = package.kind.told_as_package
    if clock.status(now).value == "TERLAMBAT":
        package = wound(replace(package, diingatkan=True, terlambat=True), terms, now)
        if told:
            registry.announce(Paket3in1Terlambat(nomor=package.nomor, batas=clock.deadline), subject=package.nomor)
        tell_status(registry, package, terms, now)
        return package
    if told and not package.diingatkan:
        registry.announce(Paket3in1MendekatiBatas(nomor=package.nomor, batas=clock.deadline), subject=package.nomor)
    return wound(replace(package, diingatkan=True), terms, now)
