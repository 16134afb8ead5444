"""/permohonan/…/survei and /survei: what applicants think of a service, and what that comes to."""

import csv
import io
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from contracts.gateway.api import Permohonan
from contracts.types import STATUS_AKHIR
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.portal.answering import faults_at, given
from services.gateway.portal.asking import Answers, Field, Question
from services.gateway.portal.forms import form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.portal.tracking import BASE, shown
from services.gateway.survey.answers import Opinion
from services.gateway.survey.elements import ELEMENTS
from services.gateway.survey.index import GRADES, Bands, quarter
from services.gateway.web.problems import not_found

router = APIRouter(include_in_schema=False)

LONGEST_ADVICE = 1000
QUESTIONS = Question(
    "survei",
    "Bagaimana layanan kami?",
    tuple(
        Field(
            each.code,
            each.question,
            f"Pilih satu jawaban: {each.question[0].lower()}{each.question[1:]}",
            "pilih",
            choices=tuple((str(value), words) for value, words in enumerate(each.answers, 1)),
        )
        for each in ELEMENTS
    ),
)

Owner = Annotated[Caller, entered(Action.ANSWER_SURVEY)]
Reader = Annotated[Caller, entered(Action.READ_SURVEY)]


@router.get(f"{BASE}/{{nomor}}/survei")
async def ask(request: Request, nomor: str, caller: Owner) -> Response:
    """Nine questions about an application that has ended, or thanks."""
    return await _ask(request, await _ended(request, nomor, caller), {}, {})


@router.post(f"{BASE}/{{nomor}}/survei")
async def take(request: Request, nomor: str, caller: Owner) -> Response:
    """Keep the answers; a second time they are not counted, and that is no fault of anybody."""
    told, form, parts = await _ended(request, nomor, caller), form_of(request), parts_of(request)
    answers = given(QUESTIONS, form)
    if faults := faults_at(QUESTIONS, answers, []):
        return await _ask(request, told, answers, faults, advice=form.text("saran"))
    opinion = Opinion(
        city=parts.settings.city,
        service=told.jenis,
        quarter=quarter(parts.clock.today()),
        answers=[int(answers[each.code]) for each in ELEMENTS],
        advice=form.text("saran")[:LONGEST_ADVICE] or None,
    )
    await parts.survey.take(nomor, opinion)
    return go(f"{BASE}/{nomor}/survei")


@router.get("/survei")
async def show_results(request: Request, caller: Reader) -> Response:
    """The index of each service in each quarter, and what people would like to say."""
    parts = parts_of(request)
    bands = _bands(request)
    results = await parts.survey.results(_city_of(caller), bands)
    advice = {each: await parts.survey.advice(_city_of(caller), each) for each in results[:4]}
    return await page(
        request, "survei-hasil", results=results, advice=advice, elements=ELEMENTS, grades=GRADES, bands=bands
    )


@router.get("/survei.csv")
async def export(request: Request, caller: Reader) -> Response:
    """The same as a table; only numbers, and words of ours."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["triwulan", "layanan", "jawaban", *(each.code for each in ELEMENTS), "indeks", "mutu"])
    for each in await parts_of(request).survey.results(_city_of(caller), _bands(request)):
        if each.count is not None:
            table.writerow([each.quarter, each.service, each.count, *each.values, each.index, each.grade])
    headers = {
        "Content-Disposition": 'attachment; filename="survei-kepuasan.csv"',
        "Cache-Control": "private, no-store",
    }
    return Response(text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


async def _ask(
    request: Request, told: Permohonan, answers: Answers, faults: dict[str, str], *, advice: str = ""
) -> Response:
    return await page(
        request,
        "survei",
        status=422 if faults else 200,
        told=told,
        question=QUESTIONS,
        answers=answers,
        faults=faults,
        advice=advice,
        longest=LONGEST_ADVICE,
        done=await parts_of(request).survey.is_done(told.nomor),
    )


async def _ended(request: Request, number: str, caller: Caller) -> Permohonan:
    """An application of the visitor's own that is over. Raises Problem 404."""
    told = await shown(request, number, caller)
    if told.status not in STATUS_AKHIR:
        raise not_found()
    return told


def _bands(request: Request) -> Bands:
    parts = parts_of(request)
    return Bands.of(parts.rules, parts.settings.city, parts.clock.today())


def _city_of(caller: Caller) -> str:
    return caller.city or ""
