"""Law as data: dated rows with their legal source, national ones and those in which a city differs.

A row is in force from `berlaku_mulai` to `berlaku_sampai`, both included. Ask with the day on which something is
decided (`on`), never with the day of birth: a case is judged by the law of the day on which it is handled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import AfterValidator, Field

from chassis.city_files import NATIONAL, RULES_KEY, CityFileError, FromFile, parse, read_folder

Value: TypeAlias = int | Decimal | str | bool | tuple[str, ...]
Certainty = Literal["C", "S", "G", "D"]  # confirmed, secondary source, general knowledge, our own design

_COUNTED = (
    *("menit", "menit_kerja", "jam", "hari_kalender", "hari_kerja", "bulan", "tahun"),
    *("huruf", "kata", "orang", "kali", "rupiah", "gram", "cm"),
)
KIND_OF_UNIT: Mapping[str, type] = {
    **dict.fromkeys(_COUNTED, int),
    "persen": Decimal,
    "pecahan": Decimal,
    "teks": str,
    "pilihan": str,
    "ya_tidak": bool,
    "daftar": tuple,
}


class MissingRuleError(LookupError):
    """No row of this code is in force in this city on this day."""

    def __init__(self, code: str, city: str | None, on: date) -> None:
        super().__init__(f"no rule {code!r} in force on {on.isoformat()} for {city or 'the nation'}")
        self.code, self.city, self.on = code, city, on


class RuleTypeError(TypeError):
    """A rule was read as another kind of value than its unit gives."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what holds, in which unit, by which law, how sure we are of it, and when it holds."""

    code: str
    value: Value
    unit: str
    source: str
    certainty: Certainty
    valid_from: date
    valid_to: date | None = None
    city: str | None = None
    note: str = ""

    @property
    def integer(self) -> int:
        """The value of a counted unit; raises `RuleTypeError` for another."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        raise self._not_a("whole number")

    @property
    def number(self) -> Decimal:
        """The value of `persen` or `pecahan`."""
        if isinstance(self.value, Decimal):
            return self.value
        raise self._not_a("decimal number")

    @property
    def text(self) -> str:
        """The value of `teks` or `pilihan`."""
        if isinstance(self.value, str):
            return self.value
        raise self._not_a("text")

    @property
    def flag(self) -> bool:
        """The value of `ya_tidak`."""
        if isinstance(self.value, bool):
            return self.value
        raise self._not_a("yes or no")

    @property
    def items(self) -> tuple[str, ...]:
        """The value of `daftar`."""
        if isinstance(self.value, tuple):
            return self.value
        raise self._not_a("list")

    def in_force(self, on: date) -> bool:
        """Tell whether the row holds on the day `on`."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def _not_a(self, kind: str) -> RuleTypeError:
        return RuleTypeError(f"rule {self.code!r} is counted in {self.unit!r}: it is no {kind}")


def _known_unit(unit: str) -> str:
    if unit not in KIND_OF_UNIT:
        raise ValueError(f"{unit!r} is not one of {', '.join(KIND_OF_UNIT)}")
    return unit


class _Row(FromFile):
    kode: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    nilai: Any
    satuan: Annotated[str, AfterValidator(_known_unit)]
    berlaku_mulai: date
    berlaku_sampai: date | None = None
    dasar_hukum: Annotated[str, Field(min_length=3)]
    kepastian: Certainty
    catatan: str = ""


class Rules:
    """All rows of the nation and of its cities; a city's row wins while it is in force."""

    def __init__(self, rows: Iterable[Rule]) -> None:
        self._rows: dict[tuple[str, str | None], list[Rule]] = {}
        for row in sorted(rows, key=lambda row: row.valid_from):
            self._rows.setdefault((row.code, row.city), []).append(row)
        for same in self._rows.values():
            _refuse_overlap(same)
        for (code, city), same in self._rows.items():
            _refuse_stranger(same[0], self._rows.get((code, None), []), city)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read `aturan` of every file in `folder`; raise `CityFileError` that names the file and row at fault."""
        rows: list[Rule] = []
        for name, content in read_folder(folder).items():
            city = None if name == NATIONAL else name
            for at, raw in enumerate(content.get(RULES_KEY, [])):
                rows.append(_rule(raw, city, f"{folder / name}.toml, {RULES_KEY} number {at + 1}"))
        return cls(rows)

    def get(self, code: str, *, city: str | None = None, on: date) -> Rule:
        """Return the row of `code` that holds in `city` on the day `on`; raise `MissingRuleError` when none does."""
        for owner in (city, None):
            for row in self._rows.get((code, owner), []):
                if row.in_force(on):
                    return row
        raise MissingRuleError(code, city, on)

    def in_force(self, *, city: str | None = None, on: date) -> list[Rule]:
        """Return every row that holds in `city` on the day `on`, by code."""
        codes = sorted({code for code, owner in self._rows if owner in (None, city)})
        found = []
        for code in codes:
            try:
                found.append(self.get(code, city=city, on=on))
            except MissingRuleError:
                continue
        return found


def _rule(raw: object, city: str | None, where: str) -> Rule:
    code = raw.get("kode", "?") if isinstance(raw, dict) else "?"
    row = parse(_Row, raw, f"{where} ({code})")
    value = _value(row.nilai, KIND_OF_UNIT[row.satuan])
    if value is None:
        raise CityFileError(f"{where} ({code}) cannot be used:\n  nilai: {row.nilai!r} does not fit {row.satuan}")
    if row.berlaku_sampai is not None and row.berlaku_sampai < row.berlaku_mulai:
        raise CityFileError(f"{where} ({code}) cannot be used:\n  berlaku_sampai: is before berlaku_mulai")
    span = (row.berlaku_mulai, row.berlaku_sampai)
    return Rule(row.kode, value, row.satuan, row.dasar_hukum, row.kepastian, *span, city, row.catatan)


def _value(raw: object, kind: type) -> Value | None:
    """Return the value as its unit wants it, or None when it does not fit; decimals are written as text to be exact."""
    if kind is tuple:
        fits = isinstance(raw, list) and all(isinstance(item, str) for item in raw)
        return tuple(raw) if fits and isinstance(raw, list) else None
    if kind is Decimal:
        try:
            number = Decimal(raw) if isinstance(raw, str) else None
        except InvalidOperation:
            return None
        return number if number is not None and number.is_finite() else None
    return raw if type(raw) is kind and isinstance(raw, int | str) else None


def _refuse_overlap(rows: list[Rule]) -> None:
    for earlier, later in pairwise(rows):
        if earlier.in_force(later.valid_from):
            place = f"{earlier.city or NATIONAL}.toml"
            raise CityFileError(f"{place}: two rows of {earlier.code!r} hold on {later.valid_from.isoformat()}")


def _refuse_stranger(row: Rule, national: list[Rule], city: str | None) -> None:
    """Refuse a city's row that replaces no national one of the same kind: its code is misspelt and would do nothing."""
    if city is None:
        return
    if not national:
        raise CityFileError(f"{city}.toml: {row.code!r} replaces no national rule")
    if KIND_OF_UNIT[row.unit] is not KIND_OF_UNIT[national[0].unit]:
        raise CityFileError(f"{city}.toml: {row.code!r} is counted in {row.unit!r}, nationally in {national[0].unit!r}")
