"""The name rules of Permendagri 73/2022 (handbook 2.4, and 9.6)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.perizinan.domain.names import MESSAGES, NameRules, check_name
from services.perizinan.terms import load_name_words

RULES = NameRules(load_name_words(), most_letters=60, fewest_words=2)
SIXTY = "ALEXANDRA " * 5 + "MAHARDHIKA"


@pytest.mark.parametrize(
    ("written", "error"),
    [
        (SIXTY + "N", "nama_terlalu_panjang"),
        ("MUH. RIZKI", "nama_disingkat"),
        ("MUH. RIZKI", "nama_bertanda_baca"),
        ("MUH RIZKI", "nama_disingkat"),
        ("AHMAD S", "nama_disingkat"),
        ("H. AHMAD", "nama_bergelar"),
        ("H AHMAD", "nama_bergelar"),
        ("HAJI AHMAD", "nama_bergelar"),
        ("DR AISYAH PUTRI", "nama_bergelar"),
        ("AISYAH PUTRI SH", "nama_bergelar"),
        ("O'NEIL", "nama_bertanda_baca"),
        ("ANNE-MARIE PUTRI", "nama_bertanda_baca"),
        ("R2D2", "nama_berangka"),
        ("СИТИ НУР", "nama_bukan_huruf_latin"),
        ("RENÉ PUTRA", "nama_bukan_huruf_latin"),
        ("   ", "nama_kosong"),
        ("H", "nama_disingkat"),
    ],
)
def test_a_name_that_the_law_forbids_is_an_error(written: str, error: str) -> None:
    assert error in check_name(written, RULES).errors


@pytest.mark.parametrize(
    "written",
    [SIXTY, "SITI NUR AISYAH", "HABIB RAHMAN", "IMAM SANTOSO", "NG MEI LING", "LY ANH", "MUHAMMAD NG", "AMA SIREGAR"],
)
def test_a_name_that_only_looks_unusual_is_no_error(written: str) -> None:
    found = check_name(written, RULES)
    assert found.errors == ()
    assert found.warnings == ()


def test_a_name_of_exactly_sixty_letters_with_its_spaces_is_recorded() -> None:
    assert len(SIXTY) == 60
    assert check_name(SIXTY, RULES).errors == ()


def test_a_single_word_is_advised_against_and_recorded_all_the_same() -> None:
    found = check_name("SUHARTO", RULES)
    assert found.errors == ()
    assert found.warnings == ("nama_kurang_kata",)


@pytest.mark.parametrize("written", ["MUHAMMAD HAJI", "JACK MA"])
def test_a_word_that_is_a_title_to_some_and_a_name_to_others_is_left_to_a_person(written: str) -> None:
    found = check_name(written, RULES)
    assert found.errors == ()
    assert found.warnings == ("nama_mungkin_gelar",)


def test_a_word_without_a_vowel_is_left_to_a_person() -> None:
    assert check_name("BHRG SIREGAR", RULES).warnings == ("nama_mungkin_singkatan",)


def test_double_spaces_are_taken_out_and_letters_made_upper_case() -> None:
    assert check_name("  Siti   nur aisyah ", RULES).name == "SITI NUR AISYAH"


@given(st.text(max_size=130))
def test_any_text_is_judged_and_every_finding_has_a_sentence(written: str) -> None:
    found = check_name(written, RULES)
    assert set(found.errors) | set(found.warnings) <= set(MESSAGES)
    if not found.errors:
        assert found.name.replace(" ", "").isascii()
        assert 0 < len(found.name) <= 60


def test_every_list_of_words_says_where_it_comes_from() -> None:
    text = Path("services/perizinan/data/name_words.toml").read_text(encoding="utf-8")
    assert text.count("kata = [") == text.count("sumber = ") == 5
