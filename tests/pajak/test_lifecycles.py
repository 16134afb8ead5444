"""Lifecycles are tables, total over their states; four eyes; fines, letters, instalments and clearance."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.types import StatusPermohonan
from services.pajak.domain import registration, returns
from services.pajak.domain.clearance import Clearance, OpenDuty, Reason, clearance
from services.pajak.domain.errors import IllegalStep, NotAllowed
from services.pajak.domain.fines import Person
from services.pajak.domain.letters import (
    OBJECTION_NEXT,
    Audited,
    LetterKind,
    ObjectionStatus,
    check_objection_in_time,
    has_lapsed,
    instalments,
    is_deemed_granted,
    rule_on,
)
from services.pajak.domain.money import ZERO, Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.registration import Checking, Proof, Request, RequestKind
from services.pajak.domain.returns import ReturnStatus, TaxReturn
from services.pajak.terms import Terms

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def test_the_tables_are_total() -> None:
    assert set(returns.NEXT) == set(ReturnStatus)
    assert set(OBJECTION_NEXT) == set(ObjectionStatus)
    assert all(after in registration.NEXT for steps in registration.NEXT.values() for after in steps)


@pytest.mark.parametrize("now", ReturnStatus)
@pytest.mark.parametrize("wanted", ReturnStatus)
def test_a_return_takes_the_steps_of_the_table_and_no_other(now: ReturnStatus, wanted: ReturnStatus) -> None:
    filed = TaxReturn("OM-1", "o", "w", TaxPeriod(2026, 10), 0, now, NOW, Rupiah(1), TODAY)
    if wanted is now or wanted in returns.NEXT[now]:
        assert filed.moved_to(wanted, NOW).status is wanted
    else:
        with pytest.raises(IllegalStep):
            filed.moved_to(wanted, NOW)


def test_a_receipt_comes_only_after_payment() -> None:
    before = {status for status in ReturnStatus if ReturnStatus.DISAMPAIKAN in returns.NEXT[status]}
    assert before == {ReturnStatus.LUNAS, ReturnStatus.DIHITUNG}  # DIHITUNG: a nil return owes nothing


def test_two_officers_approve_and_never_one_twice() -> None:
    request = Request("PD-1", "3277", RequestKind.PENDAFTARAN, registration.MENUNGGU_PETUGAS, NOW)
    first = request.approved_by("ani", NOW)
    assert first.status is StatusPermohonan.DISETUJUI
    with pytest.raises(NotAllowed, match="empat_mata"):
        first.approved_by("ani", NOW)
    assert first.approved_by("budi", NOW).status is StatusPermohonan.SELESAI


def test_only_a_person_whom_the_register_knows_is_granted_by_rule() -> None:
    granted = [
        (who, proof, checking)
        for who in Person
        for proof in Proof
        for checking in Checking
        if registration.needs_no_officer(who, proof, checking)
    ]
    assert granted == [(Person.ORANG, Proof.SESUAI, Checking.OTOMATIS_BILA_COCOK)]


def test_nobody_closes_with_arrears_or_a_pending_objection() -> None:
    registration.check_may_close(arrears=False, pending_objection=False)
    for arrears, pending in ((True, False), (False, True), (True, True)):
        with pytest.raises(NotAllowed):
            registration.check_may_close(arrears, pending)


@pytest.mark.parametrize(("days", "fine"), [(0, 0), (1, 30_000), (30, 30_000), (31, 75_000), (151, 500_000)])
def test_a_fine_grows_with_the_delay_where_a_city_has_steps(terms: Terms, days: int, fine: int) -> None:
    due = date(2026, 11, 10)
    rule = terms.law("3299", due).fine()
    assert rule.on(Person.ORANG, due, date.fromordinal(due.toordinal() + days)) == Rupiah(fine)


def test_a_city_without_a_known_fine_fines_nothing(terms: Terms) -> None:
    assert terms.law("3276", TODAY).fine().on(Person.BADAN, date(2026, 1, 1), TODAY) == ZERO


def test_an_audit_and_an_ex_officio_assessment_have_the_sanctions_of_the_law(terms: Terms) -> None:
    law, issued = terms.law("3277", TODAY), date(2026, 11, 20)
    audited = Audited(Rupiah(15_000_000), Rupiah(5_000_000), date(2026, 7, 31))
    audit = rule_on(LetterKind.SKPDKB, audited, issued, law.assessment(LetterKind.SKPDKB))
    assert (audit.principal, audit.sanction) == (Rupiah(10_000_000), Rupiah(720_000))  # 1.8 % x 4 months
    forced = rule_on(LetterKind.SKPDKB_JABATAN, audited, issued, law.assessment(LetterKind.SKPDKB_JABATAN))
    assert forced.sanction == Rupiah(880_000 + 5_000_000)  # 2.2 % x 4 months, and half of the tax
    more = rule_on(LetterKind.SKPDKBT, audited, issued, law.assessment(LetterKind.SKPDKBT))
    assert more.sanction == Rupiah(720_000 + 10_000_000)
    assert all(line.source for line in forced.lines)


def test_an_audit_may_find_too_much_paid_or_all_in_order(terms: Terms) -> None:
    rule = terms.law("3277", TODAY).assessment(LetterKind.SKPDKB)
    over = rule_on(LetterKind.SKPDKB, Audited(Rupiah(1), Rupiah(3), TODAY), TODAY, rule)
    assert (over.kind, over.principal, over.sanction) == (LetterKind.SKPDLB, Rupiah(2), ZERO)
    assert rule_on(LetterKind.SKPDKB, Audited(Rupiah(3), Rupiah(3), TODAY), TODAY, rule).kind is LetterKind.SKPDN


def test_an_objection_has_its_clocks() -> None:
    check_objection_in_time(date(2026, 8, 20), date(2026, 11, 20), 3)
    with pytest.raises(NotAllowed, match="keberatan_terlambat"):
        check_objection_in_time(date(2026, 8, 20), date(2026, 11, 21), 3)
    assert not is_deemed_granted(date(2025, 11, 20), date(2026, 11, 20), 12)
    assert is_deemed_granted(date(2025, 11, 20), date(2026, 11, 21), 12)


def test_a_claim_lapses_after_five_years_unless_it_was_pursued() -> None:
    due = date(2021, 11, 20)
    assert not has_lapsed(due, date(2026, 11, 20), 5)
    assert has_lapsed(due, date(2026, 11, 21), 5)
    assert not has_lapsed(due, date(2026, 11, 21), 5, last_collected=date(2024, 1, 1))


@given(st.integers(1, 10**12), st.integers(1, 24))
def test_instalments_add_up_to_the_rupiah(amount: int, months: int) -> None:
    plan = instalments(Rupiah(amount), months, TODAY, Decimal("0.6"))
    assert len(plan) == months
    assert sum(part.amount for _, part, _ in plan) == amount
    assert max(part.amount for _, part, _ in plan) - min(part.amount for _, part, _ in plan) <= 1


def test_clearance_says_why_and_until_when_and_never_how_much() -> None:
    arrears = OpenDuty(Reason.TUNGGAKAN, date(2026, 11, 13))
    missing = OpenDuty(Reason.SPTPD_BELUM_LAPOR, date(2026, 11, 19))
    found = clearance([missing, arrears, arrears], TODAY, date(2026, 12, 20))
    assert found.status is Clearance.TIDAK_VALID
    assert found.reasons == (Reason.SPTPD_BELUM_LAPOR, Reason.TUNGGAKAN)
    assert set(found.__dataclass_fields__) == {"status", "reasons", "valid_until"}


def test_a_suspended_claim_is_no_arrears_and_a_duty_to_come_ends_the_validity() -> None:
    suspended = OpenDuty(Reason.TUNGGAKAN, date(2026, 11, 13), suspended=True)
    assert clearance([suspended], TODAY, date(2026, 12, 20)).valid_until == date(2026, 12, 20)
    coming = OpenDuty(Reason.TUNGGAKAN, date(2026, 12, 14))
    assert clearance([suspended, coming], TODAY, date(2026, 12, 20)).valid_until == date(2026, 12, 14)
    on_its_day = OpenDuty(Reason.TUNGGAKAN, TODAY)
    assert clearance([on_its_day], TODAY, date(2026, 12, 20)).is_valid
