"""What the city knows already: filled in, and marked with where it comes from; the parent only looks at it."""

from collections.abc import Mapping

from fastapi import Request

from services.gateway.access.caller import Caller
from services.gateway.parts import parts_of
from services.gateway.portal.birth.questions import YES

ACCOUNT = "akun Anda"
HOME_CITY = "kota tempat Anda melapor"

_REPORTER_IS = {"AYAH": "ayah", "IBU": "ibu"}

Known = tuple[Mapping[str, str], Mapping[str, str]]


async def answers(request: Request, caller: Caller) -> Known:
    """Answers, and for each its source, with which a new draft begins."""
    del caller
    city = parts_of(request).settings.city
    place = f"{city[:2]}.{city[2:]}"
    places = {f"anak.{child}.tempat_lahir": place for child in range(4)}
    return places, dict.fromkeys(places, HOME_CITY)


def following_from(caller: Caller, given: Mapping[str, str], before: Mapping[str, str]) -> Known:
    """What an answer brings with it: a reporter who is a parent need not type their own NIK."""
    parent = _REPORTER_IS.get(given.get("pelapor.hubungan", ""))
    if parent is None or before.get(f"{parent}.nik") or not caller.nik:
        return {}, {}
    return {f"{parent}.ada": YES, f"{parent}.nik": caller.nik}, {f"{parent}.nik": ACCOUNT}
