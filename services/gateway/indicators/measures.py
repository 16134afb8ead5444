"""Each indicator: its smart-city dimension, its unit, which way is better, and how it is counted.

What is counted stands in the read model, which is made of the services' facts; an application counts in the month in
which it was sent. Targets are rules (`indikator_<code>`): a city writes its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from chassis.rules import Rules

MONTHS = 12
# A dimension without an indicator says so: what this suite knows tells nothing about it.
DIMENSIONS = (
    "Smart Governance",
    "Smart Society",
    "Smart Economy",
    "Smart Living",
    "Smart Environment",
    "Smart Branding",
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """`value` is an SQL expression over the rows of `source` in one month; `higher` tells which way is better."""

    code: str
    dimension: str
    name: str
    unit: str
    source: str
    value: str
    higher: bool = True

    def target(self, rules: Rules, city: str, on: date) -> Decimal:
        """What the city wants to reach. Raises MissingRuleError."""
        return Decimal(str(rules.get(f"indikator_{self.code}", city=city, on=on).value))


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator with its target and its months, the oldest first; None where nothing was counted."""

    indicator: Indicator
    target: Decimal
    months: Sequence[tuple[str, Decimal | None]]

    @property
    def actual(self) -> Decimal | None:
        """The month that runs."""
        return self.months[-1][1]

    @property
    def is_reached(self) -> bool | None:
        """Whether the month that runs is as good as the target; None while nothing was counted."""
        if self.actual is None:
            return None
        return self.actual >= self.target if self.indicator.higher else self.actual <= self.target

    @property
    def trend(self) -> str:
        """Of the last two months that are over: `membaik`, `memburuk`, `tetap`, or nothing to compare."""
        before, last = (value for _, value in self.months[-3:-1])
        if before is None or last is None:
            return ""
        if before == last:
            return "tetap"
        return "membaik" if (last > before) == self.indicator.higher else "memburuk"


def _share(condition: str, of: str = "true") -> str:
    return f"100.0 * count(*) FILTER (WHERE ({of}) AND ({condition})) / nullif(count(*) FILTER (WHERE {of}), 0)"


BIRTHS = """
    SELECT submitted_at AS at, submitted_at, client_id, sla_status, ended,
           coalesce(looked_at, false) AS looked_at, coalesce(late, false) AS late
    FROM application LEFT JOIN (
        SELECT nomor, min(happened_at) FILTER (WHERE status = 'SELESAI') AS ended,
               bool_or(status = 'MENUNGGU_PETUGAS') AS looked_at,
               bool_or(status = 'MENUNGGU_PERSETUJUAN_KADIS') AS late
        FROM application_step
        WHERE status IN ('SELESAI', 'MENUNGGU_PETUGAS', 'MENUNGGU_PERSETUJUAN_KADIS') AND happened_at >= %(since)s
        GROUP BY nomor
    ) AS steps USING (nomor)
    WHERE kota = %(city)s AND jenis = 'KELAHIRAN' AND submitted_at >= %(since)s
"""
RETURNS = """
    SELECT submitted_at AS at, status FROM application
    WHERE kota = %(city)s AND jenis = 'OMZET' AND submitted_at >= %(since)s
"""
REPORTS = """
    SELECT made_at AS at, status, kategori, answer_by, (
        SELECT min(step.at) FROM complaint_step AS step
        WHERE step.nomor = complaint.nomor AND step.status IN ('SELESAI', 'DITOLAK')
    ) AS ended
    FROM complaint WHERE kota = %(city)s AND unit = 'KOTA' AND made_at >= %(since)s
"""
COMPLAINTS = """
    SELECT made_at AS at, answer_by, (
        SELECT min(step.at) FROM complaint_step AS step WHERE step.nomor = complaint.nomor AND step.officer IS NOT NULL
    ) AS answered
    FROM complaint WHERE kota = %(city)s AND unit <> 'KOTA' AND made_at >= %(since)s
"""

_MEDIAN = "percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended - submitted_at) / 60)"
_ON_TIME = "(ended AT TIME ZONE %(zone)s)::date <= answer_by"

INDICATORS = (
    Indicator(
        "tepat_waktu",
        "Smart Governance",
        "Laporan kelahiran selesai tepat waktu",
        "%",
        BIRTHS,
        _share("sla_status = 'TERPENUHI'", "ended IS NOT NULL"),
    ),
    Indicator(
        "waktu_tengah",
        "Smart Governance",
        "Waktu tengah laporan sampai dokumen",
        "menit",
        BIRTHS,
        _MEDIAN,
        higher=False,
    ),
    Indicator(
        "tanpa_petugas",
        "Smart Governance",
        "Laporan kelahiran selesai tanpa menunggu petugas",
        "%",
        BIRTHS,
        _share("NOT looked_at", "ended IS NOT NULL"),
    ),
    Indicator(
        "aduan_dijawab",
        "Smart Governance",
        "Aduan atas keputusan dijawab tepat waktu",
        "%",
        COMPLAINTS,
        _share(
            "(answered AT TIME ZONE %(zone)s)::date <= answer_by",
            "answered IS NOT NULL OR answer_by < %(today)s",
        ),
    ),
    Indicator("dalam_60_hari", "Smart Society", "Kelahiran dilaporkan dalam 60 hari", "%", BIRTHS, _share("NOT late")),
    Indicator(
        "melapor_sendiri",
        "Smart Society",
        "Kelahiran dilaporkan sendiri oleh warga",
        "%",
        BIRTHS,
        _share("client_id IS NULL"),
    ),
    Indicator(
        "omzet_lunas", "Smart Economy", "Laporan omzet yang sudah lunas", "%", RETURNS, _share("status = 'SELESAI'")
    ),
    Indicator(
        "laporan_selesai",
        "Smart Living",
        "Laporan warga ditangani tepat waktu",
        "%",
        REPORTS,
        _share(_ON_TIME, "ended IS NOT NULL OR answer_by < %(today)s"),
    ),
    Indicator(
        "lingkungan_selesai",
        "Smart Environment",
        "Laporan sampah, banjir dan pohon yang selesai",
        "%",
        REPORTS,
        _share("status = 'SELESAI'", "kategori ~* '(sampah|banjir|pohon)'"),
    ),
)


def months_until(today: date) -> list[str]:
    """The last twelve months, the oldest first, as 2026-11."""
    last = today.year * 12 + today.month - 1
    return [f"{at // 12}-{at % 12 + 1:02}" for at in range(last - MONTHS + 1, last + 1)]


def course(indicator: Indicator, target: Decimal, counted: Mapping[str, object], today: date) -> Course:
    """An indicator's months, each rounded to one decimal."""
    months = [(month, _rounded(counted.get(month))) for month in months_until(today)]
    return Course(indicator, target, months)


def _rounded(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
