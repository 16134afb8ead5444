"""A deed of nobody: making it once reads fonts and template before the first citizen waits."""

from datetime import date

from chassis.documents import specimen
from contracts.types import JenisAkta, JenisKelamin
from services.perizinan.documents.deed import DeedSheet, render_deed


def warm_up() -> None:
    """Render a deed and forget it."""
    render_deed(
        DeedSheet(
            number="SPESIMEN",
            kind=JenisAkta.AYAH_IBU,
            nik="0" * 16,
            name="SPESIMEN",
            sex=JenisKelamin.P,
            birth_place="Kota Contoh",
            birth_date=date(2026, 1, 1),
            birth_order=1,
            father="SPESIMEN",
            mother="SPESIMEN",
            block=specimen.BLOCK,
        )
    )
