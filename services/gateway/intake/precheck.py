"""Asking the owners of the rules before a report is accepted: a courtesy to the applicant, never a condition.

What cannot be asked in time is accepted all the same (R5), and the same faults come back later as a correction.
"""

import asyncio
import time
from collections.abc import Callable

from pydantic import BaseModel

from contracts.dukcapil import api as dukcapil
from contracts.gateway.events import Laporan
from contracts.questions import HasilPeriksa, PeriksaKelahiran
from services.gateway.questions.door import Away, Door, Refused

SECONDS = 0.4
# More would slow down acceptance, which is promised, for a courtesy, which is not. A city's day has far fewer.
MOST_AT_ONCE = 4
MOST_A_SECOND = 20
_PATH = "/internal/kelahiran/periksa"
_NOTHING = HasilPeriksa()


class Budget:
    """So many a second, saved up for one second at most."""

    def __init__(self, a_second: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_second = a_second
        self._clock = clock
        self._left = float(a_second)
        self._at = clock()

    def spend(self) -> bool:
        """Whether there is one left; it is gone then."""
        now = self._clock()
        self._left = min(self._a_second, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Precheck:
    """Asks perizinan for the rules of reports and names, and dukcapil for the register, at the same time."""

    def __init__(self, perizinan: Door, dukcapil: Door) -> None:
        self._perizinan = perizinan
        self._dukcapil = dukcapil
        self._busy = 0
        self._budget = Budget(MOST_A_SECOND)

    async def check(self, statement: Laporan, city: str) -> HasilPeriksa:
        """What the owners that answered in time find wrong; nothing when they are away or the gateway is busy."""
        if self._perizinan.is_open and self._dukcapil.is_open:
            return _NOTHING
        if self._busy >= MOST_AT_ONCE or not self._budget.spend():
            return _NOTHING
        self._busy += 1
        try:
            answers = await asyncio.gather(
                _ask(self._perizinan, PeriksaKelahiran.model_construct(**dict(statement), kota=city)),
                _ask(self._dukcapil, question_to_register(statement)),
            )
        finally:
            self._busy -= 1
        return HasilPeriksa(
            galat=tuple(found for answer in answers for found in answer.galat),
            peringatan=tuple(found for answer in answers for found in answer.peringatan),
        )


def question_to_register(statement: Laporan) -> dukcapil.PeriksaKelahiran:
    """The report as far as the register can judge it; its parts were checked when it was read."""
    return dukcapil.PeriksaKelahiran.model_construct(
        pelapor_nik=statement.pelapor_nik,
        pelapor_hubungan=statement.pelapor_hubungan,
        nomor_kk=statement.nomor_kk,
        ibu_nik=statement.ibu.nik if statement.ibu else None,
        ayah_nik=statement.ayah.nik if statement.ayah else None,
        bukti_perkawinan=statement.perkawinan.bukti,
        nomor_bukti_perkawinan=statement.perkawinan.nomor,
        anak=statement.anak,
        saksi_nik=tuple(witness.nik for witness in statement.saksi),
    )


async def _ask(door: Door, question: BaseModel) -> HasilPeriksa:
    """The register knows no warnings: its answer reads as one without any."""
    try:
        return await door.ask("POST", _PATH, HasilPeriksa, question=question, seconds=SECONDS)
    except (Away, Refused):
        return _NOTHING
