"""Double entry: what each thing that happens to a bill writes into the ledger; every journal balances."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.pajak.domain.bills import Settlement
from services.pajak.domain.money import ZERO, Rupiah


class Account(StrEnum):
    """The accounts; debit is positive."""

    KAS_RKUD = "KAS_RKUD"
    """The regional treasury's account at the bank: money goes there and nowhere else."""
    PIUTANG_POKOK = "PIUTANG_POKOK"
    PIUTANG_SANKSI = "PIUTANG_SANKSI"
    PENDAPATAN_POKOK = "PENDAPATAN_POKOK"
    PENDAPATAN_SANKSI = "PENDAPATAN_SANKSI"
    UTANG_LEBIH_BAYAR = "UTANG_LEBIH_BAYAR"
    """Paid above what was due: owed to the taxpayer until it is set off or given back."""
    TITIPAN_BELUM_DIKENAL = "TITIPAN_BELUM_DIKENAL"
    """Money that came with a code that no bill has: it is booked all the same, and looked into."""


class JournalKind(StrEnum):
    """What happened."""

    PENETAPAN = "PENETAPAN"
    PEMBATALAN = "PEMBATALAN"
    PEMBAYARAN = "PEMBAYARAN"
    PEMBALIKAN = "PEMBALIKAN"
    BUNGA = "BUNGA"
    TITIPAN = "TITIPAN"


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of a journal: an account, and its debit (positive) or credit (negative)."""

    account: Account
    amount: Rupiah


class Unbalanced(Exception):
    """Debit and credit differ, or nothing is posted: a fault of ours, found before the database finds it."""


@dataclass(frozen=True, slots=True)
class Journal:
    """Postings that belong together."""

    kind: JournalKind
    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        """Refuse what does not balance."""
        if not self.postings or sum(posting.amount.amount for posting in self.postings) != 0:
            raise Unbalanced(self.kind)


def _journal(kind: JournalKind, lines: Iterator[tuple[Account, Rupiah]]) -> Journal | None:
    postings = tuple(Posting(account, amount) for account, amount in lines if amount)
    return Journal(kind, postings) if postings else None


def bill_issued(principal: Rupiah, fixed_sanction: Rupiah) -> Journal | None:
    """A claim comes into being; None for a claim of nothing."""

    def lines() -> Iterator[tuple[Account, Rupiah]]:
        yield Account.PIUTANG_POKOK, principal
        yield Account.PENDAPATAN_POKOK, -principal
        yield Account.PIUTANG_SANKSI, fixed_sanction
        yield Account.PENDAPATAN_SANKSI, -fixed_sanction

    return _journal(JournalKind.PENETAPAN, lines())


def bill_cancelled(principal: Rupiah, sanction: Rupiah) -> Journal | None:
    """A claim without payments is taken back, by a journal of its own: nothing is erased."""
    issued = bill_issued(principal, sanction)
    if issued is None:
        return None
    return Journal(JournalKind.PEMBATALAN, tuple(Posting(each.account, -each.amount) for each in issued.postings))


def claim_changed(kind: JournalKind, before: Settlement, after: Settlement) -> Journal | None:
    """What lies between two settlements of one bill: interest charged, and money received, applied or given back."""

    def lines() -> Iterator[tuple[Account, Rupiah]]:
        charged = after.interest - before.interest
        yield Account.KAS_RKUD, after.received - before.received
        yield Account.PENDAPATAN_SANKSI, -charged
        yield Account.PIUTANG_POKOK, before.principal - after.principal
        yield Account.PIUTANG_SANKSI, charged - (after.sanction - before.sanction)
        yield Account.UTANG_LEBIH_BAYAR, before.excess - after.excess

    return _journal(kind, lines())


def unknown_money(amount: Rupiah) -> Journal:
    """Money whose bill is not known; negative to take it out again."""
    postings = (Posting(Account.KAS_RKUD, amount), Posting(Account.TITIPAN_BELUM_DIKENAL, -amount))
    return Journal(JournalKind.TITIPAN if amount > ZERO else JournalKind.PEMBALIKAN, postings)
