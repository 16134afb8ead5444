"""The rows of turnover returns."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from chassis.rows import Part
from services.pajak.domain.assessment import Assessment
from services.pajak.domain.base import Line
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.returns import ReturnStatus, TaxReturn

_COLUMNS = """nomor, nopd, npwpd, masa, pembetulan_ke, status, status_sejak, pokok, batas_lapor, dilaporkan_pada,
    diperiksa"""
_SELECT = f"SELECT {_COLUMNS} FROM sptpd"  # noqa: S608


class Returns(Part):
    """Returns, filed and missing."""

    def add(self, kota: str, filed: TaxReturn, correlation_id: UUID) -> bool:
        """Enter a return without turnover; False when the object has an active one for the period already."""
        added = self.execute(
            "INSERT INTO sptpd (nomor, kota, npwpd, nopd, masa, pembetulan_ke, status, status_sejak, batas_lapor,"
            " correlation_id) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            *(filed.nomor, kota, filed.npwpd, filed.nopd, filed.masa.first, filed.pembetulan_ke, filed.status),
            *(filed.status_sejak, filed.batas_lapor, correlation_id),
        )
        return added == 1

    def lock_active(self, nopd: str, period: TaxPeriod) -> TaxReturn | None:
        """The return of an object for a period that counts, held until this transaction ends."""
        row = self.row(
            f"{_SELECT} WHERE nopd = %s AND masa = %s AND status <> 'DIBETULKAN' FOR NO KEY UPDATE", nopd, period.first
        )
        return _return(row) if row else None

    def find_active(self, nopd: str, period: TaxPeriod) -> TaxReturn | None:
        """The same for reading: it may be another a moment later."""
        row = self.row(f"{_SELECT} WHERE nopd = %s AND masa = %s AND status <> 'DIBETULKAN'", nopd, period.first)
        return _return(row) if row else None

    def lock(self, nomor: str) -> TaxReturn | None:
        """A return that no one else changes until this transaction ends."""
        row = self.row(f"{_SELECT} WHERE nomor = %s FOR NO KEY UPDATE", nomor)
        return _return(row) if row else None

    def find(self, nomor: str) -> DictRow | None:
        """All of a return, for reading."""
        return self.row("SELECT * FROM sptpd WHERE nomor = %s", nomor)

    def exists(self, nomor: str) -> bool:
        """Whether a return bears this number."""
        return self.row("SELECT 1 FROM sptpd WHERE nomor = %s", nomor) is not None

    def file(self, draft: str, filed: TaxReturn, turnover: Rupiah, found: Assessment, correlation_id: UUID) -> None:
        """Fill a draft with what was reported, under the number of the report."""
        self.execute(
            "UPDATE sptpd SET nomor = %s, status = %s, status_sejak = %s, omzet = %s, dasar = %s, tarif = %s,"
            " pokok = %s, perhitungan = %s, dilaporkan_pada = %s, correlation_id = %s WHERE nomor = %s",
            *(filed.nomor, filed.status, filed.status_sejak, turnover.amount, found.base.amount, found.percent),
            *(found.tax.amount, lines_as_json(found.lines), filed.dilaporkan_pada, correlation_id, draft),
        )

    def save_status(self, filed: TaxReturn) -> None:
        """Keep the step that a return took."""
        self.execute(
            "UPDATE sptpd SET status = %s, status_sejak = %s WHERE nomor = %s",
            *(filed.status, filed.status_sejak, filed.nomor),
        )

    def save_receipt_number(self, nomor: str, number: str) -> None:
        """Give a return its receipt number (BPS); one that has one keeps it."""
        self.execute("UPDATE sptpd SET nomor_bps = coalesce(nomor_bps, %s) WHERE nomor = %s", number, nomor)

    def receipt_number(self, nomor: str) -> str | None:
        """The receipt number of a return."""
        row = self.row("SELECT nomor_bps FROM sptpd WHERE nomor = %s", nomor)
        return row["nomor_bps"] if row else None

    def begin_audit(self, nopd: str, first: date, last: date) -> int:
        """Let no correction of these periods count any more; returns how many."""
        return self.execute(
            "UPDATE sptpd SET diperiksa = true WHERE nopd = %s AND masa BETWEEN %s AND %s", nopd, first, last
        )

    def lock_missing(self, kota: str, today: date, after: str, limit: int) -> list[DictRow]:
        """A batch of a city's returns that are late and not filed, in the order of their numbers, held."""
        return self.rows(
            "SELECT s.nomor, s.npwpd, s.nopd, s.masa, s.status, s.status_sejak, s.batas_lapor, s.ditegur,"
            " s.correlation_id, w.jenis, w.diingatkan FROM sptpd s JOIN wajib_pajak w USING (npwpd) WHERE s.kota = %s"
            " AND s.status IN ('DRAF', 'LEWAT_JATUH_TEMPO') AND s.pokok IS NULL AND s.batas_lapor < %s AND s.nomor > %s"
            " ORDER BY s.nomor LIMIT %s FOR NO KEY UPDATE OF s SKIP LOCKED",
            *(kota, today, after, limit),
        )

    def missing_of(self, npwpd: str) -> list[DictRow]:
        """A taxpayer's returns that are still to come, the oldest period first."""
        return self.rows(
            "SELECT nopd, masa, batas_lapor, status FROM sptpd WHERE npwpd = %s AND pokok IS NULL"
            " AND status IN ('DRAF', 'LEWAT_JATUH_TEMPO', 'DITEGUR') ORDER BY masa, nopd",
            npwpd,
        )

    def open_drafts(self, kota: str, period: TaxPeriod, limit: date, at: datetime) -> int:
        """Open a return for every open object of a city that has none for a period; returns how many."""
        return self.execute(
            "INSERT INTO sptpd (nomor, kota, npwpd, nopd, masa, pembetulan_ke, status, status_sejak, batas_lapor,"
            " correlation_id) SELECT 'DR-' || %s || '-' || o.nopd || '-0', o.kota, o.npwpd, o.nopd, %s, 0, 'DRAF',"
            " %s, %s, gen_random_uuid() FROM objek_pajak o WHERE o.kota = %s AND o.mulai <= %s"
            " AND (o.ditutup IS NULL OR o.ditutup >= %s) ON CONFLICT DO NOTHING",
            *(str(period), period.first, at, limit, kota, period.last, period.first),
        )

    def mark_overdue(self, numbers: Sequence[str], at: datetime) -> None:
        """Let returns whose bills fell due be late; those that are further on stay where they are."""
        self.execute(
            "UPDATE sptpd SET status = 'LEWAT_JATUH_TEMPO', status_sejak = %s WHERE nomor = ANY(%s)"
            " AND status IN ('TAGIHAN_TERBIT', 'DIBAYAR_SEBAGIAN')",
            *(at, list(numbers)),
        )

    def save_reminder(self, nomor: str, on: date) -> None:
        """Keep when a missing return was warned of."""
        self.execute("UPDATE sptpd SET ditegur = %s WHERE nomor = %s", on, nomor)

    def of_object(self, nopd: str, months: int) -> list[DictRow]:
        """An object's history, the newest period first, one active return each, with what was paid for it."""
        return self.rows(
            "SELECT s.masa, s.omzet, s.pokok, s.status, s.nomor, coalesce((SELECT sum(t.terbayar_pokok) FROM tagihan t"
            " WHERE t.nopd = s.nopd AND t.masa = s.masa), 0)::bigint AS dibayar FROM sptpd s"
            " WHERE s.nopd = %s AND s.status <> 'DIBETULKAN' ORDER BY s.masa DESC LIMIT %s",
            *(nopd, months),
        )


def lines_as_json(lines: tuple[Line, ...]) -> Jsonb:
    """A derivation as it is kept: exact amounts as text."""
    return Jsonb([{"uraian": line.label, "jumlah": f"{line.amount:f}", "dasar_hukum": line.source} for line in lines])


def _return(row: DictRow) -> TaxReturn:
    return TaxReturn(
        nomor=row["nomor"],
        nopd=row["nopd"],
        npwpd=row["npwpd"],
        masa=TaxPeriod.of(row["masa"]),
        pembetulan_ke=row["pembetulan_ke"],
        status=ReturnStatus(row["status"]),
        status_sejak=row["status_sejak"],
        pokok=None if row["pokok"] is None else Rupiah(row["pokok"]),
        batas_lapor=row["batas_lapor"],
        dilaporkan_pada=row["dilaporkan_pada"],
        diperiksa=row["diperiksa"],
    )
