"""Letters of assessment and collection, and what each sets (Perda Surabaya 7/2023 ps. 151-167; handbook 4.5)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.pajak.domain.base import Line
from services.pajak.domain.errors import NotAllowed
from services.pajak.domain.interest import InterestRule
from services.pajak.domain.money import ZERO, Rounding, Rupiah, percent_of, rounded
from services.pajak.domain.months import add_months


class LetterKind(StrEnum):
    """What the city may set by letter."""

    TEGURAN = "TEGURAN"
    STPD = "STPD"
    SKPDKB = "SKPDKB"
    SKPDKB_JABATAN = "SKPDKB_JABATAN"
    SKPDKBT = "SKPDKBT"
    SKPDLB = "SKPDLB"
    SKPDN = "SKPDN"


@dataclass(frozen=True, slots=True)
class AssessmentRule:
    """The sanctions of one kind of assessment: interest from the end of the period, and a surcharge in percent."""

    interest: InterestRule
    surcharge: Decimal
    surcharge_source: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an assessment comes to."""

    kind: LetterKind
    principal: Rupiah
    sanction: Rupiah
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found of one object and period."""

    owed: Rupiah
    paid: Rupiah
    period_end: date


def rule_on(kind: LetterKind, audited: Audited, issued: date, rule: AssessmentRule) -> Ruling:
    """Compare what was owed with what was paid: short becomes `kind`, over SKPDLB, equal SKPDN."""
    difference, period_end = audited.owed - audited.paid, audited.period_end
    lines = [
        Line("Pajak terutang menurut pemeriksaan", Decimal(audited.owed.amount), "UU 1/2022 ps. 57-58"),
        Line("Pajak yang telah dibayar", Decimal(-audited.paid.amount), "Buku pembayaran"),
    ]
    if difference <= ZERO:
        found = LetterKind.SKPDLB if difference < ZERO else LetterKind.SKPDN
        return Ruling(found, -difference, ZERO, tuple(lines))
    months = rule.interest.months(period_end, issued)
    interest = rule.interest.on(difference, period_end, issued)
    surcharge = rounded(percent_of(difference, rule.surcharge), Rounding.RUPIAH_TERDEKAT)
    rate = f"{rule.interest.percent.normalize():f} % x {months} bulan"
    lines.append(Line(f"Bunga {rate}", Decimal(interest.amount), rule.interest.source))
    if surcharge:
        label = f"Kenaikan {rule.surcharge.normalize():f} %"
        lines.append(Line(label, Decimal(surcharge.amount), rule.surcharge_source))
    return Ruling(kind, difference, interest + surcharge, tuple(lines))


class ObjectionStatus(StrEnum):
    """Where an objection stands; no answer within the limit counts as granted."""

    DIAJUKAN = "DIAJUKAN"
    DIKABULKAN = "DIKABULKAN"
    DIKABULKAN_SEBAGIAN = "DIKABULKAN_SEBAGIAN"
    DITOLAK = "DITOLAK"
    DIANGGAP_DIKABULKAN = "DIANGGAP_DIKABULKAN"


OBJECTION_NEXT: dict[ObjectionStatus, frozenset[ObjectionStatus]] = {
    ObjectionStatus.DIAJUKAN: frozenset(ObjectionStatus) - {ObjectionStatus.DIAJUKAN},
    **{status: frozenset() for status in ObjectionStatus if status is not ObjectionStatus.DIAJUKAN},
}


def check_objection_in_time(sent: date, filed: date, months: int) -> None:
    """Refuse an objection later than so many months after the letter was sent."""
    if filed > add_months(sent, months):
        raise NotAllowed("keberatan_terlambat", f"Keberatan diajukan paling lama {months} bulan sejak surat dikirim.")


def is_deemed_granted(filed: date, today: date, months: int) -> bool:
    """Whether an objection without an answer counts as granted by now."""
    return today > add_months(filed, months)


def has_lapsed(due: date, today: date, years: int, last_collected: date | None = None) -> bool:
    """Whether a claim can be collected no more; a letter of warning begins the years anew."""
    return today > add_months(max(due, last_collected or due), 12 * years)


def instalments(
    amount: Rupiah, months: int, first_due: date, monthly_percent: Decimal
) -> list[tuple[date, Rupiah, Rupiah]]:
    """Equal parts of an amount: due date, part, and interest on what was still open in that month.

    The parts add up to the amount to the rupiah: the first ones bear what does not divide.
    """
    share, rest = divmod(amount.amount, months)
    plan, still_open = [], amount
    for at in range(months):
        part = Rupiah(share + (1 if at < rest else 0))
        interest = rounded(percent_of(still_open, monthly_percent), Rounding.RUPIAH_TERDEKAT)
        plan.append((add_months(first_due, at), part, interest))
        still_open -= part
    return plan
