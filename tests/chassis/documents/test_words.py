"""Dates and numbers in Indonesian words."""

from datetime import date

import pytest

from chassis.documents.words import date_words, long_date, number_words, numeric_date


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "satu"),
        (11, "sebelas"),
        (12, "dua belas"),
        (100, "seratus"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_numbers_are_spelled_as_deeds_spell_them(number: int, words: str) -> None:
    assert number_words(number) == words


def test_a_date_is_written_in_words_in_long_and_in_figures() -> None:
    day = date(2026, 8, 1)
    assert date_words(day) == "satu Agustus tahun dua ribu dua puluh enam"
    assert long_date(day) == "1 Agustus 2026"
    assert numeric_date(day) == "01-08-2026"
