"""Follow an application through perizinan: its clock stands still while others must act, and ends with it."""

from dataclasses import replace
from datetime import datetime

from contracts.perizinan.events import PermohonanBerubahStatus
from services.dukcapil.domain.package import BEFORE_DEED, Package, PackageStatus
from services.dukcapil.domain.service_clock import SIGN_OF, Mark, Sign
from services.dukcapil.registry import Registry
from services.dukcapil.terms import Terms
from services.dukcapil.use_cases.keep_time import clock_of, tell_status, wound

BIRTH = "KL-"


def follow_application(registry: Registry, data: PermohonanBerubahStatus, terms: Terms, now: datetime) -> None:
    """Take note of one step. Steps may arrive in any order: the clock is read by when they happened."""
    sign = SIGN_OF.get(data.status)
    ended = sign == Sign.BERHENTI
    if not data.nomor.startswith(BIRTH) or sign is None:
        return
    # An application that ended before its report came here is noted, so that no NIK is reserved for it afterwards.
    package = registry.packages.open(data.nomor) if ended else registry.packages.lock(data.nomor)
    if package is None:
        return
    noted = _noted(package, data).marked(Mark(sign, data.pada))
    if noted == package:
        return  # heard before
    if ended and package.status in BEFORE_DEED:
        registry.numbers.release(data.nomor)
        noted = noted.moved(PackageStatus.DIHENTIKAN, alasan=data.status.lower())
    noted = wound(noted, terms, now)
    registry.packages.save(noted)
    if not ended and _is_paused(noted, terms) != _is_paused(package, terms):
        tell_status(registry, noted, terms, now)


def _noted(package: Package, data: PermohonanBerubahStatus) -> Package:
    if package.status_pada is not None and data.pada <= package.status_pada:
        return package
    return replace(package, status_permohonan=data.status, status_pada=data.pada)


def _is_paused(package: Package, terms: Terms) -> bool:
    clock = clock_of(package, terms)
    return clock is not None and clock.paused_at is not None and clock.stopped_at is None
