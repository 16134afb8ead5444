"""Keeping what people answered, apart from who they are.

One table knows which applications were answered for, so that each counts once; the other knows the answers, their
service and their quarter. No key, no time and no order joins them but the one in which the server happened to write:
who reads tables cannot tell whose opinion is whose, and nobody is shown fewer than a handful of them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.gateway.pool import Pool
from services.gateway.survey import index
from services.gateway.survey.index import Bands

_CLAIM = "INSERT INTO survey_done (nomor) VALUES (%s) ON CONFLICT DO NOTHING RETURNING nomor"
_ANSWER = "INSERT INTO survey_answer (kota, layanan, triwulan, nilai, saran) VALUES (%s, %s, %s, %s, %s)"
_DONE = "SELECT 1 AS found FROM survey_done WHERE nomor = %s"
_SUMS = """
    SELECT triwulan, layanan, n, array_agg(total ORDER BY place) AS sums
    FROM (
        SELECT triwulan, layanan, place, sum(answer) AS total, count(*) AS n
        FROM survey_answer, unnest(nilai) WITH ORDINALITY AS given (answer, place)
        WHERE kota = %s GROUP BY 1, 2, 3
    ) AS elements
    GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2
"""
_ADVICE = """
    SELECT saran FROM survey_answer WHERE kota = %s AND triwulan = %s AND layanan = %s AND saran IS NOT NULL
    ORDER BY id LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one applicant thinks: nine answers of 1 to 4, and what they would like to say."""

    city: str
    service: str
    quarter: str
    answers: Sequence[int]
    advice: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """A service in a quarter; nothing but the quarter while there are too few answers."""

    quarter: str
    service: str
    count: int | None = None
    values: tuple[Decimal, ...] = ()
    index: Decimal | None = None
    grade: str = ""


class Survey:
    """Takes opinions, and shows their sums."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def is_done(self, number: str) -> bool:
        """Whether somebody has answered for this application."""
        return await self._pool.row(_DONE, number) is not None

    async def take(self, number: str, opinion: Opinion) -> bool:
        """Keep an opinion; False when one was given for this application before."""
        async with self._pool.transaction() as connection:
            claimed = await connection.execute(_CLAIM, (number,))
            if await claimed.fetchone() is None:
                return False
            values = (opinion.city, opinion.service, opinion.quarter, list(opinion.answers), opinion.advice)
            await connection.execute(_ANSWER, values)
        return True

    async def results(self, city: str, bands: Bands) -> list[Result]:
        """Every quarter and service of which there are answers, the newest first."""
        found = []
        for row in await self._pool.rows(_SUMS, city):
            told = Result(row["triwulan"], row["layanan"])
            if row["n"] >= bands.fewest:
                sums = [int(total) for total in row["sums"]]
                reached = index.index(sums, row["n"])
                values = index.values(sums, row["n"])
                told = Result(told.quarter, told.service, row["n"], values, reached, bands.grade(reached))
            found.append(told)
        return found

    async def advice(self, city: str, result: Result) -> list[str]:
        """What people would like to say, in no order of theirs; nothing while there are too few."""
        if result.count is None:
            return []
        return [row["saran"] for row in await self._pool.rows(_ADVICE, city, result.quarter, result.service)]
