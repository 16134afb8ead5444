"""/demo/kotak/{kotak}: a receiver for webhooks and a page that shows what came. Mounted only when TERPADU_DEMO=1."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from services.gateway.demo.inspector import SHOWN_HEADERS, Boxes, Letter, is_genuine, pretty
from services.gateway.parts import Parts, parts_of
from services.gateway.web.problems import not_found
from services.gateway.web.templates import Page

router = APIRouter(include_in_schema=False)

PAGE = Page("inspector", like="reference")
_NAME = re.compile(r"[a-z0-9-]{4,64}")
_SUBSCRIPTIONS = "SELECT id, secret_version FROM subscription WHERE split_part(url, '?', 1) = %s"


@router.post("/demo/kotak/{kotak}")
async def take(request: Request, kotak: str, jawab: Annotated[int, Query(ge=200, le=599)] = 204) -> Response:
    """`jawab` is the status to answer with, to see how failures are dealt with."""
    parts, box = parts_of(request), _name_of(kotak)
    body = (await request.body()).decode("utf-8", "replace")
    headers = {name: request.headers[name] for name in SHOWN_HEADERS if name in request.headers}
    genuine = is_genuine(body, request.headers, await _secrets(parts, box))
    _boxes_of(request).put(box, Letter(parts.clock.now(), headers, pretty(body), genuine, jawab))
    return Response(status_code=jawab)


@router.get("/demo/kotak/{kotak}")
async def show(request: Request, kotak: str) -> Response:
    """What came to the box, the newest first."""
    box = _name_of(kotak)
    page = PAGE.render(box=box, address=_address(parts_of(request), box), letters=_boxes_of(request).letters(box))
    headers = {"Content-Security-Policy": PAGE.content_security_policy, "Cache-Control": "no-store"}
    return Response(page, headers=headers, media_type="text/html")


async def _secrets(parts: Parts, box: str) -> list[str]:
    """The secrets of the subscriptions that lead here, those that are being replaced too."""
    rows = await parts.pool.rows(_SUBSCRIPTIONS, _address(parts, box))
    versions = ((row["id"], version) for row in rows for version in range(1, row["secret_version"] + 1))
    return [parts.secrets_of_webhooks.of(subscription, version) for subscription, version in versions]


def _address(parts: Parts, box: str) -> str:
    return f"{parts.settings.public_url}/demo/kotak/{box}"


def _name_of(kotak: str) -> str:
    if not _NAME.fullmatch(kotak):
        raise not_found()
    return kotak


def _boxes_of(request: Request) -> Boxes:
    """The boxes of this process, made at the first letter."""
    state = request.app.state
    if not hasattr(state, "boxes"):
        state.boxes = Boxes()
    boxes: Boxes = state.boxes
    return boxes
