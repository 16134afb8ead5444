"""/papan: the wallboard, and the part of it that it asks for again every few seconds."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.gateway.access.caller import Caller
from services.gateway.access.policy import Action
from services.gateway.parts import parts_of
from services.gateway.portal.birth.choices import Options
from services.gateway.portal.birth.places import villages
from services.gateway.portal.guard import entered
from services.gateway.portal.pages import page
from services.gateway.portal.wall.figures import Figures

router = APIRouter(include_in_schema=False)

Viewer = Annotated[Caller, entered(Action.READ_WALLBOARD)]

FIRST_HOUR, LAST_HOUR = 6, 21
MOST_PLACES = 18
_WIDTH, _HEIGHT, _FOOT = 640, 140, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour of the chart, in its own units."""

    hour: int
    count: int
    x: float
    y: float
    width: float
    height: float


@router.get("/papan")
async def show_wallboard(request: Request, caller: Viewer) -> Response:
    """The whole screen."""
    del caller
    return await _show(request, "papan")


@router.get("/papan/angka")
async def show_figures(request: Request, caller: Viewer) -> Response:
    """What changes on it."""
    del caller
    return await _show(request, "_papan-angka")


async def _show(request: Request, name: str) -> Response:
    parts = parts_of(request)
    figures = await parts.board.look(parts.clock.now())
    revenue = await parts.treasury.look(parts.clock.today())
    places = places_of(figures, villages(parts.settings.city))
    chart = (_WIDTH, _HEIGHT + _FOOT)
    return await page(request, name, told=figures, bars=bars(figures), chart=chart, revenue=revenue, places=places)


def places_of(figures: Figures, known: Options) -> list[tuple[str, int]]:
    """Each kelurahan with its open reports, by name; of a large city those with the most."""
    counted = [(name.partition(" (")[0], figures.places.get(code, 0)) for code, name in known]
    most = sorted(counted, key=lambda place: -place[1])[:MOST_PLACES]
    return sorted(most)


def bars(figures: Figures) -> list[Bar]:
    """Reports by hour of the day, of which the highest fills the chart; what came at night stands at its edges."""
    hours = dict.fromkeys(range(FIRST_HOUR, LAST_HOUR + 1), 0)
    for hour, count in figures.hours.items():
        hours[min(LAST_HOUR, max(FIRST_HOUR, hour))] += count
    most, step = max(1, *hours.values()), _WIDTH / len(hours)
    return [
        Bar(hour, count, place * step + 3, _HEIGHT - _HEIGHT * count / most, step - 6, _HEIGHT * count / most)
        for place, (hour, count) in enumerate(hours.items())
    ]
