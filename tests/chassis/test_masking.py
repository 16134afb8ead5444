"""No citizen can be found in what is shown to operators."""

import re
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from chassis.masking import HIDDEN, MAX_TEXT, mask, mask_text, summary

NIK = "3277011508150001"
EVENT = "0193f0c1-1234-7123-8123-123456789012"
SIXTEEN_DIGITS = re.compile(r"\d{16}")

around = st.text(max_size=40)
nik = st.from_regex(r"\d{16}", fullmatch=True)


@given(before=around, number=nik, after=around)
def test_no_run_of_sixteen_digits_survives_in_any_text(before: str, number: str, after: str) -> None:
    assert not SIXTEEN_DIGITS.search(mask_text(before + number + after))


@given(
    numbers=st.lists(nik, min_size=1, max_size=3),
    separator=st.sampled_from(["", " ", ".", "-", "_", "\u2013", "\u00a0"]),
    size=st.sampled_from([1, 2, 4, 6, 8]),
)
def test_no_grouped_number_survives(numbers: list[str], separator: str, size: int) -> None:
    for number in numbers:
        grouped = separator.join(number[at : at + size] for at in range(0, 16, size))
        shown = mask_text(f"NIK {grouped}, ok")

        assert not SIXTEEN_DIGITS.search(re.sub(r"[\s.\-_\u2013]", "", shown))
        assert "****" in shown


@given(st.text(alphabet="0123456789abcdefABCDEF -.:/@+", max_size=120))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_text(text)

    assert mask_text(once) == once


@given(
    st.recursive(
        nik | nik.map(int) | nik.map(lambda number: number.encode()) | nik.map(float) | nik.map(Decimal),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(nik | nik.map(int), inner, max_size=3),
        max_leaves=12,
    )
)
def test_no_number_survives_in_nested_values_or_keys(value: object) -> None:
    assert not SIXTEEN_DIGITS.search(repr(mask(value)))


@given(st.integers(min_value=MAX_TEXT - 40, max_value=MAX_TEXT + 8), nik)
def test_no_part_of_a_number_is_left_where_a_long_text_is_cut(length: int, number: str) -> None:
    shown = mask_text("x" * length + number + "y" * 40)

    assert not re.search(r"\d{9}", shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NIK, "3277********0001"),
        (f"{NIK}{NIK}", "3277************************0001"),
        ("/v1/penduduk/3277011508150001/kk", "/v1/penduduk/3277********0001/kk"),
        ("3277.0115.0815.0001", "3277********0001"),
        ("telepon +6281200000001", "telepon +62*********01"),
        ("081200000001,", "081*******01,"),
        ("0812-0000-0001", "081*********01"),
        ("surat ke ayah.satu@contoh.example.id.", "surat ke ***@contoh.example.id."),
        ("amqp://user:sandi@host:5672/", "amqp://***@host:5672/"),
        ("postgresql://user:s@ndi@host/db", "postgresql://***@host/db"),
        ("Bearer eyJhbGciOi.eyJzdWIi.c2ln", "Bearer eyJ***"),
    ],
)
def test_what_identifies_or_authorises_is_masked(text: str, shown: str) -> None:
    assert mask_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        EVENT,
        "00-0af7651916cd43dd8448eb211c80319c-1234567890123456-01",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "KL-3277-20261120-000042-7",
        "3277-LU-22112026-0001",
        "2026-11-22T05:46:49.613147Z",
        "127.0.0.1:5672 took 0.812345678 s",
    ],
)
def test_our_own_identifiers_and_times_stay_readable(text: str) -> None:
    assert mask_text(text) == text


def test_two_numbers_that_look_like_a_trace_id_are_masked_all_the_same() -> None:
    assert not SIXTEEN_DIGITS.search(mask_text(NIK * 2))
    assert not SIXTEEN_DIGITS.search(mask_text(NIK * 4))


def test_fields_that_hold_people_or_secrets_are_hidden_whatever_they_say() -> None:
    shown = mask({"nama": "SITI NUR AISYAH", "Authorization": "Bearer x", "anak": [{"alamat": "Jl. Contoh 1"}], "n": 1})

    assert shown == {"nama": HIDDEN, "Authorization": HIDDEN, "anak": [{"alamat": HIDDEN}], "n": 1}


def test_models_and_unknown_objects_show_only_their_type() -> None:
    class Laporan(BaseModel):
        nama_ibu: str

    @dataclass
    class Orang:
        nama: str

    shown = mask({"a": Laporan(nama_ibu="SITI"), "b": Orang("SITI"), "c": b"SITI", "d": object()})

    assert "SITI" not in repr(shown)
    assert "Laporan" in repr(shown)


def test_plain_values_of_our_domain_are_shown_as_they_are() -> None:
    shown = mask(
        [date(2026, 11, 22), datetime(2026, 11, 22, 5, tzinfo=UTC), Decimal("1.5"), UUID(EVENT), None, True, 7]
    )

    assert shown == [
        "2026-11-22",
        "2026-11-22 05:00:00+00:00",
        "1.5",
        EVENT,
        None,
        True,
        7,
    ]


def test_of_an_exception_only_the_first_line_is_told() -> None:
    error = ValueError(f"duplicate key for {NIK}\nDETAIL: Failing row contains (SITI NUR AISYAH)")

    assert summary(error) == "ValueError: duplicate key for 3277********0001"


def test_of_a_pydantic_error_no_input_is_told() -> None:
    class Anak(BaseModel):
        berat_gram: int

    with pytest.raises(ValueError, match="berat_gram") as caught:
        Anak.model_validate({"berat_gram": "SITI"})

    assert summary(caught.value) == "ValidationError: 1 validation error for Anak"


def test_an_exception_whose_text_fails_is_still_told() -> None:
    class Broken(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert summary(Broken()).endswith("Broken")


def test_depth_and_size_are_bounded() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    assert "(nested too deep)" in repr(mask(deep))
    assert len(repr(mask(list(range(100_000))))) < 1_000
    assert len(mask_text("x " * 1_000_000)) < MAX_TEXT + 10


@pytest.mark.parametrize(
    "piece", ["x", "a.", "eyJ", "eyJa.b-", "1--", "0-", "08-1 ", "://a:", "@", "a@b.", "f0-", "62)"]
)
def test_no_text_costs_more_than_its_length(piece: str) -> None:
    started = time.perf_counter()
    mask_text(piece * 16_000)

    assert time.perf_counter() - started < 0.5
