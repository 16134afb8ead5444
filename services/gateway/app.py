"""The web application: its parts put together, its doors mounted, its tasks started and stopped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from services.gateway import assembly
from services.gateway.api import (
    applications,
    attachments,
    audit,
    banks,
    births,
    catalogue,
    client_officers,
    clients,
    demo,
    documents,
    feed,
    health,
    inspector,
    ledger,
    live,
    me,
    officers,
    population,
    subscriptions,
    tax_officers,
    tax_orders,
    taxes,
    tokens,
    verification,
)
from services.gateway.demo import provider
from services.gateway.parts import Parts
from services.gateway.portal import doors as portal
from services.gateway.portal import faults
from services.gateway.portal.guard import EnterFirst
from services.gateway.settings import WebSettings
from services.gateway.web import problems
from services.gateway.web.edge import Edge, problem_of
from services.gateway.web.faults import galat_of_parts
from services.gateway.web.openapi import describe
from services.gateway.web.problems import Problem, invalid
from services.gateway.web.proxies import Proxies

ROUTERS = (
    births.router,
    applications.router,
    live.router,
    documents.router,
    attachments.router,
    verification.router,
    me.router,
    officers.router,
    population.router,
    subscriptions.router,
    feed.router,
    ledger.router,
    audit.router,
    taxes.router,
    banks.router,
    tax_officers.router,
    tax_orders.router,
    catalogue.router,
    tokens.router,
    clients.router,
    client_officers.router,
    health.router,
    *portal.ROUTERS,
)


def make_app(settings: WebSettings) -> FastAPI:
    """The application with its doors, before anything is opened or started."""
    app = FastAPI(lifespan=_lifespan, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.settings = settings
    app.state.demo = settings.terpadu_demo
    for router in (*ROUTERS, *((demo.router, inspector.router, provider.router) if settings.terpadu_demo else ())):
        app.include_router(router)
    app.add_exception_handler(EnterFirst, _to_entrance)
    app.add_exception_handler(Problem, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(Exception, _told)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app


def make_server(settings: WebSettings) -> Proxies:
    """What uvicorn serves."""
    edge = Edge(make_app(settings))
    return Proxies(edge, settings.trusted_proxies, tell_certificates=settings.proxies_tell_certificates)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    parts = assembly.assemble(app.state.settings)
    app.state.parts = parts
    await parts.pool.open()
    tasks = [asyncio.create_task(part.run()) for part in (parts.bell, parts.hub, parts.usage)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await _close(parts)


async def _close(parts: Parts) -> None:
    parts.signatures.close()
    await parts.perizinan.close()
    await parts.dukcapil.close()
    await parts.pajak.close()
    await parts.pool.close()


async def _told(request: Request, error: Exception) -> Response:
    """What the framework and our doors raise, as problem documents."""
    correlation_id = str(request.scope["state"]["correlation_id"])
    if isinstance(error, RequestValidationError):
        error = invalid(galat_of_parts(error.errors()))
    if isinstance(error, HTTPException):
        error = _of_framework(error, request)
    if faults.wants_page(request.scope):
        return await faults.tell(request, problem_of(error))
    return problems.response(problem_of(error), correlation_id)


async def _to_entrance(_: Request, error: Exception) -> Response:
    """Who has to sign in first is shown where."""
    if not isinstance(error, EnterFirst):
        raise error
    return faults.to_entrance(error)


def _of_framework(error: HTTPException, request: Request) -> Problem:
    if error.status_code == 404:
        return problems.not_found()
    if error.status_code == 405:
        allow = {"Allow": ", ".join(sorted(_methods_at(request)))}
        return Problem(405, "metode_tidak_didukung", "Alamat ini tidak menerima metode tersebut.", headers=allow)
    return Problem(error.status_code, "permintaan_tidak_sah", "Permintaan ini tidak dapat dilayani.")


def _methods_at(request: Request) -> set[str]:
    """Every method of an address: the framework names only those of the first route that it tried."""
    routes = (context.original_route for context in iter_route_contexts(request.app.routes))
    path = request.scope["path"]
    fitting = (route for route in routes if isinstance(route, APIRoute) and route.path_regex.match(path))
    return {method for route in fitting for method in route.methods or ()}
