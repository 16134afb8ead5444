"""The sandbox's people: a few who never lived, whose NIKs always give the same answer, and NIKs that give each error.

Nothing of the register is read for a client of the sandbox.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from contracts.dukcapil.api import CocokPenduduk, HasilVerifikasi
from contracts.gateway.api import DataDicocokkan
from contracts.types import HasilCocok
from services.gateway.web.problems import Problem, away

_PEOPLE = Path(__file__).with_name("sandbox.json")
# Whatever else a NIK says: with this end it gives this error, as in production.
ERRORS: Mapping[str, Callable[[], Problem]] = {
    "9403": lambda: Problem(403, "pks_kedaluwarsa", "Perjanjian kerja sama (PKS) sudah berakhir (contoh sandbox)."),
    "9429": lambda: Problem(
        429, "terlalu_banyak_percobaan", "Terlalu banyak percobaan (contoh sandbox).", headers={"Retry-After": "1"}
    ),
    "9503": away,
}


def compare(people: Sequence[DataDicocokkan]) -> HasilVerifikasi:
    """What the register would answer if these were its people. Raises the Problem that a NIK stands for."""
    for person in people:
        if error := ERRORS.get(person.nik[-4:]):
            raise error()
    return HasilVerifikasi(hasil=tuple(_compare(person) for person in people))


@cache
def _people() -> Mapping[str, Mapping[str, str]]:
    """Their serials begin with 9, which no register has reached: the numbers are nobody's."""
    found: Mapping[str, Mapping[str, str]] = json.loads(_PEOPLE.read_text(encoding="utf-8"))
    return found


def _compare(person: DataDicocokkan) -> CocokPenduduk:
    kept = _people().get(person.nik, {})
    told = person.model_dump(mode="json", exclude={"nik"}, exclude_none=True)
    answers = {name: _agrees(kept.get(name) == " ".join(value.upper().split())) for name, value in told.items()}
    return CocokPenduduk.model_validate({"nik": _agrees(bool(kept)), **answers})


def _agrees(whether: bool) -> HasilCocok:
    return HasilCocok.SESUAI if whether else HasilCocok.TIDAK_SESUAI
