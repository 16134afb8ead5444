"""The catalogue of all that can be reached or heard: made from the contracts, with what people wrote beside them."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from contracts.catalogue import AGENCY_EVENTS
from contracts.envelope import EventData, dataschema
from contracts.gateway.agency_events import OFFERS
from contracts.gateway.catalogue import AcaraKatalog, Katalog, LayananKatalog, PintuLayanan
from services.gateway.access.policy import POLICY
from services.gateway.interop import samples
from services.gateway.interop.columns import Schema, columns
from services.gateway.interop.entries import Entries
from services.gateway.web import openapi
from services.gateway.web.templates import Page

PAGE = Page("catalogue", like="reference")

EVENTS_OF_AGENCIES = "Acara untuk OPD"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "judul": "dct:title",
    "nama": "dct:title",
    "jenis": "dct:identifier",
    "uraian": "dct:description",
    "produsen": "dct:creator",
    "walidata": "dct:publisher",
    "lisensi": "dct:license",
    "klasifikasi": "dct:accessRights",
    "dasar_hukum": "dct:conformsTo",
    "versi": "dcat:version",
    "layanan": "dcat:service",
    "acara": "dcat:dataset",
    "pintu": "dcat:endpointDescription",
    "alamat": "dcat:endpointURL",
    "skema": "dct:conformsTo",
}


def catalogue_of(app: FastAPI, entries: Entries) -> Katalog:
    """The whole catalogue. Raises KeyError for a service or an event of which nobody wrote who stands behind it."""
    document = openapi.describe(app)
    groups: dict[str, list[PintuLayanan]] = defaultdict(list)
    callers = callers_of(app)
    services = ((path, found) for path, found in document["paths"].items() if not entries.is_technical(path))
    for path, operations in services:
        for method, operation in operations.items():
            door = _door(method.upper(), path, operation, document["components"]["schemas"], entries)
            groups[operation["tags"][0]].append(door.model_copy(update={"pemanggil": callers[method.upper(), path]}))
    return Katalog(
        judul=entries.judul,
        walidata=entries.walidata,
        lisensi=entries.lisensi,
        layanan=tuple(_service(name, doors, entries) for name, doors in groups.items()),
        acara=tuple(_event(model, entries) for model in AGENCY_EVENTS.values()),
    )


@dataclass(frozen=True, slots=True)
class Published:
    """The catalogue as it is sent: for programs and for people."""

    json: bytes
    page: str


def publish(app: FastAPI) -> Published:
    """Make the catalogue."""
    found = catalogue_of(app, Entries.load())
    return Published(as_json(found), PAGE.render(catalogue=found))


def as_json(catalogue: Katalog) -> bytes:
    """The catalogue as JSON-LD: its names are those of DCAT in Indonesian."""
    content = {"@context": CONTEXT, **catalogue.model_dump(mode="json", exclude_none=True)}
    return json.dumps(content, ensure_ascii=False).encode()


def callers_of(app: FastAPI) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Who may come through each door, as the policy writes it; nobody is named where there is no lock."""
    found = {}
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            actions = [getattr(each.call, "action", None) for each in route.dependant.dependencies]
            grants = {grant for action in actions if action for grant in POLICY[action]}
            found.update({(method, route.path): tuple(sorted(grants)) for method in route.methods or ()})
    return found


def _service(name: str, doors: list[PintuLayanan], entries: Entries) -> LayananKatalog:
    entry = entries.layanan[name]
    versions = sorted({door.alamat.split("/")[1] for door in doors if door.alamat.startswith("/v")})
    return LayananKatalog(
        nama=name, versi=tuple(versions or ["v1"]), walidata=entries.walidata, pintu=tuple(doors), **dict(entry)
    )


def _door(method: str, path: str, operation: Schema, models: Mapping[str, Schema], entries: Entries) -> PintuLayanan:
    taken = _schema(operation.get("requestBody", {}))
    given = next((_schema(answer) for status, answer in operation["responses"].items() if status.startswith("2")), {})
    return PintuLayanan(
        metode=method,
        alamat=path,
        ringkasan=operation.get("summary", ""),
        uraian=operation.get("description", ""),
        pemanggil=(),
        masukan=columns(taken, models, entries.kamus),
        keluaran=columns(given, models, entries.kamus),
        contoh_masukan=_example(taken),
        contoh_keluaran=_example(given),
    )


def _event(model: type[EventData], entries: Entries) -> AcaraKatalog:
    entry, offer = entries.of_event(model.type), OFFERS.get(model.type)
    schema = model.model_json_schema()
    return AcaraKatalog(
        jenis=model.type,
        versi=model.type.rpartition(".")[2],
        uraian=" ".join((model.__doc__ or "").split()),
        cakupan=offer.scope if offer else None,
        milik_sendiri=offer.only_own if offer else True,
        walidata=entries.walidata,
        tingkat_layanan=entries.layanan[EVENTS_OF_AGENCIES].tingkat_layanan,
        kolom=columns(schema, schema.get("$defs", {}), entries.kamus),
        skema=dataschema(model.type),
        contoh=samples.message_of(model.type),
        **dict(entry),
    )


def _schema(holder: Schema) -> Schema:
    contents: list[Schema] = [*holder.get("content", {}).values()]
    found: Schema = contents[0].get("schema", {}) if contents else {}
    return found


def _example(schema: Schema) -> Any:
    """The recorded example of a body, by the name of its model."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    path = next(iter(sorted((samples.EXAMPLES / "api").glob(f"*.{name}.json"))), None) if name else None
    return json.loads(path.read_text(encoding="utf-8")) if path else None
