"""Couples, cases, witnesses and the example: what a test or a demonstration reports births with."""

import json
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from contracts.gateway.birth import LaporanKelahiran, PemberitahuanFaskes
from tests.local.city.conftest import NOW, City

KINDS = (
    "KAWIN_BELUM_TERCATAT",
    "IBU_TUNGGAL",
    "AYAH_TIDAK_TERDAFTAR",
    "AYAH_MENINGGAL",
    "IBU_MENINGGAL",
    "KK_KOTA_LAIN",
    "AYAH_IBU_BEDA_KK",
    "PASANGAN_MENUMPANG",
    "IBU_16_KAWIN",
    "IBU_DI_BAWAH_UMUR",
    "IBU_CERAI",
    "SUAMI_BUKAN_KEPALA",
    "NIK_BEDA_BIODATA",
    "KELUARGA_12",
)


def cases(city: City, kind: str) -> list[dict[str, Any]]:
    return [line for line in city.lines("kasus") if line["kasus"] == kind]


def card_area(city: City, number: str) -> str:
    return city.cards[number]["kode_kelurahan"][:5]


def test_a_city_of_six_thousand_has_six_hundred_couples_or_more_and_nobody_is_in_two(city: City) -> None:
    people = [line[key] for line in city.lines("keluarga") for key in ("nik_ibu", "nik_ayah")]
    assert len(people) >= 2 * 600
    assert len(people) == len(set(people))


def test_a_couple_that_can_report_is_married_alive_and_husband_and_wife_on_one_card_here(city: City) -> None:
    marriages = {(row["nik_suami"], row["nik_istri"]): row for row in city.marriages}
    for line in city.lines("keluarga"):
        mother, father = city.people[line["nik_ibu"]], city.people[line["nik_ayah"]]
        marriage = marriages[line["nik_ayah"], line["nik_ibu"]]
        assert mother["status"] == father["status"] == "AKTIF"
        assert mother["nomor_kk"] == father["nomor_kk"] == line["nomor_kk"]
        assert (marriage["tercatat"], marriage["status"]) == ("t", "AKTIF")
        assert line["perkawinan"] == {"bukti": marriage["bukti"], "nomor": marriage["nomor"]}
        assert (city.relation[line["nik_ayah"]], city.relation[line["nik_ibu"]]) == ("KEPALA_KELUARGA", "ISTRI")
        assert 19 <= city.age(line["nik_ibu"]) <= 45


def test_young_couples_of_other_cities_are_not_among_those_who_report_here(city: City) -> None:
    assert {card_area(city, line["nomor_kk"]) for line in city.lines("keluarga")} == {"32.77"}


def test_the_number_of_children_is_what_the_register_knows(city: City) -> None:
    children = Counter(row["nik_ibu"] for row in city.people.values())
    for line in city.lines("keluarga") + city.lines("kasus"):
        assert line["anak"] == children[line["nik_ibu"]]


def test_no_couple_had_a_child_within_the_last_year(city: City) -> None:
    mothers = {line["nik_ibu"] for line in city.lines("keluarga")}
    youngest = max(row["tanggal_lahir"] for row in city.people.values() if row["nik_ibu"] in mothers)
    assert youngest < "2025-11-22"


@pytest.mark.parametrize("kind", KINDS)
def test_every_case_has_at_least_six_families_in_six_thousand(city: City, kind: str) -> None:
    assert len(cases(city, kind)) >= 6


def test_there_are_no_other_cases(city: City) -> None:
    assert {line["kasus"] for line in city.lines("kasus")} == set(KINDS)


def test_the_people_of_a_case_are_not_offered_as_an_ordinary_couple(city: City) -> None:
    ordinary = {line["nik_ibu"] for line in city.lines("keluarga")}
    assert not ordinary & {line["nik_ibu"] for line in city.lines("kasus")}


def test_unrecorded_couples_share_a_card_and_have_no_paper(city: City) -> None:
    for line in cases(city, "KAWIN_BELUM_TERCATAT"):
        assert line["perkawinan"] == {"bukti": "TIDAK_ADA", "nomor": None}
        assert city.people[line["nik_ibu"]]["status_kawin"] == "KAWIN_BELUM_TERCATAT"
        assert city.people[line["nik_ayah"]]["nomor_kk"] == line["nomor_kk"]


def test_single_mothers_have_no_husband_and_their_children_no_father(city: City) -> None:
    mothers = {line["nik_ibu"] for line in cases(city, "IBU_TUNGGAL")}
    assert all(city.people[nik]["status_kawin"] == "BELUM_KAWIN" for nik in mothers)
    children = [row for row in city.people.values() if row["nik_ibu"] in mothers]
    assert children
    assert all(not row["nik_ayah"] and not row["nama_ayah"] for row in children)


def test_an_unregistered_father_is_in_no_register(city: City) -> None:
    assert all(line["nik_ayah"] not in city.people for line in cases(city, "AYAH_TIDAK_TERDAFTAR"))


@pytest.mark.parametrize(
    ("kind", "dead", "left"), [("AYAH_MENINGGAL", "ayah", "ibu"), ("IBU_MENINGGAL", "ibu", "ayah")]
)
def test_a_lost_parent_is_dead_and_the_other_heads_the_card(city: City, kind: str, dead: str, left: str) -> None:
    for line in cases(city, kind):
        assert city.people[line[f"nik_{dead}"]]["tanggal_meninggal"] == line["tanggal_meninggal"]
        assert city.cards[line["nomor_kk"]]["nik_kepala"] == line[f"nik_{left}"]
        assert city.people[line[f"nik_{left}"]]["status_kawin"] == "CERAI_MATI"


def test_a_card_elsewhere_is_in_another_city(city: City) -> None:
    assert all(card_area(city, line["nomor_kk"]) != "32.77" for line in cases(city, "KK_KOTA_LAIN"))


@pytest.mark.parametrize("kind", ["AYAH_IBU_BEDA_KK", "IBU_CERAI"])
def test_parents_on_two_cards_are_told_with_both(city: City, kind: str) -> None:
    for line in cases(city, kind):
        assert city.people[line["nik_ibu"]]["nomor_kk"] == line["nomor_kk"]
        assert city.people[line["nik_ayah"]]["nomor_kk"] == line["nomor_kk_ayah"] != line["nomor_kk"]


def test_a_lodging_couple_is_child_and_child_in_law_on_one_card(city: City) -> None:
    for line in cases(city, "PASANGAN_MENUMPANG"):
        assert {city.relation[line["nik_ibu"]], city.relation[line["nik_ayah"]]} == {"ANAK", "MENANTU"}
        assert city.people[line["nik_ibu"]]["nomor_kk"] == city.people[line["nik_ayah"]]["nomor_kk"]


def test_the_wife_of_sixteen_is_married_and_the_minor_is_not(city: City) -> None:
    for line in cases(city, "IBU_16_KAWIN"):
        assert city.age(line["nik_ibu"]) == 16
        assert city.people[line["nik_ibu"]]["status_kawin"] == "KAWIN_TERCATAT"
    for line in cases(city, "IBU_DI_BAWAH_UMUR"):
        assert city.age(line["nik_ibu"]) in (15, 16)
        assert city.people[line["nik_ibu"]]["status_kawin"] == "BELUM_KAWIN"
        assert city.people[line["nik_ibu"]]["nik_ibu"] == line["nik_wali"]


def test_a_husband_who_is_not_the_head_is_named_as_husband(city: City) -> None:
    for line in cases(city, "SUAMI_BUKAN_KEPALA"):
        assert (city.relation[line["nik_ibu"]], city.relation[line["nik_ayah"]]) == ("KEPALA_KELUARGA", "SUAMI")


def test_a_corrected_mother_was_born_on_another_day_than_her_nik_says(city: City) -> None:
    for line in cases(city, "NIK_BEDA_BIODATA"):
        born = city.born(line["nik_ibu"])
        assert line["nik_ibu"][6:12] != f"{born.day + 40:02}{born:%m%y}"


def test_a_family_of_twelve_has_twelve_on_the_card(city: City) -> None:
    sizes = Counter(row["nomor_kk"] for row in city.members)
    assert {sizes[line["nomor_kk"]] for line in cases(city, "KELUARGA_12")} == {12}


def test_witnesses_are_grown_up_active_residents_who_report_nothing_themselves(city: City) -> None:
    witnesses = [line["nik"] for line in city.lines("saksi")]
    reporting = {line[key] for line in city.lines("keluarga") for key in ("nik_ibu", "nik_ayah")}
    assert len(witnesses) == len(set(witnesses)) > 500
    assert not reporting & set(witnesses)
    assert all(city.people[nik]["status"] == "AKTIF" and city.age(nik) >= 17 for nik in witnesses)


def test_the_example_is_a_report_that_the_contract_takes(city: City) -> None:
    example = json.loads((city.directory / "contoh.json").read_text(encoding="utf-8"))
    report = LaporanKelahiran.model_validate(example["kelahiran"])
    notice = PemberitahuanFaskes.model_validate(example["faskes_kelahiran"])
    assert report.model_dump(mode="json", exclude_unset=True) == example["kelahiran"]
    assert report.ibu == notice.ibu
    assert report.anak[0].waktu_lahir == notice.anak[0].waktu_lahir < datetime.fromisoformat(NOW)


def test_the_example_is_built_on_the_first_couple_and_real_witnesses(city: City) -> None:
    example = json.loads((city.directory / "contoh.json").read_text(encoding="utf-8"))["kelahiran"]
    couple = city.lines("keluarga")[0]
    assert example["ibu"]["nik"] == couple["nik_ibu"]
    assert example["anak"][0]["kelahiran_ke"] == couple["anak"] + 1
    assert {saksi["nik"] for saksi in example["saksi"]} <= {line["nik"] for line in city.lines("saksi")}
