"""Changes of the keywords of one schema: which of them narrow what it takes, and which widen it."""

from collections.abc import Callable
from typing import Any

from contracts.gate.breach import Change, Changes, Effect

Rule = Callable[[str, Any, Any], Effect | None]

# These describe; they decide nothing about what a schema takes.
ANNOTATIONS = frozenset(
    {"title", "description", "examples", "example", "deprecated", "readOnly", "writeOnly", "contentMediaType"}
    | {"$id", "$schema", "$anchor", "$defs", "$comment"}
)
# These are compared where the schema's parts are walked.
STRUCTURE = frozenset(
    {"$ref", "type", "anyOf", "oneOf", "allOf", "properties", "required", "additionalProperties", "items", "default"}
)


def _lower_bound(_: str, old: Any, new: Any) -> Effect:
    raised = new is not None and (old is None or new > old)
    return Effect.NARROWED if raised else Effect.WIDENED


def _upper_bound(_: str, old: Any, new: Any) -> Effect:
    lowered = new is not None and (old is None or new < old)
    return Effect.NARROWED if lowered else Effect.WIDENED


def _restriction(_: str, old: Any, new: Any) -> Effect:
    """Of two different patterns or formats no one can say which takes more."""
    if old is None:
        return Effect.NARROWED
    return Effect.WIDENED if new is None else Effect.CHANGED


def _switch(_: str, old: Any, new: Any) -> Effect | None:
    if bool(old) == bool(new):
        return None
    return Effect.NARROWED if new else Effect.WIDENED


def _unknown(_: str, old: Any, new: Any) -> Effect:  # noqa: ARG001
    return Effect.CHANGED


RULES: dict[str, Rule] = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"), _lower_bound),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"), _upper_bound),
    **dict.fromkeys(("pattern", "format", "multipleOf", "contentEncoding"), _restriction),
    "uniqueItems": _switch,
}


def keyword_changes(old: dict[str, Any], new: dict[str, Any], place: str) -> Changes:
    """The changes of one schema's own keywords; a keyword that no rule knows may not change at all."""
    yield from _value_changes(old, new, place)
    for keyword in sorted({*old, *new} - ANNOTATIONS - STRUCTURE - {"enum", "const"}):
        before, after = old.get(keyword), new.get(keyword)
        if before == after:
            continue
        effect = RULES.get(keyword, _unknown)(keyword, before, after)
        if effect:
            yield Change(place, f"{keyword} changed", f"{_shown(before)} → {_shown(after)}", effect)


def _value_changes(old: dict[str, Any], new: dict[str, Any], place: str) -> Changes:
    before, after = _values(old), _values(new)
    if before == after:
        return
    if before is None or after is None:
        effect = Effect.NARROWED if before is None else Effect.WIDENED
        yield Change(place, "enumeration changed", f"{_shown(before)} → {_shown(after)}", effect)
        return
    if len(before) == len(after) == 1:
        yield Change(place, "constant changed", f"{before[0]!r} → {after[0]!r}", Effect.CHANGED)
        return
    if gone := [value for value in before if value not in after]:
        yield Change(place, "value removed", ", ".join(map(repr, gone)), Effect.NARROWED)
    if come := [value for value in after if value not in before]:
        yield Change(place, "value added", ", ".join(map(repr, come)), Effect.WIDENED)


def _values(schema: dict[str, Any]) -> list[Any] | None:
    """A constant is an enumeration of one; order says nothing."""
    if "const" in schema:
        return [schema["const"]]
    return sorted(schema["enum"], key=repr) if "enum" in schema else None


def _shown(value: Any) -> str:
    return "none" if value is None else repr(value)
