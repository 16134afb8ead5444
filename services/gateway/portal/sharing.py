"""/permohonan/…/bagikan and /bagikan/…: letting others follow an application, and what they see of it."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.gateway.api import Permohonan
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import Parts, parts_of
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.portal.tracking import BASE, shown
from services.gateway.tracking import view
from services.gateway.tracking.sharing import SHAREABLE, Followed
from services.gateway.web.problems import Problem, not_found

router = APIRouter(include_in_schema=False)

Owner = Annotated[Caller, entered(Action.SHARE_APPLICATION)]


@router.get(f"{BASE}/{{nomor}}/bagikan")
async def list_links(request: Request, nomor: str, caller: Owner) -> Response:
    """The links that are open, and a way to make one."""
    return await _list(request, await _shareable(request, nomor, caller))


@router.post(f"{BASE}/{{nomor}}/bagikan")
async def make_link(request: Request, nomor: str, caller: Owner) -> Response:
    """A new link, shown this once: what is kept of it cannot be shown again."""
    told, parts = await _shareable(request, nomor, caller), parts_of(request)
    try:
        token = await parts.sharing.make(nomor)
    except Problem as found:
        return await _list(request, told, fault=found.detail, status=found.status)
    return await _list(request, told, made=f"{parts.settings.public_url}/bagikan/{token}")


@router.post(f"{BASE}/{{nomor}}/bagikan/tutup")
async def end_link(request: Request, nomor: str, caller: Owner) -> Response:
    """Close a link: who holds it sees nothing any more."""
    await _shareable(request, nomor, caller)
    slot = form_of(request).text("tautan")
    if slot in ("1", "2", "3"):
        await parts_of(request).sharing.end(nomor, int(slot))
    return go(f"{BASE}/{nomor}/bagikan")


@router.get("/bagikan/{token}")
async def follow(request: Request, token: str) -> Response:
    """What whoever holds the link sees. A link that is over and one that never was look the same."""
    parts = parts_of(request)
    try:
        row = await parts.sharing.open(token)
    except Problem as found:
        return await page(request, "bagikan-tutup", status=found.status)
    return await page(request, "bagikan", told=await _followed(parts, row))


async def _followed(parts: Parts, row: view.Row) -> Followed:
    number = row["nomor"]
    steps, documents = await parts.applications.steps(number), await parts.applications.documents(number)
    told = view.application(row, steps, documents, parts.clock.now(), parts.working_time)
    return Followed(
        told.jenis, told.status, told.diajukan_pada, told.sla, tuple((each.status, each.waktu) for each in told.riwayat)
    )


async def _shareable(request: Request, number: str, caller: Caller) -> Permohonan:
    """An application of the visitor's own that others may follow. Raises Problem 404."""
    told = await shown(request, number, caller)
    if told.jenis not in SHAREABLE:
        raise not_found()
    return told


async def _list(request: Request, told: Permohonan, *, made: str = "", fault: str = "", status: int = 200) -> Response:
    parts = parts_of(request)
    links = await parts.sharing.of(told.nomor)
    return await page(
        request,
        "permohonan-bagikan",
        status=status,
        told=told,
        links=links,
        made=made,
        fault=fault,
        days=parts.settings.share_link_days,
    )
