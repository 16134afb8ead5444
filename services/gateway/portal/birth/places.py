"""What a parent chooses from instead of knowing codes: facilities of the city, and every regency and city."""

import time
from functools import cache

from lokal import wilayah

from services.gateway.pool import Pool

BELIEVED_SECONDS = 300.0

_FACILITIES = "SELECT kode, nama FROM facility WHERE kota = %s ORDER BY nama"

Options = tuple[tuple[str, str], ...]


class Places:
    """Finds what can be chosen; facilities are asked for again every few minutes."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._facilities: tuple[float, Options] = (0.0, ())

    async def facilities(self, city: str) -> Options:
        """Facilities of the city by code and name."""
        until, found = self._facilities
        if time.monotonic() > until:
            found = tuple((row["kode"], row["nama"]) for row in await self._pool.rows(_FACILITIES, city))
            self._facilities = (time.monotonic() + BELIEVED_SECONDS, found)
        return found


@cache
def regencies() -> Options:
    """Every regency and city of Indonesia by its Kemendagri code and name, in the order of their names."""
    found = [area for province in wilayah.list_wilayah() for area in wilayah.list_wilayah(province.code)]
    return tuple(sorted(((area.code, area.name) for area in found), key=lambda option: option[1]))


@cache
def villages(city: str) -> Options:
    """Every kelurahan of a city (four digits) by its Kemendagri code and name."""
    districts = wilayah.list_wilayah(f"{city[:2]}.{city[2:]}")
    found = [(area.code, f"{area.name} ({district.name})") for district in districts for area in _under(district.code)]
    return tuple(sorted(found, key=lambda option: option[1]))


def _under(code: str) -> list[wilayah.Wilayah]:
    return list(wilayah.list_wilayah(code))
