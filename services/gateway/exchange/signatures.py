"""Checking clients' signatures of requests, and signing our answers to them."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureAlgorithm,
    MappingKeyResolver,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from joserfc.jwk import ECKey

from services.gateway.access.client_keys import ClientKey
from services.gateway.exchange.messages import OF_ANSWER, OF_REQUEST, TAG, Answered, Asked

OLDEST = timedelta(seconds=300)
LEAST_NONCE = 16
MOST_NONCE = 128

# With a key goes one algorithm, as with client assertions.
ALGORITHMS: Mapping[str, type[HTTPSignatureAlgorithm]] = {
    "ES256": algorithms.ECDSA_P256_SHA256,
    "EdDSA": algorithms.ED25519,
    "PS256": algorithms.RSA_PSS_SHA512,
}
_KEYID = re.compile(r';keyid="([^"\\]{1,100})"')


class SignatureRefused(Exception):
    """A signature that is missing, wrong, too old, or covers too little."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was signed, byte by byte, and the signature: with the public key, anyone can check it."""

    keyid: str
    base: str
    signature: bytes
    nonce: str


def keyid_of(headers: Mapping[str, str]) -> str:
    """The name of the key that a request says it was signed with. Raises SignatureRefused."""
    found = _KEYID.search(headers.get("signature-input", ""))
    if found is None:
        raise SignatureRefused
    return found.group(1)


def check(asked: Asked, content: bytes, key: ClientKey) -> Proof:
    """The proof that the owner of `key` signed this request. Raises SignatureRefused."""
    resolver = MappingKeyResolver(public_keys={key.kid: key.key.as_pem(private=False)}, private_keys={})
    verifier = HTTPMessageVerifier(signature_algorithm=ALGORITHMS[key.algorithm], key_resolver=resolver)
    try:
        found = verifier.verify(asked, max_age=OLDEST, expect_tag=TAG, require_components=OF_REQUEST, body=content)
    except (HTTPMessageSignaturesException, ValueError, KeyError, TypeError):
        raise SignatureRefused from None
    if len(found) != 1 or not LEAST_NONCE <= len(found[0].nonce or "") <= MOST_NONCE:
        raise SignatureRefused
    base = "\n".join(f"{name}: {value}" for name, value in found[0].covered_components.items())
    return Proof(key.kid, base, _signature(asked, found[0].label), str(found[0].nonce))


class Signer:
    """Signs answers with the gateway's own key, whose public half stands at /.well-known/jwks.json."""

    def __init__(self, key: ECKey) -> None:
        self._keyid = key.thumbprint()
        self._signer = HTTPMessageSigner(signature_algorithm=algorithms.ECDSA_P256_SHA256)
        pem = key.as_pem(private=True)
        self._algorithm = algorithms.ECDSA_P256_SHA256(private_key=pem)  # type: ignore[no-untyped-call]

    def sign(self, answered: Answered, content: bytes) -> Proof:
        """Write digest and signature into the headers of an answer."""
        prepared = self._signer.prepare(
            answered, key_id=self._keyid, tag=TAG, label=TAG, covered_component_ids=OF_ANSWER, body=content
        )
        signature = self._algorithm.sign(prepared.signature_base)
        self._signer.apply(answered, prepared, signature)
        return Proof(self._keyid, prepared.signature_base.decode("ascii"), signature, "")


def _signature(asked: Asked, label: str) -> bytes:
    """The signature itself, as the head of the request has it."""
    found = re.search(rf"(?:^|[,\s]){re.escape(label)}=:([A-Za-z0-9+/=]+):", asked.headers.get("signature", ""))
    if found is None:
        raise SignatureRefused
    return base64.b64decode(found.group(1))
