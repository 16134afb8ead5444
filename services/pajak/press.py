"""Where documents are made: rendered, signed by the city's tax office, and kept; nothing here touches a database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code
from chassis.documents.sign import Signer, SigningOrder
from chassis.documents.signers import Signers
from chassis.documents.store import DocumentStore
from services.pajak.terms import TaxLaw, Terms

Render = Callable[[SignatureBlock], bytes]


def signer_name(kota: str) -> str:
    """Under which name the tax office's signer is kept, beside the civil registry's: `3277-pajak`."""
    return f"{kota}-pajak"


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A signed file that is kept: its verification code, digest, size in bytes, and the office that signed it."""

    kode_verifikasi: str
    sha256: str
    ukuran: int
    penanda_tangan: str


@dataclass(frozen=True)
class Press:
    """Signers by city, the storage, and the address that QR codes point to."""

    signers: Signers
    store: DocumentStore
    terms: Terms
    public_url: str

    def make(self, render: Render, kota: str, at: datetime, reason: str) -> PrintedFile:
        """One document: rendered, signed and kept.

        Raises SignerUnavailable, SignerRefused, StorageUnavailable or RenderingFailed. A file that is kept and never
        issued is known to nobody: its code is in no register.
        """
        law = self.terms.law(kota, self.terms.today(kota, at))
        signer = self.signers.of(signer_name(kota))
        block = self._block(signer, law, at)
        signed = signer.sign(render(block), SigningOrder(reason=reason, location=law.city.name, signed_at=at))
        office = f"{law.text('pajak_jabatan')} {law.city.name}"
        return PrintedFile(block.code, self.store.put(signed), len(signed), office)

    def _block(self, signer: Signer, law: TaxLaw, at: datetime) -> SignatureBlock:
        return SignatureBlock(
            city=law.city.name,
            place=law.city.name.removeprefix("Kota ").removeprefix("Kabupaten "),
            issued_at=at.astimezone(law.city.zone),
            signer_title=law.text("pajak_jabatan"),
            signer_name=law.text("pajak_pejabat"),
            signer_nip=law.text("pajak_nip"),
            certificate_issuer=signer.certificate_issuer,
            code=new_code(),
            public_url=self.public_url,
        )
