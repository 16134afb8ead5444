"""The fine for a return that is missing or late: a fixed amount, by kind of person or by length of delay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.pajak.domain.money import ZERO, Rupiah


class Person(StrEnum):
    """Who is taxed: a person, by NIK, or a legal entity, by NIB."""

    ORANG = "ORANG"
    BADAN = "BADAN"


@dataclass(frozen=True, slots=True)
class Step:
    """A fine from a number of calendar days of delay on."""

    from_days: int
    fine: Rupiah


@dataclass(frozen=True, slots=True)
class FineRule:
    """A city's fine for each return: `steps` by delay when it has them, else an amount by kind of person."""

    person: Rupiah
    entity: Rupiah
    source: str
    steps: Sequence[Step] = ()

    def on(self, who: Person, due: date, filed: date) -> Rupiah:
        """The fine for a return due on one day and filed, or still missing, on another; 0 in time."""
        delay = (filed - due).days
        if delay <= 0:
            return ZERO
        if self.steps:
            reached = [step for step in self.steps if delay >= step.from_days]
            return max(reached, key=lambda step: step.from_days).fine if reached else ZERO
        return self.person if who is Person.ORANG else self.entity


def parse_steps(items: Sequence[str]) -> tuple[Step, ...]:
    """Read steps from a city's file: `"31=75000"` is Rp75.000 from 31 days on; raises ValueError."""
    steps = []
    for item in items:
        days, equals, fine = item.partition("=")
        if not equals:
            raise ValueError(f"a step is written as days=fine, not {item!r}")
        steps.append(Step(int(days), Rupiah(int(fine))))
    return tuple(sorted(steps, key=lambda step: step.from_days))
