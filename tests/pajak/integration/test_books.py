"""Whatever taxpayers, banks and nights do, in whatever order, the books are right; and what is planted is found."""

from contextlib import suppress
from datetime import timedelta

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from contracts.gateway.tax_events import PembayaranDiterima
from services.pajak.domain.errors import IllegalStep, NotAllowed
from services.pajak.domain.kinds import Kind
from services.pajak.domain.numbers import payment_code
from services.pajak.domain.period import TaxPeriod
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from services.pajak.use_cases.chase_missing_returns import chase_missing_returns
from services.pajak.use_cases.grant_instalments import grant_instalments
from services.pajak.use_cases.receive_payment import receive_payment
from services.pajak.use_cases.reverse_payment import reverse_payment
from tests.conftest import UrlOf
from tests.pajak import facts
from tests.pajak.integration import books
from tests.pajak.integration.conftest import Office

UNKNOWN = payment_code("3277", Kind.PARKIR, TaxPeriod(2026, 10), 9)
AMOUNTS = st.sampled_from([1, 999_999, 1_000_000, 1_010_000, 5_000_000, 5_050_000, 6_000_001])
_any = st.integers(0, 9)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("report"), st.sampled_from([0, 9_999_995, 40_000_000, 50_000_000, 60_000_000])),
        st.tuples(st.just("pay"), st.tuples(_any, AMOUNTS, st.integers(0, 45))),
        st.tuples(st.just("pay_what_is_left"), _any),
        st.tuples(st.just("pay_again"), _any),
        st.tuples(st.just("contradict"), _any),
        st.tuples(st.just("reverse"), _any),
        st.tuples(st.just("instalments"), _any),
        st.tuples(st.just("night"), st.sampled_from([1, 9, 30, 400])),
    ),
    min_size=2,
    max_size=14,
)


class Story:
    """One restaurant's month of October, step by step; a step that has nothing to work on does nothing."""

    def __init__(self, office: Office) -> None:
        self.office = office
        [self.nopd] = office.register()
        self.version = 0
        self.paid: list[PembayaranDiterima] = []

    def take(self, step: str, with_what: object) -> None:
        """Do one step."""
        getattr(self, f"_{step}")(with_what)

    def _report(self, omzet: int) -> None:
        self.office.report(self.nopd, omzet, pembetulan_ke=self.version)
        self.version += 1

    def _pay(self, what: tuple[int, int, int]) -> None:
        which, amount, days_ago = what
        codes = [*self.office.codes(), UNKNOWN]
        at = self.office.clock.now() - timedelta(days=days_ago)
        self.paid.append(self.office.pay(codes[which % len(codes)], amount, at))

    def _pay_what_is_left(self, which: int) -> None:
        if codes := self.office.codes():
            bill = self.office.bill(codes[which % len(codes)])
            left = bill["pokok"] + bill["sanksi_tetap"] + bill["bunga"]
            left -= bill["terbayar_pokok"] + bill["terbayar_sanksi"]
            if left > 0:
                self.paid.append(self.office.pay(bill["kode_bayar"], left))

    def _pay_again(self, which: int) -> None:
        if self.paid:
            self.office.do(receive_payment, self.paid[which % len(self.paid)])

    def _contradict(self, which: int) -> None:
        if self.paid:
            told = self.paid[which % len(self.paid)]
            self.office.do(receive_payment, told.model_copy(update={"jumlah": told.jumlah + 1}))

    def _reverse(self, which: int) -> None:
        if self.paid:
            self.office.do(reverse_payment, facts.reversal(self.paid[which % len(self.paid)], self.office.clock.now()))

    def _instalments(self, which: int) -> None:
        if codes := self.office.codes():
            with suppress(NotAllowed, IllegalStep):
                self.office.do(grant_instalments, facts.in_instalments(codes[which % len(codes)], 2))

    def _night(self, days: int) -> None:
        self.office.clock.set(self.office.clock.now() + timedelta(days=days))
        charge_open_bills(self.office.desk())
        chase_missing_returns(self.office.desk())


@given(steps=STEPS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_books_are_right_after_every_step_of_any_story(
    office: Office, migrator_url_for: UrlOf, steps: list[tuple[str, object]]
) -> None:
    start_afresh(migrator_url_for("pajak"))
    office.clock.set(facts.NOVEMBER)
    story = Story(office)
    for step in steps:
        before = books.history(office.rows)
        story.take(*step)
        office.check_books()
        books.check_history_only_grew(before, office.rows)


def start_afresh(owner_url: str) -> None:
    """Empty every table, as only the owner can and only with the guards off: a new database for each story is slow."""
    with psycopg.connect(owner_url) as connection:
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND NOT relispartition AND relname <> 'pajak_version'"
        ).fetchall()
        names = [sql.Identifier(name) for (name,) in found]
        for switch in ("DISABLE", "ENABLE"):
            for name in names:
                connection.execute(sql.SQL(f"ALTER TABLE {{}} {switch} TRIGGER USER").format(name))
            if switch == "DISABLE":
                connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
