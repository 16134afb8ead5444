"""Find what a resident's own family card says that a birth report asks for (UU 27/2022 ps. 7: access by the subject).

A spouse is told only when they stand on the same card, which the resident holds in their hands anyway.
"""

from contracts.dukcapil.api import CariKeluarga, KeluargaWarga
from contracts.types import BuktiPerkawinan
from services.dukcapil.domain.birth import Marriage
from services.dukcapil.domain.family_card import CardStatus
from services.dukcapil.domain.resident import Resident, ResidentStatus
from services.dukcapil.registry import Registry


def find_family(registry: Registry, asked: CariKeluarga) -> KeluargaWarga:
    """The card, the spouse on it and the proof of their marriage; nothing for who is not a living resident here."""
    resident = registry.residents.find(asked.nik)
    if resident is None or resident.status != ResidentStatus.AKTIF:
        return KeluargaWarga()
    card = registry.cards.find(resident.nomor_kk) if resident.nomor_kk else None
    if card is None or card.status != CardStatus.AKTIF:
        return KeluargaWarga(jenis_kelamin=resident.jenis_kelamin)
    marriage = _marriage(registry, resident)
    spouse = _spouse(marriage, resident) if marriage else None
    if marriage is None or card.member(spouse) is None:
        return KeluargaWarga(nomor_kk=card.nomor, jenis_kelamin=resident.jenis_kelamin)
    recorded = marriage.tercatat and marriage.bukti != BuktiPerkawinan.TIDAK_ADA
    return KeluargaWarga(
        nomor_kk=card.nomor,
        jenis_kelamin=resident.jenis_kelamin,
        pasangan_nik=spouse,
        bukti_perkawinan=marriage.bukti if recorded else BuktiPerkawinan.TIDAK_ADA,
        nomor_bukti_perkawinan=marriage.nomor if recorded else None,
    )


def _marriage(registry: Registry, resident: Resident) -> Marriage | None:
    """The newest marriage that has not ended."""
    found = registry.residents.marriages_of([resident.nik])
    return next((marriage for marriage in found if marriage.is_active), None)


def _spouse(marriage: Marriage, resident: Resident) -> str:
    return marriage.nik_istri if marriage.nik_suami == resident.nik else marriage.nik_suami
