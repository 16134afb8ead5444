"""The rows of taxpayers and their objects."""

from datetime import date, datetime

from psycopg.rows import DictRow

from services.pajak.domain.clearance import ClearanceStatus, OpenDuty, Reason
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import Kind
from services.pajak.domain.taxpayer import TaxObject, Taxpayer
from services.pajak.registry.part import Part

_TAXPAYER = "npwpd, kota, jenis, nik, nib, nama, secara_jabatan, terdaftar_pada, ditutup_pada, diingatkan"
_OBJECT = """nopd, npwpd, kota, jenis, golongan, nama, kode_kelurahan, alamat, mulai, jam_buka, jam_tutup, ditutup"""
_DUTIES = """
    SELECT 'TUNGGAKAN' AS alasan, jatuh_tempo AS batas, ditangguhkan FROM tagihan
    WHERE npwpd = %(npwpd)s AND status NOT IN ('LUNAS', 'DIBATALKAN')
    UNION ALL
    SELECT 'SPTPD_BELUM_LAPOR', batas_lapor, false FROM sptpd
    WHERE npwpd = %(npwpd)s AND status IN ('DRAF', 'LEWAT_JATUH_TEMPO', 'DITEGUR') AND pokok IS NULL
"""


class Taxpayers(Part):
    """Taxpayers and objects."""

    def next_serial(self, kota: str, series: str) -> int:
        """The next number of a series; its row stays locked until this transaction ends, so that no gap comes."""
        row = self.row(
            "INSERT INTO nomor_urut AS n (kota, seri, terakhir) VALUES (%s, %s, 1)"
            " ON CONFLICT (kota, seri) DO UPDATE SET terakhir = n.terakhir + 1 RETURNING terakhir",
            *(kota, series),
        )
        assert row is not None
        return int(row["terakhir"])

    def add(self, taxpayer: Taxpayer) -> None:
        """Enter a taxpayer."""
        self.execute(
            "INSERT INTO wajib_pajak (npwpd, kota, jenis, nik, nib, nama, secara_jabatan, terdaftar_pada)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            *(taxpayer.npwpd, taxpayer.kota, taxpayer.jenis, taxpayer.nik, taxpayer.nib, taxpayer.nama),
            *(taxpayer.secara_jabatan, taxpayer.terdaftar_pada),
        )

    def add_object(self, item: TaxObject) -> None:
        """Enter an object."""
        self.execute(
            "INSERT INTO objek_pajak (nopd, npwpd, kota, jenis, golongan, nama, kode_kelurahan, alamat, mulai)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            *(item.nopd, item.npwpd, item.kota, item.jenis, item.golongan, item.nama),
            *(item.kode_kelurahan, item.alamat, item.mulai),
        )

    def find(self, npwpd: str) -> Taxpayer | None:
        """The taxpayer with a number."""
        row = self.row(f"SELECT {_TAXPAYER} FROM wajib_pajak WHERE npwpd = %s", npwpd)  # noqa: S608
        return _taxpayer(row) if row else None

    def find_by_identity(self, kota: str, jenis: Person, identity: str) -> Taxpayer | None:
        """The open taxpayer of a city with this NIK (person) or NIB (entity)."""
        column = "nik" if jenis is Person.ORANG else "nib"
        row = self.row(
            f"SELECT {_TAXPAYER} FROM wajib_pajak"  # noqa: S608
            f" WHERE kota = %s AND jenis = %s AND {column} = %s AND ditutup_pada IS NULL",
            *(kota, jenis, identity),
        )
        return _taxpayer(row) if row else None

    def find_object(self, nopd: str) -> TaxObject | None:
        """The object with a number."""
        row = self.row(f"SELECT {_OBJECT} FROM objek_pajak WHERE nopd = %s", nopd)  # noqa: S608
        return _object(row) if row else None

    def objects(self, npwpd: str) -> list[TaxObject]:
        """A taxpayer's objects."""
        rows = self.rows(f"SELECT {_OBJECT} FROM objek_pajak WHERE npwpd = %s ORDER BY nopd", npwpd)  # noqa: S608
        return [_object(row) for row in rows]

    def change_name(self, npwpd: str, nama: str) -> None:
        """Keep a new name of a taxpayer."""
        self.execute("UPDATE wajib_pajak SET nama = %s WHERE npwpd = %s", nama, npwpd)

    def change_object(self, nopd: str, nama: str | None, alamat: str | None) -> None:
        """Keep a new name or address of an object."""
        self.execute(
            "UPDATE objek_pajak SET nama = coalesce(%s, nama), alamat = coalesce(%s, alamat) WHERE nopd = %s",
            *(nama, alamat, nopd),
        )

    def close(self, npwpd: str, nopd: str | None, at: datetime, on: date) -> None:
        """Close one object, or the taxpayer with all that are open."""
        self.execute(
            "UPDATE objek_pajak SET ditutup = %s WHERE npwpd = %s AND ditutup IS NULL"
            " AND (%s::text IS NULL OR nopd = %s)",
            *(on, npwpd, nopd, nopd),
        )
        if nopd is None:
            self.execute("UPDATE wajib_pajak SET ditutup_pada = %s WHERE npwpd = %s", at, npwpd)

    def stop_letters(self, nik: str) -> int:
        """Send no more reminders to a person who has died; returns how many taxpayers that concerns."""
        return self.execute("UPDATE wajib_pajak SET diingatkan = false WHERE nik = %s AND jenis = 'ORANG'", nik)

    def duties(self, npwpd: str) -> list[OpenDuty]:
        """What a taxpayer still has to pay or to file."""
        rows = self.registry.connection.execute(_DUTIES, {"npwpd": npwpd}).fetchall()
        return [OpenDuty(Reason(row["alasan"]), row["batas"], row["ditangguhkan"]) for row in rows]

    def lock_clearance(self, npwpd: str) -> tuple[str, tuple[str, ...]]:
        """The clearance last told, with the row held: two changes at once are told one after the other."""
        row = self.row("SELECT kswpd, kswpd_alasan FROM wajib_pajak WHERE npwpd = %s FOR NO KEY UPDATE", npwpd)
        assert row is not None
        return row["kswpd"], tuple(row["kswpd_alasan"])

    def save_clearance(self, npwpd: str, found: ClearanceStatus) -> None:
        """Keep the clearance that was told."""
        self.execute(
            "UPDATE wajib_pajak SET kswpd = %s, kswpd_alasan = %s WHERE npwpd = %s",
            *(found.status, list(found.reasons), npwpd),
        )


def _taxpayer(row: DictRow) -> Taxpayer:
    return Taxpayer(**{**row, "jenis": Person(row["jenis"])})


def _object(row: DictRow) -> TaxObject:
    return TaxObject(**{**row, "jenis": Kind(row["jenis"])})
