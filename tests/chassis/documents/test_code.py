"""Verification codes: unguessable, readable, and a slip of the pen is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.documents.code import ALPHABET, InvalidCode, new_code, parse_code, verification_url


def test_a_new_code_has_five_groups_of_four_and_reads_back_as_itself() -> None:
    code = new_code()
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert parse_code(code) == code


def test_a_thousand_codes_are_a_thousand_different_codes() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code()
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert parse_code(f" {typed} ") == code


@given(place=st.integers(0, 19), wrong=st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(place: int, wrong: str) -> None:
    plain = new_code().replace("-", "")
    if plain[place] == wrong:
        return
    with pytest.raises(InvalidCode):
        parse_code(plain[:place] + wrong + plain[place + 1 :])


@given(place=st.integers(0, 18))
def test_swapped_neighbours_are_noticed_unless_they_are_0_and_z(place: int) -> None:
    plain = new_code().replace("-", "")
    left, right = plain[place], plain[place + 1]
    if left == right or {left, right} == {"0", "Z"}:
        return
    with pytest.raises(InvalidCode):
        parse_code(plain[:place] + right + left + plain[place + 2 :])


@pytest.mark.parametrize(
    "text", ["", "ABCD", "U" * 20, "é" * 20, "0" * 21, "../../etc/passwd", "0000-0000-0000-0000-0001"]
)
def test_what_cannot_be_a_code_is_refused_without_asking_a_register(text: str) -> None:
    with pytest.raises(InvalidCode):
        parse_code(text)


def test_the_address_of_the_qr_has_the_code_after_v() -> None:
    code = new_code()
    assert verification_url("https://terpadu.example/", code) == f"https://terpadu.example/v/{code}"
