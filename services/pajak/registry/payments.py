"""The rows of payments, their reversals, and what banks said that cannot be true together."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from psycopg.rows import DictRow

from chassis.rows import Part
from services.pajak.domain.bills import Paid
from services.pajak.domain.money import Rupiah

CALL, RECONCILED = "PANGGILAN", "REKONSILIASI"
_COLUMNS = "ntpd, bank, referensi_bank, kode_bayar, tagihan, jumlah, waktu, kanal, sumber"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that a bank says it has received for us."""

    ntpd: str
    bank: str
    referensi_bank: str
    kode_bayar: str
    """As the bank sent it; no bill need have it."""
    jumlah: Rupiah
    waktu: datetime
    kanal: str
    tagihan: str | None = None
    sumber: str = CALL

    def is_same_as(self, other: "Payment") -> bool:
        """Whether a repeated call says what was said before; its time and channel may be told more exactly."""
        return (self.kode_bayar, self.jumlah) == (other.kode_bayar, other.jumlah)


class Payments(Part):
    """Payments."""

    def add(self, payment: Payment, at: datetime) -> bool:
        """Enter a payment; False when this bank has told this reference before. Waits for one just being entered."""
        added = self.execute(
            f"INSERT INTO pembayaran ({_COLUMNS}, dibukukan_pada)"  # noqa: S608
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            *(payment.ntpd, payment.bank, payment.referensi_bank, payment.kode_bayar, payment.tagihan),
            *(payment.jumlah.amount, payment.waktu, payment.kanal, payment.sumber, at),
        )
        return added == 1

    def find(self, ntpd: str) -> Payment | None:
        """The payment with a number."""
        row = self.row(f"SELECT {_COLUMNS} FROM pembayaran WHERE ntpd = %s", ntpd)  # noqa: S608
        return _payment(row) if row else None

    def of_bill(self, kode_bayar: str, zone: ZoneInfo) -> list[Paid]:
        """What a bill's payments that were not taken back amount to, each on its day in the city."""
        rows = self.rows(
            "SELECT waktu, jumlah FROM pembayaran p WHERE tagihan = %s"
            " AND NOT EXISTS (SELECT FROM pembalikan b WHERE b.ntpd = p.ntpd) ORDER BY waktu, ntpd",
            kode_bayar,
        )
        return [Paid(row["waktu"].astimezone(zone).date(), Rupiah(row["jumlah"])) for row in rows]

    def received(self, kota: str, since: datetime, until: datetime) -> list[DictRow]:
        """By kind of object, what was paid on a city's bills between two instants and not taken back."""
        return self.rows(
            "SELECT o.jenis, sum(p.jumlah)::bigint AS diterima FROM pembayaran p"
            " JOIN tagihan t ON t.kode_bayar = p.tagihan JOIN objek_pajak o ON o.nopd = t.nopd"
            " WHERE t.kota = %s AND p.waktu >= %s AND p.waktu < %s"
            " AND NOT EXISTS (SELECT FROM pembalikan b WHERE b.ntpd = p.ntpd) GROUP BY o.jenis ORDER BY o.jenis",
            *(kota, since, until),
        )

    def numbers_of_bill(self, kode_bayar: str) -> list[str]:
        """The NTPD of a bill's payments that were not taken back, in the order of their times."""
        rows = self.rows(
            "SELECT ntpd FROM pembayaran p WHERE tagihan = %s"
            " AND NOT EXISTS (SELECT FROM pembalikan b WHERE b.ntpd = p.ntpd) ORDER BY waktu, ntpd",
            kode_bayar,
        )
        return [row["ntpd"] for row in rows]

    def reverse(self, ntpd: str, why: str, at: datetime) -> bool:
        """Enter that a bank took a payment back; False when that is known."""
        reversed_now = self.execute(
            "INSERT INTO pembalikan (ntpd, alasan, pada) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", ntpd, why, at
        )
        return reversed_now == 1

    def is_reversed(self, ntpd: str) -> bool:
        """Whether a payment was taken back."""
        return self.row("SELECT 1 FROM pembalikan WHERE ntpd = %s", ntpd) is not None

    def note_conflict(self, payment: Payment, at: datetime) -> None:
        """Keep a call that contradicts what the bank said before under the same reference."""
        self.execute(
            "INSERT INTO pertentangan (bank, referensi_bank, kode_bayar, jumlah, pada) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            *(payment.bank, payment.referensi_bank, payment.kode_bayar, payment.jumlah.amount, at),
        )


def _payment(row: DictRow) -> Payment:
    return Payment(**{**row, "jumlah": Rupiah(row["jumlah"])})
