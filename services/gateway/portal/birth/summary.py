"""What was answered, as people read it before they send it: a line for each answer, and where to change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.gateway.portal.asking import Field
from services.gateway.portal.birth.choices import FACILITIES, Options
from services.gateway.portal.birth.places import regencies
from services.gateway.portal.birth.trip import Trip
from services.gateway.portal.words import date_of


@dataclass(frozen=True, slots=True)
class Line:
    """One answer."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one question."""

    slug: str
    title: str
    address: str
    lines: tuple[Line, ...]


def summary(trip: Trip, facilities: Options) -> tuple[Group, ...]:
    """Every question with its answers."""
    return tuple(
        Group(
            question.slug,
            question.title,
            trip.address(question.slug),
            tuple(
                Line(field.label, shown(field, trip.draft.answers, facilities), trip.draft.sources.get(field.name, ""))
                for field in question.fields
                if field.is_asked(trip.draft.answers)
            ),
        )
        for question in trip.questions
    )


def shown(field: Field, answers: Mapping[str, str], facilities: Options) -> str:
    """One answer in words."""
    value = answers.get(field.name, "")
    if field.kind == "waktu":
        return _moment(*(answers.get(key, "") for key in field.keys))
    if field.kind in ("pilih", "daftar"):
        return dict(options_of(field, facilities)).get(value, value)
    if field.kind == "centang":
        return "Disetujui" if value else ""
    return value


def options_of(field: Field, facilities: Options) -> Options:
    """What can be chosen at a field."""
    if field.kind == "daftar":
        return facilities if field.choices is FACILITIES else regencies()
    return field.choices


def _moment(day: str, hour: str) -> str:
    try:
        return f"{date_of(date.fromisoformat(day))}, pukul {hour.replace(':', '.')}"
    except ValueError:
        return ""
