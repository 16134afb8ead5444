"""Reserved NIKs: unique whoever else reserves, consecutive for twins, kept or released with a correction."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from chassis.failures import Park
from contracts.types import JenisKelamin
from services.dukcapil.domain.birth import ReportedChild
from services.dukcapil.use_cases.reserve_niks import reserve_niks
from tests.dukcapil.integration.desk import Desk, child, number

DAY = date(2026, 11, 19)


def reserved(desk: Desk) -> list[str]:
    """The NIKs of the newest verified report."""
    return [one["nik"] for one in desk.told("data_kelahiran_terverifikasi")[-1]["nik_anak"]]


def released(desk: Desk) -> list[str]:
    """The NIKs that were given back."""
    return [row["nik"] for row in desk.rows("SELECT nik FROM nik_dipesan WHERE status = 'DILEPAS' ORDER BY nik")]


def test_two_hundred_reservations_of_one_day_from_eight_threads_are_all_different(desk: Desk) -> None:
    def reserve(serial: int) -> str:
        registry, one = desk.registry(), ReportedChild(1, "ANAK", JenisKelamin.P, DAY)
        with registry.transaction():
            return str(reserve_niks(registry, number(serial), "327701", (one,))[0].nik)

    with ThreadPoolExecutor(8) as pool:
        niks = list(pool.map(reserve, range(1, 201)))
    assert sorted(niks) == [f"327701591126{serial:04d}" for serial in range(1, 201)]


def test_twins_of_one_sex_and_day_get_consecutive_numbers_while_others_reserve(desk: Desk) -> None:
    def twins(serial: int) -> list[int]:
        registry = desk.registry()
        pair = tuple(ReportedChild(place, "ANAK", JenisKelamin.L, DAY) for place in (1, 2))
        with registry.transaction():
            return [one.nik.serial for one in reserve_niks(registry, number(serial), "327701", pair)]

    with ThreadPoolExecutor(8) as pool:
        for first, second in pool.map(twins, range(1, 41)):
            assert second == first + 1


def test_a_boy_and_a_girl_born_together_count_apart(desk: Desk) -> None:
    pair = (child("ADAM", jenis_kelamin="L", jenis_kelahiran="KEMBAR_2"), child("HAWA", jenis_kelahiran="KEMBAR_2"))
    desk.handle(desk.report(number(), *pair))
    assert reserved(desk) == ["3277011911260001", "3277015911260001"]


def test_twins_across_midnight_have_the_numbers_of_two_days(desk: Desk) -> None:
    before = child("SITI", jenis_kelahiran="KEMBAR_2", waktu_lahir="2026-11-18T23:50:00+07:00")
    after = child("AMINAH", jenis_kelahiran="KEMBAR_2", waktu_lahir="2026-11-19T00:10:00+07:00")
    desk.handle(desk.report(number(), before, after))
    assert reserved(desk) == ["3277015811260001", "3277015911260001"]


def test_a_correction_that_leaves_date_and_sex_keeps_the_number(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.handle(desk.report(number(), child("SITI NUR HALIZA"), versi=2))
    assert reserved(desk) == ["3277015911260001"]
    assert released(desk) == []


@pytest.mark.parametrize(
    ("corrected", "nik"),
    [({"jenis_kelamin": "L"}, "3277011911260001"), ({"waktu_lahir": "2026-11-18T04:15:00+07:00"}, "3277015811260001")],
    ids=["sex", "date"],
)
def test_a_correction_of(desk: Desk, corrected: dict[str, str], nik: str) -> None:
    desk.handle(desk.report(number()))
    desk.handle(desk.report(number(), child(**corrected), versi=2))
    assert reserved(desk) == [nik]
    assert released(desk) == ["3277015911260001"]


def test_a_child_that_a_correction_takes_out_gives_its_number_back(desk: Desk) -> None:
    desk.handle(desk.report(number(), child(), child("AMINAH")))
    desk.handle(desk.report(number(), child(), versi=2))
    assert reserved(desk) == ["3277015911260001"]
    assert released(desk) == ["3277015911260002"]


def test_a_released_number_is_never_given_again(desk: Desk) -> None:
    desk.handle(desk.report(number()))
    desk.handle(desk.step(number(), "DIBATALKAN"))
    desk.handle(desk.report(number(2)))
    assert reserved(desk) == ["3277015911260002"]
    assert released(desk) == ["3277015911260001"]


def test_a_day_without_numbers_left_parks_the_report_and_reserves_nothing(desk: Desk) -> None:
    desk.change("INSERT INTO nik_urutan (prefix12, terakhir) VALUES ('327701591126', 9999)")
    with pytest.raises(Park) as parked:
        desk.handle(desk.report(number()))
    assert parked.value.reason == "urutan_nik_habis"
    assert desk.rows("SELECT * FROM nik_dipesan") == []
    assert desk.told("data_kelahiran_terverifikasi") == []
