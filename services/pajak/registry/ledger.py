"""The rows of the ledger: journals and postings, which only grow."""

from collections.abc import Sequence
from datetime import datetime

from chassis.database import uuid7
from services.pajak.domain.ledger import Account, Journal
from services.pajak.registry.part import Part


class Ledger(Part):
    """Journals; the database refuses one that does not balance, and any change."""

    def post(self, journal: Journal | None, at: datetime, *, bill: str | None = None, ntpd: str | None = None) -> None:
        """Write one journal; nothing for None: a change of nothing has no journal."""
        if journal is not None:
            self.post_many([(journal, bill, ntpd)], at)

    def post_many(self, journals: Sequence[tuple[Journal, str | None, str | None]], at: datetime) -> None:
        """Write many journals, each with its bill and payment, in two round trips."""
        heads, lines = [], []
        for journal, bill, ntpd in journals:
            key = uuid7()
            heads.append((key, journal.kind, bill, ntpd, at))
            lines += [(key, posting.account, posting.amount.amount) for posting in journal.postings]
        self.execute_each("INSERT INTO jurnal (id, jenis, kode_bayar, ntpd, pada) VALUES (%s, %s, %s, %s, %s)", heads)
        self.execute_each("INSERT INTO posting (jurnal, akun, jumlah) VALUES (%s, %s, %s)", lines)

    def balances(self) -> dict[Account, int]:
        """The balance of every account, debit positive."""
        rows = self.rows("SELECT akun, sum(jumlah)::bigint AS saldo FROM posting GROUP BY akun")
        return dict.fromkeys(Account, 0) | {Account(row["akun"]): row["saldo"] for row in rows}
