"""Comparing residents with the register for an agency: allowed, counted, asked, and in the ledger before the answer."""

from collections.abc import Sequence
from uuid import UUID

from contracts.dukcapil.api import CocokPenduduk, HasilVerifikasi
from contracts.gateway.api import DataDicocokkan, PertanyaanVerifikasi
from contracts.types import Galat, HasilCocok
from services.gateway.access.caller import Caller
from services.gateway.access.log import AccessLog, Reading
from services.gateway.population import sandbox
from services.gateway.population.guessing import Guessing
from services.gateway.population.purpose import Why, foreign_fields, foreign_purpose
from services.gateway.questions.door import Away, Door, Refused
from services.gateway.web.problems import away, invalid

_DOOR = "/internal/kependudukan/verifikasi"
_SECONDS = 5.0


class Residents:
    """Asks the register, or the sandbox's own people, and tells nothing but whether what was sent agrees."""

    def __init__(self, dukcapil: Door, ledger: AccessLog, guessing: Guessing) -> None:
        self._dukcapil = dukcapil
        self._ledger = ledger
        self._guessing = guessing

    async def compare(
        self, caller: Caller, why: Why, people: Sequence[DataDicocokkan], resource: str, correlation_id: UUID
    ) -> HasilVerifikasi:
        """One answer for each, in the same order, with no field that was not sent by anyone.

        Raises Problem 403, 422, 429 or 503; a refusal by the agreement stands in the ledger, as an answer does.
        """
        fields = _fields(people)
        refusal = foreign_purpose(caller, why) or foreign_fields(caller, fields)
        if refusal is not None:
            reading = Reading(resource, fields, why.purpose, why.legal_basis, outcome="DITOLAK")
            await self._ledger.record(caller, reading, correlation_id)
            raise refusal
        niks = tuple(person.nik for person in people)
        _refuse_repetition(niks)
        self._guessing.refuse(caller.subject, niks)
        found = sandbox.compare(people) if caller.sandbox else await self._ask(people)
        self._learn(caller, niks, found.hasil)
        if not caller.sandbox:  # where nobody's data are
            reading = Reading(resource, fields, why.purpose, why.legal_basis, niks)
            await self._ledger.record(caller, reading, correlation_id)
        return found

    async def _ask(self, people: Sequence[DataDicocokkan]) -> HasilVerifikasi:
        question = PertanyaanVerifikasi.model_construct(data=tuple(people))
        try:
            found = await self._dukcapil.ask("POST", _DOOR, HasilVerifikasi, question=question, seconds=_SECONDS)
        except (Away, Refused):
            raise away() from None
        if len(found.hasil) != len(people):
            raise away()
        return found

    def _learn(self, caller: Caller, niks: Sequence[str], found: Sequence[CocokPenduduk]) -> None:
        unknown = sum(each.nik is HasilCocok.TIDAK_SESUAI for each in found)
        wrong = [nik for nik, each in zip(niks, found, strict=True) if each.nik is HasilCocok.SESUAI and _differs(each)]
        self._guessing.learned(caller.subject, asked=len(niks), unknown=unknown, wrong=wrong)


def _fields(people: Sequence[DataDicocokkan]) -> tuple[str, ...]:
    """Every field that is compared of anyone, in the order of the contract."""
    given = set().union(*(person.model_fields_set for person in people))
    return tuple(name for name in DataDicocokkan.model_fields if name in given)


def _differs(found: CocokPenduduk) -> bool:
    return HasilCocok.TIDAK_SESUAI in (
        found.nama,
        found.jenis_kelamin,
        found.tempat_lahir,
        found.tanggal_lahir,
        found.nama_ibu,
        found.nomor_kk,
    )


def _refuse_repetition(niks: Sequence[str]) -> None:
    """A thousand guesses about one person are not a thousand people."""
    seen: dict[str, int] = {}
    for place, nik in enumerate(niks):
        if seen.setdefault(nik, place) != place:
            sentence = f"NIK ini sudah disebut pada butir ke-{seen[nik] + 1}; setiap orang cukup sekali."
            raise invalid([Galat(lokasi=f"/data/{place}/nik", kode="nik_berulang", pesan=sentence)])
