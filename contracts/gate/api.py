"""Two versions of an OpenAPI document: what clients send may not be taken less, what they read may not become more."""

from collections.abc import Iterator
from typing import Any

from contracts.gate.breach import Breach, Change, Effect, Use, judge
from contracts.gate.schema import Comparison, Document

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
Json = dict[str, Any]


def api_breaches(file: str, old: Json, new: Json) -> list[Breach]:
    """What a client of the old API could no longer do with the new one."""
    return list(_Api(file, old, new).operations())


class _Api:
    def __init__(self, file: str, old: Json, new: Json) -> None:
        self._file, self._old, self._new = file, old, new
        self._documents = Document(old), Document(new)

    def operations(self) -> Iterator[Breach]:
        for path, item in self._old.get("paths", {}).items():
            for method in METHODS:
                if method not in item:
                    continue
                place = f"{method.upper()} {path}"
                new = self._new.get("paths", {}).get(path, {}).get(method)
                if new is None:
                    yield self._refuse(place, "call removed", "removed or renamed")
                else:
                    yield from self._operation(item[method], new, place)

    def _operation(self, old: Json, new: Json, place: str) -> Iterator[Breach]:
        if missing := [way for way in _ways_in(old, self._old) if way not in _ways_in(new, self._new)]:
            yield self._refuse(place, "way in removed", f"{missing} no longer opens it")
        yield from self._parameters(old, new, place)
        yield from self._request(old.get("requestBody"), new.get("requestBody"), f"{place} body")
        yield from self._responses(old.get("responses", {}), new.get("responses", {}), place)

    def _parameters(self, old: Json, new: Json, place: str) -> Iterator[Breach]:
        before, after = (
            {(one["in"], one["name"]): one for one in map(document.plain, operation.get("parameters", []))}
            for document, operation in zip(self._documents, (old, new), strict=True)
        )
        for key in before.keys() - after.keys():
            yield self._refuse(f"{place} {'/'.join(key)}", "parameter removed", "removed or renamed")
        for key, parameter in after.items():
            needed = parameter.get("required", False)
            if needed and not before.get(key, {}).get("required", False):
                yield self._refuse(f"{place} {'/'.join(key)}", "parameter required", "was not", Effect.NARROWED)
            if key in before:
                there = f"{place} {'/'.join(key)}"
                yield from self._schemas(before[key].get("schema"), parameter.get("schema"), there, Use.RECEIVED)

    def _request(self, old: Json | None, new: Json | None, place: str) -> Iterator[Breach]:
        before, after = (d.plain(body) for d, body in zip(self._documents, (old, new), strict=True))
        if after.get("required") and not before.get("required"):
            yield self._refuse(place, "body required", "was not", Effect.NARROWED)
        yield from self._contents(before, after, place, Use.RECEIVED)

    def _responses(self, old: Json, new: Json, place: str) -> Iterator[Breach]:
        for status, answer in old.items():
            there = f"{place} {status}"
            if status in new:
                before, after = self._documents[0].plain(answer), self._documents[1].plain(new[status])
                yield from self._contents(before, after, there, Use.SENT)
            elif status.startswith(("2", "3")):
                yield self._refuse(there, "answer removed", "a client waits for it")

    def _contents(self, old: Json, new: Json, place: str, use: Use) -> Iterator[Breach]:
        after = new.get("content", {})
        for media_type, content in old.get("content", {}).items():
            if media_type in after:
                yield from self._schemas(content.get("schema"), after[media_type].get("schema"), place, use)
            else:
                yield self._refuse(place, "media type removed", media_type)

    def _schemas(self, old: Any, new: Any, place: str, use: Use) -> list[Breach]:
        # A comparison of its own for each use: a part that both a request and an answer hold is judged twice.
        return judge(self._file, Comparison(self._old, self._new).changes(old, new, f"{place} "), use)

    def _refuse(self, place: str, rule: str, change: str, effect: Effect = Effect.CHANGED) -> Breach:
        return judge(self._file, iter([Change(place, rule, change, effect)]), Use.EVENT)[0]


def _ways_in(operation: Json, document: Json) -> list[Any]:
    """The alternative security requirements of a call; an empty one stands for everyone."""
    return operation.get("security", document.get("security")) or [{}]
