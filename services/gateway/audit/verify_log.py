"""Checks a city's log from outside: keep this one file; it needs Python 3.11 and `cryptography`, and nothing of ours.

    python verify_log.py log EXPORT --key KEY [--kept CHECKPOINT ...]
    python verify_log.py inclusion PROOF --key KEY
    python verify_log.py consistency PROOF OLD_CHECKPOINT --key KEY

KEY is the log's public key as C2SP signed-note writes it (`name+id+key`), or a file with it; get it once, and keep it.
EXPORT is a folder: `entri.jsonl` has one entry a line, `daun.txt` the hash of each in base64, and `titik-periksa/`
signed checkpoints. CHECKPOINT files are those that you kept from earlier: only they show that somebody with the key cut
the log off or wrote it anew. A PROOF is an answer of `/v1/audit/bukti/{id}` or `/v1/audit/konsistensi`.

Exit status 0: the log is whole. 1: it is not, with a line for each thing found. 2: it could not be read.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MOST_FINDINGS = 20


class Unreadable(Exception):
    """A file is not what it should be."""


@dataclass(frozen=True)
class Key:
    """A log's name and public key."""

    name: str
    id: bytes
    public: Ed25519PublicKey

    @classmethod
    def parse(cls, text: str) -> "Key":
        """From `name+id+key`."""
        try:
            name, id, encoded = text.strip().split("+", 2)
            raw = base64.b64decode(encoded, validate=True)
            named = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
            if raw[:1] != b"\x01" or len(raw) != 33 or named != bytes.fromhex(id):
                raise ValueError
        except ValueError:
            raise Unreadable("the key is no Ed25519 key of a signed note") from None
        return cls(name, bytes.fromhex(id), Ed25519PublicKey.from_public_bytes(raw[1:]))


@dataclass(frozen=True)
class Checkpoint:
    """What somebody signed: so many entries, under this root."""

    size: int
    root: bytes

    @classmethod
    def parse(cls, note: str, key: Key) -> "Checkpoint":
        """From a signed note. Raises Unreadable unless the log's key signed it."""
        text, _, signatures = note.rpartition("\n\n")
        lines = f"{text}\n".splitlines()
        if len(lines) < 3 or lines[0] != key.name:
            raise Unreadable("this is no checkpoint of this log")
        if not any(_signed(f"{text}\n", line, key) for line in signatures.splitlines()):
            raise Unreadable("no signature of this log's key stands under the checkpoint")
        if not (lines[1].isascii() and lines[1].isdigit()) or str(int(lines[1])) != lines[1]:
            raise Unreadable("the size of the checkpoint is no number")
        return cls(int(lines[1]), _hash(lines[2]))


def _signed(text: str, line: str, key: Key) -> bool:
    try:
        dash, name, encoded = line.split(" ")
        raw = base64.b64decode(encoded, validate=True)
        if dash != "—" or name != key.name or raw[:4] != key.id:
            return False
        key.public.verify(raw[4:], text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


class Tree:
    """The root of a growing log; keeps one hash for each complete subtree, so that a log of any length fits."""

    def __init__(self) -> None:
        self.size = 0
        self._complete: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        """Append the hash of an entry."""
        height, node = 0, leaf
        while self._complete and self._complete[-1][0] == height:
            node = _node(self._complete.pop()[1], node)
            height += 1
        self._complete.append((height, node))
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root as of now."""
        if not self._complete:
            return hashlib.sha256(b"").digest()
        root = self._complete[-1][1]
        for _, left in reversed(self._complete[:-1]):
            root = _node(left, root)
        return root


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def check_log(export: Path, key: Key, kept: list[Path]) -> Iterator[str]:
    """Every way in which an export is not the log that was signed."""
    notes = (*sorted((export / "titik-periksa").glob("*.txt")), *kept)
    signed = [(path.name, _checkpoint(path, key)) for path in notes]
    if not signed:
        raise Unreadable("there is no checkpoint to compare with")
    by_size: dict[int, list[tuple[str, Checkpoint]]] = {}
    for name, checkpoint in signed:
        by_size.setdefault(checkpoint.size, []).append((name, checkpoint))
    yield from _forks(by_size)
    tree = Tree()
    yield from _compare(tree, by_size.pop(0, []), 0)
    sound = 0
    for leaf, finding in _leaves(export):
        if finding:
            yield finding
        if leaf is None:
            continue
        tree.add(leaf)
        if tree.size in by_size:
            differing = list(_compare(tree, by_size.pop(tree.size), sound))
            sound = sound if differing else tree.size
            yield from differing
    for size, missing in sorted(by_size.items()):
        names = ", ".join(name for name, _ in missing)
        yield f"the log was cut off: {names} has {size} entries, and there are {tree.size}"


def _forks(by_size: dict[int, list[tuple[str, Checkpoint]]]) -> Iterator[str]:
    for size, signed in by_size.items():
        if len({checkpoint.root for _, checkpoint in signed}) > 1:
            names = ", ".join(name for name, _ in signed)
            yield f"fork: {names} are signed for {size} entries each, with different roots"


def _compare(tree: Tree, signed: list[tuple[str, Checkpoint]], sound: int) -> Iterator[str]:
    for name, checkpoint in signed:
        if checkpoint.root != tree.root:
            where = f"entries {sound} to {tree.size - 1} are not those that {name} was signed for"
            yield f"{where}: altered, removed, inserted, moved, or a fork"


def _leaves(export: Path) -> Iterator[tuple[bytes | None, str | None]]:
    """The hash of each entry, and what is wrong with its line; the list of hashes tells which line it is."""
    with (export / "entri.jsonl").open("rb") as entries, (export / "daun.txt").open("rb") as hashes:
        for position, (line, listed) in enumerate(zip_longest(entries, hashes)):
            if line is None:
                yield None, f"entry {position} is missing, and its hash is listed"
                continue
            leaf = leaf_hash(line.removesuffix(b"\n"))
            right = listed is not None and listed.strip() == base64.b64encode(leaf)
            yield leaf, None if right else f"entry {position} is not the one whose hash is listed"


def check_inclusion(proof: dict[str, object], key: Key) -> Iterator[str]:
    """Whether an answer of `/v1/audit/bukti/{id}` proves that its entry is in the log (RFC 9162, 2.1.3.2)."""
    checkpoint = Checkpoint.parse(str(proof["titik_periksa"]), key)
    position, last = int(str(proof["posisi"])), checkpoint.size - 1
    node = leaf_hash(str(proof["entri"]).encode())
    if not 0 <= position <= last:
        yield f"there is no entry {position} in a log of {checkpoint.size}"
        return
    for sibling in _hashes(proof["jalur"]):
        if last == 0:
            yield "the proof is longer than the log is high"
            return
        if position % 2 or position == last:
            node = _node(sibling, node)
            while position and not position % 2:
                position, last = position >> 1, last >> 1
        else:
            node = _node(node, sibling)
        position, last = position >> 1, last >> 1
    if last != 0 or node != checkpoint.root:
        yield "the proof does not lead to the root that was signed"


def check_consistency(proof: dict[str, object], old: Checkpoint, key: Key) -> Iterator[str]:
    """Whether an answer of `/v1/audit/konsistensi` proves that the log continues an earlier one (RFC 9162, 2.1.4.2)."""
    new = Checkpoint.parse(str(proof["titik_periksa"]), key)
    path = _hashes(proof["jalur"])
    if old.size > new.size:
        yield f"the log was cut off: it had {old.size} entries, and has {new.size}"
        return
    if old.size in (0, new.size):
        if path or (old.size and old.root != new.root):
            yield f"fork: two logs of {old.size} entries with different roots"
        return
    if not path or not _continues(path, old, new):
        yield f"fork: the log of {new.size} entries does not continue the one of {old.size}"


def _continues(path: list[bytes], old: Checkpoint, new: Checkpoint) -> bool:
    position, last = old.size - 1, new.size - 1
    if old.size & position == 0:
        path = [old.root, *path]
    while position % 2:
        position, last = position >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position % 2 or position == last:
            before, after = _node(sibling, before), _node(sibling, after)
            while position and not position % 2:
                position, last = position >> 1, last >> 1
        else:
            after = _node(after, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and before == old.root and after == new.root


def _hashes(encoded: object) -> list[bytes]:
    if not isinstance(encoded, list) or len(encoded) > 128:
        raise Unreadable("the path of the proof is no list of hashes")
    return [_hash(str(text)) for text in encoded]


def _hash(text: str) -> bytes:
    raw = base64.b64decode(text, validate=True)
    if len(raw) != 32:
        raise Unreadable("a hash has not 32 bytes")
    return raw


def _checkpoint(path: Path, key: Key) -> Checkpoint:
    try:
        return Checkpoint.parse(path.read_text("utf-8"), key)
    except (Unreadable, ValueError) as error:
        raise Unreadable(f"{path}: {error}") from None


def main(arguments: list[str]) -> int:
    """Check what is asked for, and say what is wrong."""
    asked = _parser().parse_args(arguments)
    try:
        key = Key.parse(Path(asked.key).read_text() if Path(asked.key).is_file() else asked.key)
        if asked.command == "log":
            return _tell(check_log(asked.export, key, asked.kept), "the log is whole")
        proof = json.loads(asked.proof.read_text("utf-8"))
        if asked.command == "inclusion":
            return _tell(check_inclusion(proof, key), "the entry is in the log")
        return _tell(check_consistency(proof, _checkpoint(asked.old, key), key), "the log only grew")
    except (Unreadable, OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"could not be checked: {error}\n")
        return 2


def _tell(findings: Iterator[str], praise: str) -> int:
    number = 0
    for number, finding in enumerate(findings, 1):
        if number <= MOST_FINDINGS:
            sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{number} findings\n" if number else f"{praise}\n")
    return 1 if number else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    log = commands.add_parser("log", help="a whole log")
    log.add_argument("export", type=Path)
    log.add_argument("--kept", type=Path, nargs="*", default=[], help="checkpoints that you kept from earlier")
    inclusion = commands.add_parser("inclusion", help="one entry")
    consistency = commands.add_parser("consistency", help="that a log continues an earlier one")
    for command in (inclusion, consistency):
        command.add_argument("proof", type=Path)
    consistency.add_argument("old", type=Path)
    for command in (log, inclusion, consistency):
        command.add_argument("--key", required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
