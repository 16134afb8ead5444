"""Applications of local tax, their bills and numbers, what taxpayers are told, and proposals that want four eyes."""

from alembic import op

revision = "0007"
down_revision = "0006"

# The wider list takes the place of the narrower in one transaction, and every row that is there fits both: there is
# nothing to validate, and the code that still runs knows only kinds that both have.
KINDS = """
-- squawk-ignore ban-drop-constraint
ALTER TABLE application DROP CONSTRAINT application_jenis_check;
ALTER TABLE application ADD CONSTRAINT application_jenis_check CHECK (jenis IN
    ('KELAHIRAN', 'PEMBERITAHUAN_KELAHIRAN', 'PENDAFTARAN_PAJAK', 'PERUBAHAN_PAJAK', 'OMZET', 'KEBERATAN_PAJAK'))
    NOT VALID;
"""

TAX = """
-- A bill may be told to be paid, or taken back, before it is told to exist: then all but that is still unknown.
CREATE TABLE tax_bill (
    kode_bayar text PRIMARY KEY,
    nomor text,
    pokok bigint,
    sanksi bigint,
    jumlah bigint,
    jatuh_tempo date,
    terbit_pada timestamptz,
    sisa bigint,
    -- The place in pajak's telling of the payment that was followed last.
    sequence bigint NOT NULL DEFAULT -1,
    dibatalkan boolean NOT NULL DEFAULT false,
    CHECK (terbit_pada IS NULL OR (pokok, sanksi, jumlah, jatuh_tempo) IS NOT NULL)
);
CREATE INDEX tax_bill_of_application ON tax_bill (nomor);

CREATE TABLE tax_registration (
    nomor text PRIMARY KEY,
    npwpd text NOT NULL,
    objek json NOT NULL
);

CREATE TABLE tax_notice (
    event_id uuid PRIMARY KEY,
    untuk text NOT NULL CHECK (untuk IN ('WAJIB_PAJAK', 'PETUGAS')),
    npwpd text,
    nopd text,
    masa text,
    perihal text NOT NULL,
    keterangan text,
    batas date,
    pada timestamptz NOT NULL,
    CHECK (untuk = 'PETUGAS' OR npwpd IS NOT NULL)
);
CREATE INDEX tax_notice_of_taxpayer ON tax_notice (npwpd, pada DESC);
CREATE INDEX tax_notice_age ON tax_notice (pada);

CREATE TABLE tax_proposal (
    id uuid PRIMARY KEY,
    jenis text NOT NULL CHECK (jenis IN ('KETETAPAN', 'PENDAFTARAN_JABATAN')),
    kota text NOT NULL,
    isi json NOT NULL,
    status text NOT NULL DEFAULT 'MENUNGGU_PERSETUJUAN'
        CHECK (status IN ('MENUNGGU_PERSETUJUAN', 'DISETUJUI', 'DITOLAK')),
    diusulkan_oleh text NOT NULL,
    diusulkan_pada timestamptz NOT NULL,
    diputus_oleh text,
    diputus_pada timestamptz,
    CHECK (diputus_oleh IS DISTINCT FROM diusulkan_oleh),
    CHECK ((status = 'MENUNGGU_PERSETUJUAN') = (diputus_oleh IS NULL))
);
CREATE INDEX tax_proposal_waiting ON tax_proposal (kota, id) WHERE status = 'MENUNGGU_PERSETUJUAN';
"""


def upgrade() -> None:
    """Widen the kinds of applications, and make the tables of local tax."""
    for part in (KINDS, TAX):
        op.execute(part)
