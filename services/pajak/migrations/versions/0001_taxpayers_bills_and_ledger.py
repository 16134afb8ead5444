"""Taxpayers, returns, bills, payments and the ledger; what must never be wrong is refused by the database itself."""

from alembic import op

from chassis.migrations import MESSAGING

revision = "0001"
down_revision = None

KINDS = "'MAKANAN_MINUMAN', 'TENAGA_LISTRIK', 'HOTEL', 'PARKIR', 'HIBURAN'"

TAXPAYERS = f"""
CREATE TABLE wajib_pajak (
    npwpd text PRIMARY KEY,
    kota text NOT NULL CHECK (kota ~ '^[0-9]{{4}}$'),
    jenis text NOT NULL CHECK (jenis IN ('ORANG', 'BADAN')),
    nik text CHECK (nik ~ '^[0-9]{{16}}$'),
    nib text CHECK (nib ~ '^[0-9]{{13}}$'),
    nama text NOT NULL,
    secara_jabatan boolean NOT NULL DEFAULT false,
    terdaftar_pada timestamptz NOT NULL,
    ditutup_pada timestamptz,
    diingatkan boolean NOT NULL DEFAULT true,
    kswpd text NOT NULL DEFAULT 'VALID' CHECK (kswpd IN ('VALID', 'TIDAK_VALID')),
    kswpd_alasan text[] NOT NULL DEFAULT '{{}}',
    CHECK (jenis <> 'BADAN' OR nib IS NOT NULL)
);
-- nik is the person's, or that of whoever represents the entity; one person may represent several.
CREATE UNIQUE INDEX one_number_one_person ON wajib_pajak (kota, nik) WHERE jenis = 'ORANG' AND ditutup_pada IS NULL;
CREATE UNIQUE INDEX one_number_one_entity ON wajib_pajak (kota, nib) WHERE jenis = 'BADAN' AND ditutup_pada IS NULL;
CREATE INDEX wajib_pajak_nik ON wajib_pajak (nik);

CREATE TABLE objek_pajak (
    nopd text PRIMARY KEY,
    npwpd text NOT NULL REFERENCES wajib_pajak,
    kota text NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ({KINDS})),
    golongan text NOT NULL,
    nama text NOT NULL,
    kode_kelurahan text NOT NULL CHECK (kode_kelurahan ~ '^[0-9]{{2}}\\.[0-9]{{2}}\\.[0-9]{{2}}\\.[0-9]{{4}}$'),
    alamat text NOT NULL,
    jam_buka time NOT NULL DEFAULT '09:00',
    jam_tutup time NOT NULL DEFAULT '21:00',
    mulai date NOT NULL,
    ditutup date
);
CREATE INDEX objek_pajak_of_taxpayer ON objek_pajak (npwpd);
CREATE INDEX objek_pajak_peers ON objek_pajak (jenis, golongan, left(kode_kelurahan, 8));

-- Gap-free: the row is locked from the number's giving until the commit of what bears it.
CREATE TABLE nomor_urut (
    kota text NOT NULL,
    seri text NOT NULL,
    terakhir bigint NOT NULL CHECK (terakhir >= 1),
    PRIMARY KEY (kota, seri)
);

CREATE TABLE permohonan (
    nomor text PRIMARY KEY,
    kota text NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('PENDAFTARAN', 'PERUBAHAN', 'PENUTUPAN')),
    status text NOT NULL,
    status_sejak timestamptz NOT NULL,
    npwpd text REFERENCES wajib_pajak,
    identitas text NOT NULL,
    pemohon_nik text NOT NULL CHECK (pemohon_nik ~ '^[0-9]{{16}}$'),
    isi jsonb NOT NULL,
    penyetuju_pertama text,
    diajukan_pada timestamptz NOT NULL,
    correlation_id uuid NOT NULL
);
CREATE INDEX permohonan_waiting ON permohonan (kota, status_sejak)
    WHERE status IN ('MENUNGGU_PETUGAS', 'DISETUJUI');

CREATE TABLE riwayat (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    perihal text NOT NULL,
    pada timestamptz NOT NULL,
    status text NOT NULL,
    oleh text NOT NULL CHECK (oleh IN ('PEMOHON', 'SISTEM', 'PETUGAS')),
    kode text,
    petugas text
);
CREATE INDEX riwayat_of ON riwayat (perihal, id);
"""

RETURNS = """
CREATE TABLE sptpd (
    nomor text PRIMARY KEY,
    kota text NOT NULL,
    npwpd text NOT NULL REFERENCES wajib_pajak,
    nopd text NOT NULL REFERENCES objek_pajak,
    masa date NOT NULL CHECK (extract(day FROM masa) = 1),
    pembetulan_ke integer NOT NULL CHECK (pembetulan_ke >= 0),
    status text NOT NULL CHECK (status IN ('DRAF', 'DIHITUNG', 'TAGIHAN_TERBIT', 'DIBAYAR_SEBAGIAN', 'LUNAS',
        'DISAMPAIKAN', 'DIBETULKAN', 'LEWAT_JATUH_TEMPO', 'DITEGUR', 'SKPDKB_JABATAN')),
    status_sejak timestamptz NOT NULL,
    omzet bigint CHECK (omzet BETWEEN 0 AND 999999999999999),
    dasar bigint CHECK (dasar >= 0),
    tarif numeric CHECK (tarif BETWEEN 0 AND 100),
    pokok bigint CHECK (pokok >= 0),
    perhitungan jsonb NOT NULL DEFAULT '[]',
    dilaporkan_pada timestamptz,
    batas_lapor date NOT NULL,
    diperiksa boolean NOT NULL DEFAULT false,
    nomor_bps text UNIQUE,
    ditegur date,
    correlation_id uuid NOT NULL,
    UNIQUE (nopd, masa, pembetulan_ke),
    CHECK ((pokok IS NULL) = (dilaporkan_pada IS NULL) AND (pokok IS NULL) = (omzet IS NULL)),
    CHECK (status <> 'DISAMPAIKAN' OR nomor_bps IS NOT NULL)
);
-- One active return of one object for one period, whoever reports it twice at the same moment.
CREATE UNIQUE INDEX one_active_return ON sptpd (nopd, masa) WHERE status <> 'DIBETULKAN';
CREATE INDEX sptpd_of_taxpayer ON sptpd (npwpd, masa);
CREATE INDEX sptpd_missing ON sptpd (batas_lapor, nomor) WHERE status IN ('DRAF', 'LEWAT_JATUH_TEMPO', 'DITEGUR');

-- A filed return says for ever what it said; a correction is a row of its own.
CREATE FUNCTION keep_what_was_filed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.pokok IS NOT NULL AND (NEW.omzet, NEW.dasar, NEW.tarif, NEW.pokok, NEW.perhitungan, NEW.dilaporkan_pada)
        IS DISTINCT FROM (OLD.omzet, OLD.dasar, OLD.tarif, OLD.pokok, OLD.perhitungan, OLD.dilaporkan_pada) THEN
        RAISE EXCEPTION 'a filed return does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sptpd_keeps_what_was_filed BEFORE UPDATE ON sptpd
    FOR EACH ROW EXECUTE FUNCTION keep_what_was_filed();
"""

BILLS = """
CREATE TABLE ketetapan (
    nomor text PRIMARY KEY,
    kota text NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('TEGURAN', 'STPD', 'SKPDKB', 'SKPDKB_JABATAN', 'SKPDKBT', 'SKPDLB', 'SKPDN')),
    npwpd text NOT NULL REFERENCES wajib_pajak,
    nopd text NOT NULL REFERENCES objek_pajak,
    masa date NOT NULL,
    perihal text NOT NULL,
    pokok bigint NOT NULL CHECK (pokok >= 0),
    sanksi bigint NOT NULL CHECK (sanksi >= 0),
    perhitungan jsonb NOT NULL DEFAULT '[]',
    diterbitkan date NOT NULL,
    petugas text,
    penyetuju text,
    CHECK (petugas IS DISTINCT FROM penyetuju OR petugas IS NULL)
);
CREATE UNIQUE INDEX one_letter_one_matter ON ketetapan (jenis, nopd, masa, perihal);
CREATE INDEX ketetapan_matter ON ketetapan (jenis, perihal);

CREATE TABLE tagihan (
    kode_bayar text PRIMARY KEY CHECK (kode_bayar ~ '^[0-9]{18}$'),
    kota text NOT NULL,
    npwpd text NOT NULL REFERENCES wajib_pajak,
    nopd text NOT NULL REFERENCES objek_pajak,
    masa date NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('SPTPD', 'STPD', 'SKPDKB', 'SKPDKBT', 'ANGSURAN')),
    sptpd text REFERENCES sptpd,
    ketetapan text REFERENCES ketetapan,
    status text NOT NULL CHECK (status IN ('TERBIT', 'DIBAYAR_SEBAGIAN', 'LEWAT_JATUH_TEMPO', 'LUNAS', 'DIBATALKAN')),
    pokok bigint NOT NULL CHECK (pokok >= 0),
    sanksi_tetap bigint NOT NULL CHECK (sanksi_tetap >= 0),
    jatuh_tempo date NOT NULL,
    terbayar_pokok bigint NOT NULL DEFAULT 0 CHECK (terbayar_pokok BETWEEN 0 AND pokok),
    terbayar_sanksi bigint NOT NULL DEFAULT 0 CHECK (terbayar_sanksi >= 0),
    lebih_bayar bigint NOT NULL DEFAULT 0 CHECK (lebih_bayar >= 0),
    bunga bigint NOT NULL DEFAULT 0 CHECK (bunga >= 0),
    dinilai_sampai date,
    ditangguhkan boolean NOT NULL DEFAULT false,
    diingatkan date,
    terbit_pada timestamptz NOT NULL,
    correlation_id uuid NOT NULL,
    CHECK (pokok + sanksi_tetap > 0),
    CHECK (terbayar_sanksi <= sanksi_tetap + bunga),
    CHECK (lebih_bayar = 0 OR terbayar_pokok + terbayar_sanksi = pokok + sanksi_tetap + bunga),
    CHECK (status <> 'DIBATALKAN' OR terbayar_pokok + terbayar_sanksi + lebih_bayar = 0),
    CHECK ((status = 'LUNAS') = (status <> 'DIBATALKAN'
        AND terbayar_pokok + terbayar_sanksi = pokok + sanksi_tetap + bunga))
);
CREATE UNIQUE INDEX one_active_bill ON tagihan (sptpd) WHERE jenis = 'SPTPD' AND status <> 'DIBATALKAN';
CREATE INDEX tagihan_of_return ON tagihan (sptpd);
CREATE INDEX tagihan_of_taxpayer ON tagihan (npwpd) WHERE status NOT IN ('LUNAS', 'DIBATALKAN');
CREATE INDEX tagihan_of_period ON tagihan (nopd, masa);
CREATE INDEX tagihan_open ON tagihan (kode_bayar) WHERE status NOT IN ('LUNAS', 'DIBATALKAN');

CREATE TABLE keberatan (
    ketetapan text PRIMARY KEY REFERENCES ketetapan,
    nomor text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN
        ('DIAJUKAN', 'DIKABULKAN', 'DIKABULKAN_SEBAGIAN', 'DITOLAK', 'DIANGGAP_DIKABULKAN')),
    alasan text NOT NULL,
    diajukan date NOT NULL,
    diputus date,
    petugas text,
    CHECK ((status = 'DIAJUKAN') = (diputus IS NULL))
);
"""

PAYMENTS = """
CREATE TABLE pembayaran (
    ntpd text PRIMARY KEY,
    bank text NOT NULL,
    referensi_bank text NOT NULL,
    kode_bayar text NOT NULL,
    tagihan text REFERENCES tagihan,
    jumlah bigint NOT NULL CHECK (jumlah > 0),
    waktu timestamptz NOT NULL,
    kanal text NOT NULL,
    sumber text NOT NULL CHECK (sumber IN ('PANGGILAN', 'REKONSILIASI')),
    dibukukan_pada timestamptz NOT NULL,
    UNIQUE (bank, referensi_bank)
);
CREATE INDEX pembayaran_of_bill ON pembayaran (tagihan);
CREATE INDEX pembayaran_of_day ON pembayaran (bank, waktu);

CREATE TABLE pembalikan (
    ntpd text PRIMARY KEY REFERENCES pembayaran,
    alasan text NOT NULL,
    pada timestamptz NOT NULL
);

-- What a bank said that cannot be true together with what it said before; for people to look into.
CREATE TABLE pertentangan (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bank text NOT NULL,
    referensi_bank text NOT NULL,
    kode_bayar text NOT NULL,
    jumlah bigint NOT NULL,
    pada timestamptz NOT NULL,
    UNIQUE (bank, referensi_bank, kode_bayar, jumlah)
);

CREATE TABLE jurnal (
    id uuid PRIMARY KEY,
    jenis text NOT NULL CHECK (jenis IN
        ('PENETAPAN', 'PEMBATALAN', 'PEMBAYARAN', 'PEMBALIKAN', 'BUNGA', 'TITIPAN')),
    kode_bayar text REFERENCES tagihan,
    ntpd text REFERENCES pembayaran,
    pada timestamptz NOT NULL
);
CREATE INDEX jurnal_of_bill ON jurnal (kode_bayar);
-- A payment is posted once, and taken back once.
CREATE UNIQUE INDEX one_payment_one_journal ON jurnal (ntpd) WHERE jenis IN ('PEMBAYARAN', 'TITIPAN');
CREATE UNIQUE INDEX one_reversal_one_journal ON jurnal (ntpd) WHERE jenis = 'PEMBALIKAN';
CREATE UNIQUE INDEX one_bill_set_once ON jurnal (kode_bayar) WHERE jenis = 'PENETAPAN';

CREATE TABLE posting (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jurnal uuid NOT NULL REFERENCES jurnal,
    akun text NOT NULL CHECK (akun IN ('KAS_RKUD', 'PIUTANG_POKOK', 'PIUTANG_SANKSI', 'PENDAPATAN_POKOK',
        'PENDAPATAN_SANKSI', 'UTANG_LEBIH_BAYAR', 'TITIPAN_BELUM_DIKENAL')),
    jumlah bigint NOT NULL CHECK (jumlah <> 0)
);
CREATE INDEX posting_of_journal ON posting (jurnal);

-- Debit and credit of each journal are equal when the transaction commits, whoever wrote them and by whatever way.
CREATE FUNCTION refuse_imbalance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    journal uuid;
    sum_of bigint;
BEGIN
    IF TG_TABLE_NAME = 'jurnal' THEN
        journal := NEW.id;
    ELSE
        journal := NEW.jurnal;
    END IF;
    SELECT sum(jumlah) INTO sum_of FROM posting WHERE jurnal = journal;
    IF sum_of IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'journal % does not balance', journal USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_balances AFTER INSERT ON jurnal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_imbalance();
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_imbalance();
"""

WATCH = """
CREATE TABLE perekam (
    perekam text PRIMARY KEY,
    nopd text NOT NULL REFERENCES objek_pajak
);
CREATE TABLE rekaman (
    perekam text NOT NULL REFERENCES perekam,
    urutan bigint NOT NULL CHECK (urutan >= 1),
    nopd text NOT NULL REFERENCES objek_pajak,
    dikirim_pada timestamptz NOT NULL,
    masa date NOT NULL,
    transaksi bigint NOT NULL CHECK (transaksi >= 0),
    penjualan bigint NOT NULL CHECK (penjualan >= 0),
    PRIMARY KEY (perekam, urutan, masa)
);
CREATE INDEX rekaman_of_period ON rekaman (nopd, masa);

CREATE TABLE risiko (
    nopd text NOT NULL REFERENCES objek_pajak,
    masa date NOT NULL,
    kota text NOT NULL,
    skor integer NOT NULL CHECK (skor BETWEEN 0 AND 100),
    tanda jsonb NOT NULL,
    status text NOT NULL DEFAULT 'BARU' CHECK (status IN ('BARU', 'DITINDAKLANJUTI', 'DIABAIKAN')),
    dinilai_pada timestamptz NOT NULL,
    PRIMARY KEY (nopd, masa)
);
CREATE INDEX risiko_waiting ON risiko (kota, skor DESC) WHERE status = 'BARU';

CREATE TABLE rekonsiliasi (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bank text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    baris bigint NOT NULL,
    cocok bigint NOT NULL,
    diperbaiki bigint NOT NULL,
    selisih bigint NOT NULL,
    lengkap boolean NOT NULL,
    pada timestamptz NOT NULL
);
CREATE TABLE selisih (
    rekonsiliasi bigint NOT NULL REFERENCES rekonsiliasi,
    jenis text NOT NULL,
    referensi_bank text NOT NULL,
    kode_bayar text,
    jumlah_bank bigint,
    jumlah_buku bigint,
    PRIMARY KEY (rekonsiliasi, jenis, referensi_bank)
);

CREATE TABLE dokumen (
    id uuid PRIMARY KEY,
    jenis text NOT NULL CHECK (jenis IN ('TAGIHAN_PAJAK', 'BUKTI_SPTPD')),
    kunci text NOT NULL,
    kode_verifikasi text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('AKTIF', 'DICABUT')),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    ukuran integer NOT NULL CHECK (ukuran > 0),
    terbit_pada timestamptz NOT NULL
);
CREATE UNIQUE INDEX one_active_document ON dokumen (jenis, kunci) WHERE status = 'AKTIF';
"""

APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
    for table in (
        "jurnal",
        "posting",
        "pembayaran",
        "pembalikan",
        "riwayat",
        "ketetapan",
        "rekaman",
        "rekonsiliasi",
        "selisih",
    )
)


def upgrade() -> None:
    """Make every table of the service."""
    for part in (MESSAGING, TAXPAYERS, RETURNS, BILLS, PAYMENTS, WATCH, APPEND_ONLY):
        op.execute(part)
