"""Cards of nobody: making them once reads fonts and templates before the first citizen waits."""

from datetime import date

from chassis.documents import specimen
from contracts.types import JenisKelamin
from services.dukcapil.documents.child_card import ChildCardSheet, render_child_card
from services.dukcapil.documents.family_card import FamilyCardSheet, FamilyMember, render_family_card

_WORD, _NUMBER, _DAY = "SPESIMEN", "0" * 16, date(2026, 1, 1)


def warm_up() -> None:
    """Render a card of each kind and forget them."""
    render_family_card(_family_card())
    render_child_card(_child_card())


def _family_card() -> FamilyCardSheet:
    member = FamilyMember(
        name=_WORD,
        nik=_NUMBER,
        sex=JenisKelamin.P,
        birth_place=_WORD,
        birth_date=_DAY,
        religion="",
        education="",
        occupation="",
        blood_type="",
        marital_status="",
        marriage_date=None,
        relationship="",
        citizenship="",
        father="",
        mother="",
    )
    return FamilyCardSheet(
        number=_NUMBER,
        head=_WORD,
        address="",
        rt="",
        rw="",
        postal_code="",
        village="",
        district="",
        city="",
        province="",
        members=(member,),
        block=specimen.BLOCK,
    )


def _child_card() -> ChildCardSheet:
    return ChildCardSheet(
        nik=_NUMBER,
        name=_WORD,
        sex=JenisKelamin.P,
        blood_type="",
        birth_place="",
        birth_date=_DAY,
        family_card_number=_NUMBER,
        head_of_family=_WORD,
        deed_number="",
        religion="",
        citizenship="",
        address="",
        rt="",
        rw="",
        village="",
        district="",
        city="",
        province="",
        valid_until=_DAY,
        block=specimen.BLOCK,
    )
