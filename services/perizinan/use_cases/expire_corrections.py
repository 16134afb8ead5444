"""End files that have waited too long for their applicants' corrections (handbook 3.3: no answer in N days)."""

from datetime import datetime

from services.perizinan.domain.birth_file import KEDALUWARSA
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.terms import Terms
from services.perizinan.use_cases.take_step import take_step

EXPIRED = Remark(code="kedaluwarsa", note="Perbaikan tidak diterima dalam batas waktu. Silakan melapor kembali.")


def expire_corrections(registry: Registry, terms: Terms, now: datetime) -> int:
    """End every file whose time is over, each in a transaction of its own; returns how many.

    Safe in several replicas at once: each takes files that no other holds.
    """
    with registry.transaction():
        cities = registry.files.cities_awaiting_corrections()
    expired = 0
    for kota in cities:
        while _expire_one(registry, kota, now - terms.birth_rules(kota, now).correction_time, now):
            expired += 1
    return expired


def _expire_one(registry: Registry, kota: str, waiting_since: datetime, now: datetime) -> bool:
    with registry.transaction():
        found = registry.files.lock_expired_correction(kota, waiting_since)
        if found is None:
            return False
        file, correlation_id = found
        registry.follow(correlation_id)
        take_step(registry, file, KEDALUWARSA, now, EXPIRED)
        return True
