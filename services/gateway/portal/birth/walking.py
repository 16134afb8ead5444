"""From question to question: showing one, taking its answer, and the files and the check at the end."""

from collections.abc import Callable, Mapping

from fastapi import Request
from starlette.responses import Response

from contracts.gateway.api import LampiranTersimpan
from services.gateway.access.caller import Caller
from services.gateway.intake.claims import Claim, fingerprint
from services.gateway.parts import parts_of
from services.gateway.portal import answering, early
from services.gateway.portal.asking import Question
from services.gateway.portal.birth import known, report
from services.gateway.portal.birth.drafts import Draft
from services.gateway.portal.birth.files import KINDS, MOST, files_of, with_file, without_file
from services.gateway.portal.birth.summary import options_of, summary
from services.gateway.portal.birth.trip import CHECK, FILES, Trip, seen
from services.gateway.portal.forms import Form, form_of
from services.gateway.portal.pages import go, page
from services.gateway.uploads.form import Upload
from services.gateway.web import writes
from services.gateway.web.problems import Problem, not_found

Route = Callable[[Draft], Trip]

_UPLOAD = "POST /v1/lampiran"


async def show_question(request: Request, trip: Trip, slug: str) -> Response:
    """A question with the answer that it has."""
    question = trip.at(slug)
    if question is None:
        return go(trip.base)
    return await _question(request, trip, question, trip.draft.answers, {})


async def take_answer(request: Request, caller: Caller, trip: Trip, slug: str, route: Route) -> Response:
    """Keep a good answer and go on; show one that is not good again, with what is wrong beside it."""
    question = trip.at(slug)
    if question is None:
        return go(trip.base)
    form = form_of(request)
    given = answering.given(question, form)
    answers = {**trip.draft.answers, **given}
    found = report.faults_of(report.body(answers, caller.nik or "", [], declared=True))
    faults = answering.faults_at(question, answers, found)
    if early.is_asked(form):
        return early.said(faults)
    if faults:
        return await _question(request, trip, question, answers, faults)
    more, sources = known.following_from(caller, given, trip.draft.answers)
    drafts = parts_of(request).drafts
    kept = await drafts.answer(caller, trip.draft, {**given, **more, **seen(slug)}, sources)
    if kept is None:
        return go("/permohonan")
    return go(route(kept).following(caller))


async def show_files(request: Request, caller: Caller, trip: Trip, fault: str = "") -> Response:
    """The files that were received, and a place for the next."""
    del caller
    return await page(
        request,
        "lapor-lampiran",
        status=422 if fault else 200,
        trip=trip,
        place=trip.place(FILES),
        files=files_of(trip.draft.answers),
        kinds=KINDS,
        most=MOST,
        fault=fault,
    )


async def take_files(request: Request, caller: Caller, trip: Trip) -> Response:
    """What the page of files asks for: keep a file, take one out, or go on."""
    form, drafts = form_of(request), parts_of(request).drafts
    removed = form.text("hapus")
    if removed:
        await drafts.answer(caller, trip.draft, without_file(trip.draft.answers, removed))
        return go(trip.address(FILES))
    if form.files:
        try:
            await _keep(request, caller, trip, form)
        except Problem as problem:
            if problem.status >= 500:
                raise
            return await show_files(request, caller, trip, problem.galat[0].pesan if problem.galat else problem.detail)
        return go(trip.address(FILES))
    if form.text("unggah"):
        return await show_files(request, caller, trip, "Pilih berkas lebih dulu.")
    await drafts.answer(caller, trip.draft, seen(FILES))
    return go(trip.address(CHECK))


async def show_check(request: Request, trip: Trip, faults: tuple[Mapping[str, str], ...] = ()) -> Response:
    """All answers, the declaration, and the button that sends them."""
    parts = parts_of(request)
    return await page(
        request,
        "lapor-periksa",
        status=422 if faults else 200,
        trip=trip,
        place=trip.place(CHECK),
        groups=summary(trip, await parts.places.facilities(parts.settings.city)),
        files=files_of(trip.draft.answers),
        kinds=KINDS,
        faults=faults,
    )


async def _question(
    request: Request, trip: Trip, question: Question, answers: Mapping[str, str], faults: Mapping[str, str]
) -> Response:
    parts = parts_of(request)
    facilities = await parts.places.facilities(parts.settings.city)
    return await page(
        request,
        "lapor-pertanyaan",
        status=422 if faults else 200,
        trip=trip,
        question=question,
        place=trip.place(question.slug),
        answers=answers,
        faults=faults,
        options={field.name: options_of(field, facilities) for field in question.fields},
        sources=trip.draft.sources,
    )


async def _keep(request: Request, caller: Caller, trip: Trip, form: Form) -> None:
    """The same file again is the same file: its content is the key."""
    parts, files = parts_of(request), files_of(trip.draft.answers)
    if len(files) >= MOST:
        raise Problem(422, "lampiran_terlalu_banyak", f"Paling banyak {MOST} berkas. Hapus satu lebih dulu.")
    kind = form.text("jenis")
    if kind not in KINDS:
        raise not_found()
    upload = Upload.of(form.files[0])
    claim = Claim(caller.key, _UPLOAD, f"{trip.draft.key}-{upload.sha256}", fingerprint(b"portal", upload.content))
    answer = await parts.attachments.keep(upload, claim, writes.trace(request), caller)
    kept = LampiranTersimpan.model_validate_json(answer.body)
    file = {"id": kept.id, "jenis": kind, "media": kept.jenis, "ukuran": str(kept.ukuran), "sha256": kept.sha256[:12]}
    await parts.drafts.answer(caller, trip.draft, with_file(trip.draft.answers, file))
