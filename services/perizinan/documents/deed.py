"""The page of a birth deed's extract (kutipan akta kelahiran)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from chassis.documents.block import SignatureBlock
from chassis.documents.render import Template
from chassis.documents.words import date_words, long_date, number_words
from contracts.types import JenisAkta, JenisKelamin

SEX_WORDS = {JenisKelamin.L: "laki-laki", JenisKelamin.P: "perempuan"}
# What two kinds of deed add after, or in place of, the parents' names (handbook 2.2).
_OF_PARENTS = {
    JenisAkta.AYAH_IBU_FRASA: "yang perkawinannya belum tercatat sesuai dengan peraturan perundang-undangan",
    JenisAkta.TANPA_ASAL_USUL: "orang tua yang tidak diketahui asal usul atau keberadaannya",
}


@dataclass(frozen=True, slots=True)
class DeedSheet:
    """What stands on the extract; a late deed differs from one in time by its number alone."""

    number: str
    kind: JenisAkta
    nik: str
    name: str
    sex: JenisKelamin
    birth_place: str
    """Where the child was born, in full: `Kota Cimahi`."""
    birth_date: date
    birth_order: int | None
    """Which child of its mother; unknown only for a child without known origin."""
    father: str | None
    mother: str | None
    block: SignatureBlock

    def __post_init__(self) -> None:
        """The parents must be those whom this kind of deed names."""
        named = (self.father is not None, self.mother is not None)
        if named != _PARENTS_NAMED[self.kind]:
            raise ValueError(f"a deed of kind {self.kind} cannot name these parents")


_PARENTS_NAMED = {
    JenisAkta.AYAH_IBU: (True, True),
    JenisAkta.AYAH_IBU_FRASA: (True, True),
    JenisAkta.ANAK_SEORANG_IBU: (False, True),
    JenisAkta.TANPA_ASAL_USUL: (False, False),
}


def render_deed(sheet: DeedSheet) -> bytes:
    """The unsigned PDF/A of the extract; raises `RenderingFailed`."""
    data = {
        "nomor_akta": sheet.number,
        "nik": sheet.nik,
        "nama": sheet.name,
        "jenis_kelamin": SEX_WORDS[sheet.sex],
        "tempat_lahir": sheet.birth_place,
        "tanggal_lahir": long_date(sheet.birth_date),
        "tanggal_lahir_terbilang": date_words(sheet.birth_date),
        "anak_ke": None if sheet.birth_order is None else number_words(sheet.birth_order),
        "orang_tua": _parents(sheet),
        "keterangan_orang_tua": _OF_PARENTS.get(sheet.kind),
        "tanggal_terbit_terbilang": date_words(sheet.block.issued_at.date()),
        "tte": sheet.block.as_data(),
    }
    return _template().render(data, issued_at=sheet.block.issued_at)


def _parents(sheet: DeedSheet) -> list[dict[str, str]]:
    if sheet.kind is JenisAkta.ANAK_SEORANG_IBU:
        return [{"sebutan": "seorang ibu", "nama": sheet.mother or ""}]
    pairs = (("ayah", sheet.father), ("ibu", sheet.mother))
    return [{"sebutan": word, "nama": name} for word, name in pairs if name is not None]


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("akta_kelahiran.typ"))
