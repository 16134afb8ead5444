"""Judging the signature of one PDF; hostile files pass here, so only the fenced `inspector` process calls it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from chassis.documents.verdict import Changed, Damaged, Genuine, Unsigned, Untrusted, Verdict

# Every signature has this key, and is never compressed: its place in the file must not move.
_SIGNATURE = b"/ByteRange"


def inspect(data: bytes, trust_roots: Sequence[x509.Certificate], at: datetime) -> Verdict:
    """The verdict on `data`, with certificates judged as of `at`; may raise anything on a file made to do harm."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        reader = PdfFileReader(BytesIO(data))
        if reader.encrypted:
            return Damaged(digest, "berkas terkunci dengan sandi")
        signatures = reader.embedded_regular_signatures
    except PdfError:
        return Damaged(digest, "berkas bukan PDF yang utuh")
    if not signatures:
        # A signature that is in the file but that no field leads to any longer was hidden by whoever changed it.
        return Changed(digest, "tanda tangan elektronik tidak dapat dibaca") if _SIGNATURE in data else Unsigned(digest)
    try:
        return _judge(signatures[0], digest, trust_roots, at)
    except (SignatureValidationError, UnacceptableSignerError, PdfError):
        return Changed(digest, "tanda tangan elektronik tidak dapat dibaca")


def _judge(
    signature: EmbeddedPdfSignature, digest: str, trust_roots: Sequence[x509.Certificate], at: datetime
) -> Verdict:
    """The first signature closes our documents, so whatever follows it, a second signature included, is a change."""
    trust = ValidationContext(
        trust_roots=list(trust_roots), moment=at, allow_fetching=False, revocation_mode="soft-fail"
    )
    status = validate_pdf_signature(signature, trust, skip_diff=True)
    if not (status.intact and status.valid):
        return Changed(digest, "isi berkas tidak sama dengan saat ditandatangani")
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return Changed(digest, "ada bagian yang ditambahkan setelah ditandatangani")
    signer = str(status.signing_cert.subject.native.get("common_name", ""))
    if not status.trusted:
        return Untrusted(digest, signer, _distrust(status, at))
    return Genuine(digest, signer, status.signer_reported_dt)


def _distrust(status: PdfSignatureStatus, at: datetime) -> str:
    validity = status.signing_cert["tbs_certificate"]["validity"]
    if at > validity["not_after"].native:
        return "sertifikat penanda tangan sudah berakhir"
    if at < validity["not_before"].native:
        return "sertifikat penanda tangan belum berlaku"
    return "penerbit sertifikat tidak dikenal"
