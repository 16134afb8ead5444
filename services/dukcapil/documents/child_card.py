"""The page of a child's identity card (KIA), with the card at its true size to be cut out."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from chassis.documents.block import SignatureBlock
from chassis.documents.render import Template
from chassis.documents.words import numeric_date
from contracts.types import JenisKelamin

SEX_WORDS = {JenisKelamin.L: "LAKI-LAKI", JenisKelamin.P: "PEREMPUAN"}
PHOTO_FROM_AGE = 5  # Permendagri 2/2016 ps. 3-6: younger children's cards bear no photograph


@dataclass(frozen=True, slots=True)
class ChildCardSheet:
    """What stands on the card; a photograph (JPEG or PNG) only from the fifth birthday on."""

    nik: str
    name: str
    sex: JenisKelamin
    blood_type: str
    birth_place: str
    birth_date: date
    family_card_number: str
    head_of_family: str
    deed_number: str
    religion: str
    citizenship: str
    address: str
    rt: str
    rw: str
    village: str
    district: str
    city: str
    province: str
    valid_until: date
    block: SignatureBlock
    photo: bytes | None = None


def render_child_card(sheet: ChildCardSheet) -> bytes:
    """The unsigned PDF/A of the card; raises `RenderingFailed`."""
    data = {
        "nik": sheet.nik,
        "nama": sheet.name,
        "jenis_kelamin": SEX_WORDS[sheet.sex],
        "golongan_darah": sheet.blood_type,
        "tempat_lahir": sheet.birth_place,
        "tanggal_lahir": numeric_date(sheet.birth_date),
        "nomor_kk": sheet.family_card_number,
        "kepala_keluarga": sheet.head_of_family,
        "nomor_akta": sheet.deed_number,
        "agama": sheet.religion,
        "kewarganegaraan": sheet.citizenship,
        "alamat": sheet.address,
        "rt": sheet.rt,
        "rw": sheet.rw,
        "kelurahan": sheet.village,
        "kecamatan": sheet.district,
        "kota": sheet.city,
        "provinsi": sheet.province,
        "berlaku_hingga": numeric_date(sheet.valid_until),
        "foto": _photo(sheet),
        "tte": sheet.block.as_data(),
    }
    return _template().render(data, issued_at=sheet.block.issued_at)


def _photo(sheet: ChildCardSheet) -> dict[str, str] | None:
    """The box of the photograph: its ground is red for an odd year of birth, blue for an even one."""
    if _age(sheet.birth_date, sheet.block.issued_at.date()) < PHOTO_FROM_AGE:
        return None
    picture = "" if sheet.photo is None else _as_svg(sheet.photo)
    return {"latar": "merah" if sheet.birth_date.year % 2 else "biru", "gambar": picture}


def _as_svg(photo: bytes) -> str:
    """Pictures travel inside an SVG, because JSON has no bytes and Typst reads no base 64."""
    kind = "png" if photo.startswith(b"\x89PNG") else "jpeg"
    source = f"data:image/{kind};base64,{b64encode(photo).decode()}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 3">'
        f'<image width="2" height="3" preserveAspectRatio="xMidYMid slice" href="{source}"/></svg>'
    )


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("kia.typ"))
