"""Nothing can be reached that does not stand in the catalogue, and each service there says who stands behind it.

A new route needs a tag that has an entry in `contracts/katalog.toml`, or a reason there why it is no service.
"""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from contracts.gateway.catalogue import Katalog
from services.gateway.app import make_app
from services.gateway.interop import catalogue
from services.gateway.interop.entries import Entries
from tests.gateway.conftest import settings

ENTRIES = Entries.load()


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return make_app(settings(tmp_path, demo=True))


@pytest.fixture
def found(app: FastAPI) -> Katalog:
    return catalogue.catalogue_of(app, ENTRIES)


def test_every_door_stands_in_it_or_is_said_to_be_no_service(app: FastAPI, found: Katalog) -> None:
    assert unlisted(app, found) == []


def test_a_door_that_does_not_stand_in_it_is_found(app: FastAPI, found: Katalog) -> None:
    app.add_api_route("/v1/rahasia", lambda: None, methods=["GET"])

    assert unlisted(app, found) == ["GET /v1/rahasia"]


def test_a_service_without_an_entry_is_refused(app: FastAPI) -> None:
    app.add_api_route("/v1/baru", lambda: None, methods=["GET"], tags=["Baru"])

    with pytest.raises(KeyError):
        catalogue.catalogue_of(app, ENTRIES)


def unlisted(app: FastAPI, found: Katalog) -> list[str]:
    """Doors that are neither in the catalogue nor said to be no service."""
    listed = {(door.metode, door.alamat) for service in found.layanan for door in service.pintu}
    return [
        f"{method} {route.path}"
        for context in iter_route_contexts(app.routes)
        if isinstance(route := context.original_route, APIRoute)
        for method in sorted(route.methods)
        if (method, route.path) not in listed and not ENTRIES.is_technical(route.path)
    ]
