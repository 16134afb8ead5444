"""What an indicator says of its months: reached or not, better or worse, and nothing where nothing was counted."""

from datetime import date
from decimal import Decimal

import pytest

from chassis.rules import Rules
from local.custody import PROJECT
from services.gateway.indicators.measures import DIMENSIONS, INDICATORS, Indicator, course, months_until
from services.gateway.portal.indicators.doors import line

TODAY = date(2026, 2, 10)
SHARE = Indicator("x", "Smart Living", "x", "%", "", "")
MINUTES = Indicator("y", "Smart Living", "y", "menit", "", "", higher=False)


def test_twelve_months_end_with_the_one_that_runs() -> None:
    months = months_until(TODAY)

    assert (len(months), months[0], months[-2], months[-1]) == (12, "2025-03", "2026-01", "2026-02")


@pytest.mark.parametrize(
    ("indicator", "value", "reached"),
    [(SHARE, 80, True), (SHARE, 79, False), (MINUTES, 80, True), (MINUTES, 81, False), (SHARE, None, None)],
)
def test_a_target_is_reached_from_its_own_side(indicator: Indicator, value: int | None, reached: bool | None) -> None:
    counted = {} if value is None else {"2026-02": value}

    assert course(indicator, Decimal(80), counted, TODAY).is_reached is reached


@pytest.mark.parametrize(
    ("indicator", "before", "last", "trend"),
    [
        (SHARE, 10, 20, "membaik"),
        (SHARE, 20, 10, "memburuk"),
        (MINUTES, 10, 20, "memburuk"),
        (MINUTES, 20, 10, "membaik"),
        (SHARE, 10, 10, "tetap"),
        (SHARE, None, 10, ""),
    ],
)
def test_the_trend_compares_the_last_two_months_that_are_over(
    indicator: Indicator, before: int | None, last: int, trend: str
) -> None:
    counted = {"2025-12": before, "2026-01": last, "2026-02": 1000}

    assert course(indicator, Decimal(80), counted, TODAY).trend == trend


def test_values_are_rounded_half_up_to_one_decimal() -> None:
    assert course(SHARE, Decimal(80), {"2026-02": "66.65"}, TODAY).actual == Decimal("66.7")


def test_the_picture_is_broken_where_nothing_was_counted() -> None:
    counted = {"2025-03": 10, "2025-04": 20, "2026-01": 20}

    assert line(course(SHARE, Decimal(80), counted, TODAY)) == ["4.0,24.0 25.1,4.0", "214.9,4.0"]


def test_every_indicator_has_a_dimension_and_a_target_in_every_city() -> None:
    rules = Rules.load(PROJECT / "cities")
    for indicator in INDICATORS:
        assert indicator.dimension in DIMENSIONS
        for city in ("3274", "3276", "3277", "3299"):
            assert indicator.target(rules, city, date(2026, 11, 27)) > 0
    assert len({indicator.code for indicator in INDICATORS}) == len(INDICATORS)
