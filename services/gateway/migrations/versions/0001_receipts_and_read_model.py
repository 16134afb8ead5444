"""Receipts, the read model, callers, and the log of who read whose data."""

from alembic import op

from chassis.migrations import MESSAGING

revision = "0001"
down_revision = None

CALLERS = """
CREATE TABLE account (
    sub uuid PRIMARY KEY,
    nik text NOT NULL UNIQUE CHECK (nik ~ '^[0-9]{16}$'),
    nama text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE officer (
    id text PRIMARY KEY,
    nama text NOT NULL,
    peran text NOT NULL CHECK (peran ~ '^[A-Z_]+$'),
    kota text NOT NULL CHECK (kota ~ '^[0-9]{4}$'),
    active boolean NOT NULL DEFAULT true
);
CREATE TABLE facility (
    kode text PRIMARY KEY CHECK (kode ~ '^F[0-9]{7}$'),
    nama text NOT NULL,
    jenis text NOT NULL,
    kota text NOT NULL CHECK (kota ~ '^[0-9]{4}$')
);
CREATE TABLE client (
    client_id text PRIMARY KEY CHECK (client_id ~ '^[a-z0-9-]{3,64}$'),
    nama text NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('OPD', 'FASKES', 'BANK')),
    faskes text REFERENCES facility,
    cakupan text[] NOT NULL,
    secret_hash text NOT NULL,
    active boolean NOT NULL DEFAULT true,
    CHECK ((jenis = 'FASKES') = (faskes IS NOT NULL))
);
"""

RECEIPTS = """
CREATE SEQUENCE application_serial;

-- The answer to a write, kept with its effect: the same request again gets the same answer.
CREATE TABLE idempotency (
    caller text NOT NULL,
    route text NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint bytea NOT NULL,
    status smallint,
    answer text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, route, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE attachment (
    id uuid PRIMARY KEY,
    owner text NOT NULL,
    jenis text NOT NULL,
    ukuran integer NOT NULL CHECK (ukuran > 0),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX attachment_owner ON attachment (owner);
"""

READ_MODEL = """
CREATE TABLE application (
    nomor text PRIMARY KEY CHECK (nomor ~ '^[A-Z]{2}-[0-9]{4}-[0-9]{8}-[0-9]{6}-[0-9]$'),
    jenis text NOT NULL CHECK (jenis IN ('KELAHIRAN', 'PEMBERITAHUAN_KELAHIRAN')),
    kota text NOT NULL,
    owner_nik text,
    client_id text,
    contact json,
    wanted json NOT NULL DEFAULT '{}',
    correlation_id uuid NOT NULL,
    submitted_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'DIAJUKAN',
    -- The leading service's step that the applicant's last correction answered.
    answered bigint NOT NULL DEFAULT -1,
    faults json NOT NULL DEFAULT '[]',
    sla_status text,
    sla_deadline timestamptz,
    sla_minutes_left integer,
    sla_sequence bigint NOT NULL DEFAULT -1,
    CHECK (owner_nik IS NOT NULL OR client_id IS NOT NULL)
);
CREATE INDEX application_of_owner ON application (owner_nik, submitted_at DESC, nomor DESC);
CREATE INDEX application_of_client ON application (client_id, submitted_at DESC, nomor DESC);
CREATE INDEX application_of_city ON application (kota, submitted_at DESC, nomor DESC);

-- One row for each step that a service told; nothing is ever told twice with one sequence.
CREATE TABLE application_step (
    nomor text NOT NULL REFERENCES application,
    source text NOT NULL,
    sequence bigint NOT NULL,
    arrival bigint GENERATED ALWAYS AS IDENTITY,
    status text NOT NULL,
    happened_at timestamptz NOT NULL,
    by_whom text NOT NULL,
    note text,
    shown boolean NOT NULL,
    PRIMARY KEY (nomor, source, sequence)
);

-- A document may be told to have ended before it is told to exist: then all but its state is still unknown.
CREATE TABLE document (
    dokumen_id text PRIMARY KEY,
    source text NOT NULL,
    nomor_permohonan text,
    status text NOT NULL DEFAULT 'AKTIF' CHECK (status IN ('AKTIF', 'DIGANTIKAN', 'DICABUT')),
    issued boolean NOT NULL DEFAULT false,
    jenis text,
    -- The owner's family card number or NIK; whoever else asks sees the masked one.
    nomor text,
    nomor_tersamar text,
    nama_tersamar text,
    kode_verifikasi text UNIQUE,
    sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    ukuran integer,
    tanggal_terbit date,
    penanda_tangan text,
    replaced_by text,
    ended_at timestamptz,
    CHECK (NOT issued OR (jenis IS NOT NULL AND kode_verifikasi IS NOT NULL AND tanggal_terbit IS NOT NULL
                          AND nomor_tersamar IS NOT NULL AND penanda_tangan IS NOT NULL))
);
CREATE INDEX document_of_application ON document (nomor_permohonan);
CREATE INDEX document_digest ON document (sha256);
CREATE INDEX document_number ON document (nomor_tersamar) WHERE jenis = 'AKTA_KELAHIRAN';
"""

ACCESS_LOG = """
-- Who read whose data, what of it, and why (UU 27/2022 ps. 31; Permendagri 102/2019): written before the answer leaves.
CREATE TABLE access_log (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    resource text NOT NULL,
    subject_nik text,
    fields text[] NOT NULL,
    tujuan text NOT NULL,
    dasar_hukum text NOT NULL,
    correlation_id uuid NOT NULL
);
CREATE INDEX access_log_subject ON access_log (subject_nik, at DESC);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def upgrade() -> None:
    """Make every table."""
    for part in (MESSAGING, CALLERS, RECEIPTS, READ_MODEL, ACCESS_LOG):
        op.execute(part)


def downgrade() -> None:
    """There is no way back from the first version but an empty database."""
    raise NotImplementedError
