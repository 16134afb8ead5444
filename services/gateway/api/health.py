"""GET /livez, /readyz, /metrics: for those who run the gateway."""

import asyncio

import psycopg
from fastapi import APIRouter, Request
from psycopg_pool import PoolTimeout, TooManyRequests
from starlette.responses import JSONResponse, Response

from services.gateway.parts import parts_of
from services.gateway.web import metrics

router = APIRouter(include_in_schema=False)

SECONDS = 2.0


@router.get("/livez")
async def livez() -> Response:
    """This process answers."""
    return JSONResponse({"status": "alive"})


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """Its database answers: it needs nothing else to accept applications."""
    try:
        async with asyncio.timeout(SECONDS):
            await parts_of(request).pool.row("SELECT 1 FROM application LIMIT 1")
    except (psycopg.Error, PoolTimeout, TooManyRequests, TimeoutError) as error:
        found = {"status": "not ready", "checks": {"database": type(error).__name__}}
        return JSONResponse(found, 503)
    return JSONResponse({"status": "ready", "checks": {"database": "ok"}})


@router.get("/metrics")
async def read_metrics() -> Response:
    """Prometheus' text format."""
    return Response(metrics.text(), media_type=metrics.CONTENT_TYPE)
