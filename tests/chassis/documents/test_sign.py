"""The local signer: what its signature covers, says and forbids."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from chassis.documents.authority import SIGNER_LIFE, root_certificate
from chassis.documents.sign import LocalSigner, SignerRefused, SignerUnavailable
from tests.chassis.documents.samples import ORDER


def _validation(authority: Path) -> ValidationContext:
    _, _, root = pem.unarmor(root_certificate(authority).read_bytes())
    return ValidationContext(trust_roots=[x509.Certificate.load(root)])


def test_the_signature_is_valid_trusted_and_covers_the_whole_file(authority: Path, signed: bytes) -> None:
    signature = PdfFileReader(BytesIO(signed)).embedded_regular_signatures[0]
    status = validate_pdf_signature(
        signature, _validation(authority), key_usage_settings=KeyUsageConstraints({"non_repudiation"})
    )
    assert status.bottom_line
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_the_signature_is_pades_and_forbids_every_later_change(signed: bytes) -> None:
    signature = PdfFileReader(BytesIO(signed)).embedded_regular_signatures[0]
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.docmdp_level == MDPPerm.NO_CHANGES
    attributes = {each["type"].native for each in signature.signer_info["signed_attrs"]}
    assert attributes == {"content_type", "message_digest", "signing_certificate_v2", "cms_algorithm_protection"}


def test_the_signature_says_who_signed_where_why_and_when(signed: bytes) -> None:
    signature = PdfFileReader(BytesIO(signed)).embedded_regular_signatures[0].sig_object
    assert (signature["/Name"], signature["/Location"]) == ("Rahmat Hidayat", "Cimahi")
    assert signature["/Reason"] == ORDER.reason
    assert signature["/M"].startswith(f"D:{ORDER.signed_at:%Y%m%d%H%M%S}+07")


def test_the_rendered_bytes_stand_unchanged_before_the_signature_and_nothing_shows_on_the_page(
    unsigned: bytes, signed: bytes
) -> None:
    assert signed.startswith(unsigned)
    with pikepdf.open(BytesIO(signed)) as pdf:
        widgets = [each for each in pdf.pages[0].get("/Annots", []) if each.Subtype == "/Widget"]
    assert all(list(each.Rect) == [0, 0, 0, 0] for each in widgets)


def test_the_signed_file_still_says_that_it_is_archival(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")


def test_one_signer_signs_many_documents_each_with_its_own_digest(signer: LocalSigner, unsigned: bytes) -> None:
    first, second = (PdfFileReader(BytesIO(signer.sign(unsigned + tail, ORDER))) for tail in (b"", b"\n% lain\n"))
    digests = {each.embedded_regular_signatures[0].compute_digest() for each in (first, second)}
    assert len(digests) == 2


def test_the_certificate_and_the_page_say_that_it_is_not_bsre(authority: Path, signer: LocalSigner) -> None:
    assert "BUKAN SERTIFIKAT BSrE" in signer.certificate_issuer
    _, _, der = pem.unarmor((authority / "3277.pem").read_bytes())
    assert x509.Certificate.load(der).subject.native["organizational_unit_name"] == "BUKAN SERTIFIKAT BSrE"


def test_a_missing_or_unreadable_key_is_a_signer_that_is_not_available(tmp_path: Path, authority: Path) -> None:
    with pytest.raises(SignerUnavailable):
        LocalSigner.load(tmp_path, "3277")
    (tmp_path / "3277.kunci.pem").write_text("rusak")
    (tmp_path / "3277.pem").write_bytes((authority / "3277.pem").read_bytes())
    with pytest.raises(SignerUnavailable):
        LocalSigner.load(tmp_path, "3277")


def test_a_certificate_that_has_ended_signs_nothing(signer: LocalSigner, unsigned: bytes) -> None:
    with pytest.raises(SignerRefused):
        signer.sign(unsigned, replace(ORDER, signed_at=ORDER.signed_at + SIGNER_LIFE + timedelta(days=1)))


def test_the_certificate_was_valid_when_it_was_made(authority: Path) -> None:
    _, _, der = pem.unarmor((authority / "3277.pem").read_bytes())
    validity = x509.Certificate.load(der)["tbs_certificate"]["validity"]
    assert validity["not_before"].native < datetime.now(UTC) < validity["not_after"].native
