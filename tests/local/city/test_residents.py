"""The population register of the synthetic city keeps the rules that a real one keeps."""

import re
from datetime import date
from itertools import pairwise

from lokal.nik import parse_nik

from contracts.numbers import nik_fault
from tests.local.city.conftest import TODAY, City


def test_there_are_exactly_as_many_residents_as_asked_for(city: City) -> None:
    assert len(city.table("penduduk")) == 6000


def test_no_nik_is_given_twice(city: City) -> None:
    assert len(city.people) == len(city.table("penduduk"))


def test_every_nik_is_well_formed(city: City) -> None:
    assert [nik for nik in city.people if nik_fault(nik, today=TODAY)] == []


def test_a_nik_tells_date_of_birth_and_sex_but_for_a_few_corrected_ones(city: City) -> None:
    disagreeing = [nik for nik, row in city.people.items() if not tells_truth(nik, row)]
    assert 0 < len(disagreeing) < len(city.people) * 0.01


def tells_truth(nik: str, row: dict[str, str]) -> bool:
    born = date.fromisoformat(row["tanggal_lahir"])
    day = born.day + (40 if row["jenis_kelamin"] == "P" else 0)
    return nik[6:12] == f"{day:02}{born:%m%y}" and parse_nik(nik).gender == row["jenis_kelamin"]


def test_sequences_run_from_one_without_a_gap_and_the_counters_continue_after_them(city: City) -> None:
    given: dict[str, list[int]] = {}
    for nik in city.people:
        given.setdefault(nik[:12], []).append(int(nik[12:]))
    last = {row["prefix12"]: int(row["terakhir"]) for row in city.table("nik_urutan")}
    assert all(sorted(sequence) == list(range(1, last[prefix] + 1)) for prefix, sequence in given.items())
    assert given.keys() == last.keys()


def test_most_niks_were_given_here_and_some_elsewhere(city: City) -> None:
    here = sum(nik.startswith("3277") for nik in city.people) / len(city.people)
    assert 0.7 < here < 0.95


def test_names_are_upper_case_and_at_most_sixty_characters(city: City) -> None:
    names = [row["nama"] for row in city.people.values()]
    assert [name for name in names if not re.fullmatch(r"[A-Z']+( [A-Z']+)*", name)] == []
    assert 50 < max(map(len, names)) <= 60


def test_some_names_have_one_word_and_some_old_ones_an_apostrophe(city: City) -> None:
    names = [row["nama"] for row in city.people.values()]
    assert sum(" " not in name for name in names) > 100
    assert any("'" in name for name in names)


def test_younger_names_have_only_latin_letters(city: City) -> None:
    young = [row["nama"] for row in city.people.values() if row["tanggal_lahir"] >= "1976"]
    assert [name for name in young if "'" in name] == []


def test_nobody_was_born_or_died_in_the_future(city: City) -> None:
    assert max(row["tanggal_lahir"] for row in city.people.values()) < TODAY.isoformat()
    assert max(row["tanggal_meninggal"] for row in city.people.values()) < TODAY.isoformat()


def test_exactly_the_dead_have_a_day_of_death_and_it_follows_their_birth(city: City) -> None:
    for row in city.people.values():
        assert (row["status"] == "MENINGGAL") == bool(row["tanggal_meninggal"])
        assert not row["tanggal_meninggal"] or row["tanggal_meninggal"] > row["tanggal_lahir"]


def test_only_active_residents_are_on_a_card(city: City) -> None:
    for row in city.people.values():
        assert (row["status"] == "AKTIF") == bool(row["nomor_kk"])


def test_every_standing_and_marital_status_occurs(city: City) -> None:
    assert {row["status"] for row in city.people.values()} == {"AKTIF", "MENINGGAL", "PINDAH"}
    assert {row["status_kawin"] for row in city.people.values()} == {
        "BELUM_KAWIN",
        "KAWIN_TERCATAT",
        "KAWIN_BELUM_TERCATAT",
        "CERAI_HIDUP",
        "CERAI_MATI",
    }


def test_parents_are_residents_of_the_right_sex_with_the_name_that_the_child_shows(city: City) -> None:
    for row in city.people.values():
        for parent, sex in (("ayah", "L"), ("ibu", "P")):
            if nik := row[f"nik_{parent}"]:
                assert city.people[nik]["jenis_kelamin"] == sex
                assert city.people[nik]["nama"] == row[f"nama_{parent}"]


def test_mothers_were_15_to_48_years_old_and_fathers_at_least_15(city: City) -> None:
    for nik, row in city.people.items():
        if row["nik_ibu"]:
            assert 15 * 365.25 <= (city.born(nik) - city.born(row["nik_ibu"])).days < 49 * 365.25
        if row["nik_ayah"]:
            assert (city.born(nik) - city.born(row["nik_ayah"])).days >= 15 * 365.25


def test_no_one_was_born_after_the_mothers_death(city: City) -> None:
    for row in city.people.values():
        mother = city.people.get(row["nik_ibu"])
        assert mother is None or not mother["tanggal_meninggal"] or mother["tanggal_meninggal"] >= row["tanggal_lahir"]


def test_a_mother_does_not_give_birth_twice_within_nine_months_except_to_twins(city: City) -> None:
    births: dict[str, set[date]] = {}
    for nik, row in city.people.items():
        if row["nik_ibu"]:
            births.setdefault(row["nik_ibu"], set()).add(city.born(nik))
    for dates in births.values():
        ordered = sorted(dates)
        assert all((later - earlier).days > 270 for earlier, later in pairwise(ordered))


def test_twins_of_one_sex_have_consecutive_niks(city: City) -> None:
    twins: dict[tuple[str, str], list[str]] = {}
    for nik, row in city.people.items():
        if row["nik_ibu"]:
            twins.setdefault((row["nik_ibu"], row["tanggal_lahir"]), []).append(nik)
    pairs = [pair for pair in twins.values() if len(pair) > 1]
    assert len(pairs) > 10
    assert all(int(second) == int(first) + 1 for first, second in pairs)
