"""The contract catalogue: OpenAPI, AsyncAPI, JSON Schema of every event, and a page to read them without a network."""

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.interop import catalogue as interop
from services.gateway.parts import parts_of
from services.gateway.web import openapi, reference
from services.gateway.web.description import Extra, problems
from services.gateway.web.problems import not_found

router = APIRouter(tags=["Katalog"])

PUBLIC_FOR_A_WHILE = {"Cache-Control": "public, max-age=300"}
_SCHEMA: dict[int | str, Extra] = {
    200: {"description": "JSON Schema 2020-12", "content": {"application/schema+json": {}}}
}


@router.get(
    "/v1/skema/{jenis}", summary="Skema satu acara", response_class=Response, responses={**_SCHEMA, **problems(404)}
)
async def read_schema(request: Request, jenis: str) -> Response:
    """`jenis` misalnya `perizinan.dokumen_terbit.v1`, dengan atau tanpa `.json`."""
    schema = parts_of(request).catalogue.schemas.get(jenis.removesuffix(".json"))
    if schema is None:
        raise not_found()
    return Response(schema, headers=PUBLIC_FOR_A_WHILE, media_type="application/schema+json")


@router.get("/asyncapi.json", include_in_schema=False)
async def read_asyncapi(request: Request) -> Response:
    """Every event with its channel (AsyncAPI 3.0)."""
    document = parts_of(request).catalogue.asyncapi
    if document is None:
        raise not_found()
    return Response(document, headers=PUBLIC_FOR_A_WHILE, media_type="application/json")


@router.get("/openapi.json", include_in_schema=False)
async def read_openapi(request: Request) -> Response:
    """The public API (OpenAPI 3.1)."""
    document = json.dumps(openapi.describe(request.app), ensure_ascii=False).encode()
    return Response(document, headers=PUBLIC_FOR_A_WHILE, media_type="application/json")


@router.get("/docs", include_in_schema=False)
async def read_reference(request: Request) -> Response:
    """A page that people read: no script, no foreign host."""
    page = reference.page(openapi.describe(request.app))
    headers = {**PUBLIC_FOR_A_WHILE, "Content-Security-Policy": reference.CONTENT_SECURITY_POLICY}
    return Response(page, headers=headers, media_type="text/html")


@router.get(
    "/v1/katalog",
    summary="Katalog layanan dan acara",
    response_class=Response,
    responses={200: {"description": "JSON-LD menurut DCAT", "content": {"application/ld+json": {}}}},
)
async def read_catalogue(request: Request) -> Response:
    """Setiap layanan dan acara dengan produsen, walidata, klasifikasi, dasar hukum, isian, versi, dan contohnya."""
    return Response(_catalogue_of(request).json, headers=PUBLIC_FOR_A_WHILE, media_type="application/ld+json")


@router.get("/katalog", include_in_schema=False)
async def read_catalogue_page(request: Request) -> Response:
    """The catalogue for people."""
    found = _catalogue_of(request)
    headers = {**PUBLIC_FOR_A_WHILE, "Content-Security-Policy": interop.PAGE.content_security_policy}
    return Response(found.page, headers=headers, media_type="text/html")


def _catalogue_of(request: Request) -> interop.Published:
    """Made at the first question for it: it stays the same as long as the process."""
    state = request.app.state
    if not hasattr(state, "contract_catalogue"):
        state.contract_catalogue = interop.publish(request.app)
    published: interop.Published = state.contract_catalogue
    return published
