"""Every kind of breaking change, planted in a schema and refused; and what must stay free."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from contracts.catalogue import EVENTS
from contracts.envelope import EventData
from contracts.gate.breach import Use, judge
from contracts.gate.check import breaches
from contracts.gate.schema import Comparison
from contracts.schemas import as_text, event_schema

TYPE = "dukcapil.contoh_terbit.v1"
FILE = f"{TYPE}.json"

OLD: dict[str, Any] = {
    "type": "object",
    "required": ["nomor", "jenis", "anak"],
    "properties": {
        "nomor": {"type": "string", "pattern": "^[0-9]+$", "minLength": 4, "maxLength": 10},
        "jenis": {"enum": ["A", "B"], "type": "string"},
        "tetap": {"const": "x"},
        "waktu": {"type": "string", "format": "date-time"},
        "berat": {"type": "integer", "minimum": 1, "maximum": 9},
        "catatan": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
        "anak": {"type": "array", "items": {"$ref": "#/$defs/Anak"}, "minItems": 1, "maxItems": 4},
        "lain": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "$defs": {"Anak": {"type": "object", "required": ["nama"], "properties": {"nama": {"type": "string"}}}},
}

Edit = Callable[[dict[str, Any]], object]


def _fields(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["properties"]
    return found


def _child(schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"]["Anak"]
    return found


def _refused(edit: Edit, old: dict[str, Any] = OLD) -> list[str]:
    new = copy.deepcopy(old)
    edit(new)
    return [str(breach) for breach in breaches({FILE: as_text(old)}, {FILE: as_text(new)}, {})]


REFUSED: dict[str, tuple[Edit, str]] = {
    "a field is removed": (lambda s: _fields(s).pop("catatan"), "/catatan: field removed"),
    "a field is renamed": (lambda s: _fields(s).update(no=_fields(s).pop("nomor")), "/nomor: field removed"),
    "a field deep inside is removed": (lambda s: _child(s)["properties"].pop("nama"), "/anak/*/nama: field removed"),
    "a required field is added": (
        lambda s: (_fields(s).update(baru={"type": "string"}), s["required"].append("baru")),
        "/baru: required field added",
    ),
    "a field becomes required": (lambda s: s["required"].append("waktu"), "/waktu: field required"),
    "a field becomes optional": (lambda s: s["required"].remove("nomor"), "/nomor: field optional"),
    "a type is changed": (lambda s: _fields(s)["nomor"].update(type="integer"), "/nomor: type changed"),
    "a whole number becomes any number": (lambda s: _fields(s)["berat"].update(type="number"), "/berat: type changed"),
    "a format is changed": (lambda s: _fields(s)["waktu"].update(format="date"), "/waktu: format changed"),
    "a format is dropped": (lambda s: _fields(s)["waktu"].pop("format"), "/waktu: format changed"),
    "a pattern is changed": (lambda s: _fields(s)["nomor"].update(pattern="^[0-9]*$"), "/nomor: pattern changed"),
    "a pattern is added": (lambda s: _child(s)["properties"]["nama"].update(pattern="^A"), "nama: pattern changed"),
    "a pattern is dropped": (lambda s: _fields(s)["nomor"].pop("pattern"), "/nomor: pattern changed"),
    "a value is taken away": (lambda s: _fields(s)["jenis"]["enum"].remove("B"), "/jenis: value removed: 'B'"),
    "a value is added": (lambda s: _fields(s)["jenis"]["enum"].append("C"), "/jenis: value added: 'C'"),
    "an enumeration is opened": (lambda s: _fields(s)["jenis"].pop("enum"), "/jenis: enumeration changed"),
    "a constant is changed": (lambda s: _fields(s)["tetap"].update(const="y"), "/tetap: constant changed"),
    "null is allowed": (
        lambda s: _fields(s).update(waktu={"anyOf": [OLD["properties"]["waktu"], {"type": "null"}]}),
        "/waktu: null allowed",
    ),
    "null is refused": (lambda s: _fields(s).update(catatan={"type": "string"}), "/catatan: null refused"),
    "a default is changed": (lambda s: _fields(s)["catatan"].update(default="-"), "/catatan: default changed"),
    "a text must be longer": (lambda s: _fields(s)["nomor"].update(minLength=5), "/nomor: minLength changed: 4 → 5"),
    "a text may be shorter": (lambda s: _fields(s)["nomor"].update(minLength=3), "/nomor: minLength changed"),
    "a text must be shorter": (lambda s: _fields(s)["nomor"].update(maxLength=9), "/nomor: maxLength changed"),
    "a text may be longer": (lambda s: _fields(s)["nomor"].pop("maxLength"), "/nomor: maxLength changed"),
    "a number may be smaller": (lambda s: _fields(s)["berat"].update(minimum=0), "/berat: minimum changed"),
    "a number must be smaller": (lambda s: _fields(s)["berat"].update(maximum=8), "/berat: maximum changed"),
    "a list must be longer": (lambda s: _fields(s)["anak"].update(minItems=2), "/anak: minItems changed"),
    "a list may be longer": (lambda s: _fields(s)["anak"].update(maxItems=5), "/anak: maxItems changed"),
    "what a list holds is changed": (
        lambda s: _fields(s)["anak"].update(items={"type": "string"}),
        "/anak/*: type changed",
    ),
    "unknown fields are refused": (lambda s: s.update(additionalProperties=False), "unknown fields refused"),
    "the values of a map are changed": (
        lambda s: _fields(s)["lain"].update(additionalProperties={"type": "integer"}),
        "/lain/*: type changed",
    ),
    "a keyword without a rule is added": (lambda s: s.update({"if": {}}), "/: if changed"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_gate_refuses_when(what: str) -> None:
    edit, expected = REFUSED[what]

    refused = _refused(edit)

    assert len(refused) == 1, refused
    assert refused[0].startswith(f"contracts/published/{FILE}: ")
    assert expected in refused[0]


def _new_part(schema: dict[str, Any]) -> None:
    schema["$defs"]["Baru"] = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}
    _fields(schema)["baru"] = {"anyOf": [{"$ref": "#/$defs/Baru"}, {"type": "null"}], "default": None}


FREE: dict[str, Edit] = {
    "nothing changes": lambda s: None,
    "an optional field is added": lambda s: _fields(s).update(baru={"type": "string", "default": ""}),
    "an optional field with parts of its own is added": _new_part,
    "an optional field is added deep inside": lambda s: _child(s)["properties"].update(baru={"type": "null"}),
    "a description is written": lambda s: _fields(s)["nomor"].update(description="nomor"),
    "a part is renamed": lambda s: (
        s["$defs"].update(AnakBaru=s["$defs"].pop("Anak")),
        _fields(s)["anak"].update(items={"$ref": "#/$defs/AnakBaru"}),
    ),
    "values stand in another order": lambda s: _fields(s)["jenis"]["enum"].reverse(),
}


@pytest.mark.parametrize("what", FREE)
def test_the_gate_lets_pass_when(what: str) -> None:
    assert _refused(FREE[what]) == []


def test_a_removed_event_version_is_refused() -> None:
    [breach] = breaches({FILE: as_text(OLD)}, {}, {})

    assert str(breach).startswith(f"contracts/published/{FILE}: /: contract removed")


def test_a_new_version_beside_the_old_one_is_free() -> None:
    both = {FILE: as_text(OLD), "dukcapil.contoh_terbit.v2.json": as_text({"type": "string"})}

    assert breaches({FILE: as_text(OLD)}, both, {}) == []


def test_a_schema_that_holds_itself_is_compared_to_its_end() -> None:
    tree: dict[str, Any] = {
        "$ref": "#/$defs/Pohon",
        "$defs": {
            "Pohon": {
                "type": "object",
                "properties": {
                    "nama": {"type": "string"},
                    "cabang": {"type": "array", "items": {"$ref": "#/$defs/Pohon"}},
                },
            }
        },
    }

    [breach] = _refused(lambda s: s["$defs"]["Pohon"]["properties"]["nama"].update(type="integer"), tree)

    assert "/nama: type changed" in breach


def test_a_recorded_example_may_be_joined_by_another_but_neither_edited_nor_removed() -> None:
    golden = {"examples.lock": f"{'a' * 64}  x.v1.json\n{'b' * 64}  y.v1.json\n"}

    assert breaches(golden, {}, {"x.v1.json": "a" * 64, "y.v1.json": "b" * 64, "z.v1.json": "c" * 64}) == []
    assert [str(breach).split(" (")[0] for breach in breaches(golden, {}, {"x.v1.json": "d" * 64})] == [
        "contracts/examples/x.v1.json: /: recorded example changed: edited",
        "contracts/examples/y.v1.json: /: recorded example changed: removed",
    ]


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_every_published_field_is_guarded(event: type[EventData]) -> None:
    """Take each field of each part of the real schema away, one at a time: none goes unnoticed."""
    schema = event_schema(event)
    parts = [schema, *schema["$defs"].values()]
    for place, part in enumerate(parts):
        for field in part.get("properties", {}):
            new = copy.deepcopy(schema)
            [new, *new["$defs"].values()][place]["properties"].pop(field)
            assert breaches({FILE: as_text(schema)}, {FILE: as_text(new)}, {}), (part.get("title"), field)


# Schemas small enough that two of them often have something to do with each other.
SCHEMAS = st.recursive(
    st.one_of(
        st.fixed_dictionaries({"type": st.just("integer")}, optional={"minimum": st.integers(0, 3)}),
        st.fixed_dictionaries({"type": st.just("string")}, optional={"maxLength": st.integers(1, 3)}),
        st.fixed_dictionaries({"enum": st.lists(st.sampled_from("ABC"), min_size=1, unique=True)}),
    ),
    lambda inner: st.one_of(
        st.builds(lambda items: {"type": "array", "items": items}, inner),
        st.builds(
            lambda fields, needed: {
                "type": "object",
                "properties": fields,
                "required": sorted(needed & fields.keys()),
            },
            st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
            st.sets(st.sampled_from("abc")),
        ),
    ),
    max_leaves=6,
)


@given(SCHEMAS)
def test_a_schema_is_compatible_with_itself(schema: dict[str, Any]) -> None:
    assert breaches({FILE: json.dumps(schema)}, {FILE: json.dumps(schema)}, {}) == []


@given(SCHEMAS, SCHEMAS)
def test_what_is_refused_one_way_is_refused_the_other_way_unless_a_field_was_added(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Events are read both ways; only the addition of an optional field has a direction."""
    there = breaches({FILE: json.dumps(one)}, {FILE: json.dumps(other)}, {})
    back = breaches({FILE: json.dumps(other)}, {FILE: json.dumps(one)}, {})

    if bool(there) != bool(back):
        assert {breach.rule for breach in there or back} == {"field removed"}


def values_of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What a sender could send by a schema: known fields only."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema.get("minimum", -1), 4)
    if schema["type"] == "string":
        return st.text("ABC", max_size=schema.get("maxLength", 4))
    if schema["type"] == "array":
        return st.lists(values_of(schema["items"]), max_size=2)
    fields = {name: values_of(part) for name, part in schema["properties"].items()}
    needed = {name: fields.pop(name) for name in schema["required"]}
    return st.fixed_dictionaries(needed, optional=fields)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data(), SCHEMAS, SCHEMAS)
def test_what_was_sent_before_is_still_taken_when_the_gate_lets_a_change_of_requests_pass(
    data: st.DataObject, old: dict[str, Any], new: dict[str, Any]
) -> None:
    assume(not judge(FILE, Comparison(old, new).changes(old, new), Use.RECEIVED))

    assert Draft202012Validator(new).is_valid(data.draw(values_of(old)))
