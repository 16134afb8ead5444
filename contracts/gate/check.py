"""Everything that is published, before and after: which changes are refused."""

import json
from collections.abc import Iterator, Mapping

from contracts.gate.api import api_breaches
from contracts.gate.breach import Breach, Change, Effect, Use, judge
from contracts.gate.golden import ASYNCAPI, EXAMPLES, LOCK, OPENAPI, PUBLISHED, Files, locked
from contracts.gate.schema import Comparison

# Made from the events and the topology, which are compared themselves.
DERIVED = {ASYNCAPI}
LOCK_NAME = LOCK.rpartition("/")[2]


def breaches(golden: Files, candidate: Files, recorded: Mapping[str, str]) -> list[Breach]:
    """What the candidate would break of what the golden files promise.

    `recorded` has the digest of each example as it is now. A file that the golden ones do not have is new and free.
    """
    found = [*_examples(golden.get(LOCK_NAME, ""), recorded)]
    for name, text in golden.items():
        if name.endswith(".json") and name not in DERIVED:
            found += _document(name, text, candidate.get(name))
    return found


def _document(name: str, golden: str, candidate: str | None) -> list[Breach]:
    file = f"{PUBLISHED}/{name}"
    if candidate is None:
        gone = Change("", "contract removed", "no model makes it any more", Effect.CHANGED)
        return judge(file, iter([gone]), Use.EVENT)
    old, new = json.loads(golden), json.loads(candidate)
    if name == OPENAPI:
        return api_breaches(file, old, new)
    return judge(file, Comparison(old, new).changes(old, new), Use.EVENT)


def _examples(lock: str, recorded: Mapping[str, str]) -> Iterator[Breach]:
    for path, digest in locked(lock).items():
        if recorded.get(path) != digest:
            change = "edited" if path in recorded else "removed"
            reason = "what was once sent must parse for ever: record another one beside it"
            yield Breach(f"{EXAMPLES}/{path}", "", "recorded example changed", change, reason)
