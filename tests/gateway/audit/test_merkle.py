"""The tree is that of RFC 9162, 2.1, written down here as simply as there; the outsider believes its proofs."""

import base64
import hashlib
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.audit import stored
from services.gateway.audit.merkle import EMPTY_ROOT, Span, complete_root, consistency, fold, inclusion, leaf_hash
from services.gateway.audit.merkle import subtrees as complete_subtrees
from services.gateway.audit.verify_log import Checkpoint, Key, check_consistency, check_inclusion
from tests.gateway.audit.signing import KEY, SIGNER

sizes = st.integers(1, 700)


def leaves(size: int, salt: str = "") -> list[bytes]:
    return [leaf_hash(f"entri {salt}{position}".encode()) for position in range(size)]


def mth(hashes: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, over hashes of leaves."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(hashes[:k]) + mth(hashes[k:])).digest()


def path(m: int, hashes: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(hashes) == 1:
        return []
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if m < k:
        return [*path(m, hashes[:k]), mth(hashes[k:])]
    return [*path(m - k, hashes[k:]), mth(hashes[:k])]


def subproof(m: int, hashes: list[bytes], b: bool) -> list[bytes]:
    """SUBPROOF of RFC 9162, 2.1.4.1."""
    if m == len(hashes):
        return [] if b else [mth(hashes)]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if m <= k:
        return [*subproof(m, hashes[:k], b), mth(hashes[k:])]
    return [*subproof(m - k, hashes[k:], False), mth(hashes[:k])]


def hashes_of(spans: list[Span], all_leaves: list[bytes]) -> list[bytes]:
    """What the gateway computes from what it keeps: leaves, and roots of complete subtrees of 256."""
    plan = stored.Plan(spans)
    return plan.hashes([b"".join(_kept(*asked, all_leaves)) for asked in zip(*plan.values, strict=True)])


def _kept(height: int, first: int, hashes: int, all_leaves: list[bytes]) -> Iterator[bytes]:
    width = 1 << height
    for position in range(first, first + hashes):
        below = all_leaves[position * width : (position + 1) * width]
        assert len(below) == width, "only complete subtrees are kept"
        yield complete_root(b"".join(below))


def encoded(hashes: list[bytes]) -> list[str]:
    return [base64.b64encode(each).decode() for each in hashes]


@given(sizes)
def test_the_root_is_that_of_the_standard(size: int) -> None:
    assert hashes_of([Span(0, size)], leaves(size)) == [mth(leaves(size))]


def test_the_root_of_nothing_is_that_of_the_standard() -> None:
    assert fold([]) == EMPTY_ROOT == mth([])


@given(sizes, st.data())
def test_a_path_to_an_entry_is_that_of_the_standard(size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))

    assert hashes_of(inclusion(position, size), leaves(size)) == path(position, leaves(size))


@given(sizes, st.data())
def test_a_proof_of_continuation_is_that_of_the_standard(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))

    assert hashes_of(consistency(old, size), leaves(size)) == subproof(old, leaves(size), True)


@given(sizes, st.data())
def test_the_outsiders_checker_believes_a_true_proof_and_no_other_entry(size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))
    proof: dict[str, object] = {
        "posisi": position,
        "entri": f"entri {position}",
        "jalur": encoded(path(position, leaves(size))),
        "titik_periksa": SIGNER.sign(size, mth(leaves(size))),
    }
    key = Key.parse(KEY)

    assert list(check_inclusion(proof, key)) == []
    assert list(check_inclusion(proof | {"entri": f"entri {position}x"}, key)) != []
    other = data.draw(st.integers(0, size).filter(lambda found: found != position))
    assert list(check_inclusion(proof | {"posisi": other}, key)) != []


@given(sizes, st.data())
def test_the_outsiders_checker_believes_a_true_continuation_and_no_fork(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    proof: dict[str, object] = {
        "jalur": encoded(subproof(old, leaves(size), True)),
        "titik_periksa": SIGNER.sign(size, mth(leaves(size))),
    }
    key = Key.parse(KEY)

    assert list(check_consistency(proof, Checkpoint(old, mth(leaves(old))), key)) == []
    assert list(check_consistency(proof, Checkpoint(old, mth(leaves(old, "lain "))), key)) != []
    assert list(check_consistency(proof, Checkpoint(size + 1, mth(leaves(size + 1))), key)) != []


@given(st.integers(0, 1 << 40), st.integers(1, 1 << 40))
def test_a_span_is_cut_into_subtrees_without_gap_or_overlap(first: int, leaves: int) -> None:
    at = first
    for tree in complete_subtrees(Span(first, first + leaves)):
        assert tree.position << tree.height == at
        at += 1 << tree.height
    assert at == first + leaves
