"""Keyed hashes that stand for people in the ledger and the log: without the key nobody can tell whom one means."""

import hmac
import json
from pathlib import Path

from joserfc.jwk import OctKey


class Pseudonyms:
    """Makes the same pseudonym for the same person, for as long as the key is the same."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def load(cls, path: Path) -> "Pseudonyms":
        """With the secret JWK of a file."""
        return cls(OctKey.import_key(json.loads(path.read_text())).raw_value)

    def of_subject(self, nik: str) -> bytes:
        """The person whose data it is, by their NIK."""
        return self._hash(b"subjek", nik)

    def of_person(self, account: str) -> str:
        """A citizen or officer who acts, by their account."""
        return self._hash(b"pelaku", account).hex()

    def seal(self, content: str) -> str:
        """What stands elsewhere and may name someone: whoever has it and the key can show that it was not changed."""
        return self._hash(b"isi", content).hex()

    def _hash(self, use: bytes, content: str) -> bytes:
        return hmac.digest(self._key, use + b"\x00" + content.encode(), "sha256")
