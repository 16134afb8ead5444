"""The records that make up the city: residents, marriages, family cards, and the family that ties them together."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from local.city.areas import Municipality, Village
from local.city.names import Culture, Sex

Marital = Literal["BELUM_KAWIN", "KAWIN_TERCATAT", "KAWIN_BELUM_TERCATAT", "CERAI_HIDUP", "CERAI_MATI"]
Standing = Literal["AKTIF", "MENINGGAL", "PINDAH"]
MarriageState = Literal["AKTIF", "CERAI", "BUBAR_MATI"]
Relation = Literal[
    "KEPALA_KELUARGA", "SUAMI", "ISTRI", "ANAK", "MENANTU", "CUCU", "ORANG_TUA", "MERTUA", "FAMILI_LAIN"
]  # fmt: skip
_NEWBORN_ENTERED = timedelta(days=14)
ADULT: Final = 17  # years, from which a resident has a KTP-el and may be a witness


def years(count: int) -> timedelta:
    """Days that are never less than `count` calendar years."""
    return timedelta(days=count * 365 + count // 4 + 1)


def age_on(day: date, born: date) -> int:
    """Completed years of age."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(slots=True, eq=False)
class Resident:
    """A line of the population register. `culture` and `family` only help to name the children."""

    nik: str
    name: str
    sex: Sex
    birthplace: str
    born: date
    faith: str
    education: str
    job: str
    blood: str
    culture: Culture
    family: str
    father: "Resident | Unregistered"
    mother: "Resident | Unregistered"
    marital: Marital = "BELUM_KAWIN"
    standing: Standing = "AKTIF"
    died: date | None = None
    card: str = ""

    def die(self, day: date) -> None:
        self.standing, self.died, self.card = "MENINGGAL", day, ""

    def move_away(self) -> None:
        self.standing, self.card = "PINDAH", ""


@dataclass(frozen=True, slots=True)
class Unregistered:
    """A parent of whom the register only knows the name."""

    name: str
    nik: str = ""


@dataclass(slots=True, eq=False)
class Marriage:
    """A couple, and the paper that proves its marriage if there is one."""

    husband: Resident
    wife: Resident
    day: date
    proof: Literal["BUKU_NIKAH", "AKTA_PERKAWINAN", "TIDAK_ADA"]
    number: str
    state: MarriageState = "AKTIF"

    @property
    def recorded(self) -> bool:
        return self.proof != "TIDAK_ADA"

    def lose(self, dead: Resident, day: date) -> None:
        """The death of a spouse ends the marriage and leaves the other one widowed."""
        dead.die(day)
        self.state = "BUBAR_MATI"
        (self.husband if dead is self.wife else self.wife).marital = "CERAI_MATI"

    def divorce(self) -> None:
        self.state = "CERAI"
        self.husband.marital = self.wife.marital = "CERAI_HIDUP"


@dataclass(slots=True, eq=False)
class FamilyCard:
    """A Kartu Keluarga, its address and its members in the order in which they are printed."""

    number: str
    address: str
    rt: str
    rw: str
    village: Village
    issued: date
    members: list[tuple[Resident, Relation]] = field(default_factory=list)

    @property
    def head(self) -> Resident:
        return self.members[0][0]

    @property
    def area(self) -> str:
        """The six digits that begin a NIK given to a child of this household."""
        return self.village.code[:8].replace(".", "")

    def add(self, relation: Relation, *residents: Resident) -> None:
        """Enters members; a member born since is a reason to print the card again."""
        for resident in residents:
            resident.card = self.number
            self.members.append((resident, relation))
            self.issued = max(self.issued, resident.born + _NEWBORN_ENTERED)


@dataclass(frozen=True, slots=True)
class BirthCase:
    """A family that can report a birth, and what is special about it (empty: nothing)."""

    kind: str
    mother: Resident
    father_nik: str
    card: FamilyCard
    children: int
    marriage: Marriage | None = None
    guardian_nik: str = ""


@dataclass(slots=True, eq=False)
class Family:
    """People who are written together: parents before their children."""

    home: Municipality
    people: list[Resident] = field(default_factory=list)
    cards: list[FamilyCard] = field(default_factory=list)
    marriages: list[Marriage] = field(default_factory=list)
    cases: list[BirthCase] = field(default_factory=list)
    witnesses: list[Resident] = field(default_factory=list)
