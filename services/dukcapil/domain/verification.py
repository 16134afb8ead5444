"""The comparison of a birth report with the register: for each place of the report one answer, and what follows of all.

Every check gives the one code that weighs most at its place, or None; `faults.FAULTS` says who can mend it. The same
comparison serves the question before a report is sent and the event after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.types import BuktiPerkawinan
from services.dukcapil.domain.birth import BirthReport, Limits, Marriage, RegisterExtract
from services.dukcapil.domain.family_card import CardStatus
from services.dukcapil.domain.faults import FAULTS, Fault, Remedy
from services.dukcapil.domain.resident import Resident, ResidentStatus


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer at one place (JSON pointer into the report): a fault's code, or None when it agrees."""

    lokasi: str
    kode: str | None

    @property
    def fault(self) -> Fault | None:
        """What the table says of the code."""
        return FAULTS[self.kode] if self.kode else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All answers, and the facts that the deed needs besides."""

    findings: tuple[Finding, ...]
    kota: str | None
    """The city of the parents' domicile, four digits; None when the register knows no card."""
    suami_istri_di_kk: bool

    def needing(self, remedy: Remedy) -> tuple[Finding, ...]:
        """The findings that one kind of remedy can mend."""
        return tuple(finding for finding in self.findings if finding.fault and finding.fault.remedy == remedy)

    @property
    def agrees(self) -> bool:
        """Whether the report agrees with the register in all."""
        return not any(finding.kode for finding in self.findings)


def compare(report: BirthReport, register: RegisterExtract, limits: Limits, served: frozenset[str]) -> Verdict:
    """Compare a report with the register; `served` are the cities that may register a birth here."""
    city = _domicile(register)
    findings = (
        Finding("/ibu/nik", _mother(report, register, limits)),
        *((Finding("/ayah/nik", _father(report, register, limits)),) if report.ayah_nik else ()),
        Finding("/perkawinan/bukti", _marriage(report, register)),
        Finding("/nomor_kk", _residence(city, register, served) or _card(report, register)),
        Finding("/pelapor/nik", _reporter(report, register, limits)),
        *(Finding(f"/saksi/{place}/nik", code) for place, code in enumerate(_witnesses(report, register, limits))),
        *(Finding(f"/anak/{place}", code) for place, code in enumerate(_children(report, register))),
    )
    return Verdict(findings, city, _shown_as_couple(report, register))


def _mother(report: BirthReport, register: RegisterExtract, limits: Limits) -> str | None:
    if report.ibu_nik is None:
        return "ibu_kosong" if report.ayah_nik else "asal_usul_tidak_diketahui"
    mother = register.resident(report.ibu_nik)
    if mother is None:
        return "nik_ibu_tidak_ditemukan"
    if mother.jenis_kelamin != "P":
        return "ibu_bukan_perempuan"
    if mother.age_on(report.born) < limits.usia_ibu_min:
        return "ibu_terlalu_muda"
    return _dead_mother(mother, report.born) if mother.is_dead else _living_mother(mother, report.born, limits)


def _dead_mother(mother: Resident, born: date) -> str:
    early = mother.tanggal_meninggal is not None and mother.tanggal_meninggal < born
    return "ibu_meninggal_sebelum_kelahiran" if early else "ibu_meninggal"


def _living_mother(mother: Resident, born: date, limits: Limits) -> str | None:
    if mother.status == ResidentStatus.PINDAH:
        return "ibu_sudah_pindah"
    if not mother.has_ktp_on(born, limits.usia_ktp):
        return "ibu_belum_dewasa"
    return None if limits.usia_ibu_tinjau <= mother.age_on(born) <= limits.usia_ibu_maks else "usia_ibu_tidak_lazim"


def _father(report: BirthReport, register: RegisterExtract, limits: Limits) -> str | None:
    if report.ayah_nik == report.ibu_nik:
        return "ayah_sama_dengan_ibu"
    father = register.resident(report.ayah_nik)
    if father is None:
        return "nik_ayah_tidak_ditemukan"
    if father.jenis_kelamin != "L":
        return "ayah_bukan_laki_laki"
    if father.age_on(report.born) < limits.usia_ibu_min:
        return "ayah_terlalu_muda"
    return _dead_father(father, report.born, limits) if father.is_dead else None


def _dead_father(father: Resident, born: date, limits: Limits) -> str:
    died = father.tanggal_meninggal
    impossible = died is not None and (born - died).days > limits.hari_setelah_ayah_meninggal
    return "ayah_meninggal_sebelum_pembuahan" if impossible else "ayah_meninggal"


def _marriage(report: BirthReport, register: RegisterExtract) -> str | None:
    mother, father = register.resident(report.ibu_nik), register.resident(report.ayah_nik)
    claimed = report.bukti != BuktiPerkawinan.TIDAK_ADA
    if report.ayah_nik is None:
        bound = any(marriage.tercatat and marriage.is_active for marriage in register.marriages)
        return "ayah_kosong" if claimed else "ibu_terikat_perkawinan" if bound else None
    if mother is None or father is None:
        return None  # said already where the NIK stands
    marriage = register.marriage_of(father.nik, mother.nik)
    if not claimed:
        recorded = marriage is not None and marriage.tercatat and marriage.is_active
        return "bukti_perkawinan_wajib" if recorded else None
    return _proof(report, marriage)


def _proof(report: BirthReport, marriage: Marriage | None) -> str | None:
    if marriage is None or not marriage.tercatat:
        return "perkawinan_tidak_tercatat"
    if marriage.bukti != report.bukti or _plain(marriage.nomor) != _plain(report.nomor_bukti):
        return "bukti_perkawinan_berbeda"
    if marriage.status == "CERAI":
        return "perkawinan_berakhir"
    return "lahir_sebelum_perkawinan" if marriage.tanggal > report.born else None


def _residence(city: str | None, register: RegisterExtract, served: frozenset[str]) -> str | None:
    if city is not None and city not in served:
        return "domisili_luar_wilayah"
    return "kk_kota_lain" if register.card and register.card.kota not in served else None


def _card(report: BirthReport, register: RegisterExtract) -> str | None:
    card = register.card
    if card is None:
        return "kk_tidak_ditemukan"
    if card.status != CardStatus.AKTIF:
        return "kk_tidak_aktif"
    mother, father = register.resident(report.ibu_nik), register.resident(report.ayah_nik)
    if mother is None or card.member(mother.nik):
        return None  # nobody to look for, or found
    if father is None or not card.member(father.nik):
        return "kk_wali" if mother.is_dead else "kk_bukan_milik_orang_tua"
    marriage = register.marriage_of(father.nik, mother.nik)
    wed = marriage is not None and marriage.tercatat
    return "ibu_tidak_di_kk" if wed or mother.is_dead else "kk_bukan_milik_ibu"


def _reporter(report: BirthReport, register: RegisterExtract, limits: Limits) -> str | None:
    if report.pelapor_hubungan == "IBU" and report.pelapor_nik != report.ibu_nik:
        return "pelapor_bukan_ibu"
    if report.pelapor_hubungan == "AYAH" and report.pelapor_nik != report.ayah_nik:
        return "pelapor_bukan_ayah"
    reporter = register.resident(report.pelapor_nik)
    if reporter is None:
        return "pelapor_tidak_ditemukan"
    if reporter.is_dead:
        return "pelapor_meninggal"
    is_parent = report.pelapor_nik in (report.ibu_nik, report.ayah_nik)
    return None if is_parent or reporter.has_ktp_on(report.born, limits.usia_ktp) else "pelapor_belum_dewasa"


def _witnesses(report: BirthReport, register: RegisterExtract, limits: Limits) -> Iterator[str | None]:
    for nik in report.saksi_nik:
        witness = register.resident(nik)
        if witness is None:
            yield "saksi_tidak_ditemukan"
        elif witness.is_dead:
            yield "saksi_meninggal"
        else:
            yield None if witness.has_ktp_on(report.born, limits.usia_ktp) else "saksi_belum_dewasa"


def _children(report: BirthReport, register: RegisterExtract) -> Iterator[str | None]:
    known = {(child.nama, child.tanggal_lahir) for child in register.mothers_children}
    for child in report.anak:
        yield "anak_mungkin_sudah_terdaftar" if (child.nama, child.tanggal_lahir) in known else None


def _shown_as_couple(report: BirthReport, register: RegisterExtract) -> bool:
    """Head and spouse are a couple by the card itself; a couple in a parents' house by their marital entries."""
    if register.card is None or report.ibu_nik is None or report.ayah_nik is None:
        return False
    if register.card.shows_as_couple(report.ayah_nik, report.ibu_nik):
        return True
    together = register.card.member(report.ibu_nik) and register.card.member(report.ayah_nik)
    marriage = register.marriage_of(report.ayah_nik, report.ibu_nik)
    return bool(together and marriage and marriage.is_active)


def _domicile(register: RegisterExtract) -> str | None:
    """Births are registered where the parents live (asas domisili): by the mother's card, else by the one reported."""
    card = register.mothers_card or register.card
    return card.kota if card else None


def _plain(number: str | None) -> str:
    """A deed's or marriage book's number as it is compared: without the blanks and case in which people differ."""
    return "".join((number or "").split()).upper()


__all__ = ["Finding", "Verdict", "compare"]
