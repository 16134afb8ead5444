"""The lifecycle of a birth file is a table, total over its states (handbook 3.3 and 8)."""

from datetime import timedelta
from itertools import product

import pytest

from contracts.types import STATUS_AKHIR, StatusPermohonan
from services.perizinan.domain.birth_file import DIAJUKAN, NEXT, TERBIT, UNDECIDED, WAITING_FOR_SIGNATURE, BirthFile
from services.perizinan.domain.errors import IllegalStep
from tests.perizinan.births import REPORTED, number, report


def file_in(status: StatusPermohonan) -> BirthFile:
    return BirthFile(
        nomor=number(1),
        kota="3277",
        status=status,
        status_sejak=REPORTED,
        versi=1,
        dilaporkan_pada=REPORTED,
        terlambat=False,
        atas_nama_faskes=None,
        laporan=report(),
    )


def test_each_step_is_later_than_the_one_before_also_when_the_clock_was_set_back() -> None:
    first = file_in(DIAJUKAN)
    second = first.moved_to(StatusPermohonan.VERIFIKASI, REPORTED)
    third = second.moved_to(StatusPermohonan.MENUNGGU_PETUGAS, REPORTED - timedelta(minutes=10))
    assert first.status_sejak < second.status_sejak < third.status_sejak


def test_every_status_has_its_row_in_the_table() -> None:
    assert set(NEXT) == set(StatusPermohonan)


@pytest.mark.parametrize(("now", "wanted"), list(product(StatusPermohonan, StatusPermohonan)))
def test_a_step_that_is_not_in_the_table_raises(now: StatusPermohonan, wanted: StatusPermohonan) -> None:
    file = file_in(now)
    if wanted in NEXT[now]:
        assert file.moved_to(wanted, REPORTED).status is wanted
    else:
        with pytest.raises(IllegalStep):
            file.moved_to(wanted, REPORTED)


@pytest.mark.parametrize("end", sorted(STATUS_AKHIR))
def test_a_file_that_has_ended_takes_no_step(end: StatusPermohonan) -> None:
    assert NEXT[end] == frozenset()


@pytest.mark.parametrize("status", sorted(set(StatusPermohonan) - STATUS_AKHIR))
def test_every_file_can_come_to_an_end(status: StatusPermohonan) -> None:
    reached, todo = {status}, [status]
    while todo:
        fresh = NEXT[todo.pop()] - reached
        reached |= fresh
        todo.extend(fresh)
    assert reached & STATUS_AKHIR


def test_every_status_but_the_package_s_own_is_reached_from_the_first() -> None:
    reached, todo = {DIAJUKAN}, [DIAJUKAN]
    while todo:
        fresh = NEXT[todo.pop()] - reached
        reached |= fresh
        todo.extend(fresh)
    assert reached == set(StatusPermohonan) - {StatusPermohonan.SELESAI}


def test_every_status_is_either_undecided_or_being_signed_or_out_or_an_end() -> None:
    groups = [UNDECIDED, WAITING_FOR_SIGNATURE, {TERBIT, StatusPermohonan.DISETUJUI}, STATUS_AKHIR]
    assert sum(len(group) for group in groups) == len(set().union(*groups)) == len(StatusPermohonan)
