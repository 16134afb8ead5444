"""`python -m contracts.gate [--against COMMIT] [--openapi FILE]`: ends with 1 and a line for each refused change."""

import argparse
import sys
from pathlib import Path

from contracts.gate.check import breaches
from contracts.gate.golden import OPENAPI, UnknownCommit, digests, landed_commit, published
from contracts.schemas import as_text, event_schemas


def main() -> int:
    """Compare what the models make now with what is published."""
    arguments = _arguments()
    try:
        golden = published(arguments.against or landed_commit())
    except UnknownCommit as error:
        print(f"contracts.gate: {error}", file=sys.stderr)  # noqa: T201
        return 2
    candidate = {name: as_text(schema) for name, schema in event_schemas().items()}
    now = published()
    if arguments.openapi or OPENAPI in now:
        candidate[OPENAPI] = arguments.openapi.read_text() if arguments.openapi else now[OPENAPI]
    found = breaches(golden, candidate, digests())
    for breach in found:
        print(breach)  # noqa: T201
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m contracts.gate", description=__doc__)
    parser.add_argument("--against", metavar="COMMIT", help="what is published; else origin/main, else the work tree")
    parser.add_argument("--openapi", metavar="FILE", type=Path, help="the API as it is now; else the published file")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
