"""A resident as the register knows one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.types import JenisKelamin
from services.dukcapil.domain.nik import Nik


class ResidentStatus(StrEnum):
    """Whether the entry stands. BATAL: it was made on a deed that was annulled; its NIK is never given again."""

    AKTIF = "AKTIF"
    MENINGGAL = "MENINGGAL"
    PINDAH = "PINDAH"
    BATAL = "BATAL"


class MaritalStatus(StrEnum):
    """The marital status as a family card prints it (Permendagri 108/2019 ps. 10(2))."""

    BELUM_KAWIN = "BELUM_KAWIN"
    KAWIN_TERCATAT = "KAWIN_TERCATAT"
    KAWIN_BELUM_TERCATAT = "KAWIN_BELUM_TERCATAT"
    CERAI_HIDUP = "CERAI_HIDUP"
    CERAI_MATI = "CERAI_MATI"


@dataclass(frozen=True, slots=True)
class Resident:
    """An entry of the register; `nomor_kk` is the family card that it stands on, if any."""

    nik: Nik
    nama: str
    jenis_kelamin: JenisKelamin
    tempat_lahir_kode: str
    tanggal_lahir: date
    agama: str
    pendidikan: str
    pekerjaan: str
    golongan_darah: str
    status_kawin: MaritalStatus
    kewarganegaraan: str
    status: ResidentStatus
    tanggal_meninggal: date | None = None
    nik_ayah: Nik | None = None
    nik_ibu: Nik | None = None
    nama_ayah: str | None = None
    nama_ibu: str | None = None
    nomor_kk: str | None = None

    @property
    def is_dead(self) -> bool:
        """Whether a death is entered."""
        return self.status == ResidentStatus.MENINGGAL

    def age_on(self, day: date) -> int:
        """Completed years on `day`; who was born on 29 February completes a year on 1 March of a common year."""
        return full_years(self.tanggal_lahir, day)

    def has_ktp_on(self, day: date, ktp_age: int) -> bool:
        """Whether this resident has, or should have, a KTP-el on `day`: of age or ever married (UU 24/2013 ps. 63)."""
        return self.age_on(day) >= ktp_age or self.status_kawin != MaritalStatus.BELUM_KAWIN


@dataclass(frozen=True, slots=True)
class Newborn:
    """What a birth deed says of a child."""

    nik: Nik
    nama: str
    jenis_kelamin: JenisKelamin
    tempat_lahir_kode: str
    tanggal_lahir: date


def enter_child(child: Newborn, mother: Resident | None, father: Resident | None, nomor_kk: str) -> Resident:
    """The entry of a child by its deed; without a father on the deed it has none in the register either.

    Religion and citizenship follow the mother, or the father of a child without one, until someone states otherwise.
    """
    parent = mother or father
    return Resident(
        nik=child.nik,
        nama=child.nama,
        jenis_kelamin=child.jenis_kelamin,
        tempat_lahir_kode=child.tempat_lahir_kode,
        tanggal_lahir=child.tanggal_lahir,
        agama=parent.agama if parent else "BELUM DIKETAHUI",
        pendidikan="TIDAK/BELUM SEKOLAH",
        pekerjaan="BELUM/TIDAK BEKERJA",
        golongan_darah="TIDAK TAHU",
        status_kawin=MaritalStatus.BELUM_KAWIN,
        kewarganegaraan=parent.kewarganegaraan if parent else "WNI",
        status=ResidentStatus.AKTIF,
        nik_ayah=father.nik if father else None,
        nik_ibu=mother.nik if mother else None,
        nama_ayah=father.nama if father else None,
        nama_ibu=mother.nama if mother else None,
        nomor_kk=nomor_kk,
    )


def full_years(born: date, day: date) -> int:
    """Completed years of age on `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
