"""A client that signs its requests as RFC 9421 has it, and checks what it gets."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, MappingKeyResolver, algorithms
from joserfc.jwk import ECKey

COVERED = ("@method", "@target-uri", "content-digest", "authorization")


def signed(
    request: httpx.Request,
    key: ECKey,
    *,
    kid: str = "satu",
    covered: Sequence[str] = COVERED,
    age: timedelta = timedelta(0),
    nonce: str | None = None,
    tag: str = "terpadu",
) -> httpx.Request:
    """The request with a digest and a signature in its head."""
    resolver = MappingKeyResolver(public_keys={}, private_keys={kid: key.as_pem(private=True)})
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ECDSA_P256_SHA256, key_resolver=resolver)
    signer.sign(
        request,
        key_id=kid,
        created=datetime.now(UTC) - age,
        nonce=secrets.token_urlsafe(18) if nonce is None else nonce,
        tag=tag,
        label="sig1",
        covered_component_ids=covered,
        body=request.content if "content-digest" in covered else None,
    )
    return request


def checked(answer: httpx.Response, jwks: Any) -> None:
    """Raise unless the gateway signed this answer to this request."""
    keys = {key["kid"]: ECKey.import_key(key).as_pem(private=False) for key in jwks["keys"]}
    verifier = HTTPMessageVerifier(
        signature_algorithm=algorithms.ECDSA_P256_SHA256,
        key_resolver=MappingKeyResolver(public_keys=keys, private_keys={}),
    )
    verifier.verify(
        answer,
        expect_tag="terpadu",
        max_age=timedelta(seconds=300),
        require_components=("@status", "content-digest", '"@method";req', '"@target-uri";req', '"signature";req'),
        body=answer.content,
    )
