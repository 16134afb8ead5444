"""The hashes that are kept, and how any other one follows from them.

Kept are the leaves and the roots of complete subtrees of 256, 65,536, … leaves: a 256th more than the leaves alone. Any
other hash is made of at most 256 of them, so a proof reads a few hundred hashes whatever the size of the log.
"""

from collections.abc import Iterable, Iterator, Sequence

from services.gateway.audit.merkle import HASH_BYTES, Span, Subtree, complete_root, fold, subtrees

STEP = 8
WIDTH = 1 << STEP

# For each range its hashes, one after the other; every range is within complete subtrees, so that they are all there.
# The limit is for the planner: it would guess millions of rows, and then compile what takes a millisecond.
READ = f"""
    SELECT CASE WHEN height = 0
        THEN (SELECT string_agg(leaf_hash, ''::bytea ORDER BY position) FROM (
            SELECT position, leaf_hash FROM audit_entry
            WHERE position >= first AND position < first + hashes ORDER BY position LIMIT {WIDTH}) AS leaf)
        ELSE (SELECT string_agg(hash, ''::bytea ORDER BY position) FROM (
            SELECT position, hash FROM audit_subtree kept
            WHERE kept.height = asked.height AND position >= first AND position < first + hashes
            ORDER BY position LIMIT {WIDTH}) AS root) END AS found
    FROM unnest(%s::smallint[], %s::bigint[], %s::integer[]) WITH ORDINALITY AS asked (height, first, hashes, nth)
    ORDER BY nth
"""  # noqa: S608  our own text


class Damaged(Exception):
    """A hash that must be there is not: somebody has removed a part of the log."""


class Plan:
    """What must be read for the hashes of some spans, and how they are made of it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = [tuple(subtrees(span)) for span in spans]
        self._asked = [(tree, *_range(tree)) for trees in self._spans for tree in trees]

    @property
    def values(self) -> tuple[list[int], list[int], list[int]]:
        """The values of READ."""
        return (
            [height for _, height, _, _ in self._asked],
            [first for _, _, first, _ in self._asked],
            [hashes for _, _, _, hashes in self._asked],
        )

    def hashes(self, found: Sequence[bytes | None]) -> list[bytes]:
        """The hash of each span. Raises Damaged."""
        roots = self._roots(found)
        return [fold([next(roots) for _ in trees]) for trees in self._spans]

    def _roots(self, found: Sequence[bytes | None]) -> Iterator[bytes]:
        for (tree, _, _, hashes), content in zip(self._asked, found, strict=True):
            if content is None or len(content) != hashes * HASH_BYTES:
                raise Damaged(f"subtree {tree.position} of height {tree.height}")
            yield complete_root(content)


def _range(tree: Subtree) -> tuple[int, int, int]:
    """The height at which hashes are kept, and the first and the number of those below this subtree."""
    above = tree.height % STEP
    return tree.height - above, tree.position << above, 1 << above
