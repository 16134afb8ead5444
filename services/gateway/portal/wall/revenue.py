"""What local tax brought in this year against the city's target: asked of pajak at most once a minute."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date

from chassis.rules import Rules
from contracts.pajak.api import Penerimaan
from services.gateway.questions.door import Away, Door, Refused

FRESH_SECONDS = 60.0
# After a question that got no answer the next is asked this much later.
PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Revenue:
    """Rupiah received since the first of January, and the target of the year; 0 when the city wrote none."""

    year: int
    received: int
    target: int

    @property
    def percent(self) -> int | None:
        """How much of the target was reached, rounded down; more than 100 when it was passed."""
        return self.received * 100 // self.target if self.target else None


class Treasury:
    """Keeps the last answer; while pajak is away nothing is shown rather than something old."""

    def __init__(self, pajak: Door, rules: Rules, city: str) -> None:
        self._pajak = pajak
        self._rules = rules
        self._city = city
        self._turn = asyncio.Lock()
        self._kept: tuple[float, Revenue | None] = (0.0, None)

    async def look(self, today: date) -> Revenue | None:
        """The year until now, or None while pajak does not answer."""
        async with self._turn:
            until, found = self._kept
            if time.monotonic() < until:
                return found
            found = await self._ask(today)
            patience = FRESH_SECONDS if found else PATIENCE_SECONDS
            self._kept = (time.monotonic() + patience, found)
            return found

    async def _ask(self, today: date) -> Revenue | None:
        try:
            told = await self._pajak.ask("GET", "/internal/penerimaan", Penerimaan, query={"kota": self._city})
        except (Away, Refused):
            return None
        target = self._rules.get("target_penerimaan_pajak", city=self._city, on=today).integer
        return Revenue(told.tahun, sum(each.diterima for each in told.jenis), target)
