"""Where documents are made: rendered, signed by the city's signer, and kept; nothing here touches a database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis.city import City
from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code
from chassis.documents.sign import Signer, SigningOrder
from chassis.documents.signers import Signers
from chassis.documents.store import DocumentStore

Render = Callable[[SignatureBlock], bytes]


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
    public_url: str

    def make(self, render: Render, city: City, at: datetime, reason: str) -> PrintedFile:
        """One document: rendered, signed and kept.

        Raises `SignerUnavailable`, `SignerRefused`, `StorageUnavailable` or `RenderingFailed`. A file that is kept and
        never issued is known to nobody: its code is in no register.
        """
        signer = self.signers.of(city.code)
        block = self._block(signer, city, at)
        order = SigningOrder(reason=reason, location=city.name, signed_at=at)
        signed = signer.sign(render(block), order)
        office = f"{city.signer.title} {city.name}"
        return PrintedFile(block.code, self.store.put(signed), len(signed), office)

    def _block(self, signer: Signer, city: City, at: datetime) -> SignatureBlock:
        return SignatureBlock(
            city=city.name,
            place=city.name.removeprefix("Kota ").removeprefix("Kabupaten "),
            issued_at=at.astimezone(city.zone),
            signer_title=city.signer.title,
            signer_name=city.signer.name,
            signer_nip=city.signer.nip,
            certificate_issuer=signer.certificate_issuer,
            code=new_code(),
            public_url=self.public_url,
        )
