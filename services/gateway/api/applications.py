"""GET /v1/permohonan…: the caller's applications, and what the owner can still change about one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from psycopg.rows import DictRow
from starlette.responses import Response

from contracts.gateway.api import DaftarPermohonan, Diterima, Penarikan, Permohonan
from contracts.gateway.birth import LaporanKelahiran
from services.gateway import projections
from services.gateway.access.caller import Caller, Kind
from services.gateway.access.log import CIVIL_REGISTRATION, LOCAL_TAX, Reading
from services.gateway.access.policy import Action
from services.gateway.intake import changes, reporting
from services.gateway.parts import parts_of
from services.gateway.tracking import view
from services.gateway.tracking.reading import TAX_OFFICE
from services.gateway.web import body, writes
from services.gateway.web.description import problems, takes
from services.gateway.web.guard import allowed

router = APIRouter(tags=["Permohonan"])

PRIVATE = "private, no-store"


@router.get(
    "/v1/permohonan",
    summary="Daftar permohonan saya",
    responses={200: {"model": DaftarPermohonan}, **problems(401, 403, 422)},
)
async def list_applications(
    request: Request,
    caller: Annotated[Caller, allowed(Action.LIST_APPLICATIONS)],
    setelah: Annotated[str | None, Query(max_length=200, description="penunjuk dari halaman sebelumnya")] = None,
    batas: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Terbaru lebih dulu."""
    page = await parts_of(request).applications.page(caller, setelah, batas)
    listed = DaftarPermohonan(permohonan=tuple(view.summary(row) for row in page.rows), berikutnya=page.following)
    return _json(listed)


@router.get(
    "/v1/permohonan/{nomor}",
    summary="Keadaan satu permohonan",
    responses={200: {"model": Permohonan}, **problems(401, 403, 404)},
)
async def read_application(
    request: Request, nomor: str, caller: Annotated[Caller, allowed(Action.READ_APPLICATION)]
) -> Response:
    """Status, riwayat, tenggat, dokumen, dan yang perlu diperbaiki."""
    parts = parts_of(request)
    row = await parts.applications.get(nomor, caller)
    steps, documents = await parts.applications.steps(nomor), await parts.applications.documents(nomor)
    shown = view.application(row, steps, documents, parts.clock.now(), parts.working_time)
    if projections.LEADS[row["jenis"]] == "pajak":
        bill, numbers = await parts.bills.of_application(nomor), await parts.bills.numbers(nomor)
        shown = shown.model_copy(update={"tagihan": bill, "wajib_pajak": numbers})
    if caller.kind is Kind.PETUGAS:
        fields = ("status", "riwayat", "dokumen")
        law = LOCAL_TAX if caller.role == TAX_OFFICE else CIVIL_REGISTRATION
        reading = Reading(nomor, fields, "pelayanan permohonan", law, _subjects(row))
        await parts.access_log.record(caller, reading, writes.correlation_id(request))
    return _json(shown)


@router.post(
    "/v1/permohonan/{nomor}/perbaikan",
    status_code=202,
    summary="Kirim laporan yang sudah diperbaiki",
    responses={202: {"model": Diterima}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(LaporanKelahiran),
)
async def correct_application(
    request: Request, nomor: str, caller: Annotated[Caller, allowed(Action.CORRECT_APPLICATION)]
) -> Response:
    """Seluruh laporan dikirim lagi; hanya ketika permohonan PERLU_PERBAIKAN."""
    parts = parts_of(request)
    report = await body.read(request, LaporanKelahiran)
    claim = await writes.claim(request, caller)
    sent = reporting.Corrected(nomor, report, parts.clock.now())
    return writes.send(await reporting.accept_correction(parts, claim, writes.trace(request), caller, sent))


@router.post(
    "/v1/permohonan/{nomor}/pembatalan",
    status_code=202,
    summary="Tarik kembali permohonan",
    responses={202: {"model": Diterima}, **problems(400, 401, 403, 404, 409, 413, 415, 422, 503)},
    openapi_extra=takes(Penarikan),
)
async def withdraw_application(
    request: Request, nomor: str, caller: Annotated[Caller, allowed(Action.WITHDRAW_APPLICATION)]
) -> Response:
    """Selama belum ada dokumen yang terbit."""
    parts = parts_of(request)
    await body.read(request, Penarikan)
    claim = await writes.claim(request, caller)
    withdrawn = changes.Withdrawal(nomor, parts.clock.now())
    return writes.send(await changes.withdraw(parts.receipts, claim, writes.trace(request), caller, withdrawn))


def _subjects(row: DictRow) -> tuple[str, ...]:
    return (row["owner_nik"],) if row["owner_nik"] else ()


def _json(model: DaftarPermohonan | Permohonan) -> Response:
    headers = {"Cache-Control": PRIVATE}
    return Response(model.model_dump_json(), headers=headers, media_type="application/json")
