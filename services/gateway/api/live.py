"""GET /v1/permohonan/{nomor}/acara: what happens to an application, as it happens (server-sent events)."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import Parts, parts_of
from services.gateway.tracking import view
from services.gateway.tracking.hub import TooManyWatchers
from services.gateway.web.description import problems
from services.gateway.web.guard import allowed
from services.gateway.web.problems import away

router = APIRouter(tags=["Permohonan"])

# A stream looks for itself from time to time, should a notice ever be lost.
LOOK_SECONDS = 5.0
# Then the client comes again, and its token is checked again.
LONGEST_SECONDS = 600.0
RETRY_MILLISECONDS = 2000

Watcher = Annotated[Caller, allowed(Action.READ_APPLICATION)]


async def _visible(request: Request, nomor: str, caller: Watcher) -> Caller:
    """Refuse before the stream begins: afterwards no status can be sent any more."""
    await parts_of(request).applications.get(nomor, caller)
    return caller


@router.get(
    "/v1/permohonan/{nomor}/acara",
    summary="Kemajuan permohonan, langsung",
    response_class=EventSourceResponse,
    responses=problems(401, 403, 404, 503),
)
async def watch_application(
    request: Request,
    nomor: str,
    caller: Annotated[Caller, Depends(_visible)],
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Acara `langkah` untuk setiap langkah, `dokumen` ketika dokumen bertambah, `akhir` ketika permohonan selesai."""
    parts = parts_of(request)
    after = int(last_event_id) if last_event_id and last_event_id.isdigit() else -1
    try:
        with parts.hub.watch(nomor) as changed:
            async for event in _events(parts, nomor, caller, after, changed):
                yield event
    except TooManyWatchers:
        raise away() from None


async def _events(
    parts: Parts, number: str, caller: Caller, after: int, changed: asyncio.Event
) -> AsyncIterator[ServerSentEvent]:
    known: frozenset[tuple[str, str]] = frozenset()
    until = time.monotonic() + LONGEST_SECONDS
    yield ServerSentEvent(comment="tersambung", retry=RETRY_MILLISECONDS)
    while time.monotonic() < until:
        changed.clear()
        row = await parts.applications.get(number, caller)
        for step in await parts.applications.steps(number, after):
            after = step["arrival"]
            yield _event("langkah", view.langkah(step).model_dump_json(exclude_none=True), identity=str(after))
        shown = view.application(
            row,
            await parts.applications.steps(number),
            await parts.applications.documents(number),
            parts.clock.now(),
            parts.working_time,
        )
        documents = frozenset((each.id, each.status) for each in shown.dokumen)
        if documents != known:
            known = documents
            yield _event("dokumen", "[" + ",".join(each.model_dump_json() for each in shown.dokumen) + "]")
        if view.is_over(shown.status):
            yield _event("akhir", shown.model_dump_json(include={"nomor", "status"}))
            return
        await _wait(changed)


async def _wait(changed: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            await changed.wait()
    except TimeoutError:
        pass


def _event(name: str, data: str, *, identity: str | None = None) -> ServerSentEvent:
    return ServerSentEvent(event=name, raw_data=data, id=identity)
