"""Making the gateway's keys: one signs callers' tokens, one signs questions to the other services."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from joserfc.jwk import ECKey

TOKENS = "token.jwk"
INTERNAL = "internal.jwk"
INTERNAL_PUBLIC = "internal.public.jwk"


def make_keys(directory: Path) -> None:
    """Make the keys that are missing; those that are there stay, or every token would end."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    _ensure(directory / TOKENS)
    internal = _ensure(directory / INTERNAL)
    _write(directory / INTERNAL_PUBLIC, internal.as_dict(private=False))


def _ensure(path: Path) -> ECKey:
    if path.exists():
        return ECKey.import_key(json.loads(path.read_text()))
    key = ECKey.generate_key("P-256")
    _write(path, key.as_dict(private=True))
    return key


def _write(path: Path, content: Mapping[str, object]) -> None:
    """Whole or not at all, and readable by its owner only from the first moment."""
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file)
    temporary.replace(path)
