"""/petugas/aduan…: what citizens complain of and report, for whoever has to answer it."""

import secrets
from collections.abc import Collection, Mapping
from typing import Annotated

from fastapi import APIRouter, Request
from psycopg.rows import DictRow
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.access.log import Reading
from services.gateway.access.policy import Action
from services.gateway.api import tax_officers
from services.gateway.api.officers import birth_file
from services.gateway.complaints.told import OVER, Jawaban, Unit
from services.gateway.parts import parts_of
from services.gateway.portal import answering
from services.gateway.portal.acting import act_of
from services.gateway.portal.birth.places import villages
from services.gateway.portal.complaints import asked, words
from services.gateway.portal.complaints.doors import photo_of
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.web import body, writes
from services.gateway.web.problems import Problem

router = APIRouter(include_in_schema=False)

DESK = "/petugas/aduan"

_BASIS = "UU 25/2009 (pelayanan publik)"

Reader = Annotated[Caller, entered(Action.READ_COMPLAINTS)]
Answerer = Annotated[Caller, entered(Action.ANSWER_COMPLAINT)]


@router.get(DESK)
async def show_waiting(request: Request, caller: Reader) -> Response:
    """What waits for this officer, whose answer is due first."""
    parts = parts_of(request)
    return await page(
        request,
        "meja-aduan",
        rows=await parts.complaints.waiting(caller),
        today=parts.clock.today(),
        noted=request.query_params.get("dicatat") == "1",
        states=words.STATUSES,
        villages=dict(villages(parts.settings.city)),
    )


@router.get(f"{DESK}/{{nomor}}")
async def show_one(request: Request, nomor: str, caller: Reader) -> Response:
    """What was written; that it was read is written down."""
    return await _show(request, await _read(request, nomor, caller))


@router.get(f"{DESK}/{{nomor}}/foto")
async def show_photo(request: Request, nomor: str, caller: Reader) -> Response:
    """The photo that came with it."""
    return await photo_of(request, (await _read(request, nomor, caller))["foto"])


@router.post(f"{DESK}/{{nomor}}")
async def answer(request: Request, nomor: str, caller: Answerer) -> Response:
    """What the citizen reads next. Whoever decided the application does not answer the complaint about it."""
    parts, form = parts_of(request), form_of(request)
    row = await _read(request, nomor, caller)
    answers = answering.given(asked.ANSWER, form)
    content = answering.raw(asked.body(answers))
    try:
        told = body.parse(content, Jawaban)
        await _refuse_own_decision(request, row, caller)
        await parts.complaints.answer(act_of(request, caller, content), nomor, told)
    except Problem as problem:
        if problem.status not in (403, 409, 422):
            raise
        return await _show(request, row, answers, problem)
    return go(f"{DESK}?dicatat=1")


async def _read(request: Request, number: str, caller: Caller) -> DictRow:
    parts = parts_of(request)
    row = await parts.complaints.handled(number, caller)
    reading = Reading(f"aduan/{number}", ("uraian",), "penanganan pengaduan", _BASIS, (row["nik"],))
    await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return row


async def _refuse_own_decision(request: Request, row: DictRow, caller: Caller) -> None:
    if caller.subject in await _deciders(request, row):
        raise Problem(403, "empat_mata", "Anda ikut memutus permohonan ini, jadi aduannya dijawab pejabat lain.")


async def _deciders(request: Request, row: DictRow) -> Collection[str | None]:
    match row["unit"]:
        case Unit.DUKCAPIL:
            file = await birth_file(parts_of(request), row["about"])
            return {step.petugas for step in file.riwayat}
        case Unit.PAJAK:
            return await tax_officers.deciders_of(request, row["about"])
        case _:
            return ()


async def _show(
    request: Request, row: DictRow, answers: Mapping[str, str] | None = None, refusal: Problem | None = None
) -> Response:
    parts, found = parts_of(request), list(refusal.galat) if refusal else []
    return await page(
        request,
        "meja-aduan-satu",
        status=refusal.status if refusal else 200,
        row=row,
        steps=await parts.complaints.steps(row["nomor"]),
        is_over=row["status"] in OVER,
        question=asked.ANSWER,
        answers=answers or {},
        faults=answering.faults_at(asked.ANSWER, answers or {}, found) if found else {},
        others=[refusal.detail] if refusal and not found else [],
        key=secrets.token_urlsafe(16),
        states=words.STATUSES,
        villages=dict(villages(parts.settings.city)),
    )
