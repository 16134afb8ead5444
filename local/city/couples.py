"""Couples and their children, with dates that follow from one another."""

from collections.abc import Iterator
from datetime import date, timedelta

from local.city.areas import Municipality
from local.city.dice import Weighted
from local.city.people import Marriage, Resident, years
from local.city.town import Town

CHILDREN = Weighted({0: 9, 1: 28, 2: 35, 3: 19, 4: 6, 5: 2, 6: 1})
_MARRIAGE_AGE = years(19)  # UU 16/2019 ps. 7(1)
_LAST_BIRTH_AGE = timedelta(days=44 * 365)
_NEWLY_WED_DAYS = 60
_TWINS_SHARE = 0.012
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def husband_born(town: Town, wife_born: date) -> date:
    """Up to nine years before the wife or two years after her, and past the age of marriage for a year."""
    youngest = town.today - years(20)
    slack = min(700, (youngest - wife_born).days)
    return wife_born - timedelta(days=town.dice.between(-slack, 9 * 365))


def couple(
    town: Town, home: Municipality, wife_born: date, *, recorded: bool = True, wife: Resident | None = None
) -> Marriage:
    """A new couple in which the wife is at least 20 years old."""
    bride = wife or town.newcomer("P", wife_born, home)
    groom = town.newcomer("L", husband_born(town, wife_born), home, bride.faith)
    return wed(town, groom, bride, recorded=recorded)


def wed(town: Town, husband: Resident, wife: Resident, *, recorded: bool = True, day: date | None = None) -> Marriage:
    """Marries two residents, on `day` or within nine years of the day on which both may marry."""
    if day is None:
        first = max(husband.born, wife.born) + _MARRIAGE_AGE
        latest = (town.today - timedelta(days=_NEWLY_WED_DAYS) - first).days
        day = first + timedelta(days=town.dice.between(0, min(9 * 365, latest)))
    husband.marital = wife.marital = "KAWIN_TERCATAT" if recorded else "KAWIN_BELUM_TERCATAT"
    if not recorded:
        return Marriage(husband, wife, day, "TIDAK_ADA", "")
    if wife.faith != "ISLAM":
        return Marriage(husband, wife, day, "AKTA_PERKAWINAN", town.numbers.marriage_deed(town.home.compact, day))
    number = f"{town.dice.between(1, 999)}/{town.dice.between(1, 60)}/{_ROMAN[day.month - 1]}/{day.year}"
    return Marriage(husband, wife, day, "BUKU_NIKAH", number)


def births(
    town: Town, marriage: Marriage, wanted: int, last: date, gap: tuple[int, int] = (420, 1800)
) -> Iterator[date]:
    """Dates of up to `wanted` births in a marriage until `last`, at least `gap[0]` days apart."""
    last = min(last, marriage.wife.born + _LAST_BIRTH_AGE)
    born = marriage.day + timedelta(days=town.dice.between(280, 800))
    for _ in range(wanted):
        if born > last:
            return
        yield born
        born += timedelta(days=town.dice.between(*gap))


def raise_children(town: Town, marriage: Marriage, area: str, dates: Iterator[date]) -> list[Resident]:
    """The children born on `dates`, eldest first; twins are rare, share the day and follow each other in NIK."""
    children: list[Resident] = []
    for born in dates:
        sex = town.sex()
        for _ in range(2 if town.dice.chance(_TWINS_SHARE) else 1):
            children.append(town.child(marriage.husband, marriage.wife, sex, born, area))
    return children


def parents_of(town: Town, home: Municipality, child_born: date, faith: str | None = None) -> Marriage:
    """A couple that was married, and of an age, to have a child on `child_born` and more in the eight years after."""
    mother_born = child_born - years(22) - timedelta(days=town.dice.below(12 * 365))
    mother = town.newcomer("P", mother_born, home, faith)
    father = town.newcomer("L", mother_born - timedelta(days=town.dice.below(6 * 365)), home, mother.faith)
    return wed(town, father, mother, day=child_born - timedelta(days=town.dice.between(280, 900)))
