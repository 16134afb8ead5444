"""The rows of taxpayers and their objects."""

from collections.abc import Sequence
from datetime import date, datetime

from psycopg.rows import DictRow

from chassis.rows import Part
from services.pajak.domain.clearance import ClearanceStatus, OpenDuty, Reason
from services.pajak.domain.fines import Person
from services.pajak.domain.kinds import Kind
from services.pajak.domain.taxpayer import TaxObject, Taxpayer

_TAXPAYER = "npwpd, kota, jenis, nik, nib, nama, secara_jabatan, terdaftar_pada, ditutup_pada, diingatkan"
_OBJECT = """nopd, npwpd, kota, jenis, golongan, nama, kode_kelurahan, alamat, mulai, jam_buka, jam_tutup, ditutup"""
_DUTIES = """
    SELECT npwpd, 'TUNGGAKAN' AS alasan, jatuh_tempo AS batas, ditangguhkan FROM tagihan
    WHERE npwpd = ANY(%(npwpds)s) AND status NOT IN ('LUNAS', 'DIBATALKAN')
    UNION ALL
    SELECT npwpd, 'SPTPD_BELUM_LAPOR', batas_lapor, false FROM sptpd
    WHERE npwpd = ANY(%(npwpds)s) AND status IN ('DRAF', 'LEWAT_JATUH_TEMPO', 'DITEGUR') AND pokok IS NULL
"""


class Taxpayers(Part):
    """Taxpayers and objects."""

    def next_serial(self, kota: str, series: str) -> int:
        """The next number of a series; its row stays locked until this transaction ends, so that no gap comes."""
        return self.next_serials(kota, series, 1)[0]

    def next_serials(self, kota: str, series: str, count: int) -> range:
        """So many numbers of a series at once."""
        row = self.row(
            "INSERT INTO nomor_urut AS n (kota, seri, terakhir) VALUES (%s, %s, %s)"
            " ON CONFLICT (kota, seri) DO UPDATE SET terakhir = n.terakhir + excluded.terakhir RETURNING terakhir",
            *(kota, series, count),
        )
        assert row is not None
        return range(int(row["terakhir"]) - count + 1, int(row["terakhir"]) + 1)

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

    def of_person(self, nik: str) -> list[Taxpayer]:
        """Who a person is, and whom they represent, in every city."""
        rows = self.rows(f"SELECT {_TAXPAYER} FROM wajib_pajak WHERE nik = %s ORDER BY terdaftar_pada, npwpd", nik)  # noqa: S608
        return [_taxpayer(row) for row in rows]

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
        return self.duties_of([npwpd])[npwpd]

    def duties_of(self, npwpds: Sequence[str]) -> dict[str, list[OpenDuty]]:
        """The same of many taxpayers, in one query."""
        found: dict[str, list[OpenDuty]] = {npwpd: [] for npwpd in npwpds}
        for row in self.registry.connection.execute(_DUTIES, {"npwpds": list(npwpds)}):
            found[row["npwpd"]].append(OpenDuty(Reason(row["alasan"]), row["batas"], row["ditangguhkan"]))
        return found

    def lock_clearances(self, npwpds: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The clearances last told, their rows held: two changes at once are told one after the other."""
        rows = self.rows(
            "SELECT npwpd, kswpd, kswpd_alasan FROM wajib_pajak WHERE npwpd = ANY(%s) ORDER BY npwpd FOR NO KEY UPDATE",
            list(npwpds),
        )
        return {row["npwpd"]: (row["kswpd"], tuple(row["kswpd_alasan"])) for row in rows}

    def save_clearances(self, found: Sequence[tuple[str, ClearanceStatus]]) -> None:
        """Keep the clearances that were told."""
        self.execute_each(
            "UPDATE wajib_pajak SET kswpd = %s, kswpd_alasan = %s WHERE npwpd = %s",
            [(each.status, list(each.reasons), npwpd) for npwpd, each in found],
        )


def _taxpayer(row: DictRow) -> Taxpayer:
    return Taxpayer(**{**row, "jenis": Person(row["jenis"])})


def _object(row: DictRow) -> TaxObject:
    return TaxObject(**{**row, "jenis": Kind(row["jenis"])})
