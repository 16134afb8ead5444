"""Cities are files: what ships is sound, what is wrong is named by file and key."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from chassis.city import Cities, City, UnknownCityError
from chassis.city_files import CityFileError
from chassis.clock import JAKARTA

CITIES = Path(__file__).parents[2] / "cities"
CIMAHI = (CITIES / "3277.toml").read_text(encoding="utf-8")

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_city(text: str) -> Path:
        (tmp_path / "nasional.toml").touch()
        (tmp_path / "3277.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write_city


def test_the_suite_ships_three_cities_and_an_invented_one() -> None:
    cities = Cities.load(CITIES)

    assert {city.code: (city.name, city.service_name) for city in cities if not city.invented} == {
        "3274": ("Kota Cirebon", "Brojol Aja Klalen"),
        "3276": ("Kota Depok", "Layanan Kelahiran 3 in 1"),
        "3277": ("Kota Cimahi", "ODS 3 in 1"),
    }
    assert [city.code for city in cities if city.invented] == ["3299"]
    assert {city.code: len(city.areas) for city in cities} == {"3274": 5, "3276": 11, "3277": 3, "3299": 2}


def test_one_suite_serves_the_cities_it_is_told_to() -> None:
    cities = Cities.load(CITIES, codes=["3277", "3274"])

    assert len(cities) == 2
    assert cities.get("3277").area_code == "32.77"
    assert cities.find("3276") is None
    with pytest.raises(UnknownCityError, match="3276"):
        cities.get("3276")
    with pytest.raises(UnknownCityError, match=r"3209\.toml"):
        Cities.load(CITIES, codes=["3209"])


def test_an_area_belongs_to_one_city() -> None:
    cities = Cities.load(CITIES)

    for area, code in [("32.77", "3277"), ("32.77.01", "3277"), ("32.74.03.1002", "3274"), ("32.76.11.1005", "3276")]:
        found = cities.find_serving(area)
        assert found is not None
        assert found.code == code
    assert cities.find_serving("32.09.01") is None
    assert cities.find_serving("32.77.011") is None


def test_deed_numbers_follow_the_pattern_of_the_handbook() -> None:
    cities = Cities.load(CITIES)

    assert cities.get("3277").deed_number("LU", date(2026, 11, 22), 1) == "3277-LU-22112026-0001"
    assert cities.get("3274").deed_number("LT", date(2026, 11, 22), 12345) == "3274-LT-22112026-12345"


def test_each_city_counts_its_own_working_time() -> None:
    cities = Cities.load(CITIES)
    cimahi, contoh = cities.get("3277").working_time, cities.get("3299").working_time

    saturday, leave, anniversary = date(2026, 11, 28), date(2026, 3, 20), date(2026, 11, 24)
    assert [cimahi.is_working_day(day) for day in (saturday, leave, anniversary)] == [False, False, True]
    assert [contoh.is_working_day(day) for day in (saturday, leave, anniversary)] == [True, True, False]
    assert contoh.is_working_day(date(2026, 6, 1))

    complete_at = datetime(2026, 11, 23, 10, 30, tzinfo=JAKARTA)
    assert cimahi.one_day_deadline(complete_at) == complete_at.replace(hour=16, minute=0)
    assert contoh.one_day_deadline(complete_at) == complete_at.replace(day=25, hour=16, minute=0)
    assert contoh.one_day_deadline(datetime(2026, 12, 24, 8, tzinfo=JAKARTA)) == datetime(
        2026, 12, 26, 12, tzinfo=JAKARTA
    )


def test_a_city_is_frozen() -> None:
    city = Cities.load(CITIES).get("3277")

    with pytest.raises(ValidationError):
        city.name = "Kota Lain"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kode = "3277"', 'kode = "32.77"', "kode"),
        ('kode = "3277"', 'kode = "3276"', "kode_wilayah must be kode with a dot"),
        ('nama = "Kota Cimahi"', "nama = 3277", "nama"),
        ('nama = "Kota Cimahi"', "", "nama: Field required"),
        ('nama = "Kota Cimahi"', 'namma = "Kota Cimahi"', "namma"),
        ('zona_waktu = "Asia/Jakarta"', 'zona_waktu = "Asia/Cimahi"', "zona_waktu"),
        ('kode = "32"', 'kode = "31"', "provinsi.kode"),
        ('nip = "197001011995031001"', 'nip = "1970"', "penanda_tangan.nip"),
        ('senin = ["07:30-16:00"]', 'senin = ["16:00-07:30"]', "jam_kerja.senin: hours must rise"),
        ('senin = ["07:30-16:00"]', 'senin = "07:30-16:00"', "jam_kerja.senin: must be a list"),
        ('senin = ["07:30-16:00"]', 'senin = ["7.30-16.00"]', "jam_kerja.senin"),
        ('batas_terima = "12:00"', 'batas_terima = "siang"', "jam_kerja.batas_terima"),
        ('"32.77.03" =', '"32.76.03" =', "32.76.03 lies outside 32.77"),
        ("-{urut}", "", "pola_nomor_akta lacks {urut}"),
        ("-{urut}", "-{urut}-{tahun}", "pola_nomor_akta has an unknown part"),
        ("cuti_bersama = true", 'cuti_bersama = true\nsetengah_hari = {"2026-11-22" = "11:00"}', "half day 2026-11-22"),
        ("cuti_bersama = true", 'cuti_bersama = true\ntambahan = {"2026-02-30" = "Libur"}', "libur.tambahan"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(write: Write, old: str, new: str, told: str) -> None:
    assert old in CIMAHI

    with pytest.raises(CityFileError, match=re.escape(told)) as caught:
        Cities.load(write(CIMAHI.replace(old, new, 1)))
    assert "3277.toml" in str(caught.value)


def test_all_mistakes_of_a_file_are_named_together(write: Write) -> None:
    with pytest.raises(CityFileError, match=r"(?s)nama_layanan.*penanda_tangan\.nip"):
        Cities.load(write(CIMAHI.replace("nama_layanan", "layanan").replace('nip = "1', 'nip = "x')))


def test_a_file_must_bear_the_code_of_its_city(tmp_path: Path) -> None:
    (tmp_path / "nasional.toml").touch()
    (tmp_path / "3278.toml").write_text(CIMAHI, encoding="utf-8")

    with pytest.raises(CityFileError, match="must be the name of the file"):
        Cities.load(tmp_path)


def test_the_rules_in_a_citys_file_do_not_disturb_it(write: Write) -> None:
    city = Cities.load(write(CIMAHI + "\n[[aturan]]\nkode = 1\n")).get("3277")

    assert isinstance(city, City)
