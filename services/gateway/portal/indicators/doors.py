"""/indikator: each dimension with its targets, what was reached and the trend; /indikator.csv for evaluation."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.indicators.measures import DIMENSIONS, Course
from services.gateway.parts import parts_of
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import page
from services.gateway.portal.tax.asked import month_name

router = APIRouter(include_in_schema=False)

Reader = Annotated[Caller, entered(Action.READ_INDICATORS)]

WIDTH, HEIGHT, EDGE = 240, 48, 4
_COLUMNS = ("dimensi", "kode", "indikator", "satuan", "lebih_baik", "target", "bulan", "nilai")


@router.get("/indikator")
async def show(request: Request, caller: Reader) -> Response:
    """By dimension; one of which nothing is known says so."""
    del caller
    found = await _look(request)
    dimensions = [(name, [each for each in found if each.indicator.dimension == name]) for name in DIMENSIONS]
    return await page(
        request, "indikator", dimensions=dimensions, line=line, size=(WIDTH, HEIGHT), month_name=month_name
    )


@router.get("/indikator.csv")
async def export(request: Request, caller: Reader) -> Response:
    """One row a month; UTF-8 with a heading, every word one of ours."""
    del caller
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for each in await _look(request):
        one = each.indicator
        same = (one.dimension, one.code, one.name, one.unit, "tinggi" if one.higher else "rendah", each.target)
        for month, value in each.months:
            table.writerow((*same, month, "" if value is None else value))
    headers = {"Content-Disposition": 'attachment; filename="indikator.csv"', "Cache-Control": "private, no-store"}
    return Response(text.getvalue(), headers=headers, media_type="text/csv; charset=utf-8")


def line(course: Course) -> list[str]:
    """The months as lines of a picture, broken where nothing was counted; the highest value fills it."""
    most = max((value for _, value in course.months if value), default=Decimal(1))
    step = Decimal(WIDTH - 2 * EDGE) / max(1, len(course.months) - 1)
    parts: list[list[str]] = [[]]
    for at, (_, value) in enumerate(course.months):
        if value is None:
            parts.append([])
        else:
            parts[-1].append(f"{EDGE + at * step:.1f},{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / most:.1f}")
    return [" ".join(part) for part in parts if part]


async def _look(request: Request) -> Sequence[Course]:
    parts = parts_of(request)
    return await parts.indicators.look(parts.clock.now())
