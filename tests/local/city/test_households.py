"""Family cards and marriages of the synthetic city fit the people on them."""

from collections import Counter
from itertools import groupby

from local.city.areas import is_village
from tests.local.city.conftest import TODAY, City

NEIGHBOURS = {"32.73", "32.17", "32.74", "32.76"}


def test_no_card_number_is_given_twice_and_the_counters_continue_after_them(city: City) -> None:
    assert len(city.cards) == len(city.table("kartu_keluarga"))
    highest: dict[str, int] = {}
    for number in sorted(city.cards):
        highest[number[:12]] = int(number[12:])
    last = {row["prefix12"]: int(row["terakhir"]) for row in city.table("kk_urutan")}
    assert all(highest[prefix] <= last[prefix] for prefix in highest)


def test_every_active_resident_is_on_exactly_one_card(city: City) -> None:
    on_cards = Counter(row["nik"] for row in city.members)
    active = {nik for nik, row in city.people.items() if row["status"] == "AKTIF"}
    assert on_cards.keys() == active
    assert set(on_cards.values()) == {1}


def test_residents_and_cards_name_each_other(city: City) -> None:
    assert all(city.people[row["nik"]]["nomor_kk"] == row["nomor_kk"] for row in city.members)


def test_every_card_has_one_head_who_comes_first(city: City) -> None:
    for number, group in groupby(city.members, key=lambda row: row["nomor_kk"]):
        rows = list(group)
        assert [row["urutan"] for row in rows] == [str(place) for place in range(1, len(rows) + 1)]
        assert [row["hubungan"] for row in rows].count("KEPALA_KELUARGA") == 1
        assert rows[0]["hubungan"] == "KEPALA_KELUARGA"
        assert city.cards[number]["nik_kepala"] == rows[0]["nik"]


def test_families_have_one_to_twelve_members_and_every_relation_occurs(city: City) -> None:
    sizes = Counter(row["nomor_kk"] for row in city.members).values()
    assert set(range(1, 7)) <= set(sizes)
    assert max(sizes) == 12
    assert set(city.relation.values()) == {
        "KEPALA_KELUARGA",
        "SUAMI",
        "ISTRI",
        "ANAK",
        "MENANTU",
        "CUCU",
        "ORANG_TUA",
        "MERTUA",
        "FAMILI_LAIN",
    }


def test_every_head_is_grown_up(city: City) -> None:
    assert min(city.age(card["nik_kepala"]) for card in city.cards.values()) >= 17


def test_every_card_stands_in_a_real_village_with_its_postal_code(city: City) -> None:
    for card in city.cards.values():
        assert is_village(card["kode_kelurahan"])
        assert len(card["kode_pos"]) == 5


def test_a_card_number_belongs_to_the_city_of_the_card_and_was_entered_before_the_print(city: City) -> None:
    for number, card in city.cards.items():
        assert number[:4] == card["kode_kelurahan"][:5].replace(".", "")
        assert f"20{number[10:12]}-{number[8:10]}-{number[6:8]}" <= card["tanggal_terbit"] <= TODAY.isoformat()


def test_a_few_per_cent_live_in_neighbouring_cities(city: City) -> None:
    elsewhere = [card for card in city.cards.values() if not card["kode_kelurahan"].startswith("32.77.")]
    assert 0.02 < len(elsewhere) / len(city.cards) < 0.08
    assert {card["kode_kelurahan"][:5] for card in elsewhere} == NEIGHBOURS


def test_spouses_are_residents_of_different_sex_and_one_faith(city: City) -> None:
    for marriage in city.marriages:
        husband, wife = city.people[marriage["nik_suami"]], city.people[marriage["nik_istri"]]
        assert (husband["jenis_kelamin"], wife["jenis_kelamin"]) == ("L", "P")
        assert husband["agama"] == wife["agama"]


def test_only_a_recorded_marriage_has_a_paper_and_its_number(city: City) -> None:
    for marriage in city.marriages:
        recorded = marriage["tercatat"] == "t"
        assert recorded == (marriage["bukti"] != "TIDAK_ADA") == bool(marriage["nomor"])
    deeds = [marriage["nomor"] for marriage in city.marriages if marriage["bukti"] == "AKTA_PERKAWINAN"]
    assert len(deeds) == len(set(deeds)) > 0


def test_the_state_of_a_marriage_agrees_with_its_people(city: City) -> None:
    for marriage in city.marriages:
        people = [city.people[marriage["nik_suami"]], city.people[marriage["nik_istri"]]]
        died = any(person["status"] == "MENINGGAL" for person in people)
        assert (marriage["status"] == "BUBAR_MATI") == died
        wanted = {"AKTIF": "KAWIN", "CERAI": "CERAI_HIDUP", "BUBAR_MATI": "CERAI_MATI"}[marriage["status"]]
        left = [person["status_kawin"] for person in people if person["status"] != "MENINGGAL"]
        assert all(status.startswith(wanted) for status in left)


def test_nobody_has_two_marriages_that_hold(city: City) -> None:
    holding = [marriage for marriage in city.marriages if marriage["status"] == "AKTIF"]
    people = [marriage[side] for marriage in holding for side in ("nik_suami", "nik_istri")]
    assert len(people) == len(set(people))


def test_children_on_a_card_are_unmarried_or_live_with_their_parents(city: City) -> None:
    for nik, relation in city.relation.items():
        if relation == "CUCU":
            assert city.people[nik]["status_kawin"] == "BELUM_KAWIN"
        if relation == "ANAK":
            head = city.cards[city.people[nik]["nomor_kk"]]["nik_kepala"]
            assert head in (city.people[nik]["nik_ayah"], city.people[nik]["nik_ibu"])
