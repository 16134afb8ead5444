"""The base of the tax: what the consumer pays for it (UU 1/2022 ps. 57), put together from what a return says."""

from dataclasses import dataclass
from decimal import Decimal

from services.pajak.domain.money import ZERO, Rupiah


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation: what was counted, its exact amount, and the law or choice behind it."""

    label: str
    amount: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Sales:
    """The month's takings as the return states them.

    `turnover` is what was charged without the other items; `service_charge` is part of the price; `vouchers` were
    accepted as payment and count at face value; `complimentary` was given away and counts at the price of its like;
    `discounts` were taken off before payment. `tax_inclusive` says that bills did not show the tax: then it is
    contained in what was paid. A platform's commission lowers nothing.
    """

    turnover: Rupiah
    service_charge: Rupiah = ZERO
    vouchers: Rupiah = ZERO
    complimentary: Rupiah = ZERO
    discounts: Rupiah = ZERO
    tax_inclusive: bool = False

    def __post_init__(self) -> None:
        """Refuse negative parts, and discounts above all that was charged."""
        parts = (self.turnover, self.service_charge, self.vouchers, self.complimentary, self.discounts)
        if any(part < ZERO for part in parts):
            raise ValueError("takings are never negative")
        if self.discounts > self.turnover + self.service_charge:
            raise ValueError("discounts are at most what was charged")

    @property
    def paid(self) -> Rupiah:
        """All that consumers paid or would have paid."""
        charged = self.turnover + self.service_charge - self.discounts
        return charged + self.vouchers + self.complimentary


_PARTS = (
    ("Omzet", "turnover", "UU 1/2022 ps. 57: jumlah yang dibayarkan konsumen"),
    ("Service charge", "service_charge", "Bagian dari harga (Pergub DKI 35/2024 ps. 8 sebagai rujukan)"),
    (
        "Voucher, sebesar nilai nominal",
        "vouchers",
        "Nilai rupiah voucher (Perda DKI 1/2024 ps. 51 ayat (2) sebagai rujukan)",
    ),
    ("Cuma-cuma, seharga barang sejenis", "complimentary", "UU 1/2022 ps. 57: harga jual barang sejenis"),
)
_DISCOUNT = "Potongan harga mengurangi yang dibayarkan konsumen (UU 1/2022 ps. 57)"
_INCLUSIVE = "Tagihan tanpa rincian pajak dianggap termasuk pajak (Pergub DKI 35/2024 ps. 9 sebagai rujukan)"


def taxable_base(sales: Sales, percent: Decimal) -> tuple[Decimal, list[Line]]:
    """The exact base, and how it came to be; `percent` is needed to take a contained tax out again."""
    lines = [
        Line(label, Decimal(part.amount), source)
        for label, name, source in _PARTS
        if (part := getattr(sales, name)) or name == "turnover"
    ]
    if sales.discounts:
        lines.append(Line("Potongan harga", Decimal(-sales.discounts.amount), _DISCOUNT))
    base = Decimal(sales.paid.amount)
    if sales.tax_inclusive:
        contained = base * percent / (100 + percent)
        lines.append(Line("Pajak di dalam harga", -contained, _INCLUSIVE))
        base -= contained
    return base, lines
