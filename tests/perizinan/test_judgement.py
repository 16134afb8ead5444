"""What a rule may approve (architecture 3, step 4), and who may decide the rest (handbook 3.3)."""

from dataclasses import replace

import pytest

from contracts.types import JenisAkta, StatusPermohonan
from services.perizinan.domain.decision import Officer, Verdict, outcome, parties, refusal
from services.perizinan.domain.deed_page import masked_name
from services.perizinan.domain.judgement import Case, Reason, reasons_to_look
from tests.perizinan.births import FATHER, MOTHER, WITNESSES, report
from tests.perizinan.test_birth_file import file_in

CLEAR = Case(
    kind=JenisAkta.AYAH_IBU,
    matches_register=True,
    confirmed_by_facility=True,
    contradicted_by_facility=False,
    name_needs_judgement=False,
    twins_far_apart=False,
    another_birth_close=False,
)
OFFICER = Officer("petugas-1", None, "PETUGAS_VERIFIKASI", "3277")
HEAD = Officer("kadis", None, "KEPALA_DINAS", "3277")
TO_OFFICER = file_in(StatusPermohonan.MENUNGGU_PETUGAS)
TO_HEAD = replace(file_in(StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS), terlambat=True)


def test_a_case_in_which_nothing_is_open_is_approved_by_rule() -> None:
    assert reasons_to_look(CLEAR) == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"matches_register": False}, Reason.TIDAK_COCOK_DENGAN_REGISTER),
        ({"confirmed_by_facility": False}, Reason.BELUM_DIKONFIRMASI_FASKES),
        ({"confirmed_by_facility": False, "contradicted_by_facility": True}, Reason.BERBEDA_DARI_FASKES),
        ({"name_needs_judgement": True}, Reason.NAMA_PERLU_PENILAIAN),
        ({"twins_far_apart": True}, Reason.KEMBAR_BERJARAK_JAUH),
        ({"another_birth_close": True}, Reason.KELAHIRAN_BERDEKATAN),
        ({"kind": JenisAkta.AYAH_IBU_FRASA}, Reason.PERKAWINAN_BELUM_TERCATAT),
        ({"kind": JenisAkta.ANAK_SEORANG_IBU}, Reason.ANAK_SEORANG_IBU),
        ({"kind": JenisAkta.TANPA_ASAL_USUL}, Reason.TANPA_ASAL_USUL),
    ],
)
def test_each_open_question_alone_sends_a_case_to_a_person(change: dict[str, object], reason: Reason) -> None:
    assert reasons_to_look(replace(CLEAR, **change)) == (reason,)  # type: ignore[arg-type]


def test_the_officer_of_the_stage_may_decide() -> None:
    assert refusal(TO_OFFICER, OFFICER, frozenset()) is None
    assert refusal(TO_HEAD, HEAD, frozenset({"petugas-1"})) is None


@pytest.mark.parametrize("status", sorted(set(StatusPermohonan) - {TO_OFFICER.status, TO_HEAD.status}))
def test_nobody_decides_on_a_file_that_does_not_wait_for_it(status: StatusPermohonan) -> None:
    assert refusal(file_in(status), OFFICER, frozenset()) == "keputusan_tidak_berlaku_lagi"


def test_the_wrong_role_or_city_may_not_decide() -> None:
    assert refusal(TO_OFFICER, HEAD, frozenset()) == "peran_tidak_berwenang"
    assert refusal(TO_OFFICER, replace(OFFICER, kota="3276"), frozenset()) == "kota_lain"


@pytest.mark.parametrize("party", [FATHER, MOTHER, *WITNESSES])
def test_nobody_decides_on_a_matter_of_their_own(party: str) -> None:
    assert party in parties(report())
    assert refusal(TO_OFFICER, replace(OFFICER, nik=party), frozenset()) == "empat_mata"


def test_nobody_decides_on_the_same_file_twice() -> None:
    assert refusal(TO_HEAD, HEAD, frozenset({HEAD.id})) == "empat_mata"


def test_a_late_file_goes_from_the_officer_to_the_head_and_from_there_to_its_approval() -> None:
    late = replace(TO_OFFICER, terlambat=True)
    assert outcome(TO_OFFICER, Verdict.SETUJU) is StatusPermohonan.DISETUJUI
    assert outcome(late, Verdict.SETUJU) is StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS
    assert outcome(TO_HEAD, Verdict.SETUJU) is StatusPermohonan.DISETUJUI
    assert outcome(TO_HEAD, Verdict.TOLAK) is StatusPermohonan.DITOLAK
    assert outcome(TO_HEAD, Verdict.PERBAIKI) is StatusPermohonan.PERLU_PERBAIKAN


def test_a_masked_name_keeps_its_shape_only() -> None:
    assert masked_name("SITI NUR AISYAH") == "S*** N** A*****"
