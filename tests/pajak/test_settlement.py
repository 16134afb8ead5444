"""What payments do to a bill: interest by the handbook's vectors, and nothing lost, doubled or dependent on order."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.pajak.domain.bills import NEXT, BillKind, BillStatus, Claim, Paid, Settlement, check_step
from services.pajak.domain.errors import IllegalStep
from services.pajak.domain.interest import InterestRule
from services.pajak.domain.ledger import (
    Account,
    Journal,
    JournalKind,
    Posting,
    Unbalanced,
    bill_cancelled,
    bill_issued,
    claim_changed,
)
from services.pajak.domain.money import ZERO, Rupiah
from services.pajak.domain.months import MonthCount

DUE = date(2026, 11, 13)
LATE = InterestRule(Decimal(1), 24, MonthCount.ULANG_TANGGAL, "Perda Surabaya 7/2023 ps. 135 ayat (7)")
FIVE_MILLION = Rupiah(5_000_000)


def claim(principal: Rupiah = FIVE_MILLION, fixed: Rupiah = ZERO, kind: BillKind = BillKind.SPTPD) -> Claim:
    return Claim(kind, principal, fixed, DUE, LATE)


@pytest.mark.parametrize(
    ("paid", "interest"),
    [
        ("2026-11-13", 0),
        ("2026-11-14", 50_000),
        ("2026-12-13", 50_000),
        ("2026-12-14", 100_000),
        ("2027-01-14", 150_000),
        ("2028-10-13", 1_150_000),
        ("2028-10-14", 1_200_000),
        ("2035-01-01", 1_200_000),
    ],
)
def test_interest_is_that_of_the_handbook(paid: str, interest: int) -> None:
    assert claim().settle([], date.fromisoformat(paid)).interest == Rupiah(interest)


def test_a_late_payment_of_the_tax_alone_leaves_its_interest_open() -> None:
    settled = claim().settle([Paid(date(2026, 12, 14), FIVE_MILLION)])

    assert settled == Settlement(principal=FIVE_MILLION, sanction=ZERO, excess=ZERO, interest=Rupiah(100_000))
    assert claim().outstanding(settled) == Rupiah(100_000)
    assert claim().status(settled, date(2026, 12, 14)) is BillStatus.LEWAT_JATUH_TEMPO


def test_a_part_paid_in_time_bears_no_interest() -> None:
    payments = [Paid(date(2026, 11, 10), Rupiah(3_000_000)), Paid(date(2026, 11, 20), Rupiah(2_020_000))]
    settled = claim().settle(payments)

    assert settled == Settlement(FIVE_MILLION, Rupiah(20_000), ZERO, Rupiah(20_000))
    assert claim().status(settled, date(2026, 12, 1)) is BillStatus.LUNAS


def test_what_is_paid_too_much_is_kept_as_owed_to_the_taxpayer() -> None:
    settled = claim().settle([Paid(DUE, FIVE_MILLION), Paid(DUE, FIVE_MILLION)])

    assert settled.excess == FIVE_MILLION
    assert settled.interest == ZERO


def test_an_assessment_bears_interest_on_its_sanctions_too() -> None:
    late = date(2026, 11, 14)
    assert claim(FIVE_MILLION, Rupiah(1_000_000), BillKind.SKPDKB).settle([], late).interest == Rupiah(60_000)
    assert claim(ZERO, Rupiah(100_000), BillKind.STPD).settle([], late).interest == ZERO


PAYMENTS = st.lists(
    st.builds(
        Paid,
        st.integers(0, 1500).map(lambda days: DUE - timedelta(days=60) + timedelta(days=days)),
        st.integers(1, 20_000_000).map(Rupiah),
    ),
    max_size=8,
)
CLAIMS = st.builds(
    claim,
    st.integers(0, 10**9).map(Rupiah),
    st.integers(0, 10**7).map(Rupiah),
    st.sampled_from(BillKind),
)


@given(CLAIMS, PAYMENTS, st.integers(0, 3000))
def test_every_rupiah_paid_is_applied_and_interest_stops_at_24_months(
    claim: Claim, payments: list[Paid], days: int
) -> None:
    settled = claim.settle(payments, DUE + timedelta(days=days))

    assert settled.received == Rupiah(sum(paid.amount.amount for paid in payments))
    assert min(settled.principal, settled.sanction, settled.excess, settled.interest) >= ZERO
    assert settled.principal <= claim.principal
    assert claim.outstanding(settled) >= ZERO
    assert not (settled.excess and claim.outstanding(settled))
    assert settled.interest.amount <= round(claim.bearing.amount * 0.24) + 1


@given(CLAIMS, PAYMENTS, st.randoms())
def test_the_order_in_which_payments_arrive_changes_nothing(
    claim: Claim, payments: list[Paid], dice: st.DataObject
) -> None:
    mixed = list(payments)
    dice.shuffle(mixed)  # type: ignore[attr-defined]

    assert claim.settle(mixed) == claim.settle(payments)


@given(CLAIMS, PAYMENTS)
def test_the_ledger_balances_and_says_what_the_bill_says(claim: Claim, payments: list[Paid]) -> None:
    accounts = dict.fromkeys(Account, 0)
    journals = [bill_issued(claim.principal, claim.fixed_sanction)]
    before = Settlement()
    for at in range(len(payments)):
        after = claim.settle(payments[: at + 1])
        journals.append(claim_changed(JournalKind.PEMBAYARAN, before, after))
        before = after
    for journal in journals:
        for posting in journal.postings if journal else ():
            accounts[posting.account] += posting.amount.amount

    assert sum(accounts.values()) == 0
    assert accounts[Account.KAS_RKUD] == before.received.amount
    assert accounts[Account.UTANG_LEBIH_BAYAR] == -before.excess.amount
    owed = accounts[Account.PIUTANG_POKOK] + accounts[Account.PIUTANG_SANKSI]
    assert owed == claim.outstanding(before).amount


def test_a_cancelled_bill_leaves_no_claim_and_two_journals() -> None:
    issued, cancelled = bill_issued(FIVE_MILLION, ZERO), bill_cancelled(FIVE_MILLION, ZERO)
    assert issued
    assert cancelled
    assert [(each.account, -each.amount.amount) for each in issued.postings] == [
        (each.account, each.amount.amount) for each in cancelled.postings
    ]


def test_a_journal_that_does_not_balance_cannot_be_made() -> None:
    with pytest.raises(Unbalanced):
        Journal(JournalKind.PEMBAYARAN, (Posting(Account.KAS_RKUD, Rupiah(1)),))


def test_the_lifecycle_of_a_bill_is_total_and_a_cancelled_one_stays_so() -> None:
    assert set(NEXT) == set(BillStatus)
    with pytest.raises(IllegalStep):
        check_step(BillStatus.DIBATALKAN, BillStatus.LUNAS)
    with pytest.raises(IllegalStep):
        check_step(BillStatus.LUNAS, BillStatus.DIBATALKAN)
