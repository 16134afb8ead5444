"""What the wallboard shows: counts alone, nothing of anybody's, asked of the read model once for all screens."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from contracts.types import StatusPermohonan
from services.gateway.pool import Pool
from services.gateway.questions.door import Away, Door, Refused

FRESH_SECONDS = 2.0
HEALTH_SECONDS = 1.0

_OFFICERS = (StatusPermohonan.MENUNGGU_PETUGAS, StatusPermohonan.MENUNGGU_PERSETUJUAN_KADIS)
_OPEN = "status NOT IN ('SELESAI', 'DITOLAK', 'DIBATALKAN', 'KEDALUWARSA')"
_DAY = """
    SELECT count(*) FILTER (WHERE jenis = 'KELAHIRAN') AS reports,
           coalesce(json_object_agg(hour, n) FILTER (WHERE hour IS NOT NULL), '{}') AS hours
    FROM (SELECT jenis, NULL::int AS hour, NULL::bigint AS n FROM application
          WHERE kota = %(city)s AND submitted_at >= %(since)s
          UNION ALL
          SELECT NULL, extract(hour FROM submitted_at AT TIME ZONE %(zone)s)::int, count(*) FROM application
          WHERE kota = %(city)s AND submitted_at >= %(since)s AND jenis = 'KELAHIRAN' GROUP BY 2) AS day
"""
_NOW = f"""
    SELECT status, count(*) AS n,
           count(*) FILTER (WHERE sla_status = 'TERLAMBAT'
                            OR (sla_status = 'BERJALAN' AND sla_deadline < now())) AS late,
           count(*) FILTER (WHERE sla_status = 'BERJALAN'
                            AND sla_deadline BETWEEN now() AND now() + interval '1 hour') AS soon
    FROM application WHERE kota = %(city)s AND jenis = 'KELAHIRAN' AND {_OPEN} GROUP BY status
"""  # noqa: S608  our own text
_DONE = """
    SELECT count(*) AS n,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM happened_at - submitted_at)) / 60 AS median,
           count(*) FILTER (WHERE sla_status = 'TERLAMBAT') AS late
    FROM (SELECT nomor, min(happened_at) AS happened_at FROM application_step
          WHERE status = 'SELESAI' AND happened_at >= %(since)s GROUP BY nomor) AS ended
    JOIN application USING (nomor) WHERE kota = %(city)s AND jenis = 'KELAHIRAN'
"""
_DOCUMENTS = "SELECT jenis, count(*) AS n FROM document WHERE issued AND tanggal_terbit = %(today)s GROUP BY jenis"
_QUEUES = """
    SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL) AS unsent,
           (SELECT count(*) FROM redelivery) AS again, (SELECT count(*) FROM parked) AS parked
"""


_PLACES = """
    SELECT kelurahan, count(*) AS n FROM complaint
    WHERE kota = %(city)s AND unit = 'KOTA' AND status IN ('DITERIMA', 'DIKERJAKAN') GROUP BY kelurahan
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """The day until now."""

    at: datetime
    reported: int
    hours: Mapping[int, int]
    at_work: int
    with_officers: int
    with_applicants: int
    late: int
    soon: int
    finished: int
    finished_late: int
    median_minutes: int | None
    documents: Mapping[str, int]
    places: Mapping[str, int]
    unsent: int
    again: int
    parked: int
    health: Mapping[str, bool]


class Board:
    """Counts at most once in two seconds, however many screens look."""

    def __init__(self, pool: Pool, doors: tuple[Door, ...], city: str, zone: ZoneInfo) -> None:
        self._pool = pool
        self._doors = doors
        self._city = city
        self._zone = zone
        self._turn = asyncio.Lock()
        self._kept: tuple[float, Figures] | None = None

    async def look(self, now: datetime) -> Figures:
        """The figures as of a moment ago."""
        async with self._turn:
            if self._kept is None or time.monotonic() > self._kept[0]:
                self._kept = (time.monotonic() + FRESH_SECONDS, await self._count(now))
            return self._kept[1]

    async def _count(self, now: datetime) -> Figures:
        midnight = now.astimezone(self._zone).replace(hour=0, minute=0, second=0, microsecond=0)
        values = {"city": self._city, "since": midnight, "today": midnight.date(), "zone": self._zone.key}
        day, ended, queues = [(await self._pool.rows_named(query, values))[0] for query in (_DAY, _DONE, _QUEUES)]
        open_ones = {row["status"]: row for row in await self._pool.rows_named(_NOW, values)}
        documents = {row["jenis"]: row["n"] for row in await self._pool.rows_named(_DOCUMENTS, values)}
        officers = sum(open_ones[status]["n"] for status in _OFFICERS if status in open_ones)
        applicants = open_ones.get(StatusPermohonan.PERLU_PERBAIKAN, {"n": 0})["n"]
        return Figures(
            at=now,
            reported=day["reports"],
            hours={int(hour): count for hour, count in day["hours"].items()},
            at_work=sum(row["n"] for row in open_ones.values()) - officers - applicants,
            with_officers=officers,
            with_applicants=applicants,
            late=sum(row["late"] for row in open_ones.values()),
            soon=sum(row["soon"] for row in open_ones.values()),
            finished=ended["n"],
            finished_late=ended["late"],
            median_minutes=None if ended["median"] is None else max(1, round(ended["median"])),
            documents=documents,
            places={row["kelurahan"]: row["n"] for row in await self._pool.rows_named(_PLACES, values)},
            unsent=queues["unsent"],
            again=queues["again"],
            parked=queues["parked"],
            health=await self._health(),
        )

    async def _health(self) -> Mapping[str, bool]:
        answers = await asyncio.gather(*(_is_well(door) for door in self._doors))
        return {door.service: well for door, well in zip(self._doors, answers, strict=True)}


async def _is_well(door: Door) -> bool:
    try:
        await door.fetch("/readyz", seconds=HEALTH_SECONDS)
    except (Away, Refused):
        return False
    return True
