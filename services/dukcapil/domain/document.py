"""A document that was issued, and what may be said of it to anyone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.types import JenisDokumen, StatusDokumen


@dataclass(frozen=True, slots=True)
class Document:
    """`pemilik` is the number of the family card, or the NIK of the child whose KIA it is."""

    id: UUID
    nomor: str | None
    """The application that it was issued for."""
    jenis: JenisDokumen
    pemilik: str
    versi: int
    status: StatusDokumen
    kode_verifikasi: str
    sha256: str | None
    """None for a document of the system before this one, of which only the entry was taken over."""
    ukuran: int | None
    tanggal_terbit: date
    penanda_tangan: str
    diganti_oleh: UUID | None = None


def masked_number(number: str) -> str:
    """A NIK or card number as anyone may see it: 3277********0001."""
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


def masked_name(name: str) -> str:
    """A name as anyone may see it, the first letter of each word: SITI AISYAH → S*** A*****."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())
