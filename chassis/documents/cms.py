"""The CMS signature of one signer (PAdES baseline B), with all that never changes encoded once.

A signed document needs two fresh values: the digest of its bytes and the signature over the signed attributes. The
rest (attribute types, certificate identifiers, certificates) is the same for every document of a signer, and encoding
it again each time took three quarters of the 25 ms of a signature. Forms: RFC 5652 section 5; EN 319 142-1 section 6.
"""

from collections.abc import Sequence

from asn1crypto import algos, cms, core, x509
from asn1crypto.parser import emit
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.general import as_signing_certificate_v2

DIGEST = "sha256"
_DIGEST_PLACE = bytes(range(32))  # stands for the digest while the attributes are encoded
_UNIVERSAL, _CONTEXT, _PRIMITIVE, _CONSTRUCTED = 0, 2, 0, 1
_OCTET_STRING, _SEQUENCE, _SET = 4, 16, 17


class SignedDataForm:
    """The signed data of one key and certificate, waiting for a document's digest."""

    def __init__(
        self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, chain: Sequence[x509.Certificate]
    ) -> None:
        """`chain` holds the certificates above the signer's; they travel with each signature."""
        self._key = key
        digest = algos.DigestAlgorithm({"algorithm": DIGEST})
        mechanism = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
        self._attributes_before, self._attributes_after = _attributes(certificate, digest, mechanism).split(
            _DIGEST_PLACE
        )
        signer = cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number})
        self._signer_before = core.Integer(1).dump() + signer.dump() + digest.dump()
        self._signer_mechanism = mechanism.dump()
        self._content_type = cms.ContentType("signed_data").dump()
        self._data_before = (
            core.Integer(1).dump()
            + _set(digest.dump())
            + cms.EncapsulatedContentInfo({"content_type": "data"}).dump()
            + _tagged(0, b"".join(sorted(each.dump() for each in (certificate, *chain))))
        )

    def sign(self, document_digest: bytes) -> bytes:
        """The DER of the ContentInfo over a document whose SHA-256 is `document_digest`."""
        attributes = self._attributes_before + document_digest + self._attributes_after
        signature = self._key.sign(attributes, ec.ECDSA(hashes.SHA256()))
        # Signed as a SET OF, stored under the implicit tag [0]: only the first byte differs (RFC 5652 5.4).
        stored_attributes = b"\xa0" + attributes[1:]
        signer_info = _sequence(
            self._signer_before
            + stored_attributes
            + self._signer_mechanism
            + emit(_UNIVERSAL, _PRIMITIVE, _OCTET_STRING, signature)
        )
        signed_data = _sequence(self._data_before + _set(signer_info))
        return _sequence(self._content_type + _tagged(0, signed_data))


def _attributes(
    certificate: x509.Certificate, digest: algos.DigestAlgorithm, mechanism: algos.SignedDigestAlgorithm
) -> bytes:
    """The signed attributes of PAdES-B-B; the time of signing stands in the PDF's own signature dictionary."""
    protection = cms.CMSAlgorithmProtection({"digest_algorithm": digest, "signature_algorithm": mechanism})
    encoded: bytes = cms.CMSAttributes(
        [
            _attribute("content_type", "data"),
            _attribute("message_digest", _DIGEST_PLACE),
            _attribute("signing_certificate_v2", as_signing_certificate_v2(certificate, DIGEST)),
            _attribute("cms_algorithm_protection", protection),
        ]
    ).dump()
    return encoded


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": cms.CMSAttributeType(kind), "values": (value,)})


def _sequence(contents: bytes) -> bytes:
    return bytes(emit(_UNIVERSAL, _CONSTRUCTED, _SEQUENCE, contents))


def _set(contents: bytes) -> bytes:
    return bytes(emit(_UNIVERSAL, _CONSTRUCTED, _SET, contents))


def _tagged(number: int, contents: bytes) -> bytes:
    return bytes(emit(_CONTEXT, _CONSTRUCTED, number, contents))
