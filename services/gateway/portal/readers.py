"""/akses-data: who read my data, when and why."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import page

router = APIRouter(include_in_schema=False)

PAGE = 20


@router.get("/akses-data")
async def show_readers(
    request: Request,
    caller: Annotated[Caller, entered(Action.READ_OWN_ACCESS_LOG)],
    setelah: Annotated[UUID | None, Query()] = None,
) -> Response:
    """The same as GET /v1/log-akses/saya, newest first."""
    log = await parts_of(request).ledger.of_citizen(caller, setelah, PAGE)
    return await page(request, "akses-data", log=log)
