"""Clients' agreements, credentials that rotate, and what agencies ask for by themselves."""

from alembic import op

revision = "0004"
down_revision = "0003"

CLIENTS = """
ALTER TABLE client
    ADD COLUMN lingkungan text NOT NULL DEFAULT 'PRODUKSI' CHECK (lingkungan IN ('SANDBOX', 'PRODUKSI')),
    ADD COLUMN kontak json,
    ADD COLUMN jwks json,
    ADD COLUMN jwks_url text,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN ends_at timestamptz,
    ADD COLUMN revoked_at timestamptz,
    ADD COLUMN revoked_by text,
    ADD COLUMN revoked_why text,
    ALTER COLUMN secret_hash SET DEFAULT '';
COMMENT ON COLUMN client.secret_hash IS 'read by nothing: secrets stand in client_secret';

-- Several secrets of one client are right while one takes the place of another.
CREATE TABLE client_secret (
    client_id text NOT NULL REFERENCES client,
    hash text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz,
    PRIMARY KEY (client_id, hash)
);
INSERT INTO client_secret (client_id, hash) SELECT client_id, secret_hash FROM client;

-- An assertion opens the token's door once (RFC 7523, 3).
CREATE TABLE client_assertion (
    client_id text NOT NULL,
    jti text NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, jti)
);
CREATE INDEX client_assertion_age ON client_assertion (ends_at);
"""

AGREEMENTS = """
-- What a client and the city agreed on (perjanjian kerja sama, Permendagri 102/2019); the newest one counts.
CREATE TABLE client_agreement (
    id uuid PRIMARY KEY,
    client_id text NOT NULL REFERENCES client,
    nomor_pks text NOT NULL,
    berlaku_dari date NOT NULL,
    berlaku_sampai date NOT NULL,
    isian text[] NOT NULL,
    tujuan json NOT NULL,
    alamat_ip text[] NOT NULL,
    wajib_tanda_tangan boolean NOT NULL DEFAULT false,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now(),
    CHECK (berlaku_dari <= berlaku_sampai)
);
CREATE INDEX client_agreement_of ON client_agreement (client_id, decided_at DESC);
CREATE TRIGGER client_agreement_append_only BEFORE UPDATE OR DELETE ON client_agreement
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE client_request (
    id uuid PRIMARY KEY,
    sandbox_client text NOT NULL REFERENCES client,
    nomor_pks text NOT NULL,
    catatan text,
    status text NOT NULL DEFAULT 'MENUNGGU' CHECK (status IN ('MENUNGGU', 'DISETUJUI', 'DITOLAK')),
    requested_at timestamptz NOT NULL DEFAULT now(),
    decided_by text,
    decided_at timestamptz,
    alasan text,
    production_client text REFERENCES client
);
CREATE UNIQUE INDEX client_request_waits ON client_request (sandbox_client) WHERE status = 'MENUNGGU';
CREATE INDEX client_request_age ON client_request (status, requested_at);
"""


def upgrade() -> None:
    """Add to what is there."""
    op.execute(CLIENTS)
    op.execute(AGREEMENTS)


def downgrade() -> None:
    """What was agreed on is not thrown away."""
    raise NotImplementedError
