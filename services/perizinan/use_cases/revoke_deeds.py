"""Revoke issued deeds and tell everyone who built on them."""

from collections.abc import Sequence
from datetime import datetime

from contracts.perizinan.events import AktaDibatalkan, AktaKelahiranDibatalkan, DokumenDicabut
from services.perizinan.domain.birth_file import BirthFile
from services.perizinan.domain.deed import Deed
from services.perizinan.registry import Registry


def revoke_deeds(registry: Registry, file: BirthFile, deeds: Sequence[Deed], ground: str, now: datetime) -> None:
    """Take the deeds out of force; `ground` is the decision on which that rests, without personal data."""
    for deed in deeds:
        registry.deeds.save_revocation(deed, ground, now)
        registry.announce(DokumenDicabut(dokumen_id=str(deed.dokumen_id), alasan=ground, pada=now), subject=file.nomor)
    annulled = tuple(
        AktaDibatalkan(nik=deed.nik, nomor_akta=deed.nomor_akta, dokumen_id=str(deed.dokumen_id)) for deed in deeds
    )
    registry.announce(
        AktaKelahiranDibatalkan(nomor=file.nomor, akta=annulled, dasar=ground, dibatalkan_pada=now), subject=file.nomor
    )
