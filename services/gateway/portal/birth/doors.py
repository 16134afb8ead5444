"""/lapor/kelahiran…: a birth is reported, one question a page."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.portal.birth import known, sending, walking
from services.gateway.portal.birth.trip import CHECK, FILES, Trip, of_report
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go

router = APIRouter(include_in_schema=False)

BASE = "/lapor/kelahiran"
_SENT = "/permohonan"

Reporter = Annotated[Caller, entered(Action.REPORT_BIRTH)]
Uploader = Annotated[Caller, entered(Action.UPLOAD_ATTACHMENT)]


@router.get(BASE)
async def begin(request: Request, caller: Reporter) -> Response:
    """A new draft, or the one that was begun, where it goes on."""
    return go((await _trip(request, caller)).following(caller))


@router.post(f"{BASE}/buang")
async def discard(request: Request, caller: Reporter) -> Response:
    """The draft is thrown away."""
    draft = await parts_of(request).drafts.find(caller)
    if draft is not None:
        await parts_of(request).drafts.discard(caller, draft)
    return go(f"{_SENT}?dibuang=1")


@router.get(f"{BASE}/{FILES}")
async def show_files(request: Request, caller: Reporter) -> Response:
    """The files of the report."""
    return await walking.show_files(request, caller, await _trip(request, caller))


@router.post(f"{BASE}/{FILES}")
async def take_file(request: Request, caller: Uploader) -> Response:
    """One file more, or one less, or on to the check."""
    trip = await _begun(request, caller)
    return await walking.take_files(request, caller, trip) if trip else go(_SENT)


@router.get(f"{BASE}/{CHECK}")
async def check(request: Request, caller: Reporter) -> Response:
    """Everything that was answered, to be looked at before it is sent."""
    trip = await _trip(request, caller)
    address = trip.following(caller)
    return await walking.show_check(request, trip) if address == trip.address(CHECK) else go(address)


@router.post(f"{BASE}/{CHECK}")
async def send(request: Request, caller: Reporter) -> Response:
    """Sent, once, as POST /v1/kelahiran takes it; whoever pressed twice is shown what they have sent."""
    trip = await _begun(request, caller)
    return await sending.send_report(request, caller, trip) if trip else go(_SENT)


@router.get(f"{BASE}/{{langkah}}")
async def ask(request: Request, langkah: str, caller: Reporter) -> Response:
    """One question."""
    return await walking.show_question(request, await _trip(request, caller), langkah)


@router.post(f"{BASE}/{{langkah}}")
async def answer(request: Request, langkah: str, caller: Reporter) -> Response:
    """An answer: kept when it is good, shown again with what is wrong when it is not."""
    trip = await _begun(request, caller)
    return await walking.take_answer(request, caller, trip, langkah, of_report) if trip else go(_SENT)


async def _trip(request: Request, caller: Caller) -> Trip:
    trip = await _begun(request, caller)
    if trip is None:
        answers, sources = await known.answers(request, caller)
        trip = of_report(await parts_of(request).drafts.begin(caller, answers, sources))
    return trip


async def _begun(request: Request, caller: Caller) -> Trip | None:
    """A form belongs to a draft that was begun; when that is gone, it was sent or thrown away, here or elsewhere."""
    draft = await parts_of(request).drafts.find(caller)
    return of_report(draft) if draft else None
