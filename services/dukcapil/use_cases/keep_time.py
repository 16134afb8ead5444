"""Keep a package's clock: what is told of it after each change, by one rule for all use cases."""

from dataclasses import replace
from datetime import datetime

from chassis.clock import Stopwatch, local_date
from contracts.dukcapil.events import PermohonanBerubahStatus
from contracts.types import Pelaku
from services.dukcapil.domain.package import Package
from services.dukcapil.domain.service_clock import next_look, read_clock, sla_of
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms


def clock_of(package: Package, terms: Terms) -> Stopwatch | None:
    """The clock of a package, or None before it was started."""
    if package.kota is None:
        return None
    return read_clock(package.tanda_jam, terms.working_time(package.kota), package.hari_layanan)


def wound(package: Package, terms: Terms, now: datetime) -> Package:
    """The package with the instant at which its clock must be looked at next."""
    if package.kota is None:
        return package
    warn = terms.warning_minutes(package.kota, local_date(now))
    clock = None if package.terlambat else clock_of(package, terms)
    look = next_look(clock, terms.working_time(package.kota), warn=warn, warned=package.diingatkan)
    return replace(package, periksa_jam_pada=look)


def tell_status(registry: Registry, package: Package, terms: Terms, now: datetime) -> None:
    """Announce where the application stands, with its clock."""
    sla = sla_of(clock_of(package, terms), now, terms.working_time(package.kota)) if package.kota else None
    fact = PermohonanBerubahStatus(
        nomor=package.nomor, status=package.status_permohonan, pada=now, oleh=Pelaku.SISTEM, sla=sla
    )
    registry.announce(fact, subject=package.nomor)
