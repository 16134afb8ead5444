"""What must hold of local tax in a running copy when nothing is on its way: I1 applications, I3 money."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from local.invariants import Copy

_SETTLED = ("SELESAI", "DITOLAK", "DIBATALKAN", "KEDALUWARSA", "PERLU_PERBAIKAN", "MENUNGGU_PETUGAS", "DISETUJUI")
_RECEIPTS = """
    SELECT a.nomor, count(d.dokumen_id) FILTER (WHERE d.status = 'AKTIF') AS valid FROM application a
    LEFT JOIN document d ON d.nomor_permohonan = a.nomor AND d.jenis = 'BUKTI_SPTPD' AND d.issued
    WHERE a.jenis = 'OMZET' AND a.status = 'SELESAI' GROUP BY 1
"""
_TOLD = "SELECT data->>'ntpd' AS ntpd FROM outbox WHERE type = 'gateway.pembayaran_diterima.v1'"
_POSTED = """
    SELECT p.ntpd, count(j.id) AS journals FROM pembayaran p
    LEFT JOIN jurnal j ON j.ntpd = p.ntpd AND j.jenis IN ('PEMBAYARAN', 'TITIPAN') GROUP BY 1
"""
_BOOKS = """
    SELECT akun, coalesce(sum(jumlah), 0)::bigint AS saldo FROM posting GROUP BY 1
"""
_RECEIVED = """
    SELECT coalesce(sum(jumlah), 0)::bigint FROM pembayaran WHERE ntpd NOT IN (SELECT ntpd FROM pembalikan)
"""
_BILLS = """
    SELECT coalesce(sum(pokok - terbayar_pokok), 0)::bigint AS "PIUTANG_POKOK",
           coalesce(sum(sanksi_tetap + bunga - terbayar_sanksi), 0)::bigint AS "PIUTANG_SANKSI",
           -coalesce(sum(lebih_bayar), 0)::bigint AS "UTANG_LEBIH_BAYAR"
    FROM tagihan WHERE status <> 'DIBATALKAN'
"""


def every_return_that_is_done_has_one_valid_receipt(copy: "Copy") -> Iterator[str]:
    """I1: what a taxpayer sent in has come to rest, and a return that was received has its receipt."""
    query = "SELECT nomor, jenis, status FROM application WHERE jenis LIKE '%%PAJAK' OR jenis = 'OMZET'"
    for found in copy.rows("gateway", query):
        if found["status"] not in _SETTLED:
            yield f"I1 {found['nomor']} is still {found['status']}"
    for found in copy.rows("gateway", _RECEIPTS):
        if found["valid"] != 1:
            yield f"I1 {found['nomor']} is received and has {found['valid']} valid receipts"


def every_payment_is_booked_once(copy: "Copy") -> Iterator[str]:
    """I3: each payment that a bank told of is there, and each that is there has one journal."""
    posted = {row["ntpd"]: row["journals"] for row in copy.rows("pajak", _POSTED)}
    for ntpd in sorted(set(copy.column("gateway", _TOLD)) - posted.keys()):
        yield f"I3 payment {ntpd} was received and is not booked"
    for ntpd, journals in sorted(posted.items()):
        if journals != 1:
            yield f"I3 payment {ntpd} has {journals} journals"


def the_books_balance(copy: "Copy") -> Iterator[str]:
    """I3: the postings sum to nothing, cash is what banks paid in, and receivables are what bills leave open."""
    books = {row["akun"]: row["saldo"] for row in copy.rows("pajak", _BOOKS)}
    if sum(books.values()):
        yield f"I3 the ledger is out of balance by {sum(books.values())}"
    [received] = copy.column("pajak", _RECEIVED)
    [bills] = copy.rows("pajak", _BILLS)
    for account, amount in {**bills, "KAS_RKUD": received}.items():
        if books.get(account, 0) != amount:
            yield f"I3 {account} is {books.get(account, 0)} in the ledger and {amount} in bills and payments"
