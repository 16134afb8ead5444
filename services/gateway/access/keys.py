"""Making the gateway's keys: for callers' tokens, internal questions, webhook secrets, the log, and pseudonyms."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from joserfc.jwk import ECKey, OctKey, OKPKey

from services.gateway.interop.secrets import new_key

TOKENS = "token.jwk"
INTERNAL = "internal.jwk"
INTERNAL_PUBLIC = "internal.public.jwk"
WEBHOOKS = "webhook.key"
AUDIT = "audit.jwk"
AUDIT_PUBLIC = "audit.public.jwk"
PSEUDONYM = "pseudonym.jwk"


def make_keys(directory: Path) -> None:
    """Make the keys that are missing; those that are there stay: every token would end, and every pseudonym change."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    _ensure(directory / TOKENS, _elliptic)
    _write_public(directory / INTERNAL_PUBLIC, _ensure(directory / INTERNAL, _elliptic))
    _write_public(directory / AUDIT_PUBLIC, _ensure(directory / AUDIT, _edwards))
    _ensure(directory / PSEUDONYM, _secret)
    _ensure(directory / WEBHOOKS, new_key)


def _elliptic() -> str:
    return json.dumps(ECKey.generate_key("P-256").as_dict(private=True))


def _edwards() -> str:
    return json.dumps(OKPKey.generate_key("Ed25519").as_dict(private=True))


def _secret() -> str:
    return json.dumps(OctKey.generate_key(256).as_dict(private=True))


def _ensure(path: Path, make: Callable[[], str]) -> str:
    """The key; it is made when it is not there."""
    if not path.exists():
        _write(path, make())
    return path.read_text()


def _write_public(path: Path, private: str) -> None:
    """What anyone may know of a key."""
    known: Mapping[str, object] = json.loads(private)
    _write(path, json.dumps({name: value for name, value in known.items() if name != "d"}))


def _write(path: Path, content: str) -> None:
    """Whole or not at all, and readable by its owner only from the first moment."""
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
    temporary.replace(path)
