"""/petugas/berkas/{nomor}/pegang…: taking a file into one's hands, letting it go, giving it to a colleague."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.portal.desk.doors import FILE, QUEUE, hold_minutes, is_here
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go
from services.gateway.web.problems import not_found

router = APIRouter(include_in_schema=False)

Holder = Annotated[Caller, entered(Action.HOLD_FILE)]


@router.post(f"{FILE}/pegang")
async def take_file(request: Request, nomor: str, caller: Holder) -> Response:
    """From now on the file is this officer's; colleagues see whose it is. Raises Problem 404 or 409."""
    parts = parts_of(request)
    if not await is_here(request, nomor, caller):
        raise not_found()
    await parts.holds.take(nomor, caller, hold_minutes(parts))
    return go(FILE.format(nomor=nomor))


@router.post(f"{FILE}/lepas")
async def let_file_go(request: Request, nomor: str, caller: Holder) -> Response:
    """Back to everybody's queue."""
    await parts_of(request).holds.let_go(nomor, caller)
    return go(QUEUE)


@router.post(f"{FILE}/serahkan")
async def hand_file_over(request: Request, nomor: str, caller: Holder) -> Response:
    """Into the hands of a colleague of the same role. Raises Problem 409."""
    parts = parts_of(request)
    await parts.holds.hand_over(nomor, caller, form_of(request).text("rekan"), hold_minutes(parts))
    return go(QUEUE)
