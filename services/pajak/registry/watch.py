"""The rows of transaction recorders and of risk."""

from collections.abc import Iterator
from datetime import datetime

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from chassis.rows import Part
from services.pajak.domain.money import Rupiah
from services.pajak.domain.period import TaxPeriod
from services.pajak.domain.risk import Finding, score

_LOOKED_AT = """
    SELECT s.nopd, s.masa, s.omzet, o.jenis, o.golongan, left(o.kode_kelurahan, 8) AS kecamatan,
        o.jam_buka, o.jam_tutup,
        (SELECT coalesce(array_agg(h.omzet ORDER BY h.masa DESC), '{}') FROM sptpd h
            WHERE h.nopd = s.nopd AND h.status <> 'DIBETULKAN' AND h.omzet IS NOT NULL
            AND h.masa < s.masa AND h.masa >= s.masa - interval '12 months') AS riwayat,
        (SELECT h.omzet FROM sptpd h WHERE h.nopd = s.nopd AND h.status <> 'DIBETULKAN'
            AND h.masa = s.masa - interval '12 months') AS tahun_lalu,
        (SELECT sum(r.penjualan)::bigint FROM rekaman r WHERE r.nopd = s.nopd AND r.masa = s.masa) AS direkam,
        (SELECT count(*) FROM sptpd lama JOIN sptpd baru ON baru.nopd = lama.nopd AND baru.masa = lama.masa
            AND baru.pembetulan_ke = lama.pembetulan_ke + 1 AND baru.omzet < lama.omzet
            WHERE lama.nopd = s.nopd AND lama.masa >= s.masa - interval '12 months') AS pembetulan_turun
    FROM sptpd s JOIN objek_pajak o USING (nopd)
    WHERE s.kota = %s AND s.masa = %s AND s.status <> 'DIBETULKAN' AND s.omzet IS NOT NULL ORDER BY s.nopd
"""


class Watch(Part):
    """Recorders' batches, and what risk signals found."""

    def add_recorder(self, perekam: str, nopd: str) -> bool:
        """Let a recorder belong to an object; False when it belongs to another one."""
        self.execute("INSERT INTO perekam (perekam, nopd) VALUES (%s, %s) ON CONFLICT DO NOTHING", perekam, nopd)
        return self.row("SELECT 1 FROM perekam WHERE perekam = %s AND nopd = %s", perekam, nopd) is not None

    def add_batch(
        self, perekam: str, urutan: int, nopd: str, at: datetime, sums: dict[TaxPeriod, tuple[int, Rupiah]]
    ) -> int:
        """Enter a batch by period; a batch that was sent twice changes nothing."""
        added = 0
        for period, (count, sales) in sums.items():
            added += self.execute(
                "INSERT INTO rekaman (perekam, urutan, nopd, dikirim_pada, masa, transaksi, penjualan)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                *(perekam, urutan, nopd, at, period.first, count, sales.amount),
            )
        return added

    def heartbeats(self, nopd: str, period: TaxPeriod) -> list[datetime]:
        """When an object's recorders were heard of in a period."""
        rows = self.rows(
            "SELECT dikirim_pada FROM rekaman WHERE nopd = %s AND masa = %s ORDER BY dikirim_pada", nopd, period.first
        )
        return [row["dikirim_pada"] for row in rows]

    def each_return(self, kota: str, period: TaxPeriod) -> Iterator[DictRow]:
        """The filed returns of a city's period with all that is known around them, as a stream."""
        with self.registry.connection.cursor("risiko") as cursor:
            cursor.execute(_LOOKED_AT, (kota, period.first))
            yield from cursor

    def peers(self, kota: str, period: TaxPeriod) -> dict[tuple[str, str, str], list[Rupiah]]:
        """Turnovers of a period by kind, class and district: one list of numbers for each, not one query a return."""
        rows = self.rows(
            "SELECT o.jenis, o.golongan, left(o.kode_kelurahan, 8) AS kecamatan, array_agg(s.omzet) AS omzet"
            " FROM sptpd s JOIN objek_pajak o USING (nopd) WHERE s.kota = %s AND s.masa = %s"
            " AND s.status <> 'DIBETULKAN' AND s.omzet IS NOT NULL GROUP BY 1, 2, 3",
            *(kota, period.first),
        )
        return {
            (row["jenis"], row["golongan"], row["kecamatan"]): [Rupiah(each) for each in row["omzet"]] for row in rows
        }

    def save_risk(self, kota: str, nopd: str, period: TaxPeriod, found: list[Finding], at: datetime) -> bool:
        """Keep a score with its reasons; False when it is what was kept before."""
        signals = [{"kode": each.signal, "bobot": each.weight, "penjelasan": each.explanation} for each in found]
        changed = self.execute(
            "INSERT INTO risiko AS r (nopd, masa, kota, skor, tanda, dinilai_pada) VALUES (%s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (nopd, masa) DO UPDATE SET skor = excluded.skor, tanda = excluded.tanda, status = 'BARU',"
            " dinilai_pada = excluded.dinilai_pada WHERE r.tanda <> excluded.tanda",
            *(nopd, period.first, kota, score(found), Jsonb(signals), at),
        )
        return changed == 1

    def work_list(self, kota: str, least_score: int, limit: int) -> list[DictRow]:
        """What officers should look at, the highest score first."""
        return self.rows(
            "SELECT nopd, masa, skor, tanda FROM risiko WHERE kota = %s AND status = 'BARU' AND skor >= %s"
            " ORDER BY skor DESC, masa DESC, nopd LIMIT %s",
            *(kota, least_score, limit),
        )
