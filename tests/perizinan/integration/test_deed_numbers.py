"""Deed numbers run without a gap in each city, series and day, and none is given twice (handbook 1.3)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest

from tests.perizinan.births import BORN, WIB, child, decision, notice, reported, told_child, verified
from tests.perizinan.integration.conftest import Office

SIXTY_ONE_DAYS = timedelta(days=61)


def test_two_hundred_files_approved_by_eight_workers_have_two_hundred_numbers_in_a_row(office: Office) -> None:
    def approve(serial: int) -> None:
        mother = {"nik": f"3277015505{serial // 100 + 80}{serial % 100 + 1:04d}"}
        office.take_all(notice(serial, ibu_nik=mother["nik"]), reported(serial, ibu=mother), verified(serial))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(approve, range(1, 201)))
    numbers = sorted(office.deeds(serial)[0].nomor_akta for serial in range(1, 201))
    assert numbers == [f"3277-LU-20112026-{place:04d}" for place in range(1, 201)]


def test_a_number_whose_transaction_fails_is_given_to_the_next_deed(office: Office) -> None:
    office.take_all(notice(1), reported(1))
    incomplete = verified(1, nik_anak=[])
    with pytest.raises(Exception, match="nik_anak_tidak_lengkap"):
        office.take(incomplete)
    assert office.deeds(1) == []
    office.take(verified(1))
    assert office.deeds(1)[0].nomor_akta.endswith("-0001")


def test_each_city_series_and_day_has_numbers_of_its_own(office: Office) -> None:
    late_birth = {"anak": [child(waktu_lahir=BORN - SIXTY_ONE_DAYS)]}
    office.take_all(*_approved(1, kota="3277"), *_approved(2, kota="3274"))
    office.take_all(reported(3, ibu={"nik": _mother(3)}, **late_birth), verified(3))
    office.take_all(decision(3), decision(3, officer="kadis", role="KEPALA_DINAS"))
    office.clock.set(datetime(2026, 11, 20, 23, 59, tzinfo=WIB))
    office.take_all(*_approved(4))
    office.clock.set(datetime(2026, 11, 21, 0, 1, tzinfo=WIB))
    office.take_all(*_approved(5))
    assert [office.deeds(serial)[0].nomor_akta for serial in range(1, 6)] == [
        "3277-LU-20112026-0001",
        "3274-LU-20112026-0001",
        "3277-LT-20112026-0001",
        "3277-LU-20112026-0002",
        "3277-LU-21112026-0001",
    ]


def test_the_domicile_numbers_the_deed_and_the_place_of_birth_stays_what_it_is(office: Office) -> None:
    """Born in a hospital of Cirebon to parents who live in Cimahi (handbook 9.4)."""
    office.take_all(notice(1), reported(1, anak=[child(tempat_lahir="32.74")]), verified(1, kota="3277"))
    office.sign_all()
    (issued,) = office.told("perizinan.akta_kelahiran_terbit.v1")
    assert issued["anak"][0]["nomor_akta"].startswith("3277-LU-")
    assert issued["anak"][0]["tempat_lahir"] == "32.74"


def test_no_deed_can_be_erased_and_no_child_can_have_two(office: Office) -> None:
    office.take_all(*_approved(1))
    with office.database.connection() as connection:
        with pytest.raises(psycopg.errors.RestrictViolation):
            connection.execute("DELETE FROM deed")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(
                "INSERT INTO deed SELECT '3277-LU-20112026-0009', kota, jenis, tanggal, 9, nomor, 2, nik,"
                " gen_random_uuid(), 'X', keadaan FROM deed"
            )


def _approved(serial: int, **answer: Any) -> list[Any]:
    mother = _mother(serial)
    told = notice(serial, ibu_nik=mother, anak=[told_child()])
    return [told, reported(serial, ibu={"nik": mother}), verified(serial, **answer)]


def _mother(serial: int) -> str:
    return f"32770155059200{serial:02d}"
