"""The child's identity card: until when it is valid (Permendagri 2/2016; handbook 2.5 and 9.8)."""

from datetime import date

import pytest

from services.dukcapil.domain.child_card import ChildCardTerms, NoChildCard, child_card_valid_until

TERMS = ChildCardTerms(photo_age=5, ktp_age=17)


@pytest.mark.parametrize(
    ("born", "issued", "until"),
    [
        (date(2026, 11, 20), date(2026, 11, 22), date(2031, 11, 20)),
        (date(2021, 11, 23), date(2026, 11, 22), date(2026, 11, 23)),
        (date(2009, 11, 23), date(2026, 11, 22), date(2026, 11, 22)),
    ],
    ids=["a newborn", "a child who turns five tomorrow", "a child who turns seventeen tomorrow"],
)
def test_a_card_is_valid_until_the_next_threshold(born: date, issued: date, until: date) -> None:
    assert child_card_valid_until(born, issued, TERMS) == until


def test_a_child_who_turns_five_today_gets_a_card_until_the_day_before_seventeen() -> None:
    assert child_card_valid_until(date(2021, 11, 22), date(2026, 11, 22), TERMS) == date(2038, 11, 21)


def test_who_turns_seventeen_today_gets_no_child_card() -> None:
    with pytest.raises(NoChildCard):
        child_card_valid_until(date(2009, 11, 22), date(2026, 11, 22), TERMS)


def test_a_child_born_on_29_february_has_its_birthday_on_1_march_of_a_common_year() -> None:
    born = date(2024, 2, 29)
    assert child_card_valid_until(born, date(2024, 3, 5), TERMS) == date(2029, 3, 1)
    assert child_card_valid_until(born, date(2029, 2, 28), TERMS) == date(2029, 3, 1)
    assert child_card_valid_until(born, date(2029, 3, 1), TERMS) == date(2041, 2, 28)
