"""/petugas/pelimpahan: who acts in the head's role, from which day to which."""

import secrets
from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.delegations.register import Pelimpahan
from services.gateway.parts import parts_of
from services.gateway.portal import answering
from services.gateway.portal.acting import act_of
from services.gateway.portal.asking import Field, Question
from services.gateway.portal.birth.choices import Options
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.portal.tax.asked import given_ones
from services.gateway.web import body
from services.gateway.web.problems import Problem, not_found

router = APIRouter(include_in_schema=False)

BASE = "/petugas/pelimpahan"

Head = Annotated[Caller, entered(Action.DELEGATE)]


@router.get(BASE)
async def show(request: Request, caller: Head) -> Response:
    """Who acts now or later, and a form to let somebody."""
    return await _show(request, caller)


@router.post(BASE)
async def give(request: Request, caller: Head) -> Response:
    """The role is given for some days."""
    parts, form = parts_of(request), form_of(request)
    answers = answering.given(_question(()), form)
    content = answering.raw(given_ones(answers))
    today = parts.clock.today()
    days = parts.rules.get("pelimpahan_paling_lama", city=parts.settings.city, on=today).integer
    try:
        told = body.parse(content, Pelimpahan)
        await parts.delegations.give(act_of(request, caller, content), told, today, days)
        parts.directory.forget(told.petugas)
    except Problem as problem:
        if problem.status not in (403, 409, 422):
            raise
        return await _show(request, caller, answers, problem)
    return go(BASE)


@router.post(f"{BASE}/{{id}}/akhiri")
async def end(request: Request, id: str, caller: Head) -> Response:
    """From now on nobody acts by it."""
    parts = parts_of(request)
    try:
        which = UUID(id)
    except ValueError:
        raise not_found() from None
    act = act_of(request, caller, b"", key=f"akhiri-{which}")
    deputy = await parts.delegations.end(act, which, parts.clock.today())
    parts.directory.forget(deputy)
    return go(BASE)


def _question(officers: Options) -> Question:
    return Question(
        "pelimpahan",
        "Tunjuk pelaksana harian",
        (
            Field("petugas", "Petugas", "Pilih petugas.", "daftar", choices=officers),
            Field("mulai", "Hari pertama", "Isi hari pertama.", "tanggal"),
            Field("sampai", "Hari terakhir", "Isi hari terakhir.", "tanggal"),
            Field("nomor_surat", "Nomor surat perintah", "Isi nomor surat perintah."),
        ),
    )


async def _show(
    request: Request, caller: Caller, answers: Mapping[str, str] | None = None, refusal: Problem | None = None
) -> Response:
    parts, found = parts_of(request), list(refusal.galat) if refusal else []
    officers = await parts.delegations.candidates(caller)
    question = _question(tuple((each["id"], each["name"]) for each in officers))
    return await page(
        request,
        "pelimpahan",
        status=refusal.status if refusal else 200,
        rows=await parts.delegations.coming(caller, parts.clock.today()),
        today=parts.clock.today(),
        question=question,
        answers=answers or {},
        faults=answering.faults_at(question, answers or {}, found) if found else {},
        others=[refusal.detail] if refusal and not found else [],
        key=secrets.token_urlsafe(16),
    )
