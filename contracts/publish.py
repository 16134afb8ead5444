"""`python -m contracts.publish [--openapi FILE]`: writes what is published from the models, unless that breaks someone.

Schemas of events, the AsyncAPI document, the lock of the recorded examples and the table in `contracts/README.md` are
made here; the OpenAPI document is handed in, because only the gateway's application can make it
(`python -m services.gateway openapi | python -m contracts.publish --openapi -`).
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from contracts.asyncapi import asyncapi_document
from contracts.gate.check import breaches
from contracts.gate.golden import ASYNCAPI, LOCK, OPENAPI, PUBLISHED, ROOT, Files, digests, landed_commit, lock_text
from contracts.gate.golden import published as published_files
from contracts.schemas import as_text, event_schemas
from contracts.table import with_table

README = "contracts/README.md"


def documents(root: Path = ROOT, openapi: str | None = None) -> dict[str, str]:
    """Path below the root → text of everything that is published, as the models make it now."""
    files = {f"{PUBLISHED}/{name}": as_text(schema) for name, schema in event_schemas().items()}
    files[f"{PUBLISHED}/{ASYNCAPI}"] = as_text(asyncapi_document(root))
    files[LOCK] = lock_text(digests(root))
    files[README] = with_table((root / README).read_text())
    if openapi is not None:
        files[f"{PUBLISHED}/{OPENAPI}"] = as_text(json.loads(openapi))
    return files


def write(files: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """Write what differs, remove schemas that no model makes; return the paths that changed."""
    changed = []
    for path, text in files.items():
        target = root / path
        if not target.exists() or target.read_text() != text:
            target.write_text(text)
            changed.append(path)
    for old in sorted((root / PUBLISHED).glob("*.v*.json")):
        if f"{PUBLISHED}/{old.name}" not in files:
            old.unlink()
            changed.append(f"{PUBLISHED}/{old.name}")
    return changed


def main() -> int:
    """Publish, or say what would break."""
    parser = argparse.ArgumentParser(prog="python -m contracts.publish", description=__doc__)
    parser.add_argument("--openapi", metavar="FILE", help="the gateway's OpenAPI document; - reads standard input")
    given = parser.parse_args().openapi
    openapi = None if given is None else sys.stdin.read() if given == "-" else Path(given).read_text()
    files = documents(openapi=openapi)
    found = breaches(published_files(landed_commit()), _by_name(files), digests())
    for line in found or write(files):
        print(line)  # noqa: T201
    return 1 if found else 0


def _by_name(files: Mapping[str, str]) -> Files:
    now = published_files()
    kept = {OPENAPI: now[OPENAPI]} if OPENAPI in now else {}
    return {**kept, **{Path(path).name: text for path, text in files.items()}}


if __name__ == "__main__":
    sys.exit(main())
