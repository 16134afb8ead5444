"""Another city is other rows and nothing else: rates, fines, patterns, the count of months and rounding, by data."""

import ast
import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from services.pajak.domain.assessment import assess
from services.pajak.domain.base import Sales
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import Kind
from services.pajak.domain.money import Rupiah
from services.pajak.domain.numbers import object_number, taxpayer_number
from services.pajak.domain.period import TaxPeriod
from services.pajak.terms import TaxLaw, Terms

CITIES = Path("cities")
OCTOBER = TaxPeriod(2026, 10)
DUE = date(2026, 11, 13)


def _tax(kind: Kind, klass: str, turnover: int) -> Callable[[TaxLaw], object]:
    return lambda law: assess(Sales(Rupiah(turnover)), law.tariff(kind, klass)).tax.amount


def _interest(law: TaxLaw) -> int:
    return law.late_interest().on(Rupiah(5_000_000), DUE, date(2026, 12, 1)).amount


def _taxpayer(law: TaxLaw) -> str:
    return taxpayer_number(law.text("pola_npwpd"), Person.BADAN, "32.77.02.1004", 7)


def _object(law: TaxLaw) -> str:
    return object_number(law.text("pola_nopd"), Kind.HOTEL, "32.77.02.1004", 7)


# One question a line, asked of Cirebon, Depok, Cimahi and the invented city by the same code.
SAME_QUESTION: dict[str, tuple[Callable[[TaxLaw], object], tuple[object, ...]]] = {
    "a hotel's rate": (_tax(Kind.HOTEL, "UMUM", 1_000_000), (100_000, 100_000, 100_000, 80_000)),
    "a discotheque's rate": (_tax(Kind.HIBURAN, "DISKOTEK", 1_000_000), (400_000, 750_000, 400_000, 400_000)),
    "a karaoke's rate": (_tax(Kind.HIBURAN, "KARAOKE", 1_000_000), (400_000, 400_000, 400_000, 500_000)),
    "a stall below a threshold": (_tax(Kind.MAKANAN_MINUMAN, "UMUM", 4_000_000), (400_000, 400_000, 400_000, 0)),
    "rounding": (_tax(Kind.PARKIR, "UMUM", 1_234_567), (123_457, 123_457, 123_457, 123_400)),
    "months of interest": (_interest, (50_000, 50_000, 50_000, 100_000)),
    "a fine for forty days": (
        lambda law: law.fine().on(Person.ORANG, DUE, date(2026, 12, 23)).amount,
        (0, 0, 0, 75_000),
    ),
    "a taxpayer's number": (
        _taxpayer,
        ("P200000000007", "P.2.0000007.02.04", "P.2.0000007.02.04", "2020400000007"),
    ),
    "an object's number": (_object, ("03.02.04.00007", "03.02.04.00007", "03.02.04.00007", "0300000007")),
    "the day to report by": (
        lambda law: law.file_by(OCTOBER).isoformat(),
        ("2026-11-20", "2026-11-20", "2026-11-20", "2026-11-10"),
    ),
    "who looks at a registration": (
        lambda law: str(law.checking()),
        ("OTOMATIS_BILA_COCOK", "OTOMATIS_BILA_COCOK", "OTOMATIS_BILA_COCOK", "EMPAT_MATA"),
    ),
}


@pytest.mark.parametrize("question", SAME_QUESTION)
def test_cirebon_depok_cimahi_and_the_invented_city_answer_by_their_rows(terms: Terms, question: str) -> None:
    ask, answers = SAME_QUESTION[question]
    assert tuple(ask(terms.law(kota, OCTOBER.last)) for kota in ("3274", "3276", "3277", "3299")) == answers


NEW_CITY = {
    "tarif_hotel": '"6"',
    "denda_sptpd_badan": "20000",
    "cara_hitung_bulan": '"BULAN_KALENDER"',
    "pembulatan_pajak": '"RATUSAN_KE_BAWAH"',
    "pola_npwpd": '"KB-{urut:06}-{jenis}"',
    "bunga_terlambat_bayar": '"0.5"',
}


def test_a_city_that_no_code_has_heard_of_is_a_file(tmp_path: Path) -> None:
    folder = copytree(CITIES, tmp_path / "cities")
    text = (folder / "3277.toml").read_text().replace("3277", "3298").replace("32.77", "32.98")
    (folder / "3298.toml").write_text(_without_rules(text) + "".join(_row(*each) for each in NEW_CITY.items()))
    law = Terms.load(folder, "3298").law("3298", OCTOBER.last)
    assert _tax(Kind.HOTEL, "UMUM", 1_234_567)(law) == 74_000
    assert law.fine().on(Person.BADAN, DUE, date(2026, 11, 14)) == Rupiah(20_000)
    assert _interest(law) == 50_000
    assert _taxpayer(law) == "KB-000007-2"
    assert law.file_by(OCTOBER) == date(2026, 11, 20)


@pytest.mark.parametrize("path", sorted(Path("services/pajak").rglob("*.py")), ids=str)
def test_no_code_of_pajak_decides_by_the_name_of_a_city(path: Path) -> None:
    assert _cities_named(path.read_text()) == []


def test_a_decision_by_the_name_of_a_city_would_be_found() -> None:
    assert _cities_named('"""For 3277."""\nrate = 8 if kota == "3299" else 10\n') == ["3299"]
    assert _cities_named('if city.name == "Kota Depok": ...') == ["Kota Depok"]


def _cities_named(source: str) -> list[str]:
    """Texts and numbers of a module, without what documents it, that name one of the cities."""
    tree = ast.parse(source)
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documents]
    return [text for text in texts if re.search(r"\b32(74|76|77|99)\b|Cirebon|Depok|Cimahi|Contoh", text)]


def _without_rules(text: str) -> str:
    return text.partition("[[aturan]]")[0]


def _row(code: str, value: str) -> str:
    units = {row["kode"]: row["satuan"] for row in tomllib.loads((CITIES / "nasional.toml").read_text())["aturan"]}
    return (
        f'\n[[aturan]]\nkode = "{code}"\nnilai = {value}\nsatuan = "{units[code]}"\nberlaku_mulai = 2024-01-05\n'
        'dasar_hukum = "Perda rekaan"\nkepastian = "D"\n'
    )
