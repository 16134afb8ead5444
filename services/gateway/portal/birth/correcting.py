"""/permohonan/{nomor}/perbaikan…: an application that was sent back is mended, only where it has to be."""

import json
from typing import Annotated

from fastapi import APIRouter, Request
from psycopg.rows import DictRow
from starlette.responses import Response

from contracts.types import Galat, StatusPermohonan
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.api.officers import birth_file
from services.gateway.parts import parts_of
from services.gateway.portal.birth import report, sending, walking
from services.gateway.portal.birth.drafts import Draft
from services.gateway.portal.birth.files import KEY
from services.gateway.portal.birth.trip import CHECK, FILES, Trip, of_correction, seen_but
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import go
from services.gateway.web.problems import Problem

router = APIRouter(include_in_schema=False)

BASE = "/permohonan/{nomor}/perbaikan"

Owner = Annotated[Caller, entered(Action.CORRECT_APPLICATION)]


@router.get(BASE)
async def begin(request: Request, nomor: str, caller: Owner) -> Response:
    """Where the correction goes on."""
    return go((await _trip(request, caller, nomor)).following(caller))


@router.get(f"{BASE}/{FILES}")
async def show_files(request: Request, nomor: str, caller: Owner) -> Response:
    """The files of the report."""
    return await walking.show_files(request, caller, await _trip(request, caller, nomor))


@router.post(f"{BASE}/{FILES}")
async def take_file(request: Request, nomor: str, caller: Owner) -> Response:
    """One file more, or one less, or on to the check."""
    return await walking.take_files(request, caller, await _trip(request, caller, nomor))


@router.get(f"{BASE}/{CHECK}")
async def check(request: Request, nomor: str, caller: Owner) -> Response:
    """What was mended, to be looked at before it is sent."""
    trip = await _trip(request, caller, nomor)
    address = trip.following(caller)
    return await walking.show_check(request, trip) if address == trip.address(CHECK) else go(address)


@router.post(f"{BASE}/{CHECK}")
async def send(request: Request, nomor: str, caller: Owner) -> Response:
    """Sent, once, as POST /v1/permohonan/{nomor}/perbaikan takes it; whoever pressed twice sees where it stands."""
    row = await parts_of(request).applications.get(nomor, caller)
    draft = await parts_of(request).drafts.find(caller, nomor)
    if draft is None or not _waits(row):
        return go(f"/permohonan/{nomor}")
    return await sending.send_correction(request, caller, of_correction(draft, _faults(row)))


@router.get(f"{BASE}/{{langkah}}")
async def ask(request: Request, nomor: str, langkah: str, caller: Owner) -> Response:
    """One question."""
    return await walking.show_question(request, await _trip(request, caller, nomor), langkah)


@router.post(f"{BASE}/{{langkah}}")
async def answer(request: Request, nomor: str, langkah: str, caller: Owner) -> Response:
    """An answer."""
    trip = await _trip(request, caller, nomor)
    faults = _faults(await _awaiting(request, caller, nomor))
    return await walking.take_answer(request, caller, trip, langkah, lambda draft: of_correction(draft, faults))


async def _trip(request: Request, caller: Caller, number: str) -> Trip:
    row = await _awaiting(request, caller, number)
    draft = await parts_of(request).drafts.find(caller, number) or await _begun(request, caller, row)
    return of_correction(draft, _faults(row))


async def _awaiting(request: Request, caller: Caller, number: str) -> DictRow:
    """The caller's application that waits for them. Raises Problem 404, or 409 when it does not wait."""
    row = await parts_of(request).applications.get(number, caller)
    if not _waits(row):
        raise Problem(409, "tidak_menunggu_perbaikan", "Permohonan ini tidak sedang menunggu perbaikan.")
    return row


def _waits(row: DictRow) -> bool:
    return bool(row["status"] == StatusPermohonan.PERLU_PERBAIKAN)


async def _begun(request: Request, caller: Caller, row: DictRow) -> Draft:
    """A draft that holds the report as perizinan has it, and the files that the caller sent with it."""
    parts = parts_of(request)
    told = (await birth_file(parts, row["nomor"])).laporan
    known = {str(each["id"]): each for each in await parts.attachments.described(told.lampiran, caller)}
    files = [_file(known[each.id], each.jenis) for each in told.lampiran if each.id in known]
    answers = {**report.answers_of(told, row["contact"] or {}), KEY: json.dumps(files)}
    draft = await parts.drafts.begin(caller, answers, {}, row["nomor"])
    marked = await parts.drafts.answer(caller, draft, seen_but(of_correction(draft, _faults(row))))
    return marked or draft


def _file(row: DictRow, kind: str) -> dict[str, str]:
    digest = row["sha256"][:12]
    return {"id": str(row["id"]), "jenis": kind, "media": row["jenis"], "ukuran": str(row["ukuran"]), "sha256": digest}


def _faults(row: DictRow) -> list[Galat]:
    return [Galat.model_validate(found) for found in row["faults"]]
