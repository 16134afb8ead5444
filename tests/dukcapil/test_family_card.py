"""The family card: who is what to whom, and a new version under the same number at each change."""

from dataclasses import replace
from datetime import date

import pytest

from services.dukcapil.domain.errors import CardClosed, NotOnCard, ParentNotOnCard
from services.dukcapil.domain.family_card import CardStatus, FamilyCard, Member, Relation
from services.dukcapil.domain.nik import Nik

FATHER, MOTHER, SISTER = Nik("3277011505900001"), Nik("3277015505920001"), Nik("3277015003190001")
GRANDMOTHER, CHILD, TWIN = Nik("3277014101600001"), Nik("3277015911260001"), Nik("3277015911260002")
TODAY = date(2026, 11, 20)


def card(*members: tuple[Nik, Relation]) -> FamilyCard:
    """A card of Cimahi Selatan with some members."""
    lines = tuple(Member(nik, place, relation) for place, (nik, relation) in enumerate(members, start=1))
    first = date(2018, 1, 1)
    area = ("JALAN MELATI NO. 7", "003", "005", "32.77.01.1001", "40534")
    return FamilyCard("3277010101180001", members[0][0], *area, first, 1, CardStatus.AKTIF, lines)


FAMILY = card((FATHER, Relation.KEPALA_KELUARGA), (MOTHER, Relation.ISTRI), (SISTER, Relation.ANAK))


def test_a_newborn_stands_last_on_a_new_version_under_the_same_number() -> None:
    after = FAMILY.with_children({CHILD: (MOTHER, FATHER)}, TODAY)
    assert (after.nomor, after.versi, after.tanggal_terbit) == (FAMILY.nomor, 2, TODAY)
    assert after.anggota == (*FAMILY.anggota, Member(CHILD, 4, Relation.ANAK))


def test_twins_make_one_new_version() -> None:
    after = FAMILY.with_children({CHILD: (MOTHER, FATHER), TWIN: (MOTHER, FATHER)}, TODAY)
    assert after.versi == 2
    assert [member.nik for member in after.anggota[-2:]] == [CHILD, TWIN]


@pytest.mark.parametrize(
    ("mother_is", "child_is"),
    [
        (Relation.KEPALA_KELUARGA, Relation.ANAK),
        (Relation.ANAK, Relation.CUCU),
        (Relation.MENANTU, Relation.CUCU),
        (Relation.CUCU, Relation.FAMILI_LAIN),
        (Relation.FAMILI_LAIN, Relation.FAMILI_LAIN),
    ],
)
def test_what_a_newborn_is_to_the_head_follows_from_its_mother(mother_is: Relation, child_is: Relation) -> None:
    home = card((GRANDMOTHER, Relation.KEPALA_KELUARGA), (MOTHER, mother_is))
    assert home.with_children({CHILD: (MOTHER,)}, TODAY).anggota[-1].hubungan == child_is


def test_of_two_parents_on_a_card_the_nearer_to_the_head_decides() -> None:
    home = card((FATHER, Relation.KEPALA_KELUARGA), (MOTHER, Relation.FAMILI_LAIN))
    assert home.with_children({CHILD: (MOTHER, FATHER)}, TODAY).anggota[-1].hubungan == Relation.ANAK


def test_a_foundling_is_another_member_of_the_household() -> None:
    assert FAMILY.with_children({CHILD: ()}, TODAY).anggota[-1].hubungan == Relation.FAMILI_LAIN


def test_nobody_is_entered_on_a_closed_card() -> None:
    with pytest.raises(CardClosed):
        replace(FAMILY, status=CardStatus.DITUTUP).with_children({CHILD: (MOTHER,)}, TODAY)


def test_a_child_is_not_entered_where_no_parent_stands_any_more() -> None:
    with pytest.raises(ParentNotOnCard):
        card((GRANDMOTHER, Relation.KEPALA_KELUARGA)).with_children({CHILD: (MOTHER, FATHER)}, TODAY)


def test_who_is_taken_off_leaves_no_gap_in_the_order() -> None:
    after = FAMILY.with_children({CHILD: (MOTHER,), TWIN: (MOTHER,)}, TODAY).without([CHILD], TODAY)
    assert after.versi == 3
    assert [(member.nik, member.urutan) for member in after.anggota] == [
        (FATHER, 1),
        (MOTHER, 2),
        (SISTER, 3),
        (TWIN, 4),
    ]


def test_who_is_not_on_a_card_cannot_be_taken_off() -> None:
    with pytest.raises(NotOnCard):
        FAMILY.without([CHILD], TODAY)


def test_head_and_spouse_are_shown_as_a_couple_whoever_is_the_head() -> None:
    wife_heads = card((MOTHER, Relation.KEPALA_KELUARGA), (FATHER, Relation.SUAMI))
    assert FAMILY.shows_as_couple(FATHER, MOTHER)
    assert wife_heads.shows_as_couple(FATHER, MOTHER)
    assert not FAMILY.shows_as_couple(FATHER, SISTER)


def test_a_childs_nik_is_given_in_the_kecamatan_of_residence() -> None:
    assert (FAMILY.kota, FAMILY.area) == ("3277", "327701")
