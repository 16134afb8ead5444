"""Making the gateway's keys: for callers' tokens, for questions to the other services, for webhook secrets."""

import json
import os
from pathlib import Path

from joserfc.jwk import ECKey

from services.gateway.interop.secrets import new_key

TOKENS = "token.jwk"
INTERNAL = "internal.jwk"
INTERNAL_PUBLIC = "internal.public.jwk"
WEBHOOKS = "webhook.key"


def make_keys(directory: Path) -> None:
    """Make the keys that are missing; those that are there stay, or every token would end."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    _ensure(directory / TOKENS)
    internal = _ensure(directory / INTERNAL)
    _write(directory / INTERNAL_PUBLIC, json.dumps(internal.as_dict(private=False)))
    if not (directory / WEBHOOKS).exists():
        _write(directory / WEBHOOKS, new_key())


def _ensure(path: Path) -> ECKey:
    if path.exists():
        return ECKey.import_key(json.loads(path.read_text()))
    key = ECKey.generate_key("P-256")
    _write(path, json.dumps(key.as_dict(private=True)))
    return key


def _write(path: Path, content: str) -> None:
    """Whole or not at all, and readable by its owner only from the first moment."""
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
    temporary.replace(path)
