"""What every kind of family is put together from: a household on its card, elders, siblings, a birth to report."""

from datetime import date, timedelta

from local.city.areas import Municipality
from local.city.couples import CHILDREN, births, husband_born, parents_of, raise_children, wed
from local.city.people import BirthCase, Family, FamilyCard, Marriage, Resident, years
from local.city.town import Town

_LEAVES_HOME = years(27)
_EXPECTING_AGAIN = 420  # days after the youngest child, so that a newborn today is plausible


def settle(
    town: Town, family: Family, marriage: Marriage, wanted: int | None = None
) -> tuple[FamilyCard, list[Resident]]:
    """Gives a couple a card and the children of its marriage who still live at home; the husband is the head."""
    card = town.open_card(family.home, marriage.day)
    card.add("KEPALA_KELUARGA", marriage.husband)
    card.add("ISTRI", marriage.wife)
    children = bring_up(town, marriage, card, wanted)
    card.add("ANAK", *children)
    enter_couple(family, marriage)
    family.people += children
    family.cards.append(card)
    return card, children


def settle_with_one(
    town: Town, family: Family, marriage: Marriage, head: Resident
) -> tuple[FamilyCard, list[Resident]]:
    """Gives a card to one parent of a marriage that is over, with its children; both parents are entered."""
    card = town.open_card(family.home, marriage.day)
    card.add("KEPALA_KELUARGA", head)
    children = bring_up(town, marriage, card)
    card.add("ANAK", *children)
    enter_couple(family, marriage)
    family.people += children
    family.cards.append(card)
    return card, children


def divorce(town: Town, family: Family, marriage: Marriage) -> tuple[FamilyCard, list[Resident]]:
    """Parts a couple: the children stay on the wife's card, the husband opens one of his own."""
    marriage.divorce()
    card, children = settle_with_one(town, family, marriage, marriage.wife)
    his = town.open_card(family.home, town.days_ago(60, 300))
    his.add("KEPALA_KELUARGA", marriage.husband)
    family.cards.append(his)
    return card, children


def bring_up(town: Town, marriage: Marriage, card: FamilyCard, wanted: int | None = None) -> list[Resident]:
    """The children of a marriage who are young enough to live at home, not yet on the card."""
    count = town.dice.draw(CHILDREN) if wanted is None else wanted
    gap = (420, 1800) if wanted is None else (420, 560)
    dates = births(town, marriage, count, town.today - timedelta(days=_EXPECTING_AGAIN), gap)
    at_home = (born for born in dates if born > town.today - _LEAVES_HOME)
    return raise_children(town, marriage, card.area, at_home)


def enter_couple(family: Family, marriage: Marriage) -> None:
    family.people += (marriage.husband, marriage.wife)
    family.marriages.append(marriage)


def head_by_elders(town: Town, family: Family, elders: Marriage) -> FamilyCard:
    """A card headed by an elder couple, or by the one who is left of it."""
    card = town.open_card(family.home, elders.day)
    alive = [elder for elder in (elders.husband, elders.wife) if elder.standing == "AKTIF"]
    card.add("KEPALA_KELUARGA", alive[0])
    card.add("ISTRI", *alive[1:])
    family.cards.append(card)
    return card


def couple_with_elders(town: Town, family: Family, wife_born: date, *, hers: bool) -> tuple[Marriage, Marriage]:
    """The wife's or the husband's parents, and the young couple; only the elders are entered, none is on a card yet."""
    groom_born, home = husband_born(town, wife_born), family.home
    elders = parents_of(town, home, wife_born if hers else groom_born)
    faith = elders.wife.faith
    if hers:
        wife = town.grown_child(elders.husband, elders.wife, "P", wife_born, home)
        husband = town.newcomer("L", groom_born, home, faith)
    else:
        wife = town.newcomer("P", wife_born, home, faith)
        husband = town.grown_child(elders.husband, elders.wife, "L", groom_born, home)
    marriage = wed(town, husband, wife)
    enter_couple(family, elders)
    return elders, marriage


def sibling(town: Town, elders: Marriage, child_born: date, place: int, home: Municipality) -> Resident:
    """An unmarried younger brother or sister of the child born on `child_born`; `place` counts from 1 to 4."""
    born = child_born + timedelta(days=600 * place + town.dice.below(200))
    return town.grown_child(elders.husband, elders.wife, town.sex(), min(born, town.days_ago(90, 400)), home)


def perhaps_widowed(town: Town, elders: Marriage, child_born: date) -> None:
    """Lets one of the elders die after the child's birth, more often the husband."""
    if town.dice.chance(0.5):
        dead = elders.husband if town.dice.chance(0.7) else elders.wife
        elders.lose(dead, some_day_after(town, child_born))


def some_day_after(town: Town, day: date) -> date:
    """A day in the last fifteen years, at least a year after `day` where that is past."""
    most = min(15 * 365, (town.today - day).days - 365)
    return town.days_ago(30, most)


def can_report(family: Family, kind: str, marriage: Marriage, card: FamilyCard, children: list[Resident]) -> None:
    """Notes that a couple can report a birth; `kind` says what is special about it, or is empty."""
    family.cases.append(BirthCase(kind, marriage.wife, marriage.husband.nik, card, len(children), marriage))
