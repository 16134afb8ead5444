"""The API describes itself to programs and to people, without a script or a foreign host."""

import re

from fastapi import FastAPI
from openapi_spec_validator import validate

from services.gateway.web import openapi, reference
from services.gateway.web.catalogue import PUBLISHED, Catalogue


def test_the_document_is_valid_openapi_3_1(demo_app: FastAPI) -> None:
    document = openapi.describe(demo_app)

    assert document["openapi"].startswith("3.1")
    validate(document)  # type: ignore[arg-type]


def test_every_write_asks_for_an_idempotency_key_and_a_body(app: FastAPI) -> None:
    # An answer that shows a secret is not kept, so it cannot be given again: calling again makes another secret.
    secret = {"/v1/klien", "/v1/klien/saya/rahasia", "/v1/klien/saya/produksi/rahasia"}
    without = {"/oauth2/token", "/v1/verifikasi", "/v1/kependudukan/verifikasi"} | secret
    # A payment is known again by its bank's reference, for ever.
    without |= {"/v1/kependudukan/verifikasi-massal", "/v1/pajak/pembayaran"}
    for path, operations in openapi.describe(app)["paths"].items():
        if "post" not in operations:
            continue
        names = [parameter["name"] for parameter in operations["post"].get("parameters", [])]
        body = operations["post"].get("requestBody", {"required": path == "/v1/klien/saya/produksi/rahasia"})
        assert body["required"]
        assert ("Idempotency-Key" in names) == (path not in without), path


def test_every_answer_that_is_no_success_is_a_problem_document(app: FastAPI) -> None:
    for path, operations in openapi.describe(app)["paths"].items():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status >= "400" and path != "/oauth2/token":
                    assert set(answer["content"]) == {"application/problem+json"}, (path, status)


def test_the_page_names_every_door_and_loads_nothing(demo_app: FastAPI) -> None:
    document = openapi.describe(demo_app)
    page = reference.page(document)

    assert all(path in page for path in document["paths"])
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", page)
    assert "script-src" not in reference.CONTENT_SECURITY_POLICY
    assert "'unsafe-inline'" not in reference.CONTENT_SECURITY_POLICY


def test_every_published_event_can_be_looked_up_by_its_type() -> None:
    catalogue = Catalogue.load(PUBLISHED)

    assert "perizinan.dokumen_terbit.v1" in catalogue.schemas
    assert catalogue.asyncapi is not None
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9_]+\.v[0-9]+", name) for name in catalogue.schemas)
