"""Bills, numbers and notices of local tax as the read model has them; pajak is asked only for what grows by the day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from psycopg.rows import DictRow

from chassis.clock import Clock
from contracts.gateway.api import ObjekPermohonan, TagihanPermohonan, WajibPajakPermohonan
from contracts.gateway.tax_api import PemberitahuanPajak
from contracts.pajak.api import TagihanBank
from services.gateway.pool import Pool
from services.gateway.questions.door import Away, Door, Refused

# Long enough for an answer, short enough that tracking does not wait for a service that is away.
SECONDS = 0.5
_PAID = "LUNAS"

# Of several (instalments, or a correction's) the one to be paid next, else the one that was paid last.
_OF_APPLICATION = """
    SELECT * FROM tax_bill WHERE nomor = %s AND terbit_pada IS NOT NULL AND NOT dibatalkan
    ORDER BY coalesce(sisa, jumlah) = 0, CASE WHEN coalesce(sisa, jumlah) = 0 THEN NULL ELSE jatuh_tempo END,
             jatuh_tempo DESC LIMIT 1
"""
_NOTICES = "SELECT * FROM tax_notice WHERE npwpd = ANY(%s) ORDER BY pada DESC, event_id DESC LIMIT 50"


class Bills:
    """Reads; writes nothing."""

    def __init__(self, pool: Pool, pajak: Door, clock: Clock) -> None:
        self._pool = pool
        self._pajak = pajak
        self._clock = clock

    async def of_application(self, number: str) -> TagihanPermohonan | None:
        """The bill of an application. One that is late grows, so pajak is asked; when it is away, the last that it
        told stands, with its day."""
        row = await self._pool.row(_OF_APPLICATION, number)
        if row is None:
            return None
        told = _as_told(row, self._clock.today())
        if told.status == _PAID or told.jatuh_tempo >= self._clock.today():
            return told
        return await self._today(told) or told.model_copy(update={"per": _told_on(row)})

    async def numbers(self, number: str) -> WajibPajakPermohonan | None:
        """The numbers that a registration led to."""
        row = await self._pool.row("SELECT npwpd, objek FROM tax_registration WHERE nomor = %s", number)
        if row is None:
            return None
        return WajibPajakPermohonan(npwpd=row["npwpd"], objek=tuple(ObjekPermohonan(**each) for each in row["objek"]))

    async def notices(self, npwpds: Sequence[str]) -> tuple[PemberitahuanPajak, ...]:
        """What these taxpayers were told lately, the newest first."""
        rows = await self._pool.rows(_NOTICES, list(npwpds))
        return tuple(PemberitahuanPajak(**_fields(row)) for row in rows)

    async def _today(self, told: TagihanPermohonan) -> TagihanPermohonan | None:
        try:
            found = await self._pajak.ask("GET", f"/internal/tagihan/{told.kode_bayar}", TagihanBank, seconds=SECONDS)
        except (Away, Refused):
            return None
        changed = {"pokok": found.pokok, "sanksi": found.sanksi, "jumlah": found.jumlah, "status": found.status}
        return told.model_copy(update=changed)


def _as_told(row: DictRow, today: date) -> TagihanPermohonan:
    left = row["jumlah"] if row["sisa"] is None else row["sisa"]
    open_as = "DIBAYAR_SEBAGIAN" if left < row["jumlah"] else "TERBIT"
    return TagihanPermohonan(
        kode_bayar=row["kode_bayar"],
        pokok=row["pokok"],
        sanksi=row["sanksi"],
        jumlah=left,
        jatuh_tempo=row["jatuh_tempo"],
        status=open_as if left else _PAID,
        per=today,
    )


def _told_on(row: DictRow) -> date:
    told: date = row["terbit_pada"].date()
    return told


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in PemberitahuanPajak.model_fields}
