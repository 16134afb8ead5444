"""Taxpayers and their objects, as they are registered."""

from dataclasses import dataclass
from datetime import date, datetime, time

from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import Kind
from services.pajak.domain.period import TaxPeriod


@dataclass(frozen=True, slots=True)
class Taxpayer:
    """Who collects the tax from consumers and owes it to the city."""

    npwpd: str
    kota: str
    jenis: Person
    nik: str | None
    """The person's own, or that of whoever represents the entity; unknown when registered ex officio."""
    nib: str | None
    nama: str
    secara_jabatan: bool
    terdaftar_pada: datetime
    ditutup_pada: datetime | None = None
    diingatkan: bool = True
    """False once the person has died: letters no longer go out (handbook 7)."""


@dataclass(frozen=True, slots=True)
class TaxObject:
    """One business of a taxpayer, taxed by its kind and class."""

    nopd: str
    npwpd: str
    kota: str
    jenis: Kind
    golongan: str
    nama: str
    kode_kelurahan: str
    alamat: str
    mulai: date
    jam_buka: time = time(9)
    jam_tutup: time = time(21)
    ditutup: date | None = None

    def owes(self, period: TaxPeriod) -> bool:
        """Whether a return is due for a period: the object was open on at least one day of it."""
        return self.mulai <= period.last and (self.ditutup is None or self.ditutup >= period.first)


def masked_name(name: str) -> str:
    """A name as a bank or a passer-by may see it: SITI AISYAH becomes S*** A*****."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())
