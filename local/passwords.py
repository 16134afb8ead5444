"""Passwords of the private servers: made once per data folder, readable by its owner only."""

import json
import os
import secrets
from pathlib import Path


class Passwords:
    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> str:
        """The password of this name, made at the first call."""
        known: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(24)
            self._write(known)
        return known[name]

    def _write(self, known: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(known, file, indent=1)
        os.replace(draft, self._path)
