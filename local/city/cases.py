"""Families at the edges of birth registration, each named by the case that the handbook (2.2, 9) describes."""

from datetime import timedelta

from local.city.areas import Municipality
from local.city.couples import couple, husband_born, parents_of, wed
from local.city.households import (
    bring_up,
    can_report,
    couple_with_elders,
    divorce,
    enter_couple,
    head_by_elders,
    settle,
    settle_with_one,
    sibling,
)
from local.city.people import BirthCase, Family, Resident, years
from local.city.town import Town

LARGE_FAMILY = 12


def unrecorded_marriage(town: Town, home: Municipality) -> Family:
    """Husband and wife on one card as *kawin belum tercatat* (Permendagri 108/2019 ps. 10(2))."""
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(20, 40), recorded=False)
    card, children = settle(town, family, marriage)
    can_report(family, "KAWIN_BELUM_TERCATAT", marriage, card, children)
    return family


def single_mother(town: Town, home: Municipality) -> Family:
    """An unmarried mother who heads her own card; her children have no father in the register."""
    return _unmarried_mother(town, home, "IBU_TUNGGAL", "")


def unregistered_father(town: Town, home: Municipality) -> Family:
    """An unmarried mother who names a father whose NIK is well formed and in no register."""
    born = town.born_at_age(22, 45)
    never_given = f"{town.dice.pick(home.districts).prefix}{born:%d%m%y}9999"
    return _unmarried_mother(town, home, "AYAH_TIDAK_TERDAFTAR", never_given)


def _unmarried_mother(town: Town, home: Municipality, kind: str, father_nik: str) -> Family:
    family = Family(home)
    mother = town.newcomer("P", town.born_at_age(20, 40), home)
    card = town.open_card(home, town.days_ago(60, 2000))
    card.add("KEPALA_KELUARGA", mother)
    children: list[Resident] = []
    if town.dice.chance(0.5):
        oldest = (town.today - mother.born - years(18)).days
        born = town.days_ago(420, max(430, min(oldest, 5000)))
        children.append(town.child(None, mother, town.sex(), born, card.area))
    card.add("ANAK", *children)
    family.people += (mother, *children)
    family.cards.append(card)
    family.cases.append(BirthCase(kind, mother, father_nik, card, len(children)))
    return family


def dead_father(town: Town, home: Municipality) -> Family:
    """The father died while the mother was with child."""
    return _lost_parent(town, home, "AYAH_MENINGGAL")


def dead_mother(town: Town, home: Municipality) -> Family:
    """The mother died in the last three weeks."""
    return _lost_parent(town, home, "IBU_MENINGGAL")


def _lost_parent(town: Town, home: Municipality, kind: str) -> Family:
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(21, 40))
    father_died = kind == "AYAH_MENINGGAL"
    dead, left = (marriage.husband, marriage.wife) if father_died else (marriage.wife, marriage.husband)
    marriage.lose(dead, town.days_ago(10, 50) if father_died else town.days_ago(3, 20))
    card, children = settle_with_one(town, family, marriage, left)
    card.issued = max(card.issued, dead.died or card.issued)
    can_report(family, kind, marriage, card, children)
    return family


def elsewhere(town: Town, _home: Municipality) -> Family:
    """A couple on a card of a neighbouring city; the wife's NIK is often from here."""
    home = town.dice.pick(town.neighbours)
    family = Family(home)
    wife_born = town.born_at_age(20, 40)
    wife = town.newcomer("P", wife_born, town.home)
    marriage = couple(town, home, wife_born, wife=wife)
    card, children = settle(town, family, marriage)
    can_report(family, "KK_KOTA_LAIN", marriage, card, children)
    return family


def separate_cards(town: Town, home: Municipality) -> Family:
    """A recorded couple still on the cards of their own parents."""
    family, wife_born = Family(home), town.born_at_age(20, 30)
    groom_born = husband_born(town, wife_born)
    hers = parents_of(town, home, wife_born)
    his = parents_of(town, home, groom_born, hers.wife.faith)
    wife = town.grown_child(hers.husband, hers.wife, "P", wife_born, home)
    husband = town.grown_child(his.husband, his.wife, "L", groom_born, home)
    marriage = wed(town, husband, wife)
    for couple_ in (hers, his, marriage):
        enter_couple(family, couple_)
    her_card, his_card = head_by_elders(town, family, hers), head_by_elders(town, family, his)
    her_card.add("ANAK", wife)
    his_card.add("ANAK", husband)
    can_report(family, "AYAH_IBU_BEDA_KK", marriage, her_card, [])
    return family


def lodging_couple(town: Town, home: Municipality) -> Family:
    """A recorded couple on the card of one side's parents: ANAK and MENANTU, their children CUCU."""
    family, hers = Family(home), town.dice.chance(0.5)
    elders, marriage = couple_with_elders(town, family, town.born_at_age(20, 34), hers=hers)
    enter_couple(family, marriage)
    card = head_by_elders(town, family, elders)
    card.add("ANAK", marriage.wife if hers else marriage.husband)
    card.add("MENANTU", marriage.husband if hers else marriage.wife)
    children = bring_up(town, marriage, card)
    card.add("CUCU", *children)
    family.people += children
    can_report(family, "PASANGAN_MENUMPANG", marriage, card, children)
    return family


def wife_of_sixteen(town: Town, home: Municipality) -> Family:
    """A mother of 16 who married with a court's dispensation (UU 16/2019 ps. 7(2)) and so has a KTP-el."""
    family = Family(home)
    wife = town.newcomer("P", town.today - years(16) - timedelta(days=town.dice.between(200, 330)), home)
    husband = town.newcomer("L", town.born_at_age(20, 26), home, wife.faith)
    marriage = wed(town, husband, wife, day=town.days_ago(60, 190))
    card, children = settle(town, family, marriage, 0)
    can_report(family, "IBU_16_KAWIN", marriage, card, children)
    return family


def unmarried_minor(town: Town, home: Municipality) -> Family:
    """An unmarried girl of 15 or 16 on her parents' card; her own mother is the guardian."""
    family, born = Family(home), town.born_at_age(15, 16)
    elders = parents_of(town, home, born)
    girl = town.grown_child(elders.husband, elders.wife, "P", born, home)
    enter_couple(family, elders)
    family.people.append(girl)
    card = head_by_elders(town, family, elders)
    card.add("ANAK", girl)
    family.cases.append(BirthCase("IBU_DI_BAWAH_UMUR", girl, "", card, 0, guardian_nik=elders.wife.nik))
    return family


def divorced_mother(town: Town, home: Municipality) -> Family:
    """A divorced mother and her former husband on cards of their own."""
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(22, 40))
    card, children = divorce(town, family, marriage)
    can_report(family, "IBU_CERAI", marriage, card, children)
    return family


def wife_heads(town: Town, home: Municipality) -> Family:
    """A recorded couple whose card names the wife as its head and the man as SUAMI."""
    family = Family(home)
    marriage = couple(town, home, town.born_at_age(20, 42))
    card, children = settle(town, family, marriage)
    card.members[:2] = [(marriage.wife, "KEPALA_KELUARGA"), (marriage.husband, "SUAMI")]
    can_report(family, "SUAMI_BUKAN_KEPALA", marriage, card, children)
    return family


def corrected_mother(town: Town, home: Municipality) -> Family:
    """A couple whose wife's date of birth was corrected after her NIK was given: a warning, never a fault."""
    family, wife_born = Family(home), town.born_at_age(20, 42)
    marriage = couple(town, home, wife_born, wife=town.corrected(wife_born, home))
    card, children = settle(town, family, marriage)
    can_report(family, "NIK_BEDA_BIODATA", marriage, card, children)
    return family


def family_of_twelve(town: Town, home: Municipality) -> Family:
    """A couple with many children who took in parents, brothers and sisters: twelve on one card."""
    family = Family(home)
    elders, marriage = couple_with_elders(town, family, town.born_at_age(38, 42), hers=False)
    card, children = settle(town, family, marriage, 6)
    places = range(1, LARGE_FAMILY - 4 - len(children) + 1)
    siblings = [sibling(town, elders, marriage.husband.born, place, home) for place in places]
    card.add("ORANG_TUA", elders.husband, elders.wife)
    card.add("FAMILI_LAIN", *siblings)
    family.people += siblings
    can_report(family, "KELUARGA_12", marriage, card, children)
    return family
