"""The decision table of the four kinds of deed (handbook 2.2)."""

from typing import Any

import pytest

from contracts.types import Galat, JenisAkta
from services.perizinan.domain.deed_kind import deed_kind, missing
from tests.perizinan.births import report

NO_PROOF = {"perkawinan": {"bukti": "TIDAK_ADA"}}
COUPLE_STATEMENT = {"sptjm": {"suami_istri": True}}


@pytest.mark.parametrize("couple_on_card", [True, False])
@pytest.mark.parametrize("proof", ["BUKU_NIKAH", "AKTA_PERKAWINAN"])
def test_a_proof_of_marriage_names_both_parents(proof: str, couple_on_card: bool) -> None:
    married = report(perkawinan={"bukti": proof, "nomor": "1/2020"})
    assert deed_kind(married, couple_on_card=couple_on_card) is JenisAkta.AYAH_IBU


def test_a_couple_on_the_card_without_proof_is_named_with_the_sentence() -> None:
    assert deed_kind(report(**NO_PROOF, **COUPLE_STATEMENT), couple_on_card=True) is JenisAkta.AYAH_IBU_FRASA


def test_the_sentence_needs_the_couples_statement() -> None:
    found = deed_kind(report(**NO_PROOF), couple_on_card=True)
    assert isinstance(found, Galat)
    assert (found.lokasi, found.kode) == ("/sptjm/suami_istri", "sptjm_suami_istri_wajib")


@pytest.mark.parametrize("statement", [{}, COUPLE_STATEMENT])
def test_without_proof_and_without_a_couple_on_the_card_only_the_mother_is_named(statement: dict[str, Any]) -> None:
    assert deed_kind(report(**NO_PROOF, **statement), couple_on_card=False) is JenisAkta.ANAK_SEORANG_IBU


def test_a_mother_alone_has_a_deed_of_her_own_kind() -> None:
    alone = report(ayah=None, **NO_PROOF)
    assert missing(alone) == ()
    assert deed_kind(alone, couple_on_card=False) is JenisAkta.ANAK_SEORANG_IBU


def test_a_foundling_needs_the_police_report() -> None:
    foundling = {"ibu": None, "ayah": None, **NO_PROOF}
    assert [fault.kode for fault in missing(report(**foundling))] == ["bap_polisi_wajib"]
    bap = {"id": "0197a000-0000-7000-8000-000000000001", "jenis": "BAP_POLISI"}
    with_report = report(**foundling, lampiran=[bap])
    assert missing(with_report) == ()
    assert deed_kind(with_report, couple_on_card=False) is JenisAkta.TANPA_ASAL_USUL


def test_a_father_cannot_report_a_child_of_an_unknown_mother() -> None:
    assert [fault.kode for fault in missing(report(ibu=None, **NO_PROOF))] == ["ibu_wajib"]


def test_a_proof_of_marriage_without_a_father_contradicts_itself() -> None:
    assert [fault.kode for fault in missing(report(ayah=None))] == ["ayah_wajib_bila_ada_bukti_perkawinan"]
