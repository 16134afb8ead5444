"""What must hold of the tax books at every moment, read from the tables alone: one sentence, one check."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

Rows = Callable[[str], list[dict[str, Any]]]
History = frozenset[tuple[Any, ...]]

_KEPT = "FROM pembayaran p WHERE NOT EXISTS (SELECT FROM pembalikan b WHERE b.ntpd = p.ntpd)"


def check_journals_balance(rows: Rows) -> None:
    """Debit and credit of every journal are equal, none is empty, and so the whole is equal."""
    assert not rows("SELECT jurnal FROM posting GROUP BY jurnal HAVING sum(jumlah) <> 0")
    assert not rows("SELECT id FROM jurnal j WHERE NOT EXISTS (SELECT FROM posting p WHERE p.jurnal = j.id)")


def check_money_is_applied(rows: Rows) -> None:
    """What banks paid and did not take back is principal, sanction, owed back or of no known bill: each rupiah once."""
    assert not rows(
        "SELECT t.kode_bayar FROM tagihan t"
        " WHERE t.terbayar_pokok + t.terbayar_sanksi + t.lebih_bayar"
        f" <> coalesce((SELECT sum(p.jumlah) {_KEPT} AND p.tagihan = t.kode_bayar), 0)"
    )
    [paid] = rows(
        f"SELECT (SELECT coalesce(sum(jumlah), 0) {_KEPT}) AS semua,"
        f" (SELECT coalesce(sum(jumlah), 0) {_KEPT} AND tagihan IS NULL) AS tak_dikenal"
    )
    balances = _balances(rows)
    assert balances.get("KAS_RKUD", 0) == paid["semua"]
    assert balances.get("TITIPAN_BELUM_DIKENAL", 0) == -paid["tak_dikenal"]


def check_ledger_says_what_bills_say(rows: Rows) -> None:
    """Claims and debts in the ledger are those of the bills in force."""
    [bills] = rows(
        "SELECT coalesce(sum(pokok - terbayar_pokok), 0) AS pokok,"
        " coalesce(sum(sanksi_tetap + bunga - terbayar_sanksi), 0) AS sanksi,"
        " coalesce(sum(lebih_bayar), 0) AS lebih FROM tagihan WHERE status <> 'DIBATALKAN'"
    )
    balances = _balances(rows)
    assert balances.get("PIUTANG_POKOK", 0) == bills["pokok"]
    assert balances.get("PIUTANG_SANKSI", 0) == bills["sanksi"]
    assert balances.get("UTANG_LEBIH_BAYAR", 0) == -bills["lebih"]


def check_nothing_is_paid_twice(rows: Rows) -> None:
    """A payment and its reversal have one journal each, and a bill takes no more than it asks."""
    assert not rows(
        "SELECT p.ntpd FROM pembayaran p LEFT JOIN jurnal j ON j.ntpd = p.ntpd AND j.jenis IN ('PEMBAYARAN', 'TITIPAN')"
        " GROUP BY p.ntpd HAVING count(j.id) <> 1"
    )
    assert not rows(
        "SELECT b.ntpd FROM pembalikan b LEFT JOIN jurnal j ON j.ntpd = b.ntpd AND j.jenis = 'PEMBALIKAN'"
        " GROUP BY b.ntpd HAVING count(j.id) <> 1"
    )
    assert not rows(
        "SELECT kode_bayar FROM tagihan WHERE terbayar_pokok > pokok OR terbayar_sanksi > sanksi_tetap + bunga"
    )
    assert not rows(
        "SELECT sptpd FROM tagihan WHERE jenis = 'SPTPD' AND status <> 'DIBATALKAN' GROUP BY sptpd HAVING count(*) > 1"
    )


def check_interest_has_its_limit(rows: Rows) -> None:
    """Late payment of a return's tax costs at most 24 months of 1 %, rounded to the rupiah."""
    for bill in rows("SELECT pokok, bunga FROM tagihan WHERE jenis IN ('SPTPD', 'ANGSURAN')"):
        assert bill["bunga"] <= bill["pokok"] * Decimal("0.24") + Decimal("0.5")


def check_receipts_are_paid_for(rows: Rows) -> None:
    """A return that is received owes nothing: every bill of its period for returns is paid or was taken back."""
    assert not rows(
        "SELECT s.nomor FROM sptpd s JOIN tagihan t ON t.nopd = s.nopd AND t.masa = s.masa"
        " AND t.jenis IN ('SPTPD', 'ANGSURAN') AND t.status NOT IN ('LUNAS', 'DIBATALKAN')"
        " WHERE s.status = 'DISAMPAIKAN'"
    )


CHECKS: tuple[Callable[[Rows], None], ...] = (
    check_journals_balance,
    check_money_is_applied,
    check_ledger_says_what_bills_say,
    check_nothing_is_paid_twice,
    check_interest_has_its_limit,
    check_receipts_are_paid_for,
)


def history(rows: Rows) -> History:
    """What was filed and what was posted, to be looked at again later."""
    filed = rows(
        "SELECT nopd, masa, pembetulan_ke, nomor, omzet, dasar, tarif, pokok, perhitungan::text, dilaporkan_pada"
        " FROM sptpd WHERE pokok IS NOT NULL"
    )
    posted = rows("SELECT p.*, j.jenis, j.kode_bayar, j.ntpd, j.pada FROM posting p JOIN jurnal j ON j.id = p.jurnal")
    return frozenset(tuple(row.values()) for row in [*filed, *posted])


def check_history_only_grew(before: History, rows: Rows) -> None:
    """Whatever was filed or posted before stands there unchanged."""
    assert before <= history(rows)


def _balances(rows: Rows) -> dict[str, int]:
    return {row["akun"]: row["saldo"] for row in rows("SELECT akun, sum(jumlah) AS saldo FROM posting GROUP BY akun")}
