"""What is published: the files of `contracts/`, in the work tree or as they stand in a commit."""

import hashlib
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = "contracts/published"
EXAMPLES = "contracts/examples"
LOCK = f"{PUBLISHED}/examples.lock"
OPENAPI = "openapi.json"
ASYNCAPI = "asyncapi.json"
LANDED = "origin/main"

Files = Mapping[str, str]


class UnknownCommit(Exception):
    """There is no such commit to compare with."""


def published(commit: str | None = None, root: Path = ROOT) -> Files:
    """Name → text of each published file: of a commit, or of the work tree when there is none to compare with."""
    if commit is None:
        return {path.name: path.read_text() for path in sorted((root / PUBLISHED).glob("*")) if path.is_file()}
    names = _git(root, "ls-tree", "--name-only", commit, f"{PUBLISHED}/").split()
    return {Path(name).name: _git(root, "show", f"{commit}:{name}") for name in names}


def landed_commit(root: Path = ROOT) -> str | None:
    """The commit that others already have, if this copy knows it: what is not in it may still change."""
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", f"{LANDED}^{{commit}}").strip()
    except UnknownCommit:
        return None


def digests(root: Path = ROOT) -> dict[str, str]:
    """Path below `contracts/examples` → SHA-256 of each recorded example."""
    folder = root / EXAMPLES
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.json"))
    }


def lock_text(digests: Mapping[str, str]) -> str:
    """The lock of the examples, in the form that `sha256sum --check` reads inside `contracts/examples`."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def locked(text: str) -> dict[str, str]:
    """Path → digest, as a lock says."""
    return {path: digest for digest, path in (line.split("  ", 1) for line in text.splitlines())}


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(("git", "-C", str(root), *arguments), capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise UnknownCommit("git is not installed") from None
    except subprocess.CalledProcessError as error:
        raise UnknownCommit(error.stderr.strip() or f"git {arguments[0]} found nothing") from None
    return done.stdout
