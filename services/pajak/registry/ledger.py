"""The rows of the ledger: journals and postings, which only grow."""

from collections.abc import Sequence
from datetime import datetime

from chassis.database import uuid7
from chassis.rows import Part
from services.pajak.domain.ledger import Account, Journal


class Ledger(Part):
    """Journals; the database refuses one that does not balance, and any change."""

    def post(self, journal: Journal | None, at: datetime, *, bill: str | None = None, ntpd: str | None = None) -> None:
        """Write one journal; nothing for None: a change of nothing has no journal."""
        if journal is None:
            return
        key = uuid7()
        self.execute(
            "INSERT INTO jurnal (id, jenis, kode_bayar, ntpd, pada) VALUES (%s, %s, %s, %s, %s)",
            *(key, journal.kind, bill, ntpd, at),
        )
        lines = [(key, posting.account, posting.amount.amount) for posting in journal.postings]
        self.execute_each("INSERT INTO posting (jurnal, akun, jumlah) VALUES (%s, %s, %s)", lines)

    def post_many(self, journals: Sequence[tuple[Journal, str | None, str | None]], at: datetime) -> None:
        """Write many journals, each with its bill and payment, by COPY."""
        heads, lines = [], []
        for journal, bill, ntpd in journals:
            key = uuid7()
            heads.append((key, journal.kind, bill, ntpd, at))
            lines += [(key, posting.account, posting.amount.amount) for posting in journal.postings]
        with self.registry.connection.cursor() as cursor:
            with cursor.copy("COPY jurnal (id, jenis, kode_bayar, ntpd, pada) FROM STDIN") as copy:
                for head in heads:
                    copy.write_row(head)
            with cursor.copy("COPY posting (jurnal, akun, jumlah) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)

    def balances(self) -> dict[Account, int]:
        """The balance of every account, debit positive."""
        rows = self.rows("SELECT akun, sum(jumlah)::bigint AS saldo FROM posting GROUP BY akun")
        return dict.fromkeys(Account, 0) | {Account(row["akun"]): row["saldo"] for row in rows}
