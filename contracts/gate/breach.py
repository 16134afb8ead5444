"""What a change does to others, and when that is a breach.

A schema has two sides that are never renewed at the same moment. Whoever *sends* by the published schema must still be
understood by the new one, and whoever *reads* by the published schema must still understand what is sent by the new
one. So a narrower schema breaks senders and a wider one breaks readers; which of them a document has is its use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, Flag, auto


class Use(Flag):
    """Which side of a document is out of our hands."""

    RECEIVED = auto()
    """Others send by the published schema: requests of clients."""
    SENT = auto()
    """Others read by the published schema: answers to clients."""
    EVENT = RECEIVED | SENT
    """Old consumers read new facts; new consumers read old ones, from an outbox, a parking place or an archive."""


class Effect(Enum):
    """What a change does to the set of texts that a schema takes; the value says whom it breaks."""

    NARROWED = "what is sent by the published schema would be refused"
    WIDENED = "who reads by the published schema could refuse what is sent"
    CHANGED = "who sends and who reads by the published schema would both be broken"

    def breaks(self, use: Use) -> bool:
        """Whether a document of this use may not be changed so."""
        if self is Effect.CHANGED:
            return True
        return (Use.RECEIVED if self is Effect.NARROWED else Use.SENT) in use


@dataclass(frozen=True, slots=True)
class Breach:
    """One refused change: the file, the place in it, the rule, what changed, and why that is refused."""

    file: str
    place: str
    rule: str
    change: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place or '/'}: {self.rule}: {self.change} ({self.reason})"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a schema, before it is judged."""

    place: str
    rule: str
    change: str
    effect: Effect


Changes = Iterator[Change]


def judge(file: str, changes: Changes, use: Use) -> list[Breach]:
    """The changes that a document of this use may not have."""
    return [
        Breach(file, found.place, found.rule, found.change, found.effect.value)
        for found in changes
        if found.effect.breaks(use)
    ]
