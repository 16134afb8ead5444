"""Signed checkpoints in the form that transparency logs share: C2SP signed-note and tlog-checkpoint, with Ed25519."""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import OKPKey

_ED25519 = b"\x01"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log is: how many entries it has, and the root of the tree above them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


class NoteSigner:
    """Signs the checkpoints of one log."""

    def __init__(self, key: Ed25519PrivateKey, origin: str) -> None:
        self._key = key
        self.origin = origin
        self._id = _key_id(origin, _raw(key.public_key()))

    @classmethod
    def load(cls, path: Path, origin: str) -> "NoteSigner":
        """With the private JWK of a file."""
        key = OKPKey.import_key(json.loads(path.read_text())).private_key
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError("the audit key is not a private Ed25519 key")
        return cls(key, origin)

    def sign(self, size: int, root: bytes) -> str:
        """The checkpoint with its signature, as a note."""
        text = Checkpoint(self.origin, size, root).text
        signature = base64.b64encode(self._id + self._key.sign(text.encode())).decode()
        return f"{text}\n— {self.origin} {signature}\n"


def public_key(path: Path) -> Ed25519PublicKey:
    """The public JWK of a file."""
    key = OKPKey.import_key(json.loads(path.read_text())).public_key
    if not isinstance(key, Ed25519PublicKey):
        raise TypeError("the audit key is not an Ed25519 key")
    return key


def verifier_key(key: Ed25519PublicKey, origin: str) -> str:
    """A public key in the form that checkers of notes take: `name+id+key`."""
    raw = _raw(key)
    return f"{origin}+{_key_id(origin, raw).hex()}+{base64.b64encode(_ED25519 + raw).decode()}"


def origin_of(public_url: str) -> str:
    """The name of the log of the gateway at this address, for ever: an address without a scheme."""
    address = urlsplit(public_url)
    return f"{address.netloc}{address.path}/v1/audit"


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _key_id(name: str, raw: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + raw).digest()[:4]
