"""Invented Indonesian names, by culture, sex and year of birth; upper case as the register stores them."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from local.city.dice import Dice, Weighted

Sex = Literal["L", "P"]
LONGEST_NAME = 60  # characters with spaces, Permendagri 73/2022 ps. 4(2)b


@dataclass(frozen=True, slots=True)
class Culture:
    """Which names, faiths and places of origin are usual together; a table of cultures.toml, explained there."""

    code: str
    share: int
    faiths: Mapping[str, int]
    origins: Sequence[str]
    given: Mapping[Sex, Sequence[str]]
    families: Sequence[str]
    family_from: Sex
    first_words: Mapping[Sex, Sequence[str]]
    old_spelling: Mapping[Sex, Sequence[str]]


def _cultures() -> Iterator[Culture]:
    tables: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cultures.toml").read_text("utf-8"))
    for code, table in tables.items():
        yield Culture(
            code=code,
            share=table["share"],
            faiths=table["faiths"],
            origins=table["origins"],
            given={"L": table["men"].split(), "P": table["women"].split()},
            families=table.get("families", "").split(),
            family_from=table.get("family_from", "L"),
            first_words=table.get("first_words", {}),
            old_spelling=table.get("old_spelling", {}),
        )


CULTURES = tuple(_cultures())
BY_SHARE = Weighted({culture.code: culture.share for culture in CULTURES})
BY_CODE = {culture.code: culture for culture in CULTURES}
FAITHS = {culture.code: Weighted(culture.faiths) for culture in CULTURES}
WITHIN_FAITH = {
    faith: Weighted({c.code: 1000 * c.share * c.faiths.get(faith, 0) // sum(c.faiths.values()) for c in CULTURES})
    for faith in sorted({faith for culture in CULTURES for faith in culture.faiths})
}

_LONG = 9
_WORDS_OLD = Weighted({1: 24, 2: 58, 3: 17, _LONG: 1})
_WORDS_MIDDLE = Weighted({1: 8, 2: 62, 3: 29, _LONG: 1})
_WORDS_YOUNG = Weighted({1: 3, 2: 42, 3: 53, _LONG: 2})


def culture_of(dice: Dice, faith: str | None = None) -> Culture:
    """A culture by its share in the city, or by its share among people of one faith."""
    return BY_CODE[dice.draw(WITHIN_FAITH[faith] if faith else BY_SHARE)]


def family_name(dice: Dice, culture: Culture) -> str:
    """A family name where the culture has them, else an empty text."""
    return dice.pick(culture.families) if culture.families else ""


def full_name(dice: Dice, culture: Culture, sex: Sex, year: int, family: str = "") -> str:
    """A name of at most 60 characters: fewer words for older people, the family name last."""
    words = dice.draw(_WORDS_OLD if year < 1975 else _WORDS_MIDDLE if year < 2000 else _WORDS_YOUNG)
    given = culture.given[sex]
    parts: list[str] = []
    if first := culture.first_words.get(sex):
        parts.append(dice.pick(first))
    if words == _LONG:
        _fill(dice, given, parts, LONGEST_NAME - len(family) - 1)
    else:
        _add(dice, given, parts, max(1, words - 1) if family else words)
    if year < 1975 and culture.old_spelling and dice.chance(0.05):
        parts[-1] = dice.pick(culture.old_spelling[sex])
    if family:
        parts.append(family)
    return " ".join(parts)


def _add(dice: Dice, given: Sequence[str], parts: list[str], words: int) -> None:
    for _ in range(words):
        word = dice.pick(given)
        if word not in parts:
            parts.append(word)


def _fill(dice: Dice, given: Sequence[str], parts: list[str], room: int) -> None:
    while True:
        word = dice.pick(given)
        if len(" ".join(parts)) + 1 + len(word) > room:
            return
        if word not in parts:
            parts.append(word)
