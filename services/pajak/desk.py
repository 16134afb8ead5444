"""What every use case works with: the unit of work, the law, and the moment."""

from dataclasses import dataclass
from datetime import date, datetime

from services.pajak.registry import Registry
from services.pajak.terms import TaxLaw, Terms


@dataclass(frozen=True, slots=True)
class Desk:
    """One piece of work at one moment; the clock does not move while it is done."""

    registry: Registry
    terms: Terms
    now: datetime

    def today(self, kota: str) -> date:
        """The date of this moment in a city."""
        return self.terms.today(kota, self.now)

    def law(self, kota: str) -> TaxLaw:
        """The law of a city today."""
        return self.terms.law(kota, self.today(kota))
