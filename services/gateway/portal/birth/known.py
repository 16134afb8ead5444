"""What the city knows already: filled in, and marked with where it comes from; the parent only looks at it."""

from collections.abc import Mapping

from fastapi import Request

from contracts.dukcapil.api import CariKeluarga, KeluargaWarga
from services.gateway.access.caller import Caller
from services.gateway.access.log import DATA_SUBJECT, Reading
from services.gateway.parts import parts_of
from services.gateway.portal.asking import YES
from services.gateway.questions.door import Away, Refused
from services.gateway.web import writes

ACCOUNT = "akun Anda"
CARD = "kartu keluarga Anda"
HOME_CITY = "kota tempat Anda melapor"

# Whom the reporter is married to: an answer to no question, kept until they say what they are to the child.
_SPOUSE = "_pasangan"
_SECONDS = 1.0
_REPORTER_IS = {"AYAH": ("ayah", "ibu"), "IBU": ("ibu", "ayah")}

Known = tuple[Mapping[str, str], Mapping[str, str]]


async def answers(request: Request, caller: Caller) -> Known:
    """Answers, and for each its source, with which a new draft begins; without the register it has fewer."""
    found = home(parts_of(request).settings.city)
    sources = dict.fromkeys(found, HOME_CITY)
    family = _of_family(await _family(request, caller))
    return {**found, **family}, {**sources, **{name: CARD for name in family if not name.startswith("_")}}


def home(city: str) -> dict[str, str]:
    """That a child was born in the city (four digits) in which it is reported, as most are."""
    return {f"anak.{child}.tempat_lahir": f"{city[:2]}.{city[2:]}" for child in range(4)}


def following_from(caller: Caller, given: Mapping[str, str], before: Mapping[str, str]) -> Known:
    """What an answer brings with it: a reporter who is a parent need not type their own NIK, nor their spouse's."""
    parents = _REPORTER_IS.get(given.get("pelapor.hubungan", ""))
    if parents is None or given.get("pelapor.hubungan") == before.get("pelapor.hubungan"):
        return {}, {}
    known = {parents[0]: (caller.nik, ACCOUNT), parents[1]: (before.get(_SPOUSE), CARD)}
    filled = {who: found for who, found in known.items() if found[0]}
    places = {f"{who}.nik": nik for who, (nik, _) in filled.items() if nik}
    return {**places, **{f"{who}.ada": YES for who in filled}}, {
        f"{who}.nik": told for who, (_, told) in filled.items()
    }


async def _family(request: Request, caller: Caller) -> KeluargaWarga:
    parts = parts_of(request)
    if not caller.nik:
        return KeluargaWarga()
    try:
        family = await parts.dukcapil.ask(
            "POST",
            "/internal/kependudukan/keluarga",
            KeluargaWarga,
            question=CariKeluarga(nik=caller.nik),
            seconds=_SECONDS,
        )
    except (Away, Refused):
        return KeluargaWarga()
    fields = tuple(family.model_dump(exclude_none=True))
    if fields:
        reading = Reading("keluarga", fields, "mengisi laporan kelahiran", DATA_SUBJECT, (caller.nik,))
        await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return family


def _of_family(family: KeluargaWarga) -> dict[str, str]:
    told = {
        "nomor_kk": family.nomor_kk,
        "perkawinan.bukti": family.bukti_perkawinan,
        "perkawinan.nomor": family.nomor_bukti_perkawinan,
        _SPOUSE: family.pasangan_nik,
    }
    return {name: str(value) for name, value in told.items() if value}
