"""A facility's notice confirms a report, whichever of the two comes first (handbook 0.2, 9.2, 9.3)."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.types import StatusPermohonan
from tests.perizinan.births import BORN, FACILITY, child, notice, reported, told_child, twins, verified
from tests.perizinan.integration.conftest import Office, at_once

DECIDED_BY_RULE = StatusPermohonan.PENANDATANGANAN
TO_OFFICER = StatusPermohonan.MENUNGGU_PETUGAS


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_notice_before_during_or_after_the_verification_confirms(office: Office, place: int) -> None:
    facts: list[Any] = [reported(), verified()]
    facts.insert(place, notice())
    office.take_all(*facts)
    assert office.status() is DECIDED_BY_RULE


def test_a_notice_and_the_registers_answer_at_the_same_moment_never_miss_each_other(office: Office) -> None:
    for serial in range(1, 21):
        mother = f"32770155059200{serial:02d}"
        office.take(reported(serial, ibu={"nik": mother}))
        at_once(office, notice(serial, ibu_nik=mother), verified(serial))
        assert office.status(serial) is DECIDED_BY_RULE
        assert len(office.deeds(serial)) == 1


def test_without_a_notice_an_officer_looks(office: Office) -> None:
    office.take_all(reported(), verified())
    assert office.status() is TO_OFFICER
    assert office.file().penilaian == ("BELUM_DIKONFIRMASI_FASKES",)


@pytest.mark.parametrize(
    "told",
    [
        {"jenis_kelamin": "L"},
        {"waktu_lahir": BORN + timedelta(hours=3)},
        {"waktu_lahir": BORN.replace(day=21)},
    ],
)
def test_a_notice_that_disagrees_keeps_the_file_with_an_officer(office: Office, told: dict[str, Any]) -> None:
    office.take_all(notice(anak=[told_child(**told)]), reported(), verified())
    assert office.status() is TO_OFFICER
    assert office.file().penilaian == ("BERBEDA_DARI_FASKES",)


def test_a_facility_may_correct_its_notice_by_sending_the_same_letter_again(office: Office) -> None:
    office.take_all(reported(), verified(), notice(1, anak=[told_child(jenis_kelamin="L")]))
    assert office.status() is TO_OFFICER
    office.take(notice(2, diberitahukan_pada=BORN + timedelta(hours=3)))
    assert office.status() is DECIDED_BY_RULE


def test_a_report_that_the_facility_sent_itself_needs_no_notice_besides(office: Office) -> None:
    office.take_all(reported(facility=FACILITY), verified())
    assert office.status() is DECIDED_BY_RULE


def test_a_report_sent_by_another_facility_than_that_of_the_letter_confirms_nothing(office: Office) -> None:
    office.take_all(reported(facility="F3277009"), verified())
    assert office.status() is TO_OFFICER


def test_twins_on_both_sides_of_midnight_are_each_confirmed_on_their_own_day(office: Office) -> None:
    eve = BORN.replace(hour=23, minute=50) - timedelta(days=1)
    told = [
        told_child(waktu_lahir=eve, jenis_kelahiran="KEMBAR_2", urutan=1),
        told_child(waktu_lahir=eve + timedelta(minutes=20), jenis_kelahiran="KEMBAR_2", urutan=2, jenis_kelamin="L"),
    ]
    office.take_all(notice(anak=told), reported(anak=twins(eve)), verified(children=2))
    assert office.status() is DECIDED_BY_RULE
    (ready,) = office.told("perizinan.berkas_kelahiran_siap_diverifikasi.v1")
    assert [one["waktu_lahir"][:10] for one in ready["anak"]] == ["2026-11-19", "2026-11-20"]


def test_a_notice_of_another_delivery_of_the_same_mother_confirms_nothing(office: Office) -> None:
    earlier = notice(anak=[told_child(waktu_lahir=BORN - timedelta(days=700))], nomor_surat="SKL/2024/12/0001")
    office.take_all(earlier, reported(anak=[child()]), verified())
    assert office.status() is TO_OFFICER


def test_the_facility_has_done_its_duty_once_its_notice_is_recorded(office: Office) -> None:
    office.take(notice())
    assert office.statuses(1, "FB") == ["SELESAI"]
