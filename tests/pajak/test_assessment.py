"""From takings to tax: rates by city, class, band and date, the base of each kind of takings, a readable account."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.rules import Rules
from services.pajak.domain.assessment import assess
from services.pajak.domain.base import Sales
from services.pajak.domain.kinds import CLASSES, EXEMPTIONS, Kind, rate_code
from services.pajak.domain.money import ZERO, Rupiah
from services.pajak.terms import Terms

NOVEMBER = date(2026, 11, 30)
SPECIAL = ("DISKOTEK", "KARAOKE", "KELAB_MALAM", "BAR", "MANDI_UAP_SPA")


def tax(
    terms: Terms, sales: Sales, kota: str = "3276", kind: Kind = Kind.MAKANAN_MINUMAN, klass: str = "UMUM"
) -> Rupiah:
    return assess(sales, terms.law(kota, NOVEMBER).tariff(kind, klass)).tax


def test_a_restaurant_pays_a_tenth(terms: Terms) -> None:
    assert tax(terms, Sales(Rupiah(125_000_000))) == Rupiah(12_500_000)


def test_karaoke_inside_a_restaurant_is_another_object_with_another_rate(terms: Terms) -> None:
    takings = Sales(Rupiah(10_000_000))
    assert tax(terms, takings) == Rupiah(1_000_000)
    assert tax(terms, takings, kind=Kind.HIBURAN, klass="KARAOKE") == Rupiah(4_000_000)
    assert tax(terms, takings, kind=Kind.HIBURAN, klass="DISKOTEK") == Rupiah(7_500_000)


def test_a_massage_parlour_is_general_entertainment(terms: Terms) -> None:
    assert tax(terms, Sales(Rupiah(10_000_000)), kind=Kind.HIBURAN, klass="PANTI_PIJAT") == Rupiah(1_000_000)


def test_the_base_is_what_consumers_pay(terms: Terms) -> None:
    takings = Sales(
        turnover=Rupiah(100_000_000),
        service_charge=Rupiah(5_000_000),
        vouchers=Rupiah(2_000_000),
        complimentary=Rupiah(1_000_000),
        discounts=Rupiah(3_000_000),
    )
    assert tax(terms, takings) == Rupiah(10_500_000)


def test_a_price_that_does_not_show_the_tax_contains_it(terms: Terms) -> None:
    found = assess(
        Sales(Rupiah(110_000_000), tax_inclusive=True), terms.law("3276", NOVEMBER).tariff(Kind.HOTEL, "UMUM")
    )
    assert (found.base, found.tax) == (Rupiah(100_000_000), Rupiah(10_000_000))
    uneven = assess(Sales(Rupiah(100), tax_inclusive=True), terms.law("3276", NOVEMBER).tariff(Kind.HOTEL, "UMUM"))
    assert uneven.tax == Rupiah(9)


def test_every_line_of_the_account_has_its_source_and_the_lines_lead_to_the_tax(terms: Terms) -> None:
    found = assess(Sales(Rupiah(24_000_123)), terms.law("3299", NOVEMBER).tariff(Kind.MAKANAN_MINUMAN, "RESTORAN"))
    assert all(line.source for line in found.lines)
    assert [line.label for line in found.lines] == ["Omzet", "Dasar pengenaan", "Tarif 10 %", "Pembulatan"]
    assert found.lines[-2].amount + found.lines[-1].amount == found.tax.amount == 2_400_000


def test_bands_and_thresholds_are_the_citys(terms: Terms) -> None:
    contoh = {turnover: tax(terms, Sales(Rupiah(turnover)), "3299") for turnover in (4_499_999, 4_500_000, 24_000_000)}
    assert contoh == {4_499_999: ZERO, 4_500_000: Rupiah(225_000), 24_000_000: Rupiah(1_200_000)}
    assert tax(terms, Sales(Rupiah(24_000_001)), "3299") == Rupiah(2_400_000)
    assert tax(terms, Sales(Rupiah(4_499_999)), "3276") == Rupiah(450_000)


def test_a_new_rate_leaves_what_was_assessed_before_it(terms: Terms) -> None:
    takings = Sales(Rupiah(1_000_000))
    before = assess(takings, terms.law("3299", date(2026, 12, 31)).tariff(Kind.PARKIR, "UMUM"))
    after = assess(takings, terms.law("3299", date(2027, 1, 31)).tariff(Kind.PARKIR, "UMUM"))
    assert (before.tax, after.tax) == (Rupiah(100_000), Rupiah(75_000))


def test_what_is_exempt_pays_nothing_and_says_why(terms: Terms) -> None:
    law = terms.law("3276", NOVEMBER)
    found = assess(Sales(Rupiah(1_000_000)), law.tariff(Kind.PARKIR, "UMUM"), "KARYAWAN_SENDIRI")
    assert found.tax == ZERO
    assert "KARYAWAN_SENDIRI" in found.lines[-1].label
    assert all(EXEMPTIONS[kind] for kind in Kind)


def test_a_nil_return_is_assessed_at_nothing(terms: Terms) -> None:
    assert tax(terms, Sales(ZERO)) == ZERO


@pytest.mark.parametrize(
    "parts",
    [
        {"turnover": Rupiah(-1)},
        {"turnover": Rupiah(5), "discounts": Rupiah(6)},
        {"turnover": ZERO, "vouchers": Rupiah(-1)},
    ],
)
def test_impossible_takings_are_refused(parts: dict[str, Rupiah]) -> None:
    with pytest.raises(ValueError):
        Sales(**parts)  # type: ignore[arg-type]


def test_no_city_leaves_the_limits_of_the_law(terms: Terms) -> None:
    rules = Rules.load(Path("cities"))
    for city in terms.cities:
        law = terms.law(city.code, NOVEMBER)
        for kind in Kind:
            for klass in CLASSES[kind]:
                rate = law.tariff(kind, klass).percent
                if klass in SPECIAL:
                    assert 40 <= rate <= 75
                else:
                    assert 0 < rate <= rules.get("tarif_maks_umum", on=NOVEMBER).number
        assert law.tariff(Kind.TENAGA_LISTRIK, "INDUSTRI").percent <= 3
        assert law.tariff(Kind.TENAGA_LISTRIK, "DIHASILKAN_SENDIRI").percent <= Decimal("1.5")


def test_a_class_of_another_kind_has_no_rate() -> None:
    with pytest.raises(ValueError):
        rate_code(Kind.HOTEL, "KARAOKE")


@given(st.integers(0, 10**14), st.sampled_from(["3274", "3276", "3277", "3299"]), st.sampled_from(Kind))
def test_tax_is_never_negative_and_never_more_than_the_rate(turnover: int, kota: str, kind: Kind) -> None:
    terms = Terms.load(Path("cities")) if not _TERMS else _TERMS[0]
    _TERMS[:] = [terms]
    found = assess(Sales(Rupiah(turnover)), terms.law(kota, NOVEMBER).tariff(kind, "UMUM"))
    assert 0 <= found.tax.amount <= turnover * found.percent / 100 + 1


_TERMS: list[Terms] = []
