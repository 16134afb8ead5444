"""Approve a file: each child gets its deed number, and the document worker is told."""

from datetime import datetime

from contracts.perizinan.events import AktaKelahiranDisetujui
from services.perizinan.domain.birth_file import DISETUJUI, PENANDATANGANAN, BirthFile
from services.perizinan.domain.rules import BirthRules
from services.perizinan.registry import Registry
from services.perizinan.registry.history import Remark
from services.perizinan.use_cases.allocate_deed_numbers import allocate_deed_numbers
from services.perizinan.use_cases.take_step import take_step


def approve_birth_file(registry: Registry, file: BirthFile, rules: BirthRules, now: datetime, remark: Remark) -> None:
    """Let the deeds be written. From here on the file can no longer be withdrawn.

    Raises NikMissing when the register reserved no NIK for one of the children.
    """
    approved = take_step(registry, file, DISETUJUI, now, remark)
    take_step(registry, approved, PENANDATANGANAN, now)
    registry.announce(AktaKelahiranDisetujui(nomor=file.nomor), subject=file.nomor)
    # Last, because the counters stay locked until the commit.
    allocate_deed_numbers(registry, approved, rules, now)
