"""The front page: what can be done here, and what waits for whoever is signed in."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.access.caller import Kind
from services.gateway.access.policy import Action, permits
from services.gateway.parts import parts_of
from services.gateway.portal.guard import visitor_of
from services.gateway.portal.pages import page

router = APIRouter(include_in_schema=False)

# What the page offers to whom may do it.
_CARDS = {"reads_survey": Action.READ_SURVEY, "reads_indicators": Action.READ_INDICATORS, "delegates": Action.DELEGATE}


@router.get("/")
async def show_home(request: Request) -> Response:
    """What can be done here, and what waits for whoever is signed in."""
    parts, visitor = parts_of(request), await visitor_of(request)
    drafts, rows = [], []
    if visitor and visitor.caller.kind is Kind.WARGA:
        drafts = await parts.drafts.of(visitor.caller)
        rows = (await parts.applications.page(visitor.caller, None, 3)).rows
    left = request.query_params.get("keluar") == "1"
    may: dict[str, Any] = {name: bool(visitor and permits(visitor.caller, action)) for name, action in _CARDS.items()}
    return await page(request, "beranda", drafts=drafts, rows=rows, left=left, **may)
