"""/petugas/pajak: what waits for a tax officer, an object's years, and a return with its derivation."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contracts.numbers import is_application_number
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.api import tax_officers
from services.gateway.parts import parts_of
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.portal.tax import asked
from services.gateway.portal.tax_desk import showing
from services.gateway.portal.tax_desk.orders import DESK
from services.gateway.web.problems import Problem

router = APIRouter(include_in_schema=False)

Reader = Annotated[Caller, entered(Action.READ_TAX_WORK)]
HistoryReader = Annotated[Caller, entered(Action.READ_TAX_HISTORY)]

_NOPD = re.compile(r"[0-9A-Z.]{5,30}")


@router.get(DESK)
async def show_desk(
    request: Request, caller: Reader, setelah: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """Requests, proposals and objections that wait, and returns that deserve a look."""
    return await _show_desk(request, caller, setelah)


@router.post(f"{DESK}/cari")
async def find(request: Request, caller: Reader) -> Response:
    """An object by its NOPD or an application by its number; what was searched for stands in no address in vain."""
    sought = form_of(request).text("nomor")
    number = re.sub(r"\s", "", sought).upper()
    try:
        if is_application_number(number):
            kind = (await parts_of(request).applications.get(number, caller))["jenis"]
            return go(f"{DESK}/{'sptpd' if kind == 'OMZET' else 'permohonan'}/{number}")
        if _NOPD.fullmatch(number):
            await tax_officers.history_of(request, number, caller)
            return go(f"{DESK}/objek/{number}")
    except Problem as problem:
        if problem.status != 404:
            raise
    fault = "Tidak ada objek atau permohonan dengan nomor ini di kota Anda."
    return await _show_desk(request, caller, sought=sought, fault=fault)


@router.get(f"{DESK}/objek/{{nopd}}")
async def show_object(request: Request, nopd: str, caller: Reader) -> Response:
    """Three years of an object; that they were read is written down."""
    told = await tax_officers.history_of(request, nopd, caller)
    return await page(request, "meja-pajak-objek", told=told, asked=asked)


@router.get(f"{DESK}/objek/{{nopd}}/riwayat.svg")
async def draw_history(request: Request, nopd: str, caller: HistoryReader) -> Response:
    """The chart of the API."""
    return await tax_officers.draw_history(request, nopd, caller)


@router.get(f"{DESK}/objek/{{nopd}}/riwayat.csv")
async def export_history(request: Request, nopd: str, caller: HistoryReader) -> Response:
    """The table of the API."""
    return await tax_officers.export_history(request, nopd, caller)


@router.get(f"{DESK}/sptpd/{{nomor}}")
async def show_return(request: Request, nomor: str, caller: Reader) -> Response:
    """A return: each line of how its tax was found, with its source; that it was read is written down."""
    told = await tax_officers.return_of(request, nomor, caller)
    return await page(request, "meja-pajak-sptpd", told=told, asked=asked)


async def _show_desk(
    request: Request, caller: Caller, cursor: str | None = None, *, sought: str = "", fault: str = ""
) -> Response:
    queue = await tax_officers.queue_of(request, caller, cursor)
    return await page(
        request,
        "meja-pajak",
        status=422 if fault else 200,
        queue=queue,
        proposals=await parts_of(request).proposals.waiting(caller),
        objections=(await tax_officers.objections_of(request, caller)).keberatan,
        risks=(await tax_officers.risks_of(request, caller)).temuan,
        noted=request.query_params.get("dicatat") == "1",
        sought=sought,
        fault=fault,
        asked=asked,
        showing=showing,
    )
