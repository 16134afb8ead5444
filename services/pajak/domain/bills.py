"""Bills and what payments do to them: computed anew from all payments each time, so that their order never matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from services.pajak.domain.errors import IllegalStep
from services.pajak.domain.interest import InterestRule, as_money
from services.pajak.domain.money import ZERO, Rupiah, total


class BillKind(StrEnum):
    """By what a bill was set (handbook 4.5)."""

    SPTPD = "SPTPD"
    STPD = "STPD"
    SKPDKB = "SKPDKB"
    SKPDKBT = "SKPDKBT"
    ANGSURAN = "ANGSURAN"


FOR_RETURNS = frozenset({BillKind.SPTPD, BillKind.ANGSURAN})
"""What asks for the tax of a return itself, whole or in instalments; its receipt waits for all of them."""


class BillStatus(StrEnum):
    """Where a bill stands; a late one stays payable under its code."""

    TERBIT = "TERBIT"
    DIBAYAR_SEBAGIAN = "DIBAYAR_SEBAGIAN"
    LEWAT_JATUH_TEMPO = "LEWAT_JATUH_TEMPO"
    LUNAS = "LUNAS"
    DIBATALKAN = "DIBATALKAN"


_S = BillStatus
_OPEN = frozenset({_S.TERBIT, _S.DIBAYAR_SEBAGIAN, _S.LEWAT_JATUH_TEMPO, _S.LUNAS})
# Payments and their reversals move a bill among the open states in any order; only one without money is cancelled.
NEXT: dict[BillStatus, frozenset[BillStatus]] = {
    _S.TERBIT: _OPEN - {_S.TERBIT} | {_S.DIBATALKAN},
    _S.DIBAYAR_SEBAGIAN: _OPEN - {_S.DIBAYAR_SEBAGIAN},
    _S.LEWAT_JATUH_TEMPO: _OPEN - {_S.LEWAT_JATUH_TEMPO} | {_S.DIBATALKAN},
    _S.LUNAS: _OPEN - {_S.LUNAS},
    _S.DIBATALKAN: frozenset(),
}


def check_step(now: BillStatus, wanted: BillStatus) -> BillStatus:
    """The status wanted; raises IllegalStep when the table has no such step."""
    if wanted is not now and wanted not in NEXT[now]:
        raise IllegalStep("Tagihan", now, wanted)
    return wanted


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that came in for a bill, on the payer's day."""

    on: date
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a bill's payments amount to: where each rupiah went, and the interest that had come about."""

    principal: Rupiah = ZERO
    sanction: Rupiah = ZERO
    """Applied to fixed sanctions and interest."""
    excess: Rupiah = ZERO
    interest: Rupiah = ZERO
    """Interest charged, whether paid or not."""

    @property
    def received(self) -> Rupiah:
        """All that was paid: nothing of it is lost."""
        return self.principal + self.sanction + self.excess


@dataclass(frozen=True, slots=True)
class Claim:
    """What a bill asks for, and by which rule lateness is charged.

    Interest runs on the principal, and for an assessment by the city (SKPDKB, SKPDKBT) on its fixed sanctions too.
    """

    kind: BillKind
    principal: Rupiah
    fixed_sanction: Rupiah
    due: date
    late: InterestRule

    @property
    def bearing(self) -> Rupiah:
        """The part that bears interest when it is late."""
        whole = self.kind in (BillKind.SKPDKB, BillKind.SKPDKBT)
        return self.principal + self.fixed_sanction if whole else self.principal

    def settle(self, payments: Iterable[Paid], until: date | None = None) -> Settlement:
        """Apply payments in the order of their days: principal first, since it alone grows, then sanctions.

        Interest is charged on each part from the due date to the day on which it was paid, and on what is left to
        `until` or to the last payment, whichever is later.
        """
        ordered = sorted(payments, key=lambda paid: paid.on)
        open_part, interest = self.bearing, Decimal(0)
        for paid in ordered:
            part = min(paid.amount, open_part)
            interest += self.late.exact(part, self.due, paid.on)
            open_part -= part
        days = [paid.on for paid in ordered] + ([until] if until else [])
        if days:
            interest += self.late.exact(open_part, self.due, max(days))
        return self._apply(total(paid.amount for paid in ordered), as_money(interest))

    def _apply(self, received: Rupiah, interest: Rupiah) -> Settlement:
        principal = min(received, self.principal)
        sanction = min(received - principal, self.fixed_sanction + interest)
        return Settlement(principal, sanction, received - principal - sanction, interest)

    def outstanding(self, settled: Settlement) -> Rupiah:
        """What is still to be paid."""
        return self.principal + self.fixed_sanction + settled.interest - settled.principal - settled.sanction

    def status(self, settled: Settlement, today: date) -> BillStatus:
        """The status that follows from what was paid by a day."""
        if not self.outstanding(settled):
            return BillStatus.LUNAS
        if today > self.due:
            return BillStatus.LEWAT_JATUH_TEMPO
        return BillStatus.DIBAYAR_SEBAGIAN if settled.received else BillStatus.TERBIT


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill as it is kept."""

    kode_bayar: str
    kota: str
    npwpd: str
    nopd: str
    masa: str
    claim: Claim
    status: BillStatus
    settled: Settlement
    dinilai_sampai: date | None
    """The day up to which interest is charged in the ledger."""
    terbit_pada: datetime
    sptpd: str | None = None
    ketetapan: str | None = None
