"""The comparison with the register: what agrees, what the applicant mends, what an officer sees, what is refused."""

import string
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.types import BuktiPerkawinan, JenisKelamin
from services.dukcapil.domain.birth import BirthReport, Marriage, RegisterExtract
from services.dukcapil.domain.faults import FAULTS, Remedy
from services.dukcapil.domain.nik import Nik
from services.dukcapil.domain.resident import MaritalStatus, ResidentStatus
from tests.dukcapil.reports import (
    BORN,
    FATHER,
    MARRIAGE,
    MOTHER,
    REGISTER,
    REPORT,
    WITNESSES,
    card,
    codes,
    judged,
    knowing,
    resident,
)

MEND, LOOK, REFUSE = Remedy.APPLICANT, Remedy.OFFICER, Remedy.NONE
UNKNOWN = Nik("3277011505909999")
OF_SIXTEEN = Nik("3277015505100001")
NO_PROOF: dict[str, Any] = {"bukti": BuktiPerkawinan.TIDAK_ADA, "nomor_bukti": None}


def test_a_report_that_agrees_in_everything_needs_nobody() -> None:
    verdict = judged()
    assert verdict.agrees
    assert (verdict.kota, verdict.suami_istri_di_kk) == ("3277", True)
    assert {finding.lokasi for finding in verdict.findings} == {
        *("/ibu/nik", "/ayah/nik", "/perkawinan/bukti", "/nomor_kk", "/pelapor/nik"),
        *("/saksi/0/nik", "/saksi/1/nik", "/anak/0"),
    }


def born(nik: str, day: date, **other: Any) -> Any:
    """A resident with another date of birth than the NIK's."""
    return resident(nik, tanggal_lahir=day, **other)


def dead(nik: str, died: date | None) -> Any:
    """A resident who died on a day, or on a day that nobody entered."""
    return resident(nik, status=ResidentStatus.MENINGGAL, tanggal_meninggal=died, nomor_kk=None)


MOTHERS = [
    ("unknown", knowing(ibu=None), "nik_ibu_tidak_ditemukan", MEND),
    ("a man", knowing(ibu=resident(MOTHER, jenis_kelamin=JenisKelamin.L)), "ibu_bukan_perempuan", MEND),
    ("nine years old", knowing(ibu=born(MOTHER, date(2017, 1, 1))), "ibu_terlalu_muda", MEND),
    ("61 years old", knowing(ibu=born(MOTHER, date(1965, 1, 1))), "usia_ibu_tidak_lazim", LOOK),
    ("15 and married", knowing(ibu=born(MOTHER, date(2011, 1, 1))), "usia_ibu_tidak_lazim", LOOK),
    (
        "16 and unmarried",
        knowing(ibu=born(MOTHER, date(2010, 1, 1), status_kawin=MaritalStatus.BELUM_KAWIN)),
        *("ibu_belum_dewasa", LOOK),
    ),
    ("dead before the birth", knowing(ibu=dead(MOTHER, date(2026, 11, 18))), "ibu_meninggal_sebelum_kelahiran", MEND),
    ("dead at the birth", knowing(ibu=dead(MOTHER, BORN)), "ibu_meninggal", LOOK),
    ("dead since a day unknown", knowing(ibu=dead(MOTHER, None)), "ibu_meninggal", LOOK),
    (
        "moved away",
        knowing(ibu=resident(MOTHER, status=ResidentStatus.PINDAH, nomor_kk=None)),
        "ibu_sudah_pindah",
        REFUSE,
    ),
]


@pytest.mark.parametrize(("register", "code", "remedy"), [one[1:] for one in MOTHERS], ids=[one[0] for one in MOTHERS])
def test_a_mother_who(register: RegisterExtract, code: str, remedy: Remedy) -> None:
    verdict = judged(register=register)
    assert codes(verdict)["/ibu/nik"] == code
    assert code in {finding.kode for finding in verdict.needing(remedy)}


def test_a_mother_of_sixteen_who_is_married_has_a_ktp_and_needs_nobody() -> None:
    married = resident(MOTHER, tanggal_lahir=date(2010, 5, 15))
    assert judged(register=knowing(ibu=married)).agrees


FATHERS = [
    ("unknown", knowing(ayah=None), "nik_ayah_tidak_ditemukan", MEND),
    ("a woman", knowing(ayah=resident(FATHER, jenis_kelamin=JenisKelamin.P)), "ayah_bukan_laki_laki", MEND),
    ("a boy of nine", knowing(ayah=born(FATHER, date(2017, 1, 1))), "ayah_terlalu_muda", MEND),
    ("dead for 300 days", knowing(ayah=dead(FATHER, BORN - timedelta(300))), "ayah_meninggal", LOOK),
    ("dead for 301 days", knowing(ayah=dead(FATHER, BORN - timedelta(301))), "ayah_meninggal_sebelum_pembuahan", MEND),
    ("dead since the birth", knowing(ayah=dead(FATHER, BORN + timedelta(1))), "ayah_meninggal", LOOK),
    ("dead since a day unknown", knowing(ayah=dead(FATHER, None)), "ayah_meninggal", LOOK),
]


@pytest.mark.parametrize(("register", "code", "remedy"), [one[1:] for one in FATHERS], ids=[one[0] for one in FATHERS])
def test_a_father_who_is(register: RegisterExtract, code: str, remedy: Remedy) -> None:
    verdict = judged(register=register)
    assert codes(verdict)["/ayah/nik"] == code
    assert code in {finding.kode for finding in verdict.needing(remedy)}


def test_nobody_is_father_and_mother_of_one_child() -> None:
    assert codes(judged(replace(REPORT, ayah_nik=MOTHER)))["/ayah/nik"] == "ayah_sama_dengan_ibu"


def test_a_father_who_moved_to_another_city_is_still_the_father() -> None:
    assert judged(register=knowing(ayah=resident(FATHER, status=ResidentStatus.PINDAH))).agrees


def test_a_date_of_birth_that_differs_from_the_nik_is_no_fault() -> None:
    assert judged(register=knowing(ibu=born(MOTHER, date(1992, 6, 3)))).agrees


def married(**other: Any) -> RegisterExtract:
    """The register with another marriage entry of the parents."""
    return replace(REGISTER, marriages=(replace(MARRIAGE, **other),))


UNRECORDED: dict[str, Any] = {"tercatat": False, "bukti": BuktiPerkawinan.TIDAK_ADA, "nomor": None}
MARRIAGES = [
    ("not in the register", replace(REGISTER, marriages=()), REPORT, "perkawinan_tidak_tercatat"),
    ("only stated by the couple", married(**UNRECORDED), REPORT, "perkawinan_tidak_tercatat"),
    ("proved by another number", married(nomor="9/1/I/2001"), REPORT, "bukti_perkawinan_berbeda"),
    ("divorced", married(status="CERAI"), REPORT, "perkawinan_berakhir"),
    ("younger than the child", married(tanggal=date(2026, 11, 20)), REPORT, "lahir_sebelum_perkawinan"),
    ("recorded, and not proved", REGISTER, replace(REPORT, **NO_PROOF), "bukti_perkawinan_wajib"),
    (
        "to somebody who is not named",
        REGISTER,
        replace(REPORT, **NO_PROOF, ayah_nik=None, pelapor_nik=MOTHER, pelapor_hubungan="IBU"),
        "ibu_terikat_perkawinan",
    ),
    ("proved, and the husband not named", REGISTER, replace(REPORT, ayah_nik=None), "ayah_kosong"),
]


@pytest.mark.parametrize(
    ("register", "report", "code"), [one[1:] for one in MARRIAGES], ids=[one[0] for one in MARRIAGES]
)
def test_a_marriage_that_is(register: RegisterExtract, report: BirthReport, code: str) -> None:
    assert codes(judged(report, register))["/perkawinan/bukti"] == code


def test_the_number_of_a_marriage_book_is_compared_as_people_write_it() -> None:
    assert judged(replace(REPORT, nomor_bukti=" 123 / 45 / vi / 2017 ")).agrees


def test_an_unmarried_mother_who_names_no_father_needs_nobody() -> None:
    alone = replace(REPORT, **NO_PROOF, ayah_nik=None, pelapor_nik=MOTHER, pelapor_hubungan="IBU")
    verdict = judged(alone, replace(REGISTER, marriages=()))
    assert verdict.agrees
    assert not verdict.suami_istri_di_kk


def test_an_unrecorded_couple_is_husband_and_wife_by_their_card() -> None:
    verdict = judged(replace(REPORT, **NO_PROOF), married(**UNRECORDED))
    assert verdict.agrees
    assert verdict.suami_istri_di_kk


def lodging(*marriages: Marriage) -> RegisterExtract:
    """The parents as daughter and son-in-law on a card of hers."""
    home = card((WITNESSES[1], "KEPALA_KELUARGA"), (MOTHER, "ANAK"), (FATHER, "MENANTU"))
    return replace(REGISTER, card=home, mothers_card=home, marriages=marriages)


def test_a_couple_in_their_parents_house_is_one_by_its_marriage() -> None:
    assert judged(register=lodging(MARRIAGE)).suami_istri_di_kk
    assert not judged(register=lodging()).suami_istri_di_kk


ELSEWHERE = card((FATHER, "KEPALA_KELUARGA"), village="32.73.01.1001")
HERS = card((MOTHER, "KEPALA_KELUARGA"))
CARDS = [
    ("unknown", replace(REGISTER, card=None, mothers_card=HERS), "kk_tidak_ditemukan", MEND),
    ("closed", replace(REGISTER, card=card(status="DITUTUP")), "kk_tidak_aktif", MEND),
    ("a stranger's", replace(REGISTER, card=card((WITNESSES[0], "KEPALA_KELUARGA"))), "kk_bukan_milik_orang_tua", MEND),
    ("the husband's alone", replace(REGISTER, card=card((FATHER, "KEPALA_KELUARGA"))), "ibu_tidak_di_kk", LOOK),
    (
        "the unmarried father's alone",
        replace(REGISTER, card=card((FATHER, "KEPALA_KELUARGA")), mothers_card=HERS, marriages=()),
        *("kk_bukan_milik_ibu", MEND),
    ),
    ("of another city than the mother's", replace(REGISTER, card=ELSEWHERE), "kk_kota_lain", MEND),
    (
        "of a city that is not served",
        replace(REGISTER, card=ELSEWHERE, mothers_card=ELSEWHERE),
        "domisili_luar_wilayah",
        REFUSE,
    ),
    (
        "a guardian's, of a mother who died",
        replace(knowing(ibu=dead(MOTHER, BORN)), card=card((WITNESSES[0], "KEPALA_KELUARGA")), mothers_card=None),
        *("kk_wali", LOOK),
    ),
]


@pytest.mark.parametrize(("register", "code", "remedy"), [one[1:] for one in CARDS], ids=[one[0] for one in CARDS])
def test_a_family_card_that_is(register: RegisterExtract, code: str, remedy: Remedy) -> None:
    verdict = judged(register=register)
    assert codes(verdict)["/nomor_kk"] == code
    assert code in {finding.kode for finding in verdict.needing(remedy)}


def test_a_birth_is_registered_in_the_city_of_the_mothers_card() -> None:
    cirebon = card(village="32.74.01.1001")
    assert judged(register=replace(REGISTER, card=cirebon, mothers_card=cirebon)).kota == "3274"


REPORTERS = [
    ("says to be the mother and is not", replace(REPORT, pelapor_hubungan="IBU"), REGISTER, "pelapor_bukan_ibu"),
    (
        "says to be the father and is not",
        replace(REPORT, pelapor_nik=WITNESSES[0]),
        REGISTER,
        "pelapor_bukan_ayah",
    ),
    (
        "nobody knows",
        replace(REPORT, pelapor_nik=UNKNOWN, pelapor_hubungan="WALI"),
        REGISTER,
        "pelapor_tidak_ditemukan",
    ),
    (
        "is dead",
        replace(REPORT, pelapor_nik=WITNESSES[0], pelapor_hubungan="WALI"),
        knowing(saksi=dead(WITNESSES[0], BORN)),
        "pelapor_meninggal",
    ),
    (
        "is sixteen",
        replace(REPORT, pelapor_nik=OF_SIXTEEN, pelapor_hubungan="SAUDARA"),
        knowing(lain=resident(OF_SIXTEEN, status_kawin=MaritalStatus.BELUM_KAWIN)),
        "pelapor_belum_dewasa",
    ),
]


@pytest.mark.parametrize(
    ("report", "register", "code"), [one[1:] for one in REPORTERS], ids=[one[0] for one in REPORTERS]
)
def test_a_reporter_who(report: BirthReport, register: RegisterExtract, code: str) -> None:
    assert codes(judged(report, register))["/pelapor/nik"] == code


SIXTEEN = {"tanggal_lahir": date(2010, 1, 1), "status_kawin": MaritalStatus.BELUM_KAWIN}
WITNESS_FAULTS = [
    ("unknown", knowing(saksi=None), "saksi_tidak_ditemukan"),
    ("dead", knowing(saksi=dead(WITNESSES[0], BORN)), "saksi_meninggal"),
    ("sixteen", knowing(saksi=resident(WITNESSES[0], **SIXTEEN)), "saksi_belum_dewasa"),
]


@pytest.mark.parametrize(
    ("register", "code"), [one[1:] for one in WITNESS_FAULTS], ids=[one[0] for one in WITNESS_FAULTS]
)
def test_a_witness_who_is(register: RegisterExtract, code: str) -> None:
    assert codes(judged(register=register)) == {"/saksi/0/nik": code}


def test_a_child_who_is_entered_already_is_looked_at_by_an_officer() -> None:
    entered = resident("3277015911260001", nama="SITI NUR AISYAH")
    verdict = judged(register=replace(REGISTER, mothers_children=(entered,)))
    assert codes(verdict) == {"/anak/0": "anak_mungkin_sudah_terdaftar"}


def test_a_foundling_is_looked_at_by_an_officer() -> None:
    found = replace(REPORT, **NO_PROOF, ibu_nik=None, ayah_nik=None, pelapor_nik=WITNESSES[0], pelapor_hubungan="WALI")
    verdict = judged(found, replace(REGISTER, mothers_card=None, marriages=()))
    assert codes(verdict) == {"/ibu/nik": "asal_usul_tidak_diketahui"}
    assert verdict.kota == "3277"


def test_a_father_without_a_mother_makes_no_deed() -> None:
    assert codes(judged(replace(REPORT, ibu_nik=None)))["/ibu/nik"] == "ibu_kosong"


def test_every_sentence_is_one_and_quotes_nothing_of_the_register() -> None:
    for code, fault in FAULTS.items():
        fields = [name for _, name, _, _ in string.Formatter().parse(fault.pesan) if name]
        assert fault.pesan.endswith("."), code
        assert fields == (["kota"] if code == "domisili_luar_wilayah" else []), code
