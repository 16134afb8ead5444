"""Dates and numbers as Indonesian documents write them; the one module that knows `lokal-id`'s speller."""

from datetime import date

from lokal import terbilang

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def number_words(number: int) -> str:
    """2026 → `dua ribu dua puluh enam`."""
    return terbilang(number)


def long_date(day: date) -> str:
    """2026-11-20 → `20 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_words(day: date) -> str:
    """2026-11-20 → `dua puluh November tahun dua ribu dua puluh enam`."""
    return f"{number_words(day.day)} {MONTHS[day.month - 1]} tahun {number_words(day.year)}"


def rupiah(amount: int) -> str:
    """1500000 → `Rp1.500.000`."""
    return f"Rp{amount:,}".replace(",", ".")


def short_rupiah(amount: int) -> str:
    """1580000000 → `Rp1,5 miliar`, rounded down; to the rupiah below a million."""
    for size, word in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if amount >= size:
            whole, tenth = divmod(amount * 10 // size, 10)
            return f"Rp{whole}{f',{tenth}' if tenth else ''} {word}"
    return rupiah(amount)


def numeric_date(day: date) -> str:
    """2026-11-20 → `20-11-2026`, the form of the columns of a family card."""
    return f"{day:%d-%m-%Y}"
