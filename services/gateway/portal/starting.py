"""/layanan/…: before the first question of a service, everything that people want to know of it.

What the law says stands in the rules of the city: days, rates and fees are read from there with their source.
"""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from chassis.documents.words import rupiah
from chassis.rules import Rule, Rules
from services.gateway.parts import parts_of
from services.gateway.portal.pages import page
from services.gateway.portal.tax.asked import OBJECTS
from services.gateway.portal.words import decimal

router = APIRouter(include_in_schema=False)

_UNITS = {"hari_kerja": "hari kerja", "hari_kalender": "hari", "bulan": "bulan"}


@dataclass(frozen=True, slots=True)
class Law:
    """The rules that hold in a city (four digits) on a day, in people's words."""

    rules: Rules
    city: str
    today: date

    def limit(self, code: str) -> str:
        """A time limit: 15 hari kerja."""
        rule = self._rule(code)
        return f"{rule.integer} {_UNITS[rule.unit]}"

    def percent(self, code: str) -> str:
        """A rate: 10 %."""
        return f"{decimal(self._rule(code).number)} %"

    def fee(self, code: str) -> str:
        """What is paid for a service."""
        amount = self._rule(code).integer
        return rupiah(amount) if amount else "Gratis"

    def tariff(self, kind: str) -> str:
        """What is taxed of a turnover, and from which turnover on."""
        threshold = self._rule(f"ambang_omzet_{kind}").integer
        bands = [band.partition("=") for band in self._rule(f"lapisan_tarif_{kind}").items]
        rates = [f"{rate.replace('.', ',')} % sejak omzet {rupiah(int(since))} sebulan" for since, _, rate in bands]
        said = ", ".join(rates) or self.percent(f"tarif_{kind}")
        return f"{said}; omzet sebulan di bawah {rupiah(threshold)} tidak dikenai pajak" if threshold else said

    def is_checked_by_rule(self) -> bool:
        """Whether a taxpayer whose data agree waits for no officer."""
        return self._rule("pemeriksaan_pendaftaran").text == "OTOMATIS_BILA_COCOK"

    def sources(self, *codes: str) -> str:
        """By which laws these rules hold, each named once."""
        return "; ".join(dict.fromkeys(self._rule(code).source for code in codes))

    def _rule(self, code: str) -> Rule:
        return self.rules.get(code, city=self.city, on=self.today)


def _law(request: Request) -> Law:
    parts = parts_of(request)
    return Law(parts.rules, parts.settings.city, parts.clock.today())


@router.get("/layanan/kelahiran")
async def show_birth_service(request: Request) -> Response:
    """A birth report, and the three documents that it brings."""
    return await page(request, "layanan-kelahiran", law=_law(request))


@router.get("/layanan/pajak")
async def show_tax_service(request: Request) -> Response:
    """Local tax: who registers, what is reported by when, and what it costs."""
    return await page(request, "layanan-pajak", law=_law(request), objects=OBJECTS)


@router.get("/layanan/laporan-warga")
async def show_report_service(request: Request) -> Response:
    """A citizen's report of the city's state."""
    return await page(request, "layanan-laporan-warga", law=_law(request))
