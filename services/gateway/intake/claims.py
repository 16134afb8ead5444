"""What makes a write known again, and what is kept of it."""

import hashlib
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Claim:
    """What makes a write the same write: who, through which door, under which key; and its content's digest."""

    caller: str
    route: str
    key: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Trace:
    """By what an application is followed through logs and services."""

    correlation_id: UUID
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a write, byte by byte as it was first given."""

    status: int
    body: str
    again: bool = False


def fingerprint(*parts: bytes) -> bytes:
    """The digest by which the same content is known again; the length of each part is part of it."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()
