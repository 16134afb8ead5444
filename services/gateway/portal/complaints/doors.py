"""/aduan…: a citizen complains of a decision or reports what they see, and follows what becomes of it."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from contracts.gateway.api import LampiranTersimpan, Permohonan
from contracts.types import Galat
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.complaints.register import New
from services.gateway.complaints.told import AduanKeputusan, LaporanKeadaan, Unit
from services.gateway.intake.claims import Claim, fingerprint
from services.gateway.parts import parts_of
from services.gateway.portal import answering
from services.gateway.portal.acting import act_of
from services.gateway.portal.asking import Question
from services.gateway.portal.birth.choices import Options
from services.gateway.portal.birth.places import villages
from services.gateway.portal.complaints import asked, words
from services.gateway.portal.forms import Form, form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import HEADERS, go, page
from services.gateway.portal.tracking import BASE, DECIDED, shown
from services.gateway.projections import LEADS
from services.gateway.uploads.form import Upload
from services.gateway.web import body, writes
from services.gateway.web.problems import Problem, invalid, not_found

Told = TypeVar("Told", bound=BaseModel)

router = APIRouter(include_in_schema=False)

LIST = "/aduan"

_UPLOAD = "POST /v1/lampiran"
_MAY_LOCATE = {"Permissions-Policy": HEADERS["Permissions-Policy"].replace("geolocation=()", "geolocation=(self)")}
_HIDDEN = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, no-store"}

Citizen = Annotated[Caller, entered(Action.COMPLAIN)]


@router.get(LIST)
async def list_own(request: Request, caller: Citizen) -> Response:
    """What this citizen wrote, and how it stands."""
    rows = await parts_of(request).complaints.of_owner(caller)
    return await page(request, "aduan", rows=rows, states=words.STATUSES)


@router.get(f"{LIST}/baru")
async def ask_report(request: Request, caller: Citizen) -> Response:
    """A report of the city's state."""
    del caller
    return await _ask(request, _report(request), {})


@router.post(f"{LIST}/baru")
async def take_report(request: Request, caller: Citizen) -> Response:
    """Kept, with its photo and its place."""
    parts, form, question = parts_of(request), form_of(request), _report(request)
    answers = answering.given(question, form) | {name: form.text(name) for name in asked.POINT}
    try:
        told = _judged(answers, LaporanKeadaan, question)
        photo = await _photo(request, caller, form)
        act = act_of(request, caller, answering.raw(answers))
        number = await parts.complaints.take(
            act, New(await _number(request), parts.settings.city, Unit.KOTA, told, _answer_by(request), photo=photo)
        )
    except Problem as problem:
        return await _again(request, question, answers, problem)
    return go(f"{LIST}/{number}")


@router.get(f"{LIST}/{{nomor}}")
async def show_own(request: Request, nomor: str, caller: Citizen) -> Response:
    """What was written and what became of it."""
    parts = parts_of(request)
    row = await parts.complaints.own(nomor, caller)
    steps = await parts.complaints.steps(nomor)
    names = dict(villages(parts.settings.city))
    return await page(request, "aduan-satu", row=row, steps=steps, states=words.STATUSES, villages=names)


@router.get(f"{LIST}/{{nomor}}/foto")
async def show_own_photo(request: Request, nomor: str, caller: Citizen) -> Response:
    """The photo that was sent with it."""
    return await photo_of(request, (await parts_of(request).complaints.own(nomor, caller))["foto"])


@router.get(f"{BASE}/{{nomor}}/aduan")
async def ask_complaint(request: Request, nomor: str, caller: Citizen) -> Response:
    """A complaint about what became of an application."""
    told = await _decided(request, nomor, caller)
    return await _ask(request, _complaint(request), {}, about=told)


@router.post(f"{BASE}/{{nomor}}/aduan")
async def take_complaint(request: Request, nomor: str, caller: Citizen) -> Response:
    """Kept, for whoever has not decided the application."""
    parts, question = parts_of(request), _complaint(request)
    about = await _decided(request, nomor, caller)
    answers = answering.given(question, form_of(request))
    unit = Unit.PAJAK if LEADS[about.jenis] == "pajak" else Unit.DUKCAPIL
    try:
        told = _judged(answers, AduanKeputusan, question)
        act = act_of(request, caller, answering.raw(answers))
        number = await parts.complaints.take(
            act, New(await _number(request), parts.settings.city, unit, told, _answer_by(request), about=nomor)
        )
    except Problem as problem:
        return await _again(request, question, answers, problem, about=about)
    return go(f"{LIST}/{number}")


async def photo_of(request: Request, id: UUID | None) -> Response:
    """A photo, for whoever is known to be allowed to see it. Raises Problem 404."""
    if id is None:
        raise not_found()
    media_type, content = await parts_of(request).attachments.fetch(str(id))
    return Response(content, headers=_HIDDEN, media_type=media_type)


async def _decided(request: Request, number: str, caller: Caller) -> Permohonan:
    """An application of one's own on which something was decided. Raises Problem 404."""
    told = await shown(request, number, caller)
    if told.status not in DECIDED:
        raise not_found()
    return told


def _judged(answers: Mapping[str, str], model: type[Told], question: Question) -> Told:
    """The answers as the model takes them, each choice one of those that were offered. Raises Problem 422."""
    told = body.parse(answering.raw(asked.body(answers)), model)
    strange = [each for each in question.fields if each.choices and answers[each.name] not in dict(each.choices)]
    if strange:
        raise invalid([Galat(lokasi=each.pointer, kode="pilihan_tidak_dikenal", pesan=each.empty) for each in strange])
    return told


async def _photo(request: Request, caller: Caller, form: Form) -> UUID | None:
    if not form.files:
        return None
    upload = Upload.of(form.files[0])
    claim = Claim(caller.key, _UPLOAD, f"aduan-{upload.sha256}", fingerprint(b"portal", upload.content))
    kept = await parts_of(request).attachments.keep(upload, claim, writes.trace(request), caller)
    return UUID(LampiranTersimpan.model_validate_json(kept.body).id)


async def _number(request: Request) -> str:
    parts = parts_of(request)
    return await parts.numbers.next("AD", parts.clock.today())


def _answer_by(request: Request) -> date:
    parts = parts_of(request)
    days = parts.rules.get("batas_jawab_aduan", city=parts.settings.city, on=parts.clock.today()).integer
    return parts.clock.today() + timedelta(days=days)


def _report(request: Request) -> Question:
    return asked.report(_kinds(request, "kategori_laporan_warga"), villages(parts_of(request).settings.city))


def _complaint(request: Request) -> Question:
    return asked.complaint(_kinds(request, "kategori_aduan_keputusan"))


def _kinds(request: Request, rule: str) -> Options:
    parts = parts_of(request)
    kinds = parts.rules.get(rule, city=parts.settings.city, on=parts.clock.today()).items
    return tuple((kind, kind) for kind in kinds)


async def _again(
    request: Request,
    question: Question,
    answers: Mapping[str, str],
    problem: Problem,
    about: Permohonan | None = None,
) -> Response:
    if problem.status not in (409, 422):
        raise problem
    return await _ask(request, question, answers, about=about, refusal=problem)


async def _ask(
    request: Request,
    question: Question,
    answers: Mapping[str, str],
    *,
    about: Permohonan | None = None,
    refusal: Problem | None = None,
) -> Response:
    found = list(refusal.galat) if refusal else []
    faults = answering.faults_at(question, answers, found) if found else {}
    others = [answering.said(question, each) for each in found if not question.minds(each.lokasi)]
    if refusal and not found:
        others = [refusal.detail]
    return await page(
        request,
        "aduan-baru",
        status=refusal.status if refusal else 200,
        headers=_MAY_LOCATE,
        question=question,
        answers=answers,
        faults=faults,
        others=others,
        about=about,
        point={name: answers.get(name, "") for name in asked.POINT},
        key=secrets.token_urlsafe(16),
        action=request.url.path,
    )
