"""Birth files, facility notices and deeds."""

from alembic import op

from chassis.migrations import MESSAGING

revision = "0001"
down_revision = None

STATUSES = """
    'DIAJUKAN', 'VERIFIKASI', 'PERLU_PERBAIKAN', 'MENUNGGU_PETUGAS', 'MENUNGGU_PERSETUJUAN_KADIS', 'DISETUJUI',
    'PENANDATANGANAN', 'MENUNGGU_TTE', 'TERBIT', 'SELESAI', 'DITOLAK', 'DIBATALKAN', 'KEDALUWARSA'
"""

BIRTH_FILES = f"""
CREATE TABLE birth_file (
    nomor text PRIMARY KEY,
    kota text NOT NULL CHECK (kota ~ '^[0-9]{{4}}$'),
    status text NOT NULL CHECK (status IN ({STATUSES})),
    status_sejak timestamptz NOT NULL,
    versi integer NOT NULL CHECK (versi >= 1),
    dilaporkan_pada timestamptz NOT NULL,
    terlambat boolean NOT NULL,
    atas_nama_faskes text,
    ibu_nik text CHECK (ibu_nik ~ '^[0-9]{{16}}$'),
    lahir tstzrange NOT NULL,
    laporan jsonb NOT NULL,
    verifikasi jsonb,
    jenis_akta text CHECK (jenis_akta IN ('AYAH_IBU', 'AYAH_IBU_FRASA', 'ANAK_SEORANG_IBU', 'TANPA_ASAL_USUL')),
    penilaian text[] NOT NULL DEFAULT '{{}}',
    correlation_id uuid NOT NULL
);
CREATE INDEX birth_file_of_mother ON birth_file (ibu_nik);
CREATE INDEX birth_file_waiting ON birth_file (kota, status, status_sejak)
    WHERE status IN ('MENUNGGU_PETUGAS', 'MENUNGGU_PERSETUJUAN_KADIS', 'PERLU_PERBAIKAN');

-- What a report said before it was corrected.
CREATE TABLE former_report (
    nomor text NOT NULL REFERENCES birth_file,
    versi integer NOT NULL,
    laporan jsonb NOT NULL,
    diganti_pada timestamptz NOT NULL,
    PRIMARY KEY (nomor, versi)
);

-- One file holds one delivery of one mother, whoever reports it and at whatever moment. The row goes when the file
-- ends without a deed or its deeds are annulled. A NIK is written as a range of one number because plain GiST, without
-- an extension, knows ranges only.
CREATE TABLE delivery_claim (
    nomor text PRIMARY KEY REFERENCES birth_file,
    ibu_nik text NOT NULL CHECK (ibu_nik ~ '^[0-9]{{16}}$'),
    masa tstzrange NOT NULL,
    CONSTRAINT one_delivery_one_file
        EXCLUDE USING gist (int8range(ibu_nik::bigint, ibu_nik::bigint, '[]') WITH &&, masa WITH &&)
);

CREATE TABLE history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nomor text NOT NULL REFERENCES birth_file,
    pada timestamptz NOT NULL,
    status text NOT NULL CHECK (status IN ({STATUSES})),
    oleh text NOT NULL CHECK (oleh IN ('PEMOHON', 'SISTEM', 'PETUGAS', 'FASKES')),
    kode text,
    catatan text,
    petugas text,
    perbaikan jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX history_of_file ON history (nomor, id);
"""

NOTICES = """
CREATE TABLE facility_notice (
    nomor text PRIMARY KEY,
    faskes text NOT NULL,
    nomor_surat text NOT NULL,
    ibu_nik text NOT NULL,
    lahir tstzrange NOT NULL,
    anak jsonb NOT NULL,
    penolong text NOT NULL,
    diberitahukan_pada timestamptz NOT NULL
);
CREATE INDEX facility_notice_of_mother ON facility_notice (ibu_nik);
"""

DEEDS = """
-- Gap-free: the row is locked from the number's giving until the commit of the deed that bears it.
CREATE TABLE deed_counter (
    kota text NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('LU', 'LT')),
    tanggal date NOT NULL,
    terakhir integer NOT NULL CHECK (terakhir BETWEEN 1 AND 999999),
    PRIMARY KEY (kota, jenis, tanggal)
);

CREATE TABLE deed (
    nomor_akta text PRIMARY KEY,
    kota text NOT NULL,
    jenis text NOT NULL,
    tanggal date NOT NULL,
    urut integer NOT NULL,
    nomor text NOT NULL REFERENCES birth_file,
    anak integer NOT NULL CHECK (anak >= 1),
    nik text NOT NULL CHECK (nik ~ '^[0-9]{16}$'),
    dokumen_id uuid NOT NULL UNIQUE,
    kode_verifikasi text NOT NULL UNIQUE,
    keadaan text NOT NULL CHECK (keadaan IN ('DISETUJUI', 'TERBIT', 'DICABUT')),
    sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    ukuran integer CHECK (ukuran > 0),
    terbit_pada timestamptz,
    dicabut_pada timestamptz,
    dasar_pencabutan text,
    UNIQUE (kota, jenis, tanggal, urut),
    UNIQUE (nomor, anak),
    CHECK ((keadaan = 'DISETUJUI') = (sha256 IS NULL)),
    CHECK ((sha256 IS NULL) = (terbit_pada IS NULL) AND (sha256 IS NULL) = (ukuran IS NULL)),
    CHECK ((keadaan = 'DICABUT') = (dicabut_pada IS NOT NULL))
);
-- Never two deeds for one child.
CREATE UNIQUE INDEX one_deed_one_child ON deed (nik) WHERE keadaan <> 'DICABUT';
"""

APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER history_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER former_report_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON former_report
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER facility_notice_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON facility_notice
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- A number that was given stays given.
CREATE TRIGGER deed_stays BEFORE DELETE OR TRUNCATE ON deed
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def upgrade() -> None:
    """Make every table of the service."""
    op.execute(MESSAGING)
    op.execute(BIRTH_FILES)
    op.execute(NOTICES)
    op.execute(DEEDS)
    op.execute(APPEND_ONLY)
