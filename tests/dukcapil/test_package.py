"""The package as data, and its lifecycle as a table."""

import pytest

from contracts.types import JenisDokumen, Paket
from services.dukcapil.domain.errors import IllegalTransition
from services.dukcapil.domain.package import NEXT, PACKAGES, PackageStatus, step


def test_every_package_wants_documents_that_stand_on_documents_that_it_wants() -> None:
    for kind in PACKAGES.values():
        assert set(kind.stands_on) == set(kind.documents)
        for document, below in kind.stands_on.items():
            assert below < set(kind.documents) - {document} or not below


def test_three_in_one_are_deed_family_card_and_childs_card() -> None:
    wanted = PACKAGES[Paket.TIGA_DALAM_SATU]
    assert wanted.documents == (JenisDokumen.AKTA_KELAHIRAN, JenisDokumen.KARTU_KELUARGA, JenisDokumen.KIA)
    assert wanted.issued_here == (JenisDokumen.KARTU_KELUARGA, JenisDokumen.KIA)


def test_the_lifecycle_says_of_every_state_what_comes_next() -> None:
    assert set(NEXT) == set(PackageStatus)


@pytest.mark.parametrize(
    ("status", "to"),
    [
        (PackageStatus.DIPERIKSA, PackageStatus.DISUSUN),
        (PackageStatus.SELESAI, PackageStatus.DISUSUN),
        (PackageStatus.GAGAL, PackageStatus.SELESAI),
        (PackageStatus.DITARIK, PackageStatus.TERVERIFIKASI),
    ],
)
def test_a_step_that_the_table_does_not_know_is_refused(status: PackageStatus, to: PackageStatus) -> None:
    with pytest.raises(IllegalTransition):
        step(status, to)


def test_every_state_that_holds_reserved_numbers_can_end() -> None:
    ends = {PackageStatus.SELESAI, PackageStatus.DIHENTIKAN, PackageStatus.GAGAL, PackageStatus.DITARIK}
    for status in set(PackageStatus) - ends:
        assert NEXT[status] & ends, status
