"""What agencies used of the population data in a semester, per field (Permendagri 102/2019: report each semester)."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from contracts.gateway.audit import BarisPemanfaatan, LaporanPemanfaatan

# Numbers of single files and documents at the end of a resource are no service of their own.
USAGE = """
    SELECT substr(actor, 7) AS klien, coalesce(client.nama, substr(actor, 7)) AS nama,
           regexp_replace(resource, '/[^/]*[0-9][^/]*$', '') AS layanan, tujuan, dasar_hukum, isian,
           count(*) AS akses, count(DISTINCT coalesce(encode(subject_key, 'hex'), subject_nik)) AS orang,
           count(*) FILTER (WHERE outcome = 'DIBERIKAN') AS diberikan,
           count(*) FILTER (WHERE outcome = 'DITOLAK') AS ditolak
    FROM access_log
    CROSS JOIN unnest(fields) AS isian
    LEFT JOIN client ON client.client_id = substr(actor, 7)
    WHERE actor LIKE 'klien:%%' AND at >= %s AND at < %s
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 3, 4, 5, 6
"""
COLUMNS = ("klien", "nama", "layanan", "tujuan", "dasar_hukum", "isian", "akses", "orang", "diberikan", "ditolak")
PATTERN = r"^[0-9]{4}-[12]$"

_FORMULA = re.compile(r"^[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Semester:
    """Half a calendar year, by the clock of the city."""

    name: str
    begin: datetime
    end: datetime

    @classmethod
    def parse(cls, name: str, zone: tzinfo) -> "Semester":
        """From `2026-1` or `2026-2`. Raises ValueError."""
        if not re.fullmatch(PATTERN, name):
            raise ValueError("a semester is written like 2026-1 or 2026-2")
        year, half = int(name[:4]), int(name[5])
        begin = datetime(year, 1 if half == 1 else 7, 1, tzinfo=zone)
        end = datetime(year, 7, 1, tzinfo=zone) if half == 1 else datetime(year + 1, 1, 1, tzinfo=zone)
        return cls(name, begin, end)


def report(semester: Semester, rows: Iterable[Mapping[str, Any]]) -> LaporanPemanfaatan:
    """The report of a semester from the rows of USAGE."""
    lines = tuple(BarisPemanfaatan(**{column: row[column] for column in COLUMNS}) for row in rows)
    return LaporanPemanfaatan(semester=semester.name, dari=semester.begin, sampai=semester.end, baris=lines)


def as_csv(told: LaporanPemanfaatan) -> str:
    """For a spreadsheet: what an agency wrote cannot become a formula in it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("semester", *COLUMNS))
    for line in told.baris:
        writer.writerow((told.semester, *(_plain(getattr(line, column)) for column in COLUMNS)))
    return text.getvalue()


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
