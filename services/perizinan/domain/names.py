"""The name rules of Permendagri 73/2022: what an officer may not record, and what deserves advice only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

VOWELS = frozenset("AEIOUY")

MESSAGES = {
    "nama_kosong": "Nama harus diisi.",
    "nama_terlalu_panjang": "Nama terlalu panjang; spasi ikut dihitung (Permendagri 73/2022 ps. 4).",
    "nama_berangka": "Nama tidak boleh berisi angka (Permendagri 73/2022 ps. 5).",
    "nama_bertanda_baca": "Nama tidak boleh berisi tanda baca (Permendagri 73/2022 ps. 5).",
    "nama_bukan_huruf_latin": "Nama ditulis dengan huruf Latin (Permendagri 73/2022 ps. 5).",
    "nama_bergelar": "Gelar pendidikan atau keagamaan tidak dicantumkan pada akta (Permendagri 73/2022 ps. 5).",
    "nama_disingkat": "Nama tidak boleh disingkat; tuliskan lengkap (Permendagri 73/2022 ps. 5).",
    "nama_kurang_kata": "Disarankan nama paling sedikit dua kata (Permendagri 73/2022 ps. 4).",
    "nama_mungkin_gelar": "Satu kata pada nama dapat dibaca sebagai gelar; petugas akan memeriksanya.",
    "nama_mungkin_singkatan": "Satu kata pada nama dapat dibaca sebagai singkatan; petugas akan memeriksanya.",
}
# Advice that only a person can follow up; the others are for the parents to think about.
NEEDS_JUDGEMENT = frozenset({"nama_mungkin_gelar", "nama_mungkin_singkatan"})


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words that the rules speak of; data, because no law lists them."""

    titles_before: frozenset[str]
    titles_after: frozenset[str]
    abbreviations: frozenset[str]
    ambiguous: frozenset[str]
    not_abbreviated: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameRules:
    """The rules with their figures, which stand in the cities' files."""

    words: NameWords
    most_letters: int
    """Spaces included; 60 by Permendagri 73/2022 ps. 4(2)b."""
    fewest_words: int
    """Advice only; 2 by Permendagri 73/2022 ps. 4(2)c."""


@dataclass(frozen=True, slots=True)
class NameFindings:
    """A name as it would be recorded, what forbids recording it, and what is only advice; both as codes."""

    name: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]


def check_name(written: str, rules: NameRules) -> NameFindings:
    """Judge a name as someone wrote it; it is recorded in upper case with single spaces (as SIAK does)."""
    name = " ".join(written.upper().split())
    errors = tuple(dict.fromkeys((*_errors_of_letters(name, rules.most_letters), *_errors_of_words(name, rules.words))))
    return NameFindings(name, errors, () if errors else tuple(_warnings(name, rules)))


def _errors_of_letters(name: str, most: int) -> Iterator[str]:
    if not name:
        yield "nama_kosong"
    if len(name) > most:
        yield "nama_terlalu_panjang"
    for char in name:
        if char.isdigit():
            yield "nama_berangka"
        elif char.isalpha():
            if not char.isascii():
                yield "nama_bukan_huruf_latin"
        elif char != " ":
            yield "nama_bertanda_baca"


def _errors_of_words(name: str, words: NameWords) -> Iterator[str]:
    # Read without the punctuation, so that "H. AHMAD" is told of its title and not only of its full stop.
    parts = [part for part in re.split(r"[^A-Z]+", name) if part]
    if not parts:
        return
    before = len(parts) > 1 and parts[0] in words.titles_before
    after = len(parts) > 1 and parts[-1] in words.titles_after
    if before or after:
        yield "nama_bergelar"
    # One that was named as a title already is not told off for being short as well.
    rest = parts[int(before) : len(parts) - int(after)]
    if any(len(part) == 1 or part in words.abbreviations for part in rest):
        yield "nama_disingkat"


def _warnings(name: str, rules: NameRules) -> Iterator[str]:
    parts, words = name.split(), rules.words
    if len(parts) < rules.fewest_words:
        yield "nama_kurang_kata"
    if any(part in words.ambiguous for part in parts):
        yield "nama_mungkin_gelar"
    if any(not VOWELS & set(part) and part not in words.not_abbreviated for part in parts):
        yield "nama_mungkin_singkatan"
