"""The rows of bills and instalments."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from psycopg.rows import DictRow

from chassis.rows import Part
from services.pajak.domain.bills import FOR_RETURNS, Bill, BillKind, BillStatus, Claim, Settlement
from services.pajak.domain.interest import InterestRule
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod

if TYPE_CHECKING:
    from collections.abc import Callable

    LateRule = Callable[[str, str, date], InterestRule]

_COLUMNS = """kode_bayar, kota, npwpd, nopd, masa, jenis, sptpd, ketetapan, status, pokok, sanksi_tetap, jatuh_tempo,
    terbayar_pokok, terbayar_sanksi, lebih_bayar, bunga, dinilai_sampai, terbit_pada, ditangguhkan, correlation_id"""
_SELECT = f"SELECT {_COLUMNS} FROM tagihan"  # noqa: S608
_OPEN = f"""SELECT {_COLUMNS}, t.diingatkan AS diingatkan_pada, w.boleh FROM tagihan t
    JOIN (SELECT npwpd, diingatkan AS boleh FROM wajib_pajak) w USING (npwpd)"""  # noqa: S608


class Charge(NamedTuple):
    """What a night makes of one bill."""

    kode_bayar: str
    status: BillStatus
    interest: int
    until: date | None
    reminded: date | None


class Bills(Part):
    """Bills; `late` gives the interest rule of a city, kind of bill and due date."""

    def add(self, bill: Bill, correlation_id: UUID) -> None:
        """Enter a bill."""
        claim = bill.claim
        self.execute(
            "INSERT INTO tagihan (kode_bayar, kota, npwpd, nopd, masa, jenis, sptpd, ketetapan, status, pokok,"
            " sanksi_tetap, jatuh_tempo, terbit_pada, correlation_id)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            *(bill.kode_bayar, bill.kota, bill.npwpd, bill.nopd, TaxPeriod.parse(bill.masa).first, claim.kind),
            *(bill.sptpd, bill.ketetapan, bill.status, claim.principal.amount, claim.fixed_sanction.amount),
            *(claim.due, bill.terbit_pada, correlation_id),
        )

    def lock(self, kode_bayar: str, late: "LateRule") -> Bill | None:
        """A bill that no one else changes until this transaction ends."""
        row = self.row(f"{_SELECT} WHERE kode_bayar = %s FOR NO KEY UPDATE", kode_bayar)
        return bill_of(row, late) if row else None

    def find(self, kode_bayar: str, late: "LateRule") -> Bill | None:
        """A bill, for reading."""
        row = self.row(f"{_SELECT} WHERE kode_bayar = %s", kode_bayar)
        return bill_of(row, late) if row else None

    def of_return(self, nomor: str, late: "LateRule") -> list[Bill]:
        """The bills of one return, cancelled ones too."""
        rows = self.rows(f"{_SELECT} WHERE sptpd = %s ORDER BY terbit_pada, kode_bayar", nomor)
        return [bill_of(row, late) for row in rows]

    def open_of(self, npwpd: str, late: "LateRule") -> list[Bill]:
        """A taxpayer's bills that are not settled, the longest due first."""
        rows = self.rows(
            f"{_SELECT} WHERE npwpd = %s AND status NOT IN ('LUNAS', 'DIBATALKAN') ORDER BY jatuh_tempo, kode_bayar",
            npwpd,
        )
        return [bill_of(row, late) for row in rows]

    def lock_of_period(self, nopd: str, period: TaxPeriod, late: "LateRule") -> list[Bill]:
        """All bills of an object's period that are not cancelled, held, in the order of their codes."""
        rows = self.rows(
            f"{_SELECT} WHERE nopd = %s AND masa = %s AND status <> 'DIBATALKAN' ORDER BY kode_bayar FOR NO KEY UPDATE",
            *(nopd, period.first),
        )
        return [bill_of(row, late) for row in rows]

    def of_period(self, nopd: str, period: TaxPeriod, late: "LateRule") -> list[Bill]:
        """The same for reading: they may be others a moment later."""
        query = f"{_SELECT} WHERE nopd = %s AND masa = %s AND status <> 'DIBATALKAN' ORDER BY kode_bayar"
        return [bill_of(row, late) for row in self.rows(query, nopd, period.first)]

    def save(self, kode_bayar: str, status: BillStatus, settled: Settlement, until: date | None) -> None:
        """Keep what payments, or the passing of time, have made of a bill."""
        self.execute(
            "UPDATE tagihan SET status = %s, terbayar_pokok = %s, terbayar_sanksi = %s, lebih_bayar = %s, bunga = %s,"
            " dinilai_sampai = %s WHERE kode_bayar = %s",
            *(status, settled.principal.amount, settled.sanction.amount, settled.excess.amount),
            *(settled.interest.amount, until, kode_bayar),
        )

    def suspend(self, kode_bayar: str, suspended: bool) -> None:
        """Let a bill be no arrears while an objection to it is pending, or be arrears again."""
        self.execute("UPDATE tagihan SET ditangguhkan = %s WHERE kode_bayar = %s", suspended, kode_bayar)

    def lock_open(self, kota: str, today: date, due_before: date, after: str, limit: int) -> list[DictRow]:
        """A batch of a city's open bills due before a day, not looked at today, in the order of their codes, held."""
        return self.rows(
            f"{_OPEN} WHERE kota = %s AND status NOT IN ('LUNAS', 'DIBATALKAN') AND jatuh_tempo <= %s"
            " AND NOT ditangguhkan AND dilihat IS DISTINCT FROM %s AND kode_bayar > %s ORDER BY kode_bayar LIMIT %s"
            " FOR NO KEY UPDATE OF t SKIP LOCKED",
            *(kota, due_before, today, after, limit),
        )

    def save_charges(self, charges: Sequence[Charge], today: date) -> None:
        """Keep status, interest, its day and the last reminder of many bills, looked at today, in one round trip."""
        self.execute(
            "UPDATE tagihan t SET status = c.status, bunga = c.bunga, dinilai_sampai = c.sampai,"
            " diingatkan = c.diingatkan, dilihat = %s"
            " FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::date[], %s::date[])"
            " AS c (kode, status, bunga, sampai, diingatkan) WHERE t.kode_bayar = c.kode",
            *(today, *map(list, zip(*charges, strict=True))),
        )

    def are_all_paid(self, nopd: str, period: TaxPeriod) -> bool:
        """Whether nothing is left of the bills for an object's return of a period."""
        row = self.row(
            "SELECT 1 FROM tagihan WHERE nopd = %s AND masa = %s AND jenis = ANY(%s)"
            " AND status NOT IN ('LUNAS', 'DIBATALKAN') LIMIT 1",
            *(nopd, period.first, list(FOR_RETURNS)),
        )
        return row is None


def bill_of(row: DictRow, late: "LateRule") -> Bill:
    """A row as a bill, with the interest rule of its own due date."""
    kind = BillKind(row["jenis"])
    claim = Claim(
        kind=kind,
        principal=Rupiah(row["pokok"]),
        fixed_sanction=Rupiah(row["sanksi_tetap"]),
        due=row["jatuh_tempo"],
        late=late(row["kota"], kind, row["jatuh_tempo"]),
    )
    settled = Settlement(
        Rupiah(row["terbayar_pokok"]), Rupiah(row["terbayar_sanksi"]), Rupiah(row["lebih_bayar"]), Rupiah(row["bunga"])
    )
    return Bill(
        kode_bayar=row["kode_bayar"],
        kota=row["kota"],
        npwpd=row["npwpd"],
        nopd=row["nopd"],
        masa=str(TaxPeriod.of(row["masa"])),
        claim=claim,
        status=BillStatus(row["status"]),
        settled=settled,
        dinilai_sampai=row["dinilai_sampai"],
        terbit_pada=row["terbit_pada"],
        sptpd=row["sptpd"],
        ketetapan=row["ketetapan"],
    )
