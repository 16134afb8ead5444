"""Makes the synthetic city: `python -m local.city DIR --penduduk 20000 --kota 3277 --benih 20261122`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from time import perf_counter

from local.city.areas import UnknownArea
from local.city.generate import CityPlan, generate_city

_WIB = timezone(timedelta(hours=7), "WIB")


def main(arguments: Sequence[str] | None = None) -> int:
    """Parses the command line, writes the city and tells what was written; 0, or 2 for an unknown city."""
    options = _parser().parse_args(arguments)
    now = options.sekarang or datetime.now(_WIB) - timedelta(days=1)
    if now.tzinfo is None:
        now = now.replace(tzinfo=_WIB)
    plan = CityPlan(options.penduduk, options.kota, options.benih, options.acuan, now)
    started = perf_counter()
    try:
        written = generate_city(plan, options.folder)
    except UnknownArea as unknown:
        print(unknown, file=sys.stderr)
        return 2
    seconds = perf_counter() - started
    counts = ", ".join(f"{name} {count}" for name, count in written.items())
    print(f"{options.folder}: {counts} ({seconds:.1f} s, {written['penduduk'] / seconds:.0f} penduduk/s)")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.city", description="Membuat kota sintetis.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--penduduk", type=int, default=20_000, help="jumlah baris penduduk.csv")
    parser.add_argument("--kota", default="3277", help="kode Kemendagri kota, tanpa titik")
    parser.add_argument("--benih", type=int, default=20261122, help="benih: benih sama, kota sama")
    parser.add_argument("--acuan", type=date.fromisoformat, default=date(2026, 11, 22), help="tanggal acuan umur")
    parser.add_argument("--sekarang", type=datetime.fromisoformat, help="contoh kelahiran terjadi sebelum saat ini")
    return parser


if __name__ == "__main__":
    sys.exit(main())
