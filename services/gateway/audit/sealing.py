"""Sealing: what was recorded is put in its order, the tree above it is built, and its root is signed."""

from dataclasses import dataclass

import psycopg
from psycopg.rows import DictRow

from services.gateway.audit.merkle import EMPTY_ROOT, HASH_BYTES, Span, complete_root
from services.gateway.audit.note import NoteSigner
from services.gateway.audit.stored import READ, STEP, WIDTH, Damaged, Plan

Connection = psycopg.Connection[DictRow]

# What is held in memory at a time is this many hashes.
MOST_AT_ONCE = 10_000

_LATEST = "SELECT size, root FROM audit_checkpoint ORDER BY size DESC LIMIT 1"
_LEAVES = """
    SELECT string_agg(leaf_hash, ''::bytea ORDER BY position) AS hashes FROM audit_entry
    WHERE position >= %s AND position < %s
"""
_ROOTS = """
    SELECT string_agg(hash, ''::bytea ORDER BY position) AS hashes FROM audit_subtree
    WHERE height = %s AND position >= %s AND position < %s
"""
_KEEP = """
    INSERT INTO audit_subtree (height, position, hash)
    SELECT %s, %s + nth - 1, hash FROM unnest(%s::bytea[]) WITH ORDINALITY AS made (hash, nth)
"""


class Altered(Exception):
    """What was signed before does not follow from the tables any more: nothing is signed until somebody has looked."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The size and the root of a log that was signed."""

    size: int
    root: bytes


def seal(connection: Connection, signer: NoteSigner, last: Signed | None, most: int = MOST_AT_ONCE) -> Signed:
    """Bring up to `most` entries into the log and sign it, in one transaction; what is signed now.

    `last` is what this process knows to have signed before. Raises Altered when the log is not its continuation.
    """
    with connection.transaction():
        before = _continued(connection, last)
        size = _number(connection.execute("SELECT audit_sequence(%s) AS n", (most,)))
        if before is not None and size == before.size:
            return before
        _build(connection, before.size if before else 0, size)
        signed = Signed(size, root(connection, size))
        connection.execute(
            "INSERT INTO audit_checkpoint (size, root, note) VALUES (%s, %s, %s)",
            (signed.size, signed.root, signer.sign(signed.size, signed.root)),
        )
    return signed


def root(connection: Connection, size: int) -> bytes:
    """The root above the first `size` entries, from the hashes that are kept. Raises Damaged."""
    if size == 0:
        return EMPTY_ROOT
    plan = Plan([Span(0, size)])
    found = connection.execute(READ, plan.values).fetchall()
    return plan.hashes([row["found"] for row in found])[0]


def _continued(connection: Connection, last: Signed | None) -> Signed | None:
    """What was signed last, after a look at whether the tables still say so."""
    row = connection.execute(_LATEST).fetchone()
    latest = Signed(row["size"], bytes(row["root"])) if row else None
    if last is not None and not _stands(connection, last):
        raise Altered("a checkpoint that was signed is no longer there")
    size = _number(connection.execute("SELECT coalesce(max(position) + 1, 0) AS n FROM audit_entry"))
    if size != (latest.size if latest else 0):
        raise Altered("there are not as many entries as were signed")
    try:
        if latest is not None and root(connection, latest.size) != latest.root:
            raise Altered("the entries are not those that were signed")
    except Damaged as damage:
        raise Altered(str(damage)) from damage
    return latest


def _stands(connection: Connection, signed: Signed) -> bool:
    """Whether a checkpoint is still there; another sealer may have signed later ones."""
    row = connection.execute("SELECT root FROM audit_checkpoint WHERE size = %s", (signed.size,)).fetchone()
    return row is not None and bytes(row["root"]) == signed.root


def _build(connection: Connection, old: int, new: int) -> None:
    """Keep the roots of the subtrees that became complete."""
    height = STEP
    while new >> height:
        first, end = old >> height, new >> height
        if first < end:
            below = first * WIDTH, end * WIDTH
            query, values = (_LEAVES, below) if height == STEP else (_ROOTS, (height - STEP, *below))
            row = connection.execute(query, values).fetchone()
            made = _roots_above(row["hashes"] if row else None, end - first)
            connection.execute(_KEEP, (height, first, made))
        height += STEP


def _roots_above(hashes: bytes | None, wanted: int) -> list[bytes]:
    length = WIDTH * HASH_BYTES
    if hashes is None or len(hashes) != wanted * length:
        raise Altered("a hash that was kept is gone")
    return [complete_root(hashes[start : start + length]) for start in range(0, len(hashes), length)]


def _number(cursor: psycopg.Cursor[DictRow]) -> int:
    row = cursor.fetchone()
    if row is None:
        raise RuntimeError("a number without a row")
    return int(row["n"])
