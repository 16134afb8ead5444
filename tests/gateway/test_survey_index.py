"""The index of satisfaction by PermenPANRB 14/2017, against numbers that were worked out by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from chassis.rules import Rules
from services.gateway.survey.elements import ELEMENTS
from services.gateway.survey.index import GRADES, Bands, index, quarter, values

BANDS = Bands.of(Rules.load(Path("cities")), "3277", date(2026, 11, 27))


@pytest.mark.parametrize(
    ("sums", "count", "reached", "grade"),
    [
        ([4] * 9, 1, "100.00", "A"),
        ([3] * 9, 1, "75.00", "C"),
        ([32] * 9, 10, "80.00", "B"),
        ([1] * 9, 1, "25.00", "D"),
        ([4, 3, 4, 4, 3, 3, 4, 2, 4], 1, "86.11", "B"),
    ],
)
def test_the_index_and_its_grade(sums: list[int], count: int, reached: str, grade: str) -> None:
    assert index(sums, count) == Decimal(reached)
    assert BANDS.grade(Decimal(reached)) == grade


@pytest.mark.parametrize(
    ("reached", "grade"),
    [
        ("88.31", "A"),
        ("88.30", "B"),
        ("76.61", "B"),
        ("76.60", "C"),
        ("65.00", "C"),
        ("64.99", "D"),
        ("25.00", "D"),
    ],
)
def test_a_grade_begins_where_the_law_says(reached: str, grade: str) -> None:
    assert BANDS.grade(Decimal(reached)) == grade


def test_the_value_of_an_element_is_the_mean_of_its_answers() -> None:
    assert values([10, 11], 3) == (Decimal("3.33"), Decimal("3.67"))


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2026, 1, 1), "2026-1"),
        (date(2026, 3, 31), "2026-1"),
        (date(2026, 4, 1), "2026-2"),
        (date(2026, 12, 31), "2026-4"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, named: str) -> None:
    assert quarter(day) == named


def test_there_are_nine_elements_each_with_its_own_code_and_a_word_for_every_grade() -> None:
    assert len({each.code for each in ELEMENTS}) == 9
    assert list(GRADES) == ["A", "B", "C", "D"]
