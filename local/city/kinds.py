"""The ordinary kinds of family; each function makes one, in the municipality given."""

from local.city.areas import Municipality
from local.city.couples import couple, parents_of
from local.city.households import (
    bring_up,
    can_report,
    couple_with_elders,
    divorce,
    enter_couple,
    head_by_elders,
    perhaps_widowed,
    settle,
    settle_with_one,
    sibling,
    some_day_after,
)
from local.city.people import ADULT, Family, Resident, age_on
from local.city.town import Town


def young_couple(town: Town, home: Municipality) -> Family:
    """Husband, wife and the children so far; they may have another."""
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(20, 43))
    card, children = settle(town, family, marriage)
    can_report(family, "", marriage, card, children)
    return family


def older_couple(town: Town, home: Municipality) -> Family:
    """A couple past having children, with those who have not left home; some lost a child, some saw one move away."""
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(45, 74))
    card, children = settle(town, family, marriage)
    family.witnesses += (marriage.husband, marriage.wife)
    if children and town.dice.chance(0.12):
        gone = card.members.pop()[0]
        if age_on(town.today, gone.born) >= ADULT:
            gone.move_away()
        else:
            gone.die(some_day_after(town, gone.born))
    return family


def three_generations(town: Town, home: Municipality) -> Family:
    """A young couple who took in the elders of one side, or the one who is left, and perhaps a sibling."""
    family, hers = Family(home), town.dice.chance(0.5)
    elders, marriage = couple_with_elders(town, family, town.born_at_age(20, 43), hers=hers)
    supported = marriage.wife if hers else marriage.husband
    card, children = settle(town, family, marriage)
    siblings = [sibling(town, elders, supported.born, 1, home)] if town.dice.chance(0.4) else []
    perhaps_widowed(town, elders, siblings[0].born if siblings else supported.born)
    card.add("MERTUA" if hers else "ORANG_TUA", *(e for e in (elders.husband, elders.wife) if e.standing == "AKTIF"))
    card.add("FAMILI_LAIN", *siblings)
    family.people += siblings
    can_report(family, "", marriage, card, children)
    return family


def parents_and_married_child(town: Town, home: Municipality) -> Family:
    """Two cards: the elders', and that of their married child; the register knows how they are related."""
    family, hers = Family(home), town.dice.chance(0.5)
    elders, marriage = couple_with_elders(town, family, town.born_at_age(20, 38), hers=hers)
    perhaps_widowed(town, elders, (marriage.wife if hers else marriage.husband).born)
    family.witnesses += (member for member, _ in head_by_elders(town, family, elders).members)
    card, children = settle(town, family, marriage)
    can_report(family, "", marriage, card, children)
    return family


def alone(town: Town, home: Municipality) -> Family:
    """One grown-up who lives alone."""
    family = Family(home)
    single = town.newcomer(town.sex(), town.born_at_age(19, 72), home)
    _head_alone(town, family, single)
    family.witnesses.append(single)
    return family


def _head_alone(town: Town, family: Family, single: Resident) -> None:
    card = town.open_card(family.home, town.days_ago(60, 2000))
    card.add("KEPALA_KELUARGA", single)
    family.people.append(single)
    family.cards.append(card)


def _bereaved(town: Town, home: Municipality, *, of_husband: bool) -> Family:
    """A couple parted by death years ago; who is left heads the household."""
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(40, 82))
    left, dead = (marriage.wife, marriage.husband) if of_husband else (marriage.husband, marriage.wife)
    card, children = settle_with_one(town, family, marriage, left)
    marriage.lose(dead, some_day_after(town, children[-1].born if children else marriage.day))
    card.issued = max(card.issued, dead.died or card.issued)
    family.witnesses.append(left)
    return family


def widow(town: Town, home: Municipality) -> Family:
    return _bereaved(town, home, of_husband=True)


def widower(town: Town, home: Municipality) -> Family:
    return _bereaved(town, home, of_husband=False)


def divorced(town: Town, home: Municipality) -> Family:
    """A mother with the children, and a father on a card of his own."""
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(28, 58))
    divorce(town, family, marriage)
    family.witnesses += (marriage.wife, marriage.husband)
    return family


def orphaned_siblings(town: Town, home: Municipality) -> Family:
    """Brothers and sisters whose parents died; the eldest is the head."""
    family = Family(home)
    eldest_born = town.born_at_age(18, 32)
    parents = parents_of(town, home, eldest_born)
    eldest = town.grown_child(parents.husband, parents.wife, town.sex(), eldest_born, home)
    younger = [sibling(town, parents, eldest_born, place, home) for place in range(1, town.dice.between(2, 4))]
    parents.lose(parents.husband, some_day_after(town, younger[-1].born))
    parents.wife.die(town.days_ago(1, 29))
    card = town.open_card(home, town.days_ago(60, 300))
    card.add("KEPALA_KELUARGA", eldest)
    card.add("FAMILI_LAIN", *younger)
    enter_couple(family, parents)
    family.people += (eldest, *younger)
    family.cards.append(card)
    return family


def grandparents(town: Town, home: Municipality) -> Family:
    """Elders who bring up a grandchild whose parents moved to another city."""
    family = Family(home)
    elders, marriage = couple_with_elders(town, family, town.born_at_age(22, 38), hers=town.dice.chance(0.5))
    enter_couple(family, marriage)
    card = head_by_elders(town, family, elders)
    children = bring_up(town, marriage, card, 1)
    card.add("CUCU", *children)
    marriage.husband.move_away()
    marriage.wife.move_away()
    family.people += children
    family.witnesses += (elders.husband, elders.wife)
    return family


def moved_away(town: Town, home: Municipality) -> Family:
    """A household that left the city: its people stay in the register, without a card."""
    family = Family(home)
    settle(town, family, couple(town, home, town.born_at_age(22, 60)))
    family.cards.clear()
    for resident in family.people:
        resident.move_away()
    return family
