"""A key for logs of tests, and the name under which it signs."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.gateway.audit.note import NoteSigner, verifier_key

ORIGIN = "kota.example/v1/audit"
_PRIVATE = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"for tests").digest())
SIGNER = NoteSigner(_PRIVATE, ORIGIN)
KEY = verifier_key(_PRIVATE.public_key(), ORIGIN)
