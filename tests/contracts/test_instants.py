"""An instant is written as text with its offset; a number is none."""

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.types import Saat

INSTANT = TypeAdapter(Saat)


def test_text_with_an_offset_is_an_instant() -> None:
    assert INSTANT.validate_json('"2026-11-20T04:15:00+07:00"').isoformat() == "2026-11-20T04:15:00+07:00"


@pytest.mark.parametrize("raw", ["0", "1.5", "true", '"2026-11-20T04:15:00"', "null"])
def test_anything_else_is_none(raw: str) -> None:
    with pytest.raises(ValidationError):
        INSTANT.validate_json(raw)
