"""How many families of each kind a city has: a deck of cards, dealt again and again in a new order.

A deck rather than a lottery, so that a small city too has some of every kind and a large one keeps the shares.
"""

from collections.abc import Callable, Iterator

from local.city import cases, kinds
from local.city.areas import Municipality
from local.city.people import Family
from local.city.town import Town

Maker = Callable[[Town, Municipality], Family]

AT_HOME: dict[Maker, int] = {
    kinds.young_couple: 120,
    kinds.older_couple: 24,
    kinds.three_generations: 10,
    kinds.parents_and_married_child: 8,
    kinds.alone: 12,
    kinds.widow: 8,
    kinds.widower: 3,
    kinds.divorced: 4,
    kinds.orphaned_siblings: 2,
    kinds.grandparents: 2,
    kinds.moved_away: 2,
    cases.unrecorded_marriage: 5,
    cases.single_mother: 4,
    cases.unregistered_father: 2,
    cases.dead_father: 2,
    cases.dead_mother: 2,
    cases.elsewhere: 3,
    cases.separate_cards: 2,
    cases.lodging_couple: 5,
    cases.wife_of_sixteen: 2,
    cases.unmarried_minor: 2,
    cases.divorced_mother: 2,
    cases.wife_heads: 2,
    cases.corrected_mother: 2,
    cases.family_of_twelve: 2,
}
NEXT_DOOR: dict[Maker, int] = {kinds.young_couple: 5, kinds.older_couple: 1, kinds.alone: 1}
LARGEST_FAMILY = 16  # people, with the dead


def families(town: Town, residents: int) -> Iterator[Family]:
    """Families of exactly `residents` people in all; the last few live alone."""
    left = residents
    for maker, away in _dealt(town):
        if left < LARGEST_FAMILY:
            break
        family = maker(town, town.dice.pick(town.neighbours) if away else town.home)
        if away:  # they are in the register, but report and witness where they live
            family.cases.clear()
            family.witnesses.clear()
        left -= len(family.people)
        yield family
    for _ in range(left):
        yield kinds.alone(town, town.home)


def _dealt(town: Town) -> Iterator[tuple[Maker, bool]]:
    deck = [(maker, False) for maker, count in AT_HOME.items() for _ in range(count)]
    deck += [(maker, True) for maker, count in NEXT_DOOR.items() for _ in range(count)]
    while True:
        yield from town.dice.shuffled(deck)
