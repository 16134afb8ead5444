"""A city's own tariffs and fees are what its start pages say."""

from dataclasses import replace
from datetime import date

from chassis.rules import Rules
from local.processes import CITIES
from services.gateway.portal.starting import Law

RULES, TODAY = Rules.load(CITIES), date(2026, 11, 28)


def test_a_flat_rate_is_one_number() -> None:
    assert Law(RULES, "3277", TODAY).tariff("hotel") == "10 %"


def test_bands_and_the_turnover_below_which_nothing_is_due_are_told() -> None:
    assert Law(RULES, "3299", TODAY).tariff("makanan_minuman") == (
        "5 % sejak omzet Rp0 sebulan, 10 % sejak omzet Rp24.000.001 sebulan;"
        " omzet sebulan di bawah Rp4.500.000 tidak dikenai pajak"
    )


def test_what_costs_nothing_is_free() -> None:
    assert Law(RULES, "3277", TODAY).fee("biaya_dokumen") == "Gratis"


def test_what_costs_something_says_how_much() -> None:
    fee = replace(RULES.get("biaya_dokumen", on=TODAY), value=25_000)

    assert Law(Rules([fee]), "3277", TODAY).fee("biaya_dokumen") == "Rp25.000"


def test_laws_are_named_once() -> None:
    law = Law(RULES, "3277", TODAY)

    assert law.sources("tarif_hotel", "tarif_hotel") == law.sources("tarif_hotel")
