"""Writes a whole city: families one at a time, then the counters and the institutions."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from local.city.areas import Municipality, municipality
from local.city.deck import families
from local.city.dice import Dice
from local.city.example import example_birth
from local.city.institutions import Facility, clients, facilities, officers
from local.city.people import BirthCase, Family, Resident
from local.city.records import write_family
from local.city.tables import CityFiles
from local.city.taxpayers import TaxOffice
from local.city.town import Town
from services.pajak.terms import Terms

CITIES = Path(__file__).resolve().parents[2] / "cities"
SERVED = ("3277", "3276", "3274")


@dataclass(frozen=True, slots=True)
class CityPlan:
    """What to make: `now` (aware) sets only the example birth, `today` everything else."""

    residents: int
    home: str
    seed: int
    today: date
    now: datetime


# One taxpayer for so many families.
_FAMILIES_A_TAXPAYER = 30


@dataclass(slots=True)
class Chosen:
    """The first couple and witnesses met, for the example; and who owns a business."""

    couple: BirthCase | None = None
    witnesses: list[Resident] = field(default_factory=list)
    owners: list[Resident] = field(default_factory=list)
    families: int = 0

    def look_at(self, family: Family) -> None:
        if self.couple is None:
            self.couple = next((case for case in family.cases if not case.kind), None)
        if len(self.witnesses) < 2:
            self.witnesses += family.witnesses
        if family.witnesses and self.families % _FAMILIES_A_TAXPAYER == 0:
            self.owners.append(family.witnesses[0])
        self.families += bool(family.witnesses)


def generate_city(plan: CityPlan, directory: Path) -> dict[str, int]:
    """Writes every file into `directory`, made if need be; returns the rows of each. Raises `UnknownArea`."""
    town = Town(plan.home, plan.seed, plan.today)
    chosen = Chosen()
    with CityFiles(directory) as files:
        for family in families(town, plan.residents):
            write_family(files, family)
            chosen.look_at(family)
        files.rows("nik_urutan", town.numbers.residents.last_given())
        files.rows("kk_urutan", town.numbers.cards.last_given())
        hospitals = _write_institutions(files, plan, town.home)
        turnover = _write_taxpayers(files, plan, town.home, chosen.owners)
        written = files.written
    if chosen.couple and len(chosen.witnesses) >= 2:
        dice = Dice(plan.seed, plan.home, "example")
        example = example_birth(dice, chosen.couple, chosen.witnesses, hospitals[0], plan.now) | turnover
        text = json.dumps(example, ensure_ascii=False, indent=2) + "\n"
        (directory / "contoh.json").write_text(text, encoding="utf-8")
    return written


def _write_institutions(files: CityFiles, plan: CityPlan, home: Municipality) -> list[Facility]:
    at_home: list[Facility] = []
    for city in _served(home):
        dice = Dice(plan.seed, city.compact, "institutions")
        places = list(facilities(dice, city))
        files.rows("faskes", places)
        files.rows("petugas", officers(dice, city))
        files.rows("klien", clients(plan.seed, city, places))
        at_home = at_home or places
    return at_home


def _write_taxpayers(files: CityFiles, plan: CityPlan, home: Municipality, owners: list[Resident]) -> dict[str, object]:
    """The first of them has last month's return still to come: its body is the example of `POST /v1/pajak/omzet`."""
    office = TaxOffice(files, home, Terms.load(CITIES), plan.seed, plan.now.date())
    found = [office.register(owner, owing=0 if at else 1) for at, owner in enumerate(owners)]
    office.close()
    if not found:
        return {}
    common = {"masa": str(office.last), "omzet": 125_000_000, "rincian": [], "pembetulan_ke": 0}
    return {"omzet": {"nopd": found[0].nopd, **common}}


def _served(home: Municipality) -> Iterator[Municipality]:
    """The city at home first, then the other cities that the suite has a configuration for."""
    yield home
    for code in SERVED:
        if code != home.compact:
            yield municipality(code)
