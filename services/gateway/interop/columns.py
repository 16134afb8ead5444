"""The fields of a JSON Schema as rows of a table, each with what the dictionary says of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.gateway.catalogue import Kolom
from services.gateway.interop.entries import Word
from services.gateway.web.reference import kind

Schema = Mapping[str, Any]


def columns(schema: Schema, models: Mapping[str, Schema], words: Mapping[str, Word]) -> tuple[Kolom, ...]:
    """Every field, those inside others with their way; a model inside itself is not entered again."""
    return tuple(_columns(schema, models, words, "", ()))


def _columns(
    schema: Schema, models: Mapping[str, Schema], words: Mapping[str, Word], way: str, inside: tuple[str, ...]
) -> Iterator[Kolom]:
    name, found = _model(schema, models)
    if name in inside:
        return
    required = set(found.get("required", ()))
    for field, part in found.get("properties", {}).items():
        inner, suffix = _element(part)
        _, model = _model(inner, models)
        yield _column(f"{way}{field}{suffix}", field in required, part, model, words.get(field))
        yield from _columns(inner, models, words, f"{way}{field}{suffix}.", (*inside, name))


def _column(way: str, required: bool, part: Schema, model: Schema, word: Word | None) -> Kolom:
    choices = model.get("enum")
    form = f"pilihan: {', '.join(map(str, choices))}" if choices else kind(dict(part))["text"]
    told = str(part.get("description") or model.get("description") or "")
    return Kolom(
        nama=way,
        bentuk=form,
        wajib=required,
        definisi=word.definisi if word else told,
        satuan=word.satuan if word else None,
        kode_referensi=word.kode_referensi if word else None,
    )


def _element(schema: Schema) -> tuple[Schema, str]:
    """What stands in a list, or the thing itself; null beside it says only that it may be missing."""
    one = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    return (one.get("items", {}), "[]") if one.get("type") == "array" else (one, "")


def _model(schema: Schema, models: Mapping[str, Schema]) -> tuple[str, Schema]:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return name, models.get(name, {}) if name else schema
