"""/lapor/luring: the whole report on one page that needs no network; /penjaga.js: the worker that keeps it."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.gateway.api import Diterima
from contracts.gateway.birth import LaporanKelahiran
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.intake import reporting
from services.gateway.intake.claims import Claim, fingerprint
from services.gateway.parts import parts_of
from services.gateway.portal import answering, assets
from services.gateway.portal.asking import NO, YES, Question
from services.gateway.portal.birth import known, report, sending
from services.gateway.portal.birth.questions import questions
from services.gateway.portal.birth.summary import options_of
from services.gateway.portal.birth.trip import seen
from services.gateway.portal.forms import Form, form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import TEMPLATES, go, page
from services.gateway.web import body, writes
from services.gateway.web.problems import Problem

router = APIRouter(include_in_schema=False)

PAGE = "/lapor/luring"
KEPT = ("portal.css", "portal.js", "luring.js", "inter-regular.woff2", "inter-semibold.woff2", "tanda.svg")

# What the browser keeps cannot ask one question after the other: every question stands there, those too that only some
# answers lead to. More children than one are gone on with online.
_EVERY_WAY = {"ibu.ada": YES, "ayah.ada": YES, "perkawinan.bukti": "TIDAK_ADA", "surat.ada": NO}
_WORKER = (Path(__file__).parent / "penjaga.js").read_text()
_LAYOUT = "".join((TEMPLATES / f"{name}.html").read_text() for name in ("_layout", "_isian", "lapor-luring"))
# A worker fetches under the policy with which it was sent.
_MAY_FETCH = {"Content-Security-Policy": "default-src 'self'"}


@router.get("/penjaga.js")
async def read_worker(request: Request) -> Response:
    """The worker; whenever the page or a file of it changes, it is another one, and keeps them anew."""
    options = (await _shown(request))["options"]
    shown = f"{assets.version()}{_LAYOUT}{[(one.title, one.hint, one.fields) for one in _questions()]}{options}"
    version = hashlib.sha256(shown.encode()).hexdigest()[:16]
    told = {"version": version, "page": PAGE, "assets": [assets.address(name) for name in KEPT]}
    script = f"const kept = {json.dumps(told)};\n{_WORKER}"
    return Response(script, headers=_MAY_FETCH | {"Cache-Control": "no-cache"}, media_type="text/javascript")


@router.get(PAGE)
async def show_page(request: Request) -> Response:
    """All questions on one page. As the browser keeps it, nobody is signed in, and so nothing of anybody is in it."""
    return await page(request, "lapor-luring", **await _shown(request))


@router.post(PAGE)
async def take(request: Request, caller: Annotated[Caller, entered(Action.REPORT_BIRTH)]) -> Response:
    """Sent, once, when it is declared and good; else a draft, which goes on where something is to be mended."""
    parts, form = parts_of(request), form_of(request)
    answers = _answers(form)
    raw = answering.raw(report.body(answers, caller.nik or "", [], declared=form.text(sending.DECLARED) == YES))
    claim = Claim(caller.key, sending.REPORT, f"luring-{form.text('kunci')}", fingerprint(raw))
    try:
        told = body.parse(raw, LaporanKelahiran)
        answer = await reporting.accept_report(parts, claim, writes.trace(request), caller, told)
    except Problem as problem:
        if problem.kode == sending.SENT_BEFORE:
            return go("/permohonan")
        if not problem.galat:
            raise
        await _keep_as_draft(request, caller, answers)
        return go("/lapor/kelahiran")
    return go(f"/permohonan/{Diterima.model_validate_json(answer.body).nomor}/terkirim")


async def _shown(request: Request) -> dict[str, Any]:
    """All that the page shows and its template does not."""
    parts = parts_of(request)
    asked, facilities = _questions(), await parts.places.facilities(parts.settings.city)
    options = {field.name: options_of(field, facilities) for one in asked for field in one.fields}
    return {"questions": asked, "options": options, "place": known.home(parts.settings.city)}


def _questions() -> tuple[Question, ...]:
    return questions(_EVERY_WAY)


def _answers(form: Form) -> dict[str, str]:
    given = {name: value for one in _questions() for name, value in answering.given(one, form).items()}
    return {name: value for name, value in given.items() if value}


async def _keep_as_draft(request: Request, caller: Caller, answers: dict[str, str]) -> None:
    """Beside what the city knows: pages that were answered count as seen, so that only the others are asked."""
    drafts = parts_of(request).drafts
    draft = await drafts.find(caller) or await drafts.begin(caller, *await known.answers(request, caller))
    answered = [one.slug for one in _questions() if any(key in answers for field in one.fields for key in field.keys)]
    marks = {name: value for slug in answered for name, value in seen(slug).items()}
    await drafts.answer(caller, draft, {**answers, **marks})
