"""`python -m bench.tax [BILLS …]`: the nightly pass over open bills, and reconciliation, with speed and peak memory.

Against a private PostgreSQL that is durable as in production. Prints one line for each size: items a second, and how
much the peak of memory grew over what the process had before.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from chassis.database import Database
from local.testing import Bench, IsolatedDatabases
from services.pajak.desk import Desk
from services.pajak.domain.kinds import Kind
from services.pajak.domain.numbers import payment_code
from services.pajak.domain.period import TaxPeriod
from services.pajak.registry import Registry
from services.pajak.terms import Terms
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.reconcile_settlement import reconcile_settlement

WIB = ZoneInfo("Asia/Jakarta")
OCTOBER = TaxPeriod(2026, 10)
OVERDUE = datetime(2026, 12, 20, 1, tzinfo=WIB)
LINES = 100_000
SIZES = (20_000, 200_000)

TAXPAYERS = """
INSERT INTO wajib_pajak (npwpd, kota, jenis, nib, nama, terdaftar_pada)
SELECT 'P.2.' || n, '3277', 'BADAN', lpad(n::text, 13, '0'), 'PT REKAAN', now() FROM generate_series(1, %(n)s) n;
"""
OBJECTS = """
INSERT INTO objek_pajak (nopd, npwpd, kota, jenis, golongan, nama, kode_kelurahan, alamat, mulai)
SELECT '01.' || lpad(n::text, 8, '0'), 'P.2.' || n, '3277', 'MAKANAN_MINUMAN', 'UMUM', 'WARUNG', '32.77.02.1004',
    'JALAN', '2023-01-01'
FROM generate_series(1, %(n)s) n;
"""


def main(sizes: list[int]) -> None:
    """Measure each size on a database of its own."""
    terms = Terms.load(Path("cities"))
    with Bench.open() as bench:
        databases = IsolatedDatabases(bench.start_postgres(durable=True))
        for size in sizes:
            made = databases.create("pajak")
            database = Database(made.app_url, max_size=2)
            database.open()
            _fill(database, size)
            desk = Desk(Registry(database, "pajak"), terms, OVERDUE)
            _measure(f"charge {size} bills, all newly late", size, partial(charge_open_bills, desk))
            _measure(f"the same {size} bills an hour later", size, partial(charge_open_bills, desk))
            tomorrow = Desk(desk.registry, terms, OVERDUE + timedelta(days=1))
            _measure(f"the same {size} bills the next night", size, partial(charge_open_bills, tomorrow))
            if size == sizes[0]:
                _reconcile(desk, size)
            database.close()
            databases.drop(made)
        databases.close()


def _fill(database: Database, size: int) -> None:
    with database.transaction() as connection:
        connection.execute(TAXPAYERS, {"n": size})
        connection.execute(OBJECTS, {"n": size})
        columns = "kode_bayar, kota, npwpd, nopd, masa, jenis, status, pokok, sanksi_tetap, jatuh_tempo, terbit_pada"
        with connection.cursor().copy(f"COPY tagihan ({columns}, correlation_id) FROM STDIN") as copy:
            for code, n in _codes(size):
                key = f"00000000-0000-7000-8000-{n:012d}"
                row = (code, "3277", f"P.2.{n}", f"01.{n:08d}", OCTOBER.first, "SPTPD", "TERBIT", 5_000_000, 0)
                copy.write_row((*row, "2026-11-13", OVERDUE, key))
    with database.connection() as connection:
        connection.execute("ANALYZE")


def _codes(size: int) -> Iterator[tuple[str, int]]:
    return ((payment_code("3277", Kind.MAKANAN_MINUMAN, OCTOBER, n), n) for n in range(1, size + 1))


def _reconcile(desk: Desk, bills: int) -> None:
    """A file of payments that were never told of, then one of payments that are all known."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "koran.csv"
        codes = [code for code, _ in _codes(bills)]
        with path.open("w") as file:
            file.write("referensi_bank,kode_bayar,jumlah,waktu\n")
            for n in range(2000):
                file.write(f"R-{n:08d},{codes[n]},5000000,2026-11-10T10:00:00\n")
            file.write("TOTAL,2000,10000000000,\n")
        _measure("book 2000 lines never told", 2000, lambda: reconcile_settlement(desk, path, "bank-3277", "3277"))
        _known(desk, LINES)
        with path.open("w") as file:
            file.write("referensi_bank,kode_bayar,jumlah,waktu\n")
            file.writelines(f"K-{n:08d},{codes[0]},1000,2026-12-10T10:00:00\n" for n in range(LINES))
            file.write(f"TOTAL,{LINES},{LINES * 1000},\n")
        _measure(f"compare {LINES} lines", LINES, lambda: reconcile_settlement(desk, path, "bank-3277", "3277"))


def _known(desk: Desk, lines: int) -> None:
    with desk.registry.transaction():
        desk.registry.connection.execute(
            "INSERT INTO pembayaran (ntpd, bank, referensi_bank, kode_bayar, jumlah, waktu, kanal, sumber,"
            " dibukukan_pada) SELECT 'K' || n, 'bank-3277', 'K-' || lpad(n::text, 8, '0'), %s, 1000,"
            " '2026-12-10T10:00:00+07', 'X', 'PANGGILAN', now() FROM generate_series(0, %s) n",
            (next(_codes(1))[0], lines - 1),
        )


def _measure(what: str, items: int, work: Callable[[], object]) -> None:
    before, started = _peak(), time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    print(f"{what}: {seconds:.1f} s, {items / seconds:,.0f}/s, peak +{_peak() - before:.0f} MB (of {_peak():.0f} MB)")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
