"""The city in the making: its areas, counters and day, and the way one resident comes to be."""

from dataclasses import dataclass
from datetime import date, timedelta

from local.city import biodata
from local.city.addresses import neighbourhood, street_address
from local.city.areas import Municipality, municipality
from local.city.dice import Dice
from local.city.names import FAITHS, Culture, Sex, culture_of, family_name, full_name
from local.city.numbers import Numbers
from local.city.people import FamilyCard, Resident, Unregistered, age_on, years

NEIGHBOURS = ("3273", "3217", "3274", "3276", "3277")
_HOSPITALS_OF_THE_REGION = "32.73"
_CORRECTED_SHARE = 0.01
_FIRST_NUMBERED_CARDS = date(2006, 1, 2)
_NO_FATHER = Unregistered("")


@dataclass(frozen=True, slots=True)
class Descent:
    """What a resident has from the parents."""

    culture: Culture
    family: str
    faith: str
    father: Resident | Unregistered
    mother: Resident | Unregistered


class Town:
    """Makes residents and cards with numbers that the register could have given until the day of reference."""

    def __init__(self, home: str, seed: int, today: date) -> None:
        self.dice = Dice(seed, home, "families")
        self.numbers = Numbers()
        self.today = today
        self.home = municipality(home)
        self.neighbours = tuple(municipality(code) for code in NEIGHBOURS if code != home)

    def days_ago(self, least: int, most: int) -> date:
        return self.today - timedelta(days=self.dice.between(least, most))

    def born_at_age(self, least: int, most: int) -> date:
        """The date of birth of someone who is at least `least` and at most `most` years old."""
        return self.today - years(least) - timedelta(days=self.dice.below((most - least + 1) * 365 - 20))

    def sex(self) -> Sex:
        return "L" if self.dice.chance(0.51) else "P"

    def newcomer(self, sex: Sex, born: date, home: Municipality, faith: str | None = None) -> Resident:
        """A resident of `home` whose parents are not in the register; only their names are known."""
        culture = culture_of(self.dice, faith)
        family = family_name(self.dice, culture)
        parents = [self._unregistered(parent, culture, born, family) for parent in ("L", "P")]
        descent = Descent(culture, family, faith or self.dice.draw(FAITHS[culture.code]), *parents)
        corrected = born.year < 1978 and self.dice.chance(_CORRECTED_SHARE)
        return self._enter(sex, born, descent, self.first_area(culture, home), corrected=corrected)

    def corrected(self, born: date, home: Municipality) -> Resident:
        """A woman whose date of birth was corrected; the NIK stayed as it was (PP 40/2019 ps. 30(2))."""
        culture = culture_of(self.dice)
        parents = [self._unregistered(parent, culture, born, "") for parent in ("L", "P")]
        descent = Descent(culture, "", self.dice.draw(FAITHS[culture.code]), *parents)
        return self._enter("P", born, descent, self.first_area(culture, home), corrected=True)

    def child(self, father: Resident | None, mother: Resident, sex: Sex, born: date, area: str) -> Resident:
        """A child of residents whose NIK is given in `area` (six digits); the father may be unknown."""
        namer = father or mother
        family = namer.family
        if namer.culture.family_from == "P":
            family = mother.family if mother.culture is namer.culture else ""
        descent = Descent(namer.culture, family, mother.faith, father or _NO_FATHER, mother)
        return self._enter(sex, born, descent, area)

    def grown_child(self, father: Resident, mother: Resident, sex: Sex, born: date, home: Municipality) -> Resident:
        """A child of residents whose NIK was given wherever the family lived then."""
        return self.child(father, mother, sex, born, self.first_area(father.culture, home))

    def open_card(self, home: Municipality, since: date) -> FamilyCard:
        """An empty family card of a household that lives together since a day in the past."""
        district = self.dice.pick(home.districts)
        entered = since + timedelta(days=self.dice.between(10, min(200, (self.today - since).days)))
        if since < _FIRST_NUMBERED_CARDS:
            entered = _FIRST_NUMBERED_CARDS + timedelta(days=self.dice.below(3000))
        first = district if self.dice.chance(0.94) else self.dice.pick(home.districts)
        number = self.numbers.family_card(first.prefix, entered)
        rt, rw = neighbourhood(self.dice)
        return FamilyCard(number, street_address(self.dice), rt, rw, self.dice.pick(district.villages), entered)

    def first_area(self, culture: Culture, home: Municipality) -> str:
        """Where a grown-up's NIK was first given: here for most, next door or far away for those who moved in."""
        luck = self.dice.below(100)
        if luck < 78:
            return self.dice.pick(home.districts).prefix
        if luck < 88:
            return self.dice.pick(self.dice.pick(self.neighbours).districts).prefix
        return self.dice.pick(municipality(self.dice.pick(culture.origins)).districts[:3]).prefix

    def _unregistered(self, sex: Sex, culture: Culture, child_born: date, family: str) -> Unregistered:
        own = family if sex == culture.family_from else family_name(self.dice, culture)
        return Unregistered(full_name(self.dice, culture, sex, child_born.year - 28, own))

    def _enter(self, sex: Sex, born: date, descent: Descent, area: str, *, corrected: bool = False) -> Resident:
        age = age_on(self.today, born)
        numbered_as = born + timedelta(days=self.dice.between(1, 40)) if corrected else born
        local = self.dice.chance(0.85) or age > 60
        return Resident(
            nik=self.numbers.nik(area, numbered_as, sex),
            name=full_name(self.dice, descent.culture, sex, born.year, descent.family),
            sex=sex,
            birthplace=f"{area[:2]}.{area[2:4]}" if local else _HOSPITALS_OF_THE_REGION,
            born=born,
            faith=descent.faith,
            education=biodata.education(self.dice, age),
            job=biodata.job(self.dice, age, sex),
            blood=self.dice.draw(biodata.BLOOD),
            culture=descent.culture,
            family=descent.family,
            father=descent.father,
            mother=descent.mother,
        )
