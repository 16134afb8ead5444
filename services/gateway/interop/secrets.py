"""Webhook secrets: each follows from a key that only the gateway's processes have, so that no table holds one."""

import base64
import hashlib
import hmac
import os
from pathlib import Path
from uuid import UUID

PREFIX = "whsec_"
KEY_BYTES = 32


class Secrets:
    """Derives the secret of a subscription; the same version always gives the same secret."""

    def __init__(self, key: bytes) -> None:
        if len(key) < KEY_BYTES:
            raise ValueError(f"the key of webhook secrets has {len(key)} bytes instead of {KEY_BYTES}")
        self._key = key

    @classmethod
    def load(cls, path: Path) -> "Secrets":
        """With the key of a file."""
        return cls(base64.b64decode(path.read_text().strip()))

    def of(self, subscription: UUID, version: int) -> str:
        """The secret as its subscriber gets it."""
        digest = hmac.digest(self._key, f"webhook:{subscription}:{version}".encode(), hashlib.sha256)
        return PREFIX + base64.b64encode(digest).decode()


def new_key() -> str:
    """A fresh key as it stands in its file."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()
