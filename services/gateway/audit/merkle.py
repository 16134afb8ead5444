"""The Merkle tree of RFC 9162, section 2.1: how leaves and nodes are hashed, and which hashes a proof consists of.

A proof is a list of hashes of spans of leaves; a span is made of complete subtrees, and those never change as the log
grows. So nothing here needs the log itself: it says which subtrees are wanted, and folds their hashes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Span:
    """The leaves from `first` up to and without `end`."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Subtree:
    """The complete subtree of 2 to the power of `height` leaves that is number `position` in its row."""

    height: int
    position: int


def leaf_hash(content: bytes) -> bytes:
    """The hash of an entry's bytes."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete_root(hashes: bytes) -> bytes:
    """The root above a power of two of hashes, one after the other in `hashes`."""
    row = [hashes[start : start + HASH_BYTES] for start in range(0, len(hashes), HASH_BYTES)]
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def fold(roots: Sequence[bytes]) -> bytes:
    """The root of a span from those of its complete subtrees, left to right."""
    if not roots:
        return EMPTY_ROOT
    root = roots[-1]
    for left in reversed(roots[:-1]):
        root = node_hash(left, root)
    return root


def subtrees(span: Span) -> Iterator[Subtree]:
    """The complete subtrees of a span, left to right; those of a proof's span shrink towards its end."""
    first = span.first
    while first < span.end:
        height = (span.end - first).bit_length() - 1
        if first:
            height = min(height, (first & -first).bit_length() - 1)
        yield Subtree(height, first >> height)
        first += 1 << height


def inclusion(position: int, size: int) -> list[Span]:
    """The spans whose hashes lead from a leaf to the root of a log of `size` entries (RFC 9162, 2.1.3.1)."""
    if not 0 <= position < size:
        raise ValueError("no such leaf")
    path, first, end = [], 0, size
    while end - first > 1:
        middle = first + _split(end - first)
        if position < middle:
            path.append(Span(middle, end))
            end = middle
        else:
            path.append(Span(first, middle))
            first = middle
    return path[::-1]


def consistency(old: int, new: int) -> list[Span]:
    """The spans whose hashes prove that a log of `old` entries is the beginning of one of `new` (RFC 9162, 2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError("no such sizes")
    path, first, end, is_old_root = [], 0, new, True
    while old != end:
        middle = first + _split(end - first)
        if old <= middle:
            path.append(Span(middle, end))
            end = middle
        else:
            path.append(Span(first, middle))
            first, is_old_root = middle, False
    return ([] if is_old_root else [Span(first, end)]) + path[::-1]


def _split(leaves: int) -> int:
    """The largest power of two that is smaller than `leaves`."""
    return 1 << (leaves - 1).bit_length() - 1
