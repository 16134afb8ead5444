"""The page of a family card (kartu keluarga)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from chassis.documents.block import SignatureBlock
from chassis.documents.render import Template
from chassis.documents.words import numeric_date
from contracts.types import JenisKelamin

SEX_WORDS = {JenisKelamin.L: "LAKI-LAKI", JenisKelamin.P: "PEREMPUAN"}


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One line of both tables, worded as it is printed; an empty text prints as a dash."""

    name: str
    nik: str
    sex: JenisKelamin
    birth_place: str
    birth_date: date
    religion: str
    education: str
    occupation: str
    blood_type: str
    marital_status: str
    marriage_date: date | None
    relationship: str
    citizenship: str
    father: str
    mother: str
    passport: str = ""
    stay_permit: str = ""
    """Number of the KITAP of a foreign member."""


@dataclass(frozen=True, slots=True)
class FamilyCardSheet:
    """What stands on the card; `members` in the order of the card, the head of the family first."""

    number: str
    head: str
    address: str
    rt: str
    rw: str
    postal_code: str
    village: str
    district: str
    city: str
    province: str
    members: tuple[FamilyMember, ...]
    block: SignatureBlock

    def __post_init__(self) -> None:
        """A card without members is none."""
        if not self.members:
            raise ValueError("a family card needs at least one member")


def render_family_card(sheet: FamilyCardSheet) -> bytes:
    """The unsigned PDF/A of the card; raises `RenderingFailed`."""
    data = {
        "nomor_kk": sheet.number,
        "kepala_keluarga": sheet.head,
        "alamat": sheet.address,
        "rt": sheet.rt,
        "rw": sheet.rw,
        "kode_pos": sheet.postal_code,
        "kelurahan": sheet.village,
        "kecamatan": sheet.district,
        "kota": sheet.city,
        "provinsi": sheet.province,
        "anggota": [_row(member) for member in sheet.members],
        "tte": sheet.block.as_data(),
    }
    return _template().render(data, issued_at=sheet.block.issued_at)


def _row(member: FamilyMember) -> dict[str, str]:
    return {
        "nama": member.name,
        "nik": member.nik,
        "jenis_kelamin": SEX_WORDS[member.sex],
        "tempat_lahir": member.birth_place,
        "tanggal_lahir": numeric_date(member.birth_date),
        "agama": member.religion,
        "pendidikan": member.education,
        "pekerjaan": member.occupation,
        "golongan_darah": member.blood_type,
        "status_perkawinan": member.marital_status,
        "tanggal_perkawinan": numeric_date(member.marriage_date) if member.marriage_date else "",
        "hubungan": member.relationship,
        "kewarganegaraan": member.citizenship,
        "paspor": member.passport,
        "kitap": member.stay_permit,
        "ayah": member.father,
        "ibu": member.mother,
    }


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("kartu_keluarga.typ"))
