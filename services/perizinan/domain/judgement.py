"""What a rule may approve and what a person must look at.

By rule a file is approved when a facility has confirmed the birth, everything matches the register, and nothing about
it needs judgement. A late report goes to the head of the agency besides, whatever else is found.
"""

from dataclasses import dataclass
from enum import StrEnum

from contracts.types import JenisAkta


class Reason(StrEnum):
    """Why an officer must look at a file."""

    BELUM_DIKONFIRMASI_FASKES = "BELUM_DIKONFIRMASI_FASKES"
    BERBEDA_DARI_FASKES = "BERBEDA_DARI_FASKES"
    TIDAK_COCOK_DENGAN_REGISTER = "TIDAK_COCOK_DENGAN_REGISTER"
    PERKAWINAN_BELUM_TERCATAT = "PERKAWINAN_BELUM_TERCATAT"
    ANAK_SEORANG_IBU = "ANAK_SEORANG_IBU"
    TANPA_ASAL_USUL = "TANPA_ASAL_USUL"
    NAMA_PERLU_PENILAIAN = "NAMA_PERLU_PENILAIAN"
    KEMBAR_BERJARAK_JAUH = "KEMBAR_BERJARAK_JAUH"
    KELAHIRAN_BERDEKATAN = "KELAHIRAN_BERDEKATAN"


_BY_KIND = {
    JenisAkta.AYAH_IBU: None,
    JenisAkta.AYAH_IBU_FRASA: Reason.PERKAWINAN_BELUM_TERCATAT,
    JenisAkta.ANAK_SEORANG_IBU: Reason.ANAK_SEORANG_IBU,
    JenisAkta.TANPA_ASAL_USUL: Reason.TANPA_ASAL_USUL,
}


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that counts for the decision."""

    kind: JenisAkta
    matches_register: bool
    confirmed_by_facility: bool
    contradicted_by_facility: bool
    name_needs_judgement: bool
    twins_far_apart: bool
    another_birth_close: bool


def reasons_to_look(case: Case) -> tuple[Reason, ...]:
    """Why a person must look; none means that the file is approved by rule."""
    by_kind = _BY_KIND[case.kind]
    found = {
        Reason.TIDAK_COCOK_DENGAN_REGISTER: not case.matches_register,
        Reason.BERBEDA_DARI_FASKES: case.contradicted_by_facility,
        Reason.BELUM_DIKONFIRMASI_FASKES: not (case.confirmed_by_facility or case.contradicted_by_facility),
        Reason.NAMA_PERLU_PENILAIAN: case.name_needs_judgement,
        Reason.KEMBAR_BERJARAK_JAUH: case.twins_far_apart,
        Reason.KELAHIRAN_BERDEKATAN: case.another_birth_close,
    }
    return (*((by_kind,) if by_kind else ()), *(reason for reason, holds in found.items() if holds))
