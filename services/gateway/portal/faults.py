"""Refusals as pages: whoever asked with a browser for a page gets one, with what to do next."""

from fastapi import Request
from starlette.responses import Response
from starlette.types import Scope

from services.gateway.portal.guard import EnterFirst
from services.gateway.portal.pages import go, page
from services.gateway.web.problems import TITLES, Problem

_MACHINES = ("/v1/", "/oauth2/", "/internal/")


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for something to read, and not a program for data."""
    accept = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    return b"text/html" in accept and not scope["path"].startswith(_MACHINES)


async def tell(request: Request, problem: Problem) -> Response:
    """The page that says what went wrong and what to do."""
    try:
        return await _page(request, problem)
    except Exception:  # the database is away: then nobody can be greeted by name
        request.state.visitor = None
        return await _page(request, problem)


def to_entrance(error: EnterFirst) -> Response:
    """On to where people sign in."""
    return go(error.address)


async def _page(request: Request, problem: Problem) -> Response:
    return await page(
        request,
        "galat",
        status=problem.status,
        headers=problem.headers,
        title=TITLES.get(problem.status, TITLES[400]),
        detail=problem.detail,
        problem_status=problem.status,
        correlation_id=str(request.scope["state"]["correlation_id"]),
    )
