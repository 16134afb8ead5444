"""/layanan/…: before the first question of a service, everything that people want to know of it.

What the law says stands in the rules of the city: days, rates and fees are read from there with their source.
"""

from fastapi import APIRouter, Request
from starlette.responses import Response

from chassis.rules import Rule
from services.gateway.parts import parts_of
from services.gateway.portal.pages import page
from services.gateway.portal.tax.asked import OBJECTS

router = APIRouter(include_in_schema=False)

_UNITS = {"hari_kerja": "hari kerja", "hari_kalender": "hari", "bulan": "bulan"}


class Law:
    """The rules that hold in this city today, in people's words."""

    def __init__(self, request: Request) -> None:
        parts = parts_of(request)
        self._rules, self._city, self._today = parts.rules, parts.settings.city, parts.clock.today()

    def limit(self, code: str) -> str:
        """A time limit: 15 hari kerja."""
        rule = self._rule(code)
        return f"{rule.integer} {_UNITS[rule.unit]}"

    def percent(self, code: str) -> str:
        """A rate: 10 %."""
        return f"{self._rule(code).number:f} %".replace(".", ",")

    def is_free(self, code: str) -> bool:
        """Whether a fee is nothing."""
        return self._rule(code).integer == 0

    def is_checked_by_rule(self) -> bool:
        """Whether a taxpayer whose data agree waits for no officer."""
        return self._rule("pemeriksaan_pendaftaran").text == "OTOMATIS_BILA_COCOK"

    def sources(self, *codes: str) -> str:
        """By which laws these rules hold, each named once."""
        return "; ".join(dict.fromkeys(self._rule(code).source for code in codes))

    def _rule(self, code: str) -> Rule:
        return self._rules.get(code, city=self._city, on=self._today)


@router.get("/layanan/kelahiran")
async def show_birth_service(request: Request) -> Response:
    """A birth report, and the three documents that it brings."""
    return await page(request, "layanan-kelahiran", law=Law(request))


@router.get("/layanan/pajak")
async def show_tax_service(request: Request) -> Response:
    """Local tax: who registers, what is reported by when, and what it costs."""
    return await page(request, "layanan-pajak", law=Law(request), objects=OBJECTS)


@router.get("/layanan/laporan-warga")
async def show_report_service(request: Request) -> Response:
    """A citizen's report of the city's state."""
    return await page(request, "layanan-laporan-warga", law=Law(request))
