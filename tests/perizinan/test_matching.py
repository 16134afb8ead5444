"""A facility's notice against a report of the same mother (handbook 9.2 and 9.3)."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.gateway.events import Laporan
from services.perizinan.domain.matching import CLOCK_TOLERANCE, Notice, disagreements
from tests.perizinan.births import BORN, FACILITY, child, notice, report, told_child, twins


def compare(ours: Laporan, *children: dict[str, Any], faskes: str = FACILITY) -> tuple[str, ...]:
    return disagreements(ours, Notice(faskes, notice(anak=list(children)).anak))


def told_twins(gap: timedelta = timedelta(minutes=20), **changes: Any) -> list[dict[str, Any]]:
    first = told_child(jenis_kelahiran="KEMBAR_2", urutan=1)
    second = told_child(jenis_kelahiran="KEMBAR_2", urutan=2, jenis_kelamin="L", waktu_lahir=BORN + gap)
    return [first | changes, second | changes]


def test_the_same_child_told_by_both_is_confirmed() -> None:
    assert compare(report(), told_child()) == ()


@pytest.mark.parametrize("off", [-CLOCK_TOLERANCE, CLOCK_TOLERANCE])
def test_parents_may_remember_the_hour_and_not_the_minute(off: timedelta) -> None:
    assert compare(report(), told_child(waktu_lahir=BORN + off)) == ()


def test_another_time_of_day_is_no_confirmation() -> None:
    told = told_child(waktu_lahir=BORN + CLOCK_TOLERANCE + timedelta(minutes=1))
    assert compare(report(), told) == ("waktu_lahir_berbeda",)


def test_a_few_minutes_over_midnight_are_another_date_of_birth() -> None:
    before = BORN.replace(hour=23, minute=58)
    ours = report(anak=[child(waktu_lahir=before)])
    assert compare(ours, told_child(waktu_lahir=before + timedelta(minutes=5))) == ("tanggal_lahir_berbeda",)


def test_another_sex_another_number_of_children_and_another_facility_are_each_named() -> None:
    assert compare(report(), told_child(jenis_kelamin="L")) == ("jenis_kelamin_berbeda",)
    assert compare(report(), *told_twins()) == ("jumlah_anak_berbeda",)
    assert compare(report(), told_child(), faskes="F3277009") == ("faskes_berbeda",)


def test_without_a_letter_any_facility_may_confirm() -> None:
    ours = report(surat_keterangan_lahir=None, sptjm={"kelahiran": True})
    assert compare(ours, told_child(), faskes="F3277009") == ()


def test_twins_are_compared_in_the_order_of_their_birth_whatever_order_they_are_written_in() -> None:
    assert compare(report(anak=twins()), *told_twins()) == ()
    assert compare(report(anak=twins()[::-1]), *told_twins()[::-1]) == ()


def test_twins_of_different_sex_in_the_wrong_order_are_not_confirmed() -> None:
    first, second = told_twins()
    swapped = [first | {"jenis_kelamin": "L"}, second | {"jenis_kelamin": "P"}]
    assert compare(report(anak=twins()), *swapped) == ("jenis_kelamin_berbeda",)
