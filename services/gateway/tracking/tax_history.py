"""An object's history for people: a chart that needs no script, and a table for a spreadsheet."""

import csv
import io
from html import escape

from chassis.documents.words import MONTHS, rupiah, short_rupiah
from contracts.pajak.api import MasaRiwayat, RiwayatObjek

WIDTH, HEIGHT = 720, 260
_LEFT, _TOP, _BOTTOM = 90, 34, 40
_WIDEST = 56.0
_SHOWN_LABELS = 12
_COLUMNS = ("masa", "omzet", "pokok", "dibayar", "status")
_OWED, _PAID, _INK, _LINE = "#9fb8d9", "#1d4f91", "#1f2933", "#c9d1da"


def table(history: RiwayatObjek) -> str:
    """CSV with a heading; every value is a number or one of our own words, so no cell can be a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("nopd", *_COLUMNS))
    for month in history.masa:
        values = (getattr(month, column) for column in _COLUMNS)
        writer.writerow((history.nopd, *("" if value is None else value for value in values)))
    return text.getvalue()


def chart(history: RiwayatObjek) -> str:
    """Two bars a month, what was owed behind what was paid, the oldest month on the left; read out as a table too."""
    months = list(reversed(history.masa))
    most = max((month.pokok or 0 for month in months), default=0)
    scale = (HEIGHT - _TOP - _BOTTOM) / max(1, most)
    step = (WIDTH - _LEFT - 10) / max(1, len(months))
    bars = "".join(_month(month, at, step, scale, len(months)) for at, month in enumerate(months))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="judul isi"'
        f' font-family="Inter, sans-serif" font-size="12" fill="{_INK}">'
        f'<title id="judul">Pajak terutang dan dibayar: {escape(history.nama)}</title>'
        f'<desc id="isi">{_in_words(months)}</desc>'
        f'<text x="{_LEFT}" y="18">Terutang</text><rect x="{_LEFT + 62}" y="8" width="12" height="12" fill="{_OWED}"/>'
        f'<text x="{_LEFT + 100}" y="18">Dibayar</text>'
        f'<rect x="{_LEFT + 156}" y="8" width="12" height="12" fill="{_PAID}"/>'
        f"{_axis(most, scale)}{bars}</svg>"
    )


def _axis(most: int, scale: float) -> str:
    lines = []
    for part in sorted({0, most // 2, most}):
        y = HEIGHT - _BOTTOM - part * scale
        lines.append(f'<line x1="{_LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_LINE}"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{short_rupiah(part)}</text>')
    return "".join(lines)


def _month(month: MasaRiwayat, at: int, step: float, scale: float, count: int) -> str:
    left, floor = _LEFT + at * step, HEIGHT - _BOTTOM
    owed, paid = (month.pokok or 0) * scale, min(month.dibayar, month.pokok or month.dibayar) * scale
    width = min(step * 0.8, _WIDEST)
    drawn = (
        f'<rect x="{left:.1f}" y="{floor - owed:.1f}" width="{width:.1f}" height="{owed:.1f}" fill="{_OWED}"/>'
        f'<rect x="{left:.1f}" y="{floor - paid:.1f}" width="{width / 2:.1f}" height="{paid:.1f}" fill="{_PAID}"/>'
    )
    every = max(1, count // _SHOWN_LABELS)
    if at % every == 0:
        x, y = left + width / 2, floor + 16
        drawn += f'<text x="{x:.1f}" y="{y}" text-anchor="middle" font-size="10">{_short_month(month.masa)}</text>'
    return drawn


def _short_month(masa: str) -> str:
    year, _, month = masa.partition("-")
    return f"{MONTHS[int(month) - 1][:3]} {year[2:]}"


def _in_words(months: list[MasaRiwayat]) -> str:
    parts = (f"{month.masa}: terutang {rupiah(month.pokok or 0)}, dibayar {rupiah(month.dibayar)}" for month in months)
    return escape("; ".join(parts) or "Belum ada laporan.")
