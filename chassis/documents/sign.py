"""Electronic signatures (TTE) on PDF: what a signer offers, how it fails, and the one that holds its key itself."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Protocol, Self

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from chassis.documents.cms import DIGEST, SignedDataForm

FIELD_NAME = "TTE"
SPARE_BYTES = 16  # an ECDSA signature's DER is a few bytes longer or shorter from one document to the next


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """What a signature says beside the document: why, where and when."""

    reason: str
    location: str
    signed_at: datetime
    """Aware. A remote signer uses its own clock instead."""


class SignerUnavailable(Exception):
    """The signer cannot be reached or is out of order: the document waits, and is tried again."""

    kode = "penanda_tangan_tidak_tersedia"


class SignerRefused(Exception):
    """The signer answered no (wrong passphrase, certificate revoked or expired): a person must act first."""

    kode = "penanda_tangan_menolak"

    def __init__(self, message: str, *, status_code: int | None = None) -> None:
        super().__init__(message)
        self.status_code = status_code


class Signer(Protocol):
    """One official's electronic signature."""

    @property
    def certificate_issuer(self) -> str:
        """Who certified the signer, as the page names it: known before signing, because the page is part of it."""
        ...

    def sign(self, pdf: bytes, order: SigningOrder) -> bytes:
        """The document signed as a whole, closed to any change; raises `SignerUnavailable` or `SignerRefused`."""
        ...


class LocalSigner:
    """Signs with a P-256 key in this process's memory; 3 ms a document.

    The signature certifies the document with no change allowed (DocMDP 1) and shows nothing: the page itself draws
    the block that people see. Certificates come from `chassis.documents.authority`, or from an agency's own CA.
    """

    def __init__(
        self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, *chain: x509.Certificate
    ) -> None:
        self._form = SignedDataForm(key, certificate, chain)
        # In hexadecimal digits. Known here once, it spares pyHanko a trial signature for each document.
        self._reserved = 2 * (len(self._form.sign(bytes(32))) + SPARE_BYTES)
        self._ends: datetime = certificate["tbs_certificate"]["validity"]["not_after"].native
        self._name: str = certificate.subject.native["common_name"]
        self.certificate_issuer: str = certificate.issuer.native["common_name"]

    @classmethod
    def load(cls, directory: Path, signer: str) -> Self:
        """The signer called `signer` of a folder made by `python -m chassis.documents.authority`.

        Raises `SignerUnavailable` when a file is missing or is not what its name says.
        """
        try:
            key = load_pem_private_key((directory / f"{signer}.kunci.pem").read_bytes(), password=None)
            chain = [
                x509.Certificate.load(der)
                for _, _, der in pem.unarmor((directory / f"{signer}.pem").read_bytes(), multiple=True)
            ]
        except (OSError, ValueError) as error:
            raise SignerUnavailable(f"no usable signer {signer!r} in {directory}") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
            raise SignerUnavailable(f"the key of signer {signer!r} is not a P-256 key")
        return cls(key, *chain)

    def sign(self, pdf: bytes, order: SigningOrder) -> bytes:
        """Add the signature as PDF's incremental update: the rendered bytes stay as they are, the rest follows."""
        if order.signed_at > self._ends:
            raise SignerRefused(f"the certificate of {self._name} ended on {self._ends:%Y-%m-%d}")
        steps = PdfCMSEmbedder(SigFieldSpec(FIELD_NAME)).write_cms(FIELD_NAME, IncrementalPdfFileWriter(BytesIO(pdf)))
        next(steps)
        steps.send(self._signature_of(order))
        prepared, output = steps.send(SigIOSetup(md_algorithm=DIGEST, in_place=True))
        steps.send(self._form.sign(prepared.document_digest))
        signed: bytes = output.getvalue()
        return signed

    def _signature_of(self, order: SigningOrder) -> SigObjSetup:
        placeholder = SignatureObject(
            timestamp=order.signed_at,
            subfilter=SigSeedSubFilter.PADES,
            name=self._name,
            location=order.location,
            reason=order.reason,
            bytes_reserved=self._reserved,
        )
        closed = SigMDPSetup(md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
        return SigObjSetup(sig_placeholder=placeholder, mdp_setup=closed)
