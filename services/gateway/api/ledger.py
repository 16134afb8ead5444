"""GET /v1/log-akses/saya and /v1/petugas/laporan-pemanfaatan: whose data were read, by whom and why."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from contracts.gateway.audit import LaporanPemanfaatan, LogAkses
from services.gateway.access import usage
from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.web.description import Extra, problems
from services.gateway.web.guard import allowed
from services.gateway.web.problems import fault

router = APIRouter(tags=["Log akses"])

_PRIVATE = {"Cache-Control": "private, no-store"}
_REPORT: dict[int | str, Extra] = {200: {"model": LaporanPemanfaatan, "content": {"text/csv": {}}}}


@router.get(
    "/v1/log-akses/saya",
    summary="Siapa membaca data saya",
    responses={200: {"model": LogAkses}, **problems(401, 403, 422, 503)},
)
async def read_own_log(
    request: Request,
    caller: Annotated[Caller, allowed(Action.READ_OWN_ACCESS_LOG)],
    setelah: Annotated[UUID | None, Query(description="penunjuk dari halaman sebelumnya")] = None,
    batas: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Terbaru lebih dulu: siapa, kapan, isian apa, untuk apa, dan bukti bahwa catatannya ada di dalam log."""
    page = await parts_of(request).ledger.of_citizen(caller, setelah, batas)
    return Response(page.model_dump_json(), headers=_PRIVATE, media_type="application/json")


@router.get(
    "/v1/petugas/laporan-pemanfaatan",
    summary="Laporan pemanfaatan data per semester",
    response_class=Response,
    responses={**_REPORT, **problems(401, 403, 422, 503)},
)
async def read_usage(
    request: Request,
    caller: Annotated[Caller, allowed(Action.READ_USAGE_REPORT)],  # noqa: ARG001  the lock
    semester: Annotated[str, Query(max_length=6, description="misalnya 2026-2")],
    bentuk: Literal["json", "csv"] = "json",
) -> Response:
    """Per klien, layanan, tujuan, dasar hukum, dan isian (Permendagri 102/2019); tanpa data pribadi."""
    parts = parts_of(request)
    try:
        asked = usage.Semester.parse(semester, parts.working_time.zone)
    except ValueError:
        raise fault("/semester", "semester_tidak_sah", "Tulis semester seperti 2026-1 atau 2026-2.") from None
    told = usage.report(asked, await parts.pool.rows(usage.USAGE, asked.begin, asked.end))
    if bentuk == "csv":
        headers = {**_PRIVATE, "Content-Disposition": f'attachment; filename="pemanfaatan-{asked.name}.csv"'}
        return Response(usage.as_csv(told), headers=headers, media_type="text/csv; charset=utf-8")
    return Response(told.model_dump_json(), headers=_PRIVATE, media_type="application/json")
