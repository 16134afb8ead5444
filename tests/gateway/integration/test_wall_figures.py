"""The wallboard's day is the city's: it begins at midnight there, whatever the hour of the server is."""

import asyncio
from datetime import UTC, datetime

import pytest

from chassis.clock import JAKARTA
from services.gateway.pool import Pool
from services.gateway.portal.wall.figures import Board, Figures
from tests.gateway.integration.town import Town


def seen(town: Town, now: datetime) -> Figures:
    async def look() -> Figures:
        pool = Pool(town.app_url)
        await pool.open()
        try:
            return await Board(pool, (), "3277", JAKARTA).look(now)
        finally:
            await pool.close()

    return asyncio.run(look())


@pytest.mark.parametrize(
    ("now", "hour"),
    [
        (datetime(2001, 2, 3, 16, 59, tzinfo=UTC), 23),  # 23:59 in the city
        (datetime(2001, 2, 3, 17, 30, tzinfo=UTC), 0),  # half past midnight
        (datetime(2001, 2, 4, 5, 0, tzinfo=UTC), 0),  # noon
    ],
)
def test_a_report_counts_on_the_day_and_at_the_hour_of_the_city(quiet_town: Town, now: datetime, hour: int) -> None:
    for submitted in (datetime(2001, 2, 3, 16, 58, tzinfo=UTC), datetime(2001, 2, 3, 17, 10, tzinfo=UTC)):
        if submitted > now:
            continue
        number = quiet_town.accepted()
        quiet_town.rows("UPDATE application SET submitted_at = %s WHERE nomor = %s RETURNING 1", submitted, number)

    found = seen(quiet_town, now)

    assert (found.reported, found.hours) == (1, {hour: 1})
