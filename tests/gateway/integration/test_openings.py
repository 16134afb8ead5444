"""Applications that come in at the same moment share a statement, and none fails for another's fault."""

import asyncio
import time
import uuid
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from contracts.gateway.events import PermohonanDitarik
from contracts.numbers import application_number
from contracts.types import Pelaku
from services.gateway.intake.claims import Answer, Claim, Trace
from services.gateway.intake.openings import NewApplication, Openings
from services.gateway.pool import Pool
from tests.conftest import UrlOf

DAY = datetime(2026, 11, 22, tzinfo=UTC)


def application(serial: int, **changes: Any) -> NewApplication:
    number = application_number("KL", "3277", DAY.date(), serial)
    usual = {
        "number": number,
        "kind": "KELAHIRAN",
        "city": "3277",
        "owner_nik": "3277011505900001",
        "client_id": None,
        "contact": None,
        "wanted": {},
        "submitted_at": DAY,
        "by": Pelaku.PEMOHON,
        "event": PermohonanDitarik(nomor=number, ditarik_pada=DAY),
    }
    return NewApplication(**{**usual, **changes})


def opened(openings: Openings, new: NewApplication, key: str) -> Coroutine[Any, Any, bool]:
    claim = Claim("warga:a", "POST /v1/kelahiran", key, b"x")
    return openings.open(claim, new, Trace(uuid.uuid4()), Answer(202, "{}"))


def run(url: str, work: Any) -> Any:
    async def inside() -> Any:
        pool = Pool(url)
        await pool.open()
        try:
            return await work(Openings(pool))
        finally:
            await pool.close()

    return asyncio.run(inside())


def count(url: str, table: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def test_many_at_once_take_few_transactions(database_url_for: UrlOf) -> None:
    url = database_url_for("gateway")

    async def work(openings: Openings) -> list[bool]:
        return await asyncio.gather(*(opened(openings, application(n), f"k{n}") for n in range(100)))

    assert all(run(url, work))
    assert [count(url, table) for table in ("idempotency", "application", "application_step", "outbox")] == [100] * 4
    with psycopg.connect(url) as connection:
        transactions = connection.execute("SELECT count(DISTINCT xmin::text) FROM application").fetchone()
    assert transactions is not None
    assert transactions[0] < 20


def test_one_key_among_many_has_one_effect(database_url_for: UrlOf) -> None:
    url = database_url_for("gateway")

    async def work(openings: Openings) -> list[bool]:
        return await asyncio.gather(*(opened(openings, application(n), "same") for n in range(20)))

    assert sum(run(url, work)) == 1
    assert count(url, "application") == 1


def test_ones_fault_is_ones_own(database_url_for: UrlOf) -> None:
    url = database_url_for("gateway")

    async def work(openings: Openings) -> list[Any]:
        spoiled = application(3, kind="TIDAK_ADA")
        everyone = [spoiled if n == 3 else application(n) for n in range(10)]
        waiting = (opened(openings, new, f"k{n}") for n, new in enumerate(everyone))
        return await asyncio.gather(*waiting, return_exceptions=True)

    outcomes = run(url, work)

    assert [outcome is True for outcome in outcomes] == [n != 3 for n in range(10)]
    assert isinstance(outcomes[3], psycopg.errors.CheckViolation)
    assert count(url, "application") == count(url, "outbox") == 9


def test_everyone_hears_soon_that_the_database_is_away() -> None:
    started = time.monotonic()

    async def work(openings: Openings) -> list[Any]:
        waiting = (opened(openings, application(n), f"k{n}") for n in range(40))
        return await asyncio.gather(*waiting, return_exceptions=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.gateway.pool.WAIT_SECONDS", 0.5)
        outcomes = run("postgresql://nobody@127.0.0.1:1/nothing", work)

    assert all(isinstance(outcome, psycopg.OperationalError) for outcome in outcomes)
    assert time.monotonic() - started < 10
