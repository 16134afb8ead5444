"""/petugas…: the queue, a file, and the decision on it."""

import re
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contracts.gateway.api import Keputusan
from contracts.numbers import is_application_number
from contracts.perizinan.api import BerkasMenunggu, BerkasPetugas
from contracts.types import StatusPermohonan
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.api.officers import birth_file, file_of, queue_of
from services.gateway.intake import decisions
from services.gateway.intake.claims import Claim, fingerprint
from services.gateway.parts import Parts, parts_of
from services.gateway.portal.answering import raw
from services.gateway.portal.birth.files import KINDS
from services.gateway.portal.desk import words
from services.gateway.portal.desk.comparison import rows_of
from services.gateway.portal.forms import Form, form_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go, page
from services.gateway.tracking import view
from services.gateway.web import body, writes
from services.gateway.web.problems import Problem, not_found

router = APIRouter(include_in_schema=False)

QUEUE = "/petugas/antrian"
FILE = "/petugas/berkas/{nomor}"
MOST_ITEMS = 3

_DECISION = "POST /v1/petugas/permohonan/{nomor}/keputusan"
_CLOCKS = "SELECT * FROM application WHERE nomor = ANY(%s)"
_AWAITING = {StatusPermohonan.MENUNGGU_PETUGAS, StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS}
# What has no clock yet comes after everything whose time runs.
_NO_HURRY = 10**9


@router.get(QUEUE)
async def show_queue(
    request: Request,
    caller: Annotated[Caller, entered(Action.READ_QUEUE)],
    setelah: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """What waits for this officer: whose time is nearest to its end first."""
    return await _show_queue(request, caller, setelah)


@router.post("/petugas/cari")
async def find_file(request: Request, caller: Annotated[Caller, entered(Action.READ_FILE)]) -> Response:
    """A file by its number, also one that waits for nobody; the number stands in no address that is searched for."""
    sought = form_of(request).text("nomor")
    number = re.sub(r"\s", "", sought).upper()
    if not is_application_number(number):
        fault = "Nomor ini belum benar. Periksa angkanya; angka terakhir adalah angka pemeriksa."
        return await _show_queue(request, caller, sought=sought, fault=fault)
    if not await is_here(request, number, caller):
        fault = "Tidak ada berkas dengan nomor ini di kota Anda."
        return await _show_queue(request, caller, sought=sought, fault=fault)
    return go(FILE.format(nomor=number))


@router.get(FILE)
async def show_file(request: Request, nomor: str, caller: Annotated[Caller, entered(Action.READ_FILE)]) -> Response:
    """Everything that is needed to decide; that it was read is written down."""
    return await _show(request, await file_of(request, nomor, caller), caller, {})


@router.get(f"{FILE}/lampiran/{{id}}")
async def show_attachment(
    request: Request, nomor: str, id: str, caller: Annotated[Caller, entered(Action.READ_FILE)]
) -> Response:
    """A picture or PDF that came with the report; that it was looked at is written down."""
    file = await file_of(request, nomor, caller)
    if id not in {each.id for each in file.laporan.lampiran}:
        raise not_found()
    media_type, content = await parts_of(request).attachments.fetch(id)
    headers = {"Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(content, headers=headers, media_type=media_type)


@router.post(FILE)
async def decide(request: Request, nomor: str, caller: Annotated[Caller, entered(Action.DECIDE)]) -> Response:
    """The decision, as POST /v1/petugas/permohonan/{nomor}/keputusan takes it."""
    parts, form = parts_of(request), form_of(request)
    told = _told(form)
    content = raw(told)
    claim = Claim(caller.key, _DECISION, form.text("kunci") or "tanpa-kunci", fingerprint(nomor.encode(), content))
    try:
        decision = body.parse(content, Keputusan)
        decided = decisions.decision(nomor, decision, caller, parts.clock.now())
        await decisions.record_decision(parts, claim, writes.trace(request), caller, decided)
    except Problem as problem:
        if problem.status not in (403, 409, 422):
            raise
        return await _show(request, await file_of(request, nomor, caller), caller, told, problem)
    return go(f"{QUEUE}?diputus=1")


def hold_minutes(parts: Parts) -> int:
    """How long a file stays in the hands of whoever took it."""
    return parts.rules.get("pegang_berkas", city=parts.settings.city, on=parts.clock.today()).integer


async def is_here(request: Request, number: str, caller: Caller) -> bool:
    """Whether there is such a file in the officer's city. Nothing of it is shown yet, so nothing was read."""
    try:
        return (await birth_file(parts_of(request), number)).kota == caller.city
    except Problem as problem:
        if problem.status == 404:
            return False
        raise


async def _show_queue(
    request: Request, caller: Caller, cursor: str | None = None, *, sought: str = "", fault: str = ""
) -> Response:
    queue = await queue_of(parts_of(request), caller, cursor)
    return await page(
        request,
        "antrian",
        status=422 if fault else 200,
        files=await _by_time_left(request, queue.berkas),
        following=queue.berikutnya,
        decided=request.query_params.get("diputus") == "1",
        fault=fault,
        sought=sought,
        desk=words,
    )


async def _show(
    request: Request,
    file: BerkasPetugas,
    caller: Caller,
    told: dict[str, Any],
    refusal: Problem | None = None,
) -> Response:
    parts = parts_of(request)
    faults = [fault.pesan for fault in refusal.galat] or [refusal.detail] if refusal else []
    hold = (await parts.holds.of([file.nomor])).get(file.nomor)
    is_mine = hold is not None and hold.officer == caller.subject
    clock = next(iter(await parts.pool.rows(_CLOCKS, [file.nomor])), None)
    return await page(
        request,
        "berkas",
        status=refusal.status if refusal else 200,
        file=file,
        rows=rows_of(file),
        kinds=KINDS,
        left=view.sla(clock, parts.clock.now(), parts.working_time) if clock else None,
        told=told,
        faults=faults,
        awaiting=file.status in _AWAITING,
        hold=hold,
        is_mine=is_mine,
        colleagues=await parts.holds.colleagues(caller) if is_mine else [],
        sentences=_sentences(parts),
        key=secrets.token_urlsafe(16),
        most_items=MOST_ITEMS,
        desk=words,
    )


async def _by_time_left(request: Request, waiting: tuple[BerkasMenunggu, ...]) -> list[dict[str, Any]]:
    parts, now = parts_of(request), parts_of(request).clock.now()
    rows = {row["nomor"]: row for row in await parts.pool.rows(_CLOCKS, [file.nomor for file in waiting])}
    clocks = {number: view.sla(row, now, parts.working_time) for number, row in rows.items()}
    holds = await parts.holds.of([file.nomor for file in waiting])
    files = [{"file": file, "left": clocks.get(file.nomor), "hold": holds.get(file.nomor)} for file in waiting]
    return sorted(files, key=_hurry)


def _hurry(entry: dict[str, Any]) -> int:
    left = entry["left"]
    return _NO_HURRY if left is None or left.sisa_menit_kerja is None else left.sisa_menit_kerja


def _sentences(parts: Parts) -> dict[str, tuple[str, ...]]:
    """What officers often write, as the city keeps it."""
    city, on = parts.settings.city, parts.clock.today()
    return {kind: parts.rules.get(f"kalimat_{kind}", city=city, on=on).items for kind in ("penolakan", "perbaikan")}


def _told(form: Form) -> dict[str, Any]:
    """The body of a decision; only what belongs to the chosen one is in it."""
    choice = form.text("keputusan")
    told: dict[str, Any] = {"keputusan": choice} if choice else {}
    if form.text("alasan") and choice != "SETUJU":
        told["alasan"] = form.text("alasan")
    if choice == "PERBAIKI":
        items = [(form.text(f"lokasi.{place}"), form.text(f"pesan.{place}")) for place in range(MOST_ITEMS)]
        told["butir"] = [{"lokasi": where, "pesan": what} for where, what in items if where and what]
    return told
