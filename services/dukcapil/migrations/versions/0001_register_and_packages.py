"""The population register, the numbers it gives, the packages it makes and the documents it issues."""

from alembic import op

from chassis.migrations import MESSAGING

revision = "0001"
down_revision = None

REGISTER = """
CREATE TABLE penduduk (
    nik text PRIMARY KEY CHECK (nik ~ '^[0-9]{16}$'),
    nama text NOT NULL CHECK (nama <> ''),
    jenis_kelamin text NOT NULL CHECK (jenis_kelamin IN ('L', 'P')),
    tempat_lahir_kode text NOT NULL CHECK (tempat_lahir_kode ~ '^[0-9]{2}[.][0-9]{2}$'),
    tanggal_lahir date NOT NULL,
    agama text NOT NULL,
    pendidikan text NOT NULL,
    pekerjaan text NOT NULL,
    golongan_darah text NOT NULL,
    status_kawin text NOT NULL
        CHECK (status_kawin IN ('BELUM_KAWIN', 'KAWIN_TERCATAT', 'KAWIN_BELUM_TERCATAT', 'CERAI_HIDUP', 'CERAI_MATI')),
    kewarganegaraan text NOT NULL,
    status text NOT NULL CHECK (status IN ('AKTIF', 'MENINGGAL', 'PINDAH', 'BATAL')),
    tanggal_meninggal date,
    nik_ayah text,
    nik_ibu text,
    nama_ayah text,
    nama_ibu text,
    CHECK (tanggal_meninggal IS NULL OR status = 'MENINGGAL')
);
CREATE INDEX penduduk_ibu ON penduduk (nik_ibu, tanggal_lahir) WHERE nik_ibu IS NOT NULL;

CREATE TABLE kartu_keluarga (
    nomor_kk text PRIMARY KEY CHECK (nomor_kk ~ '^[0-9]{16}$'),
    nik_kepala text NOT NULL REFERENCES penduduk,
    alamat text NOT NULL,
    rt text NOT NULL,
    rw text NOT NULL,
    kode_kelurahan text NOT NULL CHECK (kode_kelurahan ~ '^[0-9]{2}[.][0-9]{2}[.][0-9]{2}[.][0-9]{4}$'),
    kode_pos text,
    tanggal_terbit date NOT NULL,
    versi integer NOT NULL CHECK (versi >= 1),
    status text NOT NULL CHECK (status IN ('AKTIF', 'DITUTUP'))
);

-- Nobody stands on two cards.
CREATE TABLE anggota_keluarga (
    nik text PRIMARY KEY REFERENCES penduduk,
    nomor_kk text NOT NULL REFERENCES kartu_keluarga,
    urutan smallint NOT NULL CHECK (urutan >= 1),
    hubungan text NOT NULL CHECK (hubungan IN ('KEPALA_KELUARGA', 'SUAMI', 'ISTRI', 'ANAK', 'MENANTU', 'CUCU',
                                               'ORANG_TUA', 'MERTUA', 'FAMILI_LAIN')),
    CONSTRAINT anggota_keluarga_urutan UNIQUE (nomor_kk, urutan) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE perkawinan (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nik_suami text NOT NULL REFERENCES penduduk,
    nik_istri text NOT NULL REFERENCES penduduk,
    tercatat boolean NOT NULL,
    bukti text NOT NULL CHECK (bukti IN ('BUKU_NIKAH', 'AKTA_PERKAWINAN', 'TIDAK_ADA')),
    nomor text,
    tanggal date NOT NULL,
    status text NOT NULL CHECK (status IN ('AKTIF', 'CERAI', 'BUBAR_MATI')),
    CHECK (tercatat = (bukti <> 'TIDAK_ADA'))
);
CREATE INDEX perkawinan_istri ON perkawinan (nik_istri);
CREATE INDEX perkawinan_suami ON perkawinan (nik_suami);
"""

NUMBERS = """
-- One counter for each beginning of twelve digits; the last number given.
CREATE TABLE nik_urutan (
    prefix12 text PRIMARY KEY CHECK (prefix12 ~ '^[0-9]{12}$'),
    terakhir smallint NOT NULL CHECK (terakhir BETWEEN 1 AND 9999)
);
CREATE TABLE kk_urutan (LIKE nik_urutan INCLUDING ALL);

-- A NIK belongs to one child of one application for ever: what is released or cancelled is never given again.
CREATE TABLE nik_dipesan (
    nik text PRIMARY KEY CHECK (nik ~ '^[0-9]{16}$'),
    nomor text NOT NULL,
    urutan smallint NOT NULL CHECK (urutan >= 1),
    status text NOT NULL CHECK (status IN ('DIPESAN', 'DIKONFIRMASI', 'DILEPAS', 'DIBATALKAN')),
    nomor_akta text,
    dokumen_akta text,
    pada timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX nik_dipesan_satu ON nik_dipesan (nomor, urutan) WHERE status IN ('DIPESAN', 'DIKONFIRMASI');
"""

PACKAGES = """
CREATE TABLE paket (
    nomor text PRIMARY KEY,
    jenis text CHECK (jenis IN ('TIGA_DALAM_SATU', 'AKTA')),
    versi integer NOT NULL DEFAULT 0,
    status text NOT NULL CHECK (status IN ('DIPERIKSA', 'TERVERIFIKASI', 'DISUSUN', 'MENUNGGU_TTE', 'SELESAI',
                                           'DIHENTIKAN', 'GAGAL', 'PENARIKAN', 'DITARIK')),
    status_permohonan text NOT NULL DEFAULT 'DIAJUKAN',
    status_pada timestamptz,
    kota text,
    nomor_kk text,
    versi_kk integer,
    hari_layanan smallint NOT NULL DEFAULT 1,
    tanda_jam jsonb NOT NULL DEFAULT '[]',
    periksa_jam_pada timestamptz,
    diingatkan boolean NOT NULL DEFAULT false,
    terlambat boolean NOT NULL DEFAULT false,
    alasan text,
    dibuat_pada timestamptz NOT NULL DEFAULT now(),
    diubah_pada timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX paket_jam ON paket (periksa_jam_pada) WHERE periksa_jam_pada IS NOT NULL;

-- `sha256` is empty for documents of the system before this one, of which only the entry was taken over.
CREATE TABLE dokumen (
    id uuid PRIMARY KEY,
    nomor text REFERENCES paket,
    jenis text NOT NULL CHECK (jenis IN ('KARTU_KELUARGA', 'KIA')),
    pemilik text NOT NULL CHECK (pemilik ~ '^[0-9]{16}$'),
    versi integer NOT NULL CHECK (versi >= 1),
    status text NOT NULL CHECK (status IN ('AKTIF', 'DIGANTIKAN', 'DICABUT')),
    kode_verifikasi text NOT NULL UNIQUE,
    sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    ukuran integer CHECK (ukuran > 0),
    tanggal_terbit date NOT NULL,
    penanda_tangan text NOT NULL,
    diganti_oleh uuid,
    diubah_pada timestamptz NOT NULL DEFAULT now(),
    UNIQUE (jenis, pemilik, versi)
);
CREATE UNIQUE INDEX dokumen_aktif ON dokumen (jenis, pemilik) WHERE status = 'AKTIF';
CREATE INDEX dokumen_permohonan ON dokumen (nomor) WHERE nomor IS NOT NULL;
"""

HISTORY = """
-- What was changed, when, by which event of which application; never changed itself.
CREATE TABLE riwayat_penduduk (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nik text NOT NULL,
    peristiwa text NOT NULL CHECK (peristiwa IN ('LAHIR', 'BATAL')),
    nomor text NOT NULL,
    event_id uuid,
    isi jsonb NOT NULL,
    pada timestamptz NOT NULL
);
CREATE INDEX riwayat_penduduk_nik ON riwayat_penduduk (nik);

-- Every version of a card that was made here, whole: a document is printed from its version and from nothing else.
CREATE TABLE riwayat_keluarga (
    nomor_kk text NOT NULL,
    versi integer NOT NULL,
    peristiwa text NOT NULL CHECK (peristiwa IN ('LAHIR', 'BATAL')),
    nomor text NOT NULL,
    event_id uuid,
    isi jsonb NOT NULL,
    pada timestamptz NOT NULL,
    PRIMARY KEY (nomor_kk, versi)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is never changed: %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON riwayat_penduduk
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON riwayat_keluarga
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def upgrade() -> None:
    """Make every table."""
    for part in (MESSAGING, REGISTER, NUMBERS, PACKAGES, HISTORY):
        op.execute(part)
