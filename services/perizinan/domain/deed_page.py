"""Whom a child's deed names, by its kind; their names are those of the register."""

from contracts.dukcapil.events import DataKelahiranTerverifikasi, OrangTua
from contracts.types import JenisAkta

_NAMES_FATHER = frozenset({JenisAkta.AYAH_IBU, JenisAkta.AYAH_IBU_FRASA})


def father_named(kind: JenisAkta, answer: DataKelahiranTerverifikasi) -> OrangTua | None:
    """The father, on a deed of a kind that names one."""
    return answer.ayah if kind in _NAMES_FATHER else None


def mother_named(kind: JenisAkta, answer: DataKelahiranTerverifikasi) -> OrangTua | None:
    """The mother, unless the child's origin is unknown."""
    return None if kind is JenisAkta.TANPA_ASAL_USUL else answer.ibu


def can_be_written(kind: JenisAkta, answer: DataKelahiranTerverifikasi) -> bool:
    """Whether the register named everyone whom a deed of this kind must name."""
    father, mother = father_named(kind, answer), mother_named(kind, answer)
    return (kind not in _NAMES_FATHER or father is not None) and (
        kind is JenisAkta.TANPA_ASAL_USUL or mother is not None
    )


def masked_name(name: str) -> str:
    """A name as anyone may see it, the first letter of each word: SITI AISYAH → S*** A*****."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())
