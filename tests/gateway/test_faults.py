"""Whatever pydantic can say of a body, we have a word for it in Bahasa Indonesia."""

from typing import get_args

from pydantic_core.core_schema import ErrorType

from services.gateway.web.faults import KINDS, OUT_OF_REACH


def test_every_kind_of_error_has_a_code_and_a_sentence_or_is_out_of_a_bodys_reach() -> None:
    assert set(get_args(ErrorType)) == set(KINDS) | OUT_OF_REACH
    assert not set(KINDS) & OUT_OF_REACH


def test_codes_are_words_for_programs_and_sentences_are_for_people() -> None:
    for kode, pesan in KINDS.values():
        assert kode.replace("_", "").isalnum()
        assert kode == kode.lower()
        assert pesan[0].isupper()
        assert pesan.endswith(".")
