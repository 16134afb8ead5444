"""The checks of the books see what is wrong: each fault planted, with the guards of the database taken away first."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from tests.conftest import UrlOf
from tests.pajak.integration import books
from tests.pajak.integration.books import CHECKS, Rows
from tests.pajak.integration.conftest import Office

Owner = psycopg.Connection[dict[str, Any]]

PLANTED = {
    "a journal is out of balance": (
        "check_journals_balance",
        "ALTER TABLE posting DISABLE TRIGGER USER",
        "UPDATE posting SET jumlah = jumlah + 1 WHERE id = (SELECT min(id) FROM posting)",
    ),
    "a payment never reached the ledger": (
        "check_nothing_is_paid_twice",
        "INSERT INTO pembayaran SELECT 'X', bank, 'X', kode_bayar, tagihan, jumlah, waktu, kanal, sumber,"
        " dibukukan_pada FROM pembayaran",
    ),
    "a bill counts as paid what nobody paid": (
        "check_money_is_applied",
        "UPDATE tagihan SET terbayar_pokok = terbayar_pokok + 1",
    ),
    "a payment is posted twice": (
        "check_nothing_is_paid_twice",
        "DROP INDEX one_payment_one_journal",
        "ALTER TABLE jurnal DISABLE TRIGGER USER",
        "INSERT INTO jurnal SELECT gen_random_uuid(), jenis, kode_bayar, ntpd, pada FROM jurnal WHERE ntpd IS NOT NULL",
    ),
    "a bill takes more than it asks": (
        "check_nothing_is_paid_twice",
        "ALTER TABLE tagihan DROP CONSTRAINT tagihan_check",
        "UPDATE tagihan SET terbayar_pokok = pokok + 1",
    ),
    "interest runs on after 24 months": ("check_interest_has_its_limit", "UPDATE tagihan SET bunga = pokok / 4"),
    "a bill owes more than the ledger says": (
        "check_ledger_says_what_bills_say",
        "UPDATE tagihan SET pokok = pokok + 1",
    ),
    "a receipt is given for a bill that is paid in part": (
        "check_receipts_are_paid_for",
        "UPDATE sptpd SET status = 'DISAMPAIKAN', nomor_bps = 'BPS-X'",
    ),
    "what was filed is another": (
        "check_history_only_grew",
        "ALTER TABLE sptpd DISABLE TRIGGER USER",
        "UPDATE sptpd SET omzet = omzet - 1",
    ),
    "what was posted is gone": (
        "check_history_only_grew",
        "ALTER TABLE posting DISABLE TRIGGER USER",
        "DELETE FROM posting WHERE jurnal = (SELECT id FROM jurnal LIMIT 1)",
    ),
}


@pytest.fixture
def owner(office: Office, migrator_url_for: UrlOf) -> Iterator[Owner]:
    """The owner of the tables, in a transaction that comes to nothing, after a bill that was paid in part."""
    [nopd] = office.register()
    office.report(nopd, 50_000_000)
    office.pay(office.codes()[0], 1_000_000)
    with psycopg.connect(migrator_url_for("pajak"), row_factory=dict_row) as connection:
        yield connection
        connection.rollback()


def faults(rows: Rows, before: books.History) -> set[str]:
    """The names of the checks that do not hold."""
    found = set()
    grew = partial(books.check_history_only_grew, before)
    for name, check in [(each.__name__, each) for each in CHECKS] + [("check_history_only_grew", grew)]:
        try:
            check(rows)
        except AssertionError:
            found.add(name)
    return found


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_wrong_with_the_books_is_found(owner: Owner, what: str) -> None:
    def rows(query: str) -> list[dict[str, Any]]:
        return owner.execute(query).fetchall()

    check, *statements = PLANTED[what]
    before = books.history(rows)
    assert faults(rows, before) == set()
    for statement in statements:
        owner.execute(statement)
    assert check in faults(rows, before)


def test_every_check_has_been_seen_to_fail() -> None:
    assert {check for check, *_ in PLANTED.values()} == {*(each.__name__ for each in CHECKS), "check_history_only_grew"}
