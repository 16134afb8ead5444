"""Passwords of the private servers: made once per data folder, readable by its owner only."""

import json
import secrets
import threading
from pathlib import Path

from local.files import write_private


class Passwords:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def get(self, name: str) -> str:
        """The password of this name, made at the first call."""
        with self._lock:
            known: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}
            if name not in known:
                known[name] = secrets.token_urlsafe(24)
                write_private(self._path, json.dumps(known, indent=1))
            return known[name]
