"""A deed: one child, one number that is never used again, one document."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class DeedState(StrEnum):
    """A number is given at the approval; the document exists from the signature on; a revoked one stays on record."""

    DISETUJUI = "DISETUJUI"
    TERBIT = "TERBIT"
    DICABUT = "DICABUT"


class DeedSeries(StrEnum):
    """The kind in a deed's number (handbook 1.3): reported in time, or late."""

    LU = "LU"
    LT = "LT"

    @classmethod
    def of(cls, *, late: bool) -> "DeedSeries":
        """The series in which a report is numbered."""
        return cls.LT if late else cls.LU


@dataclass(frozen=True, slots=True)
class Deed:
    """One child's deed in the register of deeds; `anak` is the child's place in the report, from 1."""

    nomor_akta: str
    nomor: str
    anak: int
    nik: str
    kota: str
    tanggal: date
    dokumen_id: UUID
    kode_verifikasi: str
    keadaan: DeedState


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """The signed document of a deed, as it was stored."""

    deed: Deed
    sha256: str
    ukuran: int
    terbit_pada: datetime
