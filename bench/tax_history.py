"""Taxpayers with three years of history, written by SQL: every month returned, paid, posted and received."""

import psycopg
from psycopg import sql

from local.databases import ServiceDatabase

MONTHS = 36
FIRST_MONTH = "2023-10-01"

_TAXPAYERS = """
INSERT INTO wajib_pajak (npwpd, kota, jenis, nik, nib, nama, terdaftar_pada)
SELECT 'P.2.' || n, '3277', 'BADAN', (%(nik)s::text[])[n], lpad(n::text, 13, '0'),
    'PT REKAAN ' || n, '2023-09-01' FROM generate_series(1, %(n)s) n
"""
_OBJECTS = """
INSERT INTO objek_pajak (nopd, npwpd, kota, jenis, golongan, nama, kode_kelurahan, alamat, mulai)
SELECT '01.' || lpad(n::text, 8, '0'), 'P.2.' || n, '3277',
    (ARRAY['MAKANAN_MINUMAN', 'MAKANAN_MINUMAN', 'MAKANAN_MINUMAN', 'HOTEL', 'PARKIR', 'HIBURAN'])[1 + n %% 6],
    'UMUM', 'USAHA ' || n, '32.77.0' || 1 + n %% 3 || '.1004', 'JALAN REKAAN', '2023-10-01'
FROM generate_series(1, %(n)s) n
"""
_RETURNS = """
INSERT INTO sptpd (nomor, kota, npwpd, nopd, masa, pembetulan_ke, status, status_sejak, omzet, dasar, tarif, pokok,
    perhitungan, dilaporkan_pada, batas_lapor, nomor_bps, correlation_id)
SELECT 'H-' || o.nopd || '-' || m, '3277', o.npwpd, o.nopd, masa, 0, 'DISAMPAIKAN', paid, turnover, turnover, 10,
    turnover / 10, jsonb_build_array(jsonb_build_object('uraian', 'Omzet', 'jumlah', turnover::text, 'dasar_hukum',
    'UU 1/2022 ps. 57'), jsonb_build_object('uraian', 'Tarif 10 %%', 'jumlah', (turnover / 10)::text, 'dasar_hukum',
    'UU 1/2022 ps. 58')), paid, (masa + interval '2 months')::date, 'BPS-' || o.nopd || '-' || m, gen_random_uuid()
FROM objek_pajak o, generate_series(0, %(months)s - 1) m,
    LATERAL (SELECT (%(first)s::date + m * interval '1 month')::date AS masa) p,
    LATERAL (SELECT masa + interval '1 month 5 days' AS paid, 10 * (1000000 + hashtext(o.nopd || m) %% 500000)::bigint
        AS turnover) t
"""
_BILLS = """
INSERT INTO tagihan (kode_bayar, kota, npwpd, nopd, masa, jenis, sptpd, status, pokok, sanksi_tetap, jatuh_tempo,
    terbayar_pokok, terbit_pada, dinilai_sampai, correlation_id)
SELECT '9' || lpad((row_number() OVER ())::text, 17, '0'), kota, npwpd, nopd, masa, 'SPTPD', nomor, 'LUNAS', pokok, 0,
    batas_lapor, pokok, dilaporkan_pada, dilaporkan_pada::date, correlation_id FROM sptpd
"""
_PAYMENTS = """
INSERT INTO pembayaran (ntpd, bank, referensi_bank, kode_bayar, tagihan, jumlah, waktu, kanal, sumber, dibukukan_pada)
SELECT 'N' || kode_bayar, 'bank-3277', 'H' || kode_bayar, kode_bayar, kode_bayar, pokok, terbit_pada, 'MOBILE',
    'PANGGILAN', terbit_pada FROM tagihan
"""
_JOURNALS = """
WITH set AS (
    INSERT INTO jurnal (id, jenis, kode_bayar, pada) SELECT gen_random_uuid(), 'PENETAPAN', kode_bayar, terbit_pada
    FROM tagihan RETURNING id, kode_bayar
), paid AS (
    INSERT INTO jurnal (id, jenis, kode_bayar, ntpd, pada) SELECT gen_random_uuid(), 'PEMBAYARAN', kode_bayar,
    'N' || kode_bayar, terbit_pada FROM tagihan RETURNING id, kode_bayar
)
INSERT INTO posting (jurnal, akun, jumlah)
SELECT id, akun, way * pokok FROM set JOIN tagihan USING (kode_bayar),
    (VALUES ('PIUTANG_POKOK', 1), ('PENDAPATAN_POKOK', -1)) AS a (akun, way)
UNION ALL SELECT id, akun, way * pokok FROM paid JOIN tagihan USING (kode_bayar),
    (VALUES ('KAS_RKUD', 1), ('PIUTANG_POKOK', -1)) AS a (akun, way)
"""


def nik(n: int) -> str:
    """Who represents a taxpayer: a number of the right form that no one bears."""
    day, serial = divmod(n, 9_000)
    return f"327701{1 + day:02d}0590{1 + serial:04d}"


def write_history(admin_url: str, database: ServiceDatabase, taxpayers: int, months: int = MONTHS) -> None:
    """Write it as the server's owner: triggers and references are not asked a million times for what is right."""
    representatives = [nik(n) for n in range(1, taxpayers + 1)]
    given = {"n": taxpayers, "nik": representatives, "months": months, "first": FIRST_MONTH}
    with psycopg.connect(admin_url, dbname=database.name, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in (_TAXPAYERS, _OBJECTS, _RETURNS, _BILLS, _PAYMENTS, _JOURNALS):
            connection.execute(sql.SQL(statement), given)
        connection.execute("VACUUM ANALYZE")
