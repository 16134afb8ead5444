"""What is found in a report by itself: names, places, twins, stillbirth, lateness (handbook 2.3, 2.4 and 9)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.gateway.birth import Anak, AnakDiberitahukan
from services.perizinan.domain.duplicates import ONE_DELIVERY, claim
from services.perizinan.domain.report import Findings, examine
from services.perizinan.terms import Terms
from tests.perizinan.births import BORN, child, report, told_child, twins

TODAY = date(2026, 11, 20)


@pytest.fixture
def found(terms: Terms) -> Any:
    rules = terms.birth_rules("3277", datetime(2026, 11, 20, tzinfo=UTC))

    def examine_report(**changes: Any) -> Findings:
        return examine(report(**changes), rules, TODAY)

    return examine_report


def codes(galat: Any) -> list[tuple[str, str]]:
    return [(one.lokasi, one.kode) for one in galat]


def test_nothing_is_found_in_a_plain_report(found: Any) -> None:
    assert found() == Findings((), ())


def test_every_fault_is_named_with_its_place(found: Any) -> None:
    bad = [child(nama="H AHMAD", tempat_lahir="99.99"), child(nama="MUH RIZKI")]
    assert codes(found(anak=bad, ayah=None).galat) == [
        ("/ayah", "ayah_wajib_bila_ada_bukti_perkawinan"),
        ("/anak/0/nama", "nama_bergelar"),
        ("/anak/0/tempat_lahir", "tempat_lahir_tidak_dikenal"),
        ("/anak/1/nama", "nama_disingkat"),
    ]


def test_a_late_report_is_told_that_the_head_must_approve(found: Any) -> None:
    late = found(anak=[child(waktu_lahir=BORN - timedelta(days=61))])
    assert late.galat == ()
    assert codes(late.peringatan) == [("/anak/0/waktu_lahir", "laporan_terlambat")]


def test_twins_must_agree_on_being_twins_and_have_names_of_their_own(found: Any) -> None:
    first, second = twins()
    second |= {"jenis_kelahiran": "TUNGGAL", "nama": first["nama"]}
    assert codes(found(anak=[first, second]).galat) == [
        ("/anak/1/jenis_kelahiran", "jenis_kelahiran_berbeda"),
        ("/anak/1/nama", "nama_kembar_sama"),
    ]


@pytest.mark.parametrize(("gap", "warned"), [(timedelta(hours=24), False), (timedelta(hours=24, minutes=1), True)])
def test_more_than_a_day_between_twins_is_a_warning(found: Any, gap: timedelta, warned: bool) -> None:
    told = codes(found(anak=twins(BORN - timedelta(days=2), gap)).peringatan)
    assert (("/anak/1/waktu_lahir", "kembar_berjarak_jauh") in told) is warned


def test_twins_are_written_in_the_order_of_their_birth(found: Any) -> None:
    assert codes(found(anak=twins()[::-1]).peringatan) == [("/anak/1/waktu_lahir", "urutan_kembar_terbalik")]


@pytest.mark.parametrize("field", ["lahir_mati", "lama_kandungan_bulan", "penyebab_kematian"])
@pytest.mark.parametrize(("model", "plain"), [(Anak, child()), (AnakDiberitahukan, told_child())])
def test_a_stillbirth_has_no_place_in_a_birth_report(model: Any, plain: dict[str, Any], field: str) -> None:
    """Handbook 2.3 and 9.7: it gets a letter of its own (surat keterangan lahir mati), never a deed of birth."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate({**plain, field: True}, strict=False)
    assert refused.value.errors()[0]["type"] == "extra_forbidden"


def test_the_claims_of_two_reports_overlap_exactly_when_they_are_of_one_delivery() -> None:
    first = claim(report().anak)
    same = claim(report(anak=[child(waktu_lahir=BORN + ONE_DELIVERY)]).anak)
    other = claim(report(anak=[child(waktu_lahir=BORN + ONE_DELIVERY + timedelta(seconds=1))]).anak)
    assert same.start <= first.end < other.start
