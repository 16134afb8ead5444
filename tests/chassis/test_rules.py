"""Law as data: dated, sourced, overridden by cities, and refused when it contradicts itself."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.city_files import CityFileError
from chassis.rules import MissingRuleError, Rule, Rules, RuleTypeError

CITIES = Path(__file__).parents[2] / "cities"
TODAY = date(2026, 11, 22)

Write = Callable[..., Path]

ROW = """
[[aturan]]
kode = "{kode}"
nilai = {nilai}
satuan = "{satuan}"
berlaku_mulai = {mulai}
{sampai}
dasar_hukum = "UU 1/2000 ps. 1"
kepastian = "C"
"""


def row(
    kode: str = "batas", nilai: str = "60", satuan: str = "hari_kerja", mulai: str = "2020-01-01", sampai: str = ""
) -> str:
    end = f"berlaku_sampai = {sampai}" if sampai else ""
    return ROW.format(kode=kode, nilai=nilai, satuan=satuan, mulai=mulai, sampai=end)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_files(national: str, city: str = "") -> Path:
        (tmp_path / "nasional.toml").write_text(national, encoding="utf-8")
        (tmp_path / "3277.toml").write_text(city, encoding="utf-8")
        return tmp_path

    return write_files


def test_the_shipped_rules_are_those_of_the_handbook() -> None:
    rules = Rules.load(CITIES)

    deadline = rules.get("batas_lapor_kelahiran", city="3277", on=TODAY)
    assert (deadline.integer, deadline.unit, deadline.certainty) == (60, "hari_kalender", "C")
    assert deadline.source == "UU 24/2013 ps. 27 ayat (1)"
    counted = {
        "panjang_nama_maks": 60,
        "kata_nama_min": 2,
        "jumlah_saksi": 2,
        "denda_terlambat": 0,
        "masa_berlaku_kia_tanpa_foto": 5,
        "usia_kia_maks": 17,
        "usia_ktp": 17,
        "usia_perkawinan_min": 19,
        "selang_kembar_maks": 24,
        "waktu_layanan_paket": 1,
    }
    assert {code: rules.get(code, city="3277", on=TODAY).integer for code in counted} == counted
    assert "belum tercatat" in rules.get("frasa_perkawinan_belum_tercatat", on=TODAY).text


def test_every_shipped_rule_says_its_source() -> None:
    rules = Rules.load(CITIES)

    for city in (None, "3274", "3276", "3277", "3299"):
        found = rules.in_force(city=city, on=TODAY)
        assert len(found) >= 20
        assert all(len(rule.source) > 10 for rule in found)


def test_the_law_of_the_day_holds() -> None:
    rules = Rules.load(CITIES)

    assert rules.get("usia_perkawinan_min", on=date(2019, 10, 14)).integer == 16
    assert rules.get("usia_perkawinan_min", on=date(2019, 10, 15)).integer == 19
    assert rules.get("denda_terlambat", city="3299", on=date(2026, 12, 31)).integer == 25_000
    assert rules.get("denda_terlambat", city="3299", on=date(2027, 1, 1)).integer == 50_000


def test_a_city_differs_only_where_and_when_it_says_so() -> None:
    rules = Rules.load(CITIES)

    assert rules.get("batas_lapor_kelahiran", city="3299", on=TODAY).unit == "hari_kerja"
    assert rules.get("batas_lapor_kelahiran", city="3277", on=TODAY).unit == "hari_kalender"
    before_the_city_decided = rules.get("batas_lapor_kelahiran", city="3299", on=date(2019, 12, 31))
    assert (before_the_city_decided.unit, before_the_city_decided.city) == ("hari_kalender", None)
    assert rules.get("jumlah_saksi", city="3299", on=TODAY).city is None


def test_a_missing_rule_names_code_city_and_day() -> None:
    rules = Rules.load(CITIES)

    with pytest.raises(MissingRuleError, match=r"'panjang_nama_maks' in force on 2022-04-20 for 3277"):
        rules.get("panjang_nama_maks", city="3277", on=date(2022, 4, 20))
    with pytest.raises(MissingRuleError, match="'tidak_ada'"):
        rules.get("tidak_ada", on=TODAY)


@pytest.mark.parametrize(
    ("nilai", "satuan", "value"),
    [
        ("60", "hari_kerja", 60),
        ('"0.1"', "persen", Decimal("0.1")),
        ('"kalimat"', "teks", "kalimat"),
        ("true", "ya_tidak", True),
        ('["LU", "LT"]', "daftar", ("LU", "LT")),
    ],
)
def test_the_unit_gives_the_type(write: Write, nilai: str, satuan: str, value: object) -> None:
    rule = Rules.load(write(row(nilai=nilai, satuan=satuan))).get("batas", on=TODAY)

    assert rule.value == value
    assert type(rule.value) is type(value)
    readers = {int: "integer", Decimal: "number", str: "text", bool: "flag", tuple: "items"}
    for kind, reader in readers.items():
        if kind is type(value):
            assert getattr(rule, reader) == value
        else:
            with pytest.raises(RuleTypeError, match="'batas'"):
                getattr(rule, reader)


@pytest.mark.parametrize(
    ("nilai", "satuan"),
    [
        ('"60"', "hari_kerja"),
        ("60.0", "hari_kerja"),
        ("true", "hari_kerja"),
        ("0.1", "persen"),
        ('"NaN"', "persen"),
        ('"sepuluh"', "persen"),
        ("1", "ya_tidak"),
        ("1", "teks"),
        ("[1]", "daftar"),
        ('"LU"', "daftar"),
        ("60", "windu"),
    ],
)
def test_a_value_that_does_not_fit_its_unit_is_refused(write: Write, nilai: str, satuan: str) -> None:
    with pytest.raises(CityFileError, match=r"nasional\.toml, aturan number 1 \(batas\)"):
        Rules.load(write(row(nilai=nilai, satuan=satuan)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row(), row(mulai="2021-01-01")),
        (row(sampai="2020-12-31"), row(mulai="2020-12-31")),
        (row(), row()),
    ],
)
def test_two_rows_that_hold_on_one_day_are_refused(write: Write, first: str, second: str) -> None:
    with pytest.raises(CityFileError, match=r"nasional\.toml: two rows of 'batas'"):
        Rules.load(write(first + second))
    with pytest.raises(CityFileError, match=r"3277\.toml: two rows of 'batas'"):
        Rules.load(write(row(), first + second))


def test_rows_may_follow_one_another_in_any_order(write: Write) -> None:
    rules = Rules.load(write(row(mulai="2021-01-01", nilai="14") + row(sampai="2020-12-31")))

    assert rules.get("batas", on=date(2020, 12, 31)).integer == 60
    assert rules.get("batas", on=date(2021, 1, 1)).integer == 14


def test_a_row_that_ends_before_it_begins_is_refused(write: Write) -> None:
    with pytest.raises(CityFileError, match="berlaku_sampai: is before berlaku_mulai"):
        Rules.load(write(row(sampai="2019-12-31")))


def test_a_misspelt_override_is_refused(write: Write) -> None:
    with pytest.raises(CityFileError, match=r"3277\.toml: 'batsa' replaces no national rule"):
        Rules.load(write(row(), row(kode="batsa")))
    with pytest.raises(CityFileError, match=r"3277\.toml: 'batas' is counted in 'teks', nationally in 'hari_kerja'"):
        Rules.load(write(row(), row(nilai='"60"', satuan="teks")))


@pytest.mark.parametrize("cut", ["dasar_hukum", "kepastian", "satuan", "berlaku_mulai", "nilai"])
def test_a_row_without_its_source_or_dates_is_refused(write: Write, cut: str) -> None:
    lines = [line for line in row().splitlines() if not line.startswith(cut)]

    with pytest.raises(CityFileError, match=f"{cut}: Field required"):
        Rules.load(write("\n".join(lines)))


def test_an_unknown_key_and_broken_toml_are_refused(write: Write) -> None:
    with pytest.raises(CityFileError, match="dasarhukum"):
        Rules.load(write(row() + 'dasarhukum = "UU"'))
    with pytest.raises(CityFileError, match=r"nasional\.toml: "):
        Rules.load(write("[[aturan]"))


def test_a_folder_without_national_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CityFileError, match=r"nasional\.toml is missing"):
        Rules.load(tmp_path)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6), st.integers(-10, 2_500))
def test_on_each_day_at_most_one_row_holds(lengths: list[int], offset: int) -> None:
    rows, start = [], date(2020, 1, 1)
    for value, length in enumerate(lengths):
        end = start + timedelta(days=length - 1)
        rows.append(Rule("batas", value, "hari_kerja", "UU 1/2000", "C", start, end))
        start = end + timedelta(days=1)
    on = date(2020, 1, 1) + timedelta(days=offset)

    holding = [row for row in rows if row.in_force(on)]
    assert len(holding) == (0 <= offset < sum(lengths))
    if holding:
        assert Rules(rows).get("batas", on=on) == holding[0]
