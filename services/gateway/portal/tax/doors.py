"""/pajak-saya…: everything of local tax that concerns who is signed in."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.api import Diterima
from contracts.gateway.tax import LaporanOmzet, PendaftaranWajibPajak
from contracts.pajak.api import ObjekWajibPajak
from contracts.types import Galat
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.api import tax_officers, taxes
from services.gateway.intake.claims import Answer, Claim, Trace, fingerprint
from services.gateway.parts import Parts, parts_of
from services.gateway.portal import answering, early
from services.gateway.portal.asking import Question
from services.gateway.portal.birth.places import villages
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.portal.tax import asked
from services.gateway.web import body, writes
from services.gateway.web.problems import Problem, not_found

router = APIRouter(include_in_schema=False)

BASE = "/pajak-saya"

Owner = Annotated[Caller, entered(Action.READ_OWN_TAX)]
Registrant = Annotated[Caller, entered(Action.REGISTER_TAXPAYER)]
Reporter = Annotated[Caller, entered(Action.REPORT_TURNOVER)]
Accept = Callable[[Parts, Claim, Trace, Caller, Any], Awaitable[Answer]]


@router.get(BASE)
async def show_tax(request: Request, caller: Owner) -> Response:
    """Taxpayers, what is to be reported and paid, and what they were told."""
    return await page(request, "pajak", told=await taxes.tax_of(parts_of(request), caller), asked=asked)


@router.get(f"{BASE}/daftar")
async def ask_registration(request: Request, caller: Registrant) -> Response:
    """The page of a registration."""
    del caller
    return await _ask(request, _registration(request), {"objek.0.golongan": "UMUM"}, ())


@router.post(f"{BASE}/daftar")
async def register(request: Request, caller: Registrant) -> Response:
    """Sent, as POST /v1/pajak/pendaftaran takes it."""
    question = _registration(request)
    answers = answering.given(question, form_of(request))
    told = asked.registration_body(answers, caller.nik or "")
    sending = _Sending("POST /v1/pajak/pendaftaran", told, PendaftaranWajibPajak, taxes.accept_registration)
    return await _send(request, caller, question, answers, sending)


@router.get(f"{BASE}/objek/{{nopd}}/omzet")
async def ask_turnover(request: Request, nopd: str, caller: Reporter) -> Response:
    """The page of a month's turnover; the oldest month that is open is chosen."""
    thing = await _own(request, caller, nopd)
    months = asked.months_of(thing)
    if not months:
        return go(BASE)
    return await _ask(request, asked.turnover(months), {"masa": months[0][0]}, (), thing.nama)


@router.post(f"{BASE}/objek/{{nopd}}/omzet")
async def report_turnover(request: Request, nopd: str, caller: Reporter) -> Response:
    """Sent, as POST /v1/pajak/omzet takes it; the bill stands on its application."""
    thing = await _own(request, caller, nopd)
    question = asked.turnover(asked.months_of(thing))
    answers = answering.given(question, form_of(request))
    told = asked.turnover_body(answers, nopd)
    sending = _Sending("POST /v1/pajak/omzet", told, LaporanOmzet, taxes.accept_turnover)
    return await _send(request, caller, question, answers, sending)


@router.get(f"{BASE}/objek/{{nopd}}/riwayat.svg")
async def draw_history(
    request: Request, nopd: str, caller: Annotated[Caller, entered(Action.READ_TAX_HISTORY)]
) -> Response:
    """The chart of the API."""
    return await tax_officers.draw_history(request, nopd, caller)


class _Sending:
    """Where answers go: through which door of the API, as what, and who takes them."""

    def __init__(self, route: str, told: Mapping[str, Any], model: type[BaseModel], accept: Accept) -> None:
        self.route = route
        self.told = told
        self.model = model
        self.accept = accept


async def _send(
    request: Request, caller: Caller, question: Question, answers: Mapping[str, str], sending: _Sending
) -> Response:
    parts, content = parts_of(request), answering.raw(sending.told)
    claim = Claim(caller.key, sending.route, form_of(request).text("kunci") or "tanpa-kunci", fingerprint(content))
    try:
        told = body.parse(content, sending.model)
        if early.is_asked(form_of(request)):
            return early.said({})
        answer = await sending.accept(parts, claim, writes.trace(request), caller, told)
    except Problem as problem:
        if early.is_asked(form_of(request)):
            return early.said(answering.faults_at(question, answers, list(problem.galat)))
        if not problem.galat:
            raise
        return await _ask(request, question, answers, problem.galat)
    return go(f"/permohonan/{Diterima.model_validate_json(answer.body).nomor}")


async def _ask(
    request: Request, question: Question, answers: Mapping[str, str], found: Sequence[Galat], about: str = ""
) -> Response:
    faults = answering.faults_at(question, answers, list(found)) if found else {}
    others = [answering.said(question, each) for each in found if not question.minds(each.lokasi)]
    return await page(
        request,
        "pajak-isian",
        status=422 if found else 200,
        question=question,
        answers=answers,
        faults=faults,
        others=others,
        about=about,
        key=secrets.token_urlsafe(16),
        action=request.url.path,
    )


def _registration(request: Request) -> Question:
    return asked.registration(villages(parts_of(request).settings.city))


async def _own(request: Request, caller: Caller, nopd: str) -> ObjekWajibPajak:
    """An object of the caller's. Raises Problem 404."""
    told = await taxes.tax_of(parts_of(request), caller)
    found = next((thing for one in told.wajib_pajak for thing in one.objek if thing.nopd == nopd), None)
    if found is None:
        raise not_found()
    return found
