"""Compare a bank's settlement file with our book, book what we were never told, and show what does not agree.

The file is streamed into the database and compared there: its length does not matter. Run again with the same file it
finds the same and books nothing twice.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from contracts.numbers import transaction_number
from services.pajak.desk import Desk
from services.pajak.domain.money import Rupiah
from services.pajak.domain.settlement_file import Reading, encoding_of, entries
from services.pajak.registry.payments import RECONCILED, Payment
from services.pajak.registry.settlements import Outcome
from services.pajak.use_cases.receive_payment import book_payment

HEAD = 65_536  # bytes by which an encoding is known
CHANNEL = "REKENING_KORAN"


def reconcile_settlement(desk: Desk, path: Path, bank: str, kota: str) -> Outcome:
    """Reconcile one file of one bank; raises NotASettlementFile. Opens its own transaction.

    A half file is compared as far as it goes, and marked as not whole: what it lacks is no difference of ours. A
    reference that stands in it twice with different content is shown, not booked.
    """
    reading = Reading()
    with desk.registry.transaction():
        book = desk.registry.settlements
        book.take_in(entries(_lines(path), reading, desk.terms.city(kota).zone))
        missing = book.missing(bank)
        for row in missing:
            reference = row["referensi_bank"]
            payment = Payment(
                ntpd=transaction_number(bank, reference),
                bank=bank,
                referensi_bank=reference,
                kode_bayar=row["kode_bayar"],
                jumlah=Rupiah(row["jumlah"]),
                waktu=row["waktu"],
                kanal=CHANNEL,
                sumber=RECONCILED,
            )
            book_payment(desk, payment)
        lines, matched = book.totals(bank)
        whole = reading.whole and not reading.unreadable
        outcome = Outcome(bank, _digest(path), lines, matched, len(missing), whole)
        key = book.open_one(outcome, desk.now)
        first, last = book.span()
        found = book.add_differences(key, bank, first, last if whole else None)
    return Outcome(bank, outcome.sha256, lines, matched, len(missing), whole, found + len(reading.unreadable))


def _lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        encoding = encoding_of(file.read(HEAD))
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield from _without_nulls(file)


def _without_nulls(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "�") for line in lines)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
