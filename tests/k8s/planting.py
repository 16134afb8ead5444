"""Planting faults: a copy of rendered manifests in which one field of some objects has another value, or is gone."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.k8s.manifests import Json, name_of

GONE = object()


@dataclass(frozen=True)
class Fault:
    """`place` leads to a field: `spec/template/spec/containers/process/image`; `name` is a pattern."""

    kind: str
    name: str
    place: str
    value: Any


def planted(objects: list[Json], *faults: Fault) -> list[Json]:
    """The objects with all the faults in them; each fault must hit something."""
    changed = copy.deepcopy(objects)
    for fault in faults:
        hit = list(_hit(changed, fault))
        assert hit, f"{fault} hits nothing"
        for found in hit:
            _set(found, fault.place.split("/"), fault.value)
    return changed


def _hit(objects: list[Json], fault: Fault) -> Iterator[Json]:
    for found in objects:
        if found["kind"] == fault.kind and re.fullmatch(fault.name, name_of(found)):
            yield found


def _set(found: Any, place: list[str], value: Any) -> None:
    *way, last = place
    for step in way:
        found = found[_key(found, step)]
    last = _key(found, last)
    if value is GONE:
        del found[last]
    else:
        found[last] = copy.deepcopy(value)


def _key(found: Any, step: str) -> Any:
    """An entry of a list by its place, or by its name."""
    if not isinstance(found, list):
        return step
    return int(step) if step.isdigit() else next(n for n, each in enumerate(found) if each["name"] == step)
