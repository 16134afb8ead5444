"""From a month's takings to the tax due, line by line, each with its source (self-assessment, UU 1/2022 ps. 57-58)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.pajak.domain.base import Line, Sales, taxable_base
from services.pajak.domain.money import ZERO, Rounding, Rupiah, rounded


@dataclass(frozen=True, slots=True)
class Band:
    """A rate from a monthly turnover on; it then holds for the whole turnover."""

    from_turnover: Rupiah
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Tariff:
    """What decides on one object in one period, each figure with the law that set it."""

    percent: Decimal
    source: str
    threshold: Rupiah
    threshold_source: str
    rounding: Rounding
    rounding_source: str
    bands: Sequence[Band] = ()
    bands_source: str = ""

    def rate(self, turnover: Rupiah) -> tuple[Decimal, str]:
        """The percentage for a turnover, and its source: the highest band reached, else the plain rate."""
        reached = [band for band in self.bands if turnover >= band.from_turnover]
        if not reached:
            return self.percent, self.source
        return max(reached, key=lambda band: band.from_turnover).percent, self.bands_source


@dataclass(frozen=True, slots=True)
class Assessment:
    """The tax of one return, with how it was found; kept as it was, whatever the law becomes later."""

    percent: Decimal
    base: Rupiah
    tax: Rupiah
    lines: tuple[Line, ...]


def assess(sales: Sales, tariff: Tariff, exemption: str | None = None) -> Assessment:
    """Assess a month. Rounded once, at the end: for the return, not for its lines (handbook 4.6)."""
    percent, source = tariff.rate(sales.paid)
    base, lines = taxable_base(sales, percent)
    if exemption is not None:
        return _free(base, lines, Line(f"Dikecualikan: {exemption}", Decimal(0), "UU 1/2022 ps. 51-55"))
    if ZERO < sales.paid < tariff.threshold:
        return _free(base, lines, Line(f"Di bawah batas {tariff.threshold}", Decimal(0), tariff.threshold_source))
    exact = base * percent / 100
    tax = rounded(exact, tariff.rounding)
    lines.append(Line("Dasar pengenaan", base, "UU 1/2022 ps. 57"))
    lines.append(Line(f"Tarif {percent.normalize():f} %", exact, source))
    if exact != tax.amount:
        lines.append(Line("Pembulatan", tax.amount - exact, tariff.rounding_source))
    return Assessment(percent, rounded(base, Rounding.RUPIAH_TERDEKAT), tax, tuple(lines))


def _free(base: Decimal, lines: list[Line], reason: Line) -> Assessment:
    whole = rounded(base, Rounding.RUPIAH_TERDEKAT)
    return Assessment(Decimal(0), whole, ZERO, (*lines, reason))


def parse_bands(items: Sequence[str]) -> tuple[Band, ...]:
    """Read bands from a city's file: `"24000001=10"` is 10 % from Rp24.000.001 a month; raises ValueError."""
    bands = []
    for item in items:
        start, equals, percent = item.partition("=")
        if not equals:
            raise ValueError(f"a band is written as turnover=percent, not {item!r}")
        bands.append(Band(Rupiah(int(start)), Decimal(percent)))
    return tuple(sorted(bands, key=lambda band: band.from_turnover))
