"""The timers run every hour in every city, and an hour in which nothing is to be done leaves every row as it is."""

from datetime import datetime, timedelta

from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.chase_missing_returns import chase_missing_returns, open_periods
from tests.pajak.facts import WIB
from tests.pajak.integration.conftest import Office

# A row that was written again has another xmin; one that was only locked has another xmax.
WRITTEN = """
    SELECT (SELECT array_agg((xmin, xmax)::text ORDER BY kode_bayar) FROM tagihan) AS tagihan,
        (SELECT array_agg(xmin::text ORDER BY nomor) FROM sptpd) AS sptpd,
        (SELECT array_agg(xmin::text ORDER BY npwpd) FROM wajib_pajak) AS wajib_pajak,
        (SELECT count(*) FROM outbox) AS told, (SELECT count(*) FROM jurnal) AS posted
"""


def hour(office: Office) -> int:
    """What the hourly timers do; how many bills were looked at."""
    looked_at = charge_open_bills(office.desk())
    open_periods(office.desk())
    chase_missing_returns(office.desk())
    return looked_at


def test_an_hour_with_nothing_to_do_writes_nothing(office: Office) -> None:
    for nopd in office.register(*[{"jenis": "PARKIR", "golongan": "UMUM"} | _place(n) for n in range(3)])[:2]:
        office.report(nopd, 50_000_000)
    before = office.rows(WRITTEN)
    office.clock.set(datetime(2026, 12, 2, 1, tzinfo=WIB))
    assert hour(office) == 2
    after = office.rows(WRITTEN)
    assert after != before
    for _ in range(3):
        office.clock.set(office.clock.now() + timedelta(hours=1))
        assert hour(office) == 0
    assert office.rows(WRITTEN) == after
    office.clock.set(datetime(2026, 12, 14, 0, 0, 1, tzinfo=WIB))
    assert hour(office) == 2
    assert [bill["bunga"] for bill in office.rows("SELECT bunga FROM tagihan")] == [100_000] * 2


def _place(n: int) -> dict[str, str]:
    return {"nama": f"Parkir {n}", "kode_kelurahan": "32.77.02.1004", "alamat": "Jalan Rekaan 1"}
