"""What a birth report claims and what the register holds about it: the two sides of a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contracts.types import BuktiPerkawinan, JenisKelamin
from services.dukcapil.domain.family_card import FamilyCard
from services.dukcapil.domain.resident import Resident


@dataclass(frozen=True, slots=True)
class ReportedChild:
    """One child of the report; `urutan` counts from 1."""

    urutan: int
    nama: str
    jenis_kelamin: JenisKelamin
    tanggal_lahir: date


@dataclass(frozen=True, slots=True)
class BirthReport:
    """The claims that the register can judge."""

    pelapor_nik: str
    pelapor_hubungan: str
    nomor_kk: str
    ibu_nik: str | None
    ayah_nik: str | None
    bukti: BuktiPerkawinan
    nomor_bukti: str | None
    anak: tuple[ReportedChild, ...]
    saksi_nik: tuple[str, ...]

    @property
    def born(self) -> date:
        """The day of birth; of children born about midnight the first."""
        return min(child.tanggal_lahir for child in self.anak)

    @property
    def people(self) -> frozenset[str]:
        """Every NIK that the report names."""
        named = {self.pelapor_nik, self.ibu_nik, self.ayah_nik, *self.saksi_nik}
        return frozenset(nik for nik in named if nik is not None)


@dataclass(frozen=True, slots=True)
class Marriage:
    """A marriage of the register. `tercatat`: recorded under the law, and not only stated by the couple."""

    nik_suami: str
    nik_istri: str
    tercatat: bool
    bukti: BuktiPerkawinan
    nomor: str | None
    tanggal: date
    status: str

    @property
    def is_active(self) -> bool:
        """Whether it has neither been divorced nor ended by a death."""
        return self.status == "AKTIF"


@dataclass(frozen=True, slots=True)
class RegisterExtract:
    """What the register holds about one report."""

    residents: Mapping[str, Resident]
    card: FamilyCard | None
    mothers_card: FamilyCard | None
    marriages: tuple[Marriage, ...] = ()
    """All marriages of the mother, the newest first."""
    mothers_children: tuple[Resident, ...] = ()
    """Children of the mother who are entered and were born on a reported day."""

    def resident(self, nik: str | None) -> Resident | None:
        """A resident by NIK, or None."""
        return self.residents.get(nik) if nik else None

    def marriage_of(self, husband: str, wife: str) -> Marriage | None:
        """The newest marriage of two people, or None."""
        found = (one for one in self.marriages if one.nik_suami == husband and one.nik_istri == wife)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of the rules, in years and days; they stand in the cities' files, dated and with their source."""

    usia_ibu_min: int
    """Below it the report is mistaken; the same for the father."""
    usia_ibu_tinjau: int
    """Below it an officer looks."""
    usia_ibu_maks: int
    """Above it an officer looks."""
    usia_ktp: int
    """From it a resident answers for himself; before it whoever has married."""
    hari_setelah_ayah_meninggal: int
    """Days after a man's death within which his child can be born (KUHPerdata ps. 255)."""
