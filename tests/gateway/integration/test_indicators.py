"""Indicators are counted from what the services told, in the city's months."""

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from chassis.clock import JAKARTA
from chassis.rules import Rules
from contracts.dukcapil import events as dukcapil
from contracts.perizinan import events as perizinan
from contracts.types import Sla, StatusSla
from local.custody import PROJECT
from services.gateway.indicators.measures import Course
from services.gateway.indicators.register import Indicators
from services.gateway.pool import Pool
from tests.gateway.integration.town import Town

SENT = datetime(2026, 10, 31, 18, 0, tzinfo=UTC)  # the first of November in the city
NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


def looked(town: Town) -> dict[str, Course]:
    async def look() -> list[Course]:
        pool = Pool(town.app_url)
        await pool.open()
        try:
            return await Indicators(pool, Rules.load(PROJECT / "cities"), "3277", JAKARTA).look(NOW)
        finally:
            await pool.close()

    return {each.indicator.code: each for each in asyncio.run(look())}


def born(town: Town, minutes: int, sla: StatusSla, *, looked_at: bool = False, late: bool = False) -> str:
    """A birth that was reported in November and done after so many minutes."""
    number = town.accepted()
    town.rows("UPDATE application SET submitted_at = %s WHERE nomor = %s RETURNING 1", SENT, number)
    if looked_at:
        town.step(number, "MENUNGGU_PETUGAS", perizinan, sequence=1, pada=SENT)
    if late:
        town.step(number, "MENUNGGU_PERSETUJUAN_KADIS", perizinan, sequence=2, pada=SENT)
    ended = SENT + timedelta(minutes=minutes)
    town.step(number, "SELESAI", perizinan, sequence=3, pada=ended)
    town.step(number, "VERIFIKASI", dukcapil, sla=Sla(status=sla), pada=SENT)
    return number


def test_births_are_counted_in_the_month_in_which_they_were_reported(quiet_town: Town) -> None:
    born(quiet_town, 10, StatusSla.TERPENUHI)
    born(quiet_town, 20, StatusSla.TERPENUHI, looked_at=True)
    born(quiet_town, 600, StatusSla.TERLAMBAT, looked_at=True, late=True)
    waiting = quiet_town.accepted()
    quiet_town.rows("UPDATE application SET submitted_at = %s WHERE nomor = %s RETURNING 1", SENT, waiting)

    found = looked(quiet_town)

    assert {code: found[code].actual for code in ("tepat_waktu", "waktu_tengah", "tanpa_petugas", "dalam_60_hari")} == {
        "tepat_waktu": Decimal("66.7"),
        "waktu_tengah": Decimal("20.0"),
        "tanpa_petugas": Decimal("33.3"),
        "dalam_60_hari": Decimal("75.0"),
    }
    assert found["melapor_sendiri"].actual is not None
    assert dict(found["tepat_waktu"].months)["2026-10"] is None
    assert found["omzet_lunas"].actual is None


def test_citizens_reports_count_once_they_are_done_or_overdue(quiet_town: Town) -> None:
    quiet_town.citizen()
    [owner] = [row["sub"] for row in quiet_town.rows("SELECT sub FROM account LIMIT 1")]
    for number, (kind, status, answer_by) in enumerate(
        (
            ("Sampah", "SELESAI", "2026-11-20"),
            ("Sampah", "DITERIMA", "2026-11-20"),  # overdue
            ("Jalan rusak", "SELESAI", "2026-11-20"),
            ("Jalan rusak", "DITERIMA", "2026-12-20"),  # still in time
        )
    ):
        quiet_town.rows(
            "INSERT INTO complaint (nomor, kota, unit, owner, kategori, uraian, kelurahan, status, made_at, answer_by)"
            " VALUES (%s, '3277', 'KOTA', %s, %s, 'x', '32.77.02.1004', %s, %s, %s) RETURNING 1",
            *(f"AD-{number}", owner, kind, status, SENT, answer_by),
        )
        if status == "SELESAI":
            quiet_town.rows(
                "INSERT INTO complaint_step (nomor, at, status) VALUES (%s, %s, 'SELESAI') RETURNING 1",
                *(f"AD-{number}", SENT + timedelta(days=1)),
            )

    found = looked(quiet_town)

    assert found["laporan_selesai"].actual == Decimal("66.7")
    assert found["lingkungan_selesai"].actual == Decimal("50.0")
