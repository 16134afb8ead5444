"""Two versions of a JSON Schema, walked side by side."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from contracts.gate.breach import Change, Changes, Effect
from contracts.gate.keywords import keyword_changes

Schema = dict[str, Any]

_KIND_OF_VALUE = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


class Document:
    """A JSON document in which local references are followed."""

    def __init__(self, root: Schema) -> None:
        self._root = root

    def plain(self, schema: Any) -> Schema:
        """A schema with its reference replaced by what it points to and its `allOf` merged into it."""
        if schema is False:
            return {"not": {}}
        if not isinstance(schema, dict):
            return {}
        merged: Schema = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
        parts = [self._at(schema["$ref"])] if "$ref" in schema else []
        for part in map(self.plain, [*parts, *schema.get("allOf", [])]):
            properties = {**part.get("properties", {}), **merged.get("properties", {})}
            required = [*part.get("required", []), *merged.get("required", [])]
            merged = {**part, **merged, **({"properties": properties} if properties else {}), "required": required}
        return merged

    def alternatives(self, schema: Any) -> list[Schema]:
        """What a value may be, one schema for each kind."""
        plain = self.plain(schema)
        for union in ("anyOf", "oneOf"):
            if union in plain:
                return [kind for option in plain[union] for kind in self.alternatives(option)]
        if isinstance(plain.get("type"), list):
            return [{**plain, "type": one} for one in plain["type"]]
        return [plain]

    def _at(self, reference: str) -> Any:
        here: Any = self._root
        for step in reference.removeprefix("#/").split("/"):
            here = here[step.replace("~1", "/").replace("~0", "~")]
        return here


class Comparison:
    """The changes from one document to the next; remembers where it has been, since schemas may hold themselves."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self._old, self._new = Document(old), Document(new)
        self._seen: set[tuple[str, str]] = set()

    def changes(self, old: Any, new: Any, place: str = "") -> Changes:
        """Every change between a part of the old document and the same part of the new one."""
        both = (_reference(old), _reference(new))
        if all(both):
            if both in self._seen:
                return
            self._seen.add(both)
        before, after = self._old.alternatives(old), self._new.alternatives(new)
        for one, other in _paired(before, after):
            if one is None and other is not None:
                yield Change(place, _null_or("alternative added", other), _kind(other), Effect.WIDENED)
            elif other is None and one is not None:
                yield Change(place, _null_or("alternative removed", one), _kind(one), Effect.NARROWED)
            elif one is not None and other is not None:
                yield from self._of_one_kind(one, other, place)

    def _of_one_kind(self, old: Schema, new: Schema, place: str) -> Changes:
        if _kind(old) != _kind(new):
            yield Change(place, "type changed", f"{_kind(old)} → {_kind(new)}", _type_effect(_kind(old), _kind(new)))
            return
        yield from keyword_changes(old, new, place)
        yield from self._properties(old, new, place)
        if "items" in old or "items" in new:
            yield from self.changes(old.get("items"), new.get("items"), f"{place}/*")
        yield from self._additional(old, new, place)

    def _properties(self, old: Schema, new: Schema, place: str) -> Changes:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed_before, needed = set(old.get("required", [])), set(new.get("required", []))
        for name in before.keys() - after.keys():
            yield Change(f"{place}/{name}", "field removed", "removed or renamed", Effect.CHANGED)
        for name in (after.keys() - before.keys()) & needed:
            yield Change(f"{place}/{name}", "required field added", "not optional", Effect.NARROWED)
        for name in sorted(before.keys() & after.keys()):
            there = f"{place}/{name}"
            if (name in needed) != (name in needed_before):
                effect = Effect.NARROWED if name in needed else Effect.WIDENED
                yield Change(there, "field required" if name in needed else "field optional", "was not", effect)
            elif name not in needed:
                yield from self._default(before[name], after[name], there)
            yield from self.changes(before[name], after[name], there)

    def _default(self, old: Any, new: Any, place: str) -> Changes:
        before, after = (self._old.plain(old).get("default"), self._new.plain(new).get("default"))
        if before != after:
            # A fact that leaves the field out would now say something else.
            yield Change(place, "default changed", f"{before!r} → {after!r}", Effect.NARROWED)

    def _additional(self, old: Schema, new: Schema, place: str) -> Changes:
        before, after = old.get("additionalProperties", True), new.get("additionalProperties", True)
        if before is not False and after is False:
            yield Change(place, "unknown fields refused", "additionalProperties → false", Effect.NARROWED)
        elif before is False and after is not False:
            yield Change(place, "unknown fields allowed", "additionalProperties → true", Effect.WIDENED)
        elif isinstance(before, dict) or isinstance(after, dict):
            yield from self.changes(before, after, f"{place}/*")


def _reference(schema: Any) -> str:
    return schema.get("$ref", "") if isinstance(schema, dict) else ""


def _kind(schema: Schema) -> str:
    if "type" in schema:
        return str(schema["type"])
    if "const" in schema or "enum" in schema:
        value = schema["const"] if "const" in schema else schema["enum"][0]
        return _KIND_OF_VALUE.get(type(value), "any")
    return "object" if "properties" in schema else "any"


def _null_or(rule: str, schema: Schema) -> str:
    if _kind(schema) != "null":
        return rule
    return "null allowed" if rule.endswith("added") else "null refused"


def _type_effect(old: str, new: str) -> Effect:
    if "any" in (old, new) or {old, new} == {"integer", "number"}:
        return Effect.WIDENED if new in ("any", "number") and old != "any" else Effect.NARROWED
    return Effect.CHANGED


def _paired(old: list[Schema], new: list[Schema]) -> Iterator[tuple[Schema | None, Schema | None]]:
    """Alternatives of the same kind belong together; among objects, those of the same title."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    kinds: defaultdict[tuple[str, str], tuple[list[Schema], list[Schema]]] = defaultdict(lambda: ([], []))
    for side, schemas in enumerate((old, new)):
        for schema in schemas:
            kind = _kind(schema)
            kinds[kind, str(schema.get("title")) if kind == "object" else ""][side].append(schema)
    for before, after in kinds.values():
        yield from zip_longest(before, after)
