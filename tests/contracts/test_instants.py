"""An instant is written as text with its offset, a day as text without an hour; a number is neither."""

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.types import Saat, Tanggal

INSTANT = TypeAdapter(Saat)
DAY = TypeAdapter(Tanggal)


def test_text_with_an_offset_is_an_instant() -> None:
    assert INSTANT.validate_json('"2026-11-20T04:15:00+07:00"').isoformat() == "2026-11-20T04:15:00+07:00"


@pytest.mark.parametrize("raw", ["0", "1.5", "true", '"2026-11-20T04:15:00"', "null"])
def test_anything_else_is_no_instant(raw: str) -> None:
    with pytest.raises(ValidationError):
        INSTANT.validate_json(raw)


def test_text_of_a_day_is_a_day() -> None:
    assert DAY.validate_json('"2026-11-20"').isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    "raw",
    ["0", "20261120", "true", "null", '"0"', '"20261120"', '"2026-11-20T00:00:00Z"', '"2026-02-30"', '"20-11-2026"'],
)
def test_anything_else_is_no_day(raw: str) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_json(raw)
