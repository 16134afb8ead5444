"""The log that nobody can alter unnoticed, and pseudonyms in the ledger of who read whose data."""

from alembic import op

revision = "0003"
down_revision = "0002"

LEDGER = """
-- Whose data it was, as a keyed hash; subject_nik is what rows have that were written before this column existed.
ALTER TABLE access_log ADD COLUMN subject_key bytea CHECK (length(subject_key) = 32);
ALTER TABLE access_log ADD COLUMN outcome text NOT NULL DEFAULT 'DIBERIKAN' CHECK (outcome IN ('DIBERIKAN', 'DITOLAK'));
-- Readings wait while these are built: there is no earlier release, so no city with a long ledger.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX access_log_of_subject ON access_log (subject_key, id DESC);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX access_log_of_time ON access_log (at);
"""

LOG = """
-- What was recorded and is not in the log yet: traffic appends, and waits for nobody.
CREATE TABLE audit_pending (
    arrival bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL,
    content bytea NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

-- The leaves of the tree (RFC 9162, 2.1).
CREATE TABLE audit_entry (
    position bigint PRIMARY KEY CHECK (position >= 0),
    id uuid NOT NULL,
    content bytea NOT NULL,
    leaf_hash bytea NOT NULL GENERATED ALWAYS AS (sha256('\\x00'::bytea || content)) STORED
);
CREATE INDEX audit_entry_id ON audit_entry (id);

-- Roots of complete subtrees of 256, 65536, ... leaves: every proof is made of few of them.
CREATE TABLE audit_subtree (
    height smallint NOT NULL CHECK (height > 0 AND height % 8 = 0),
    position bigint NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (height, position)
);

CREATE TABLE audit_checkpoint (
    size bigint PRIMARY KEY CHECK (size >= 0),
    root bytea NOT NULL CHECK (length(root) = 32),
    note text NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT now()
);
"""

APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

PENDING_GOES_INTO_THE_LOG = """
CREATE TRIGGER audit_pending_no_update BEFORE UPDATE ON audit_pending
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_pending_no_truncate BEFORE TRUNCATE ON audit_pending
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM gone WHERE NOT EXISTS (
        SELECT FROM audit_entry WHERE audit_entry.id = gone.id AND audit_entry.content = gone.content)) THEN
        RAISE EXCEPTION 'an entry leaves % only for the log', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_pending_no_loss AFTER DELETE ON audit_pending REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_loss();
"""

# Runs as the owner of the tables: the service's own role can neither choose a position nor take an entry away.
SEQUENCE = """
CREATE FUNCTION audit_sequence(most integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    size bigint;
    added bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_sequence'));
    SELECT coalesce(max(position) + 1, 0) INTO size FROM audit_entry;
    WITH taken AS (
        DELETE FROM audit_pending
        WHERE arrival IN (SELECT arrival FROM audit_pending ORDER BY arrival LIMIT most)
        RETURNING arrival, id, content
    )
    INSERT INTO audit_entry (position, id, content)
    SELECT size + row_number() OVER (ORDER BY arrival) - 1, id, content FROM taken;
    GET DIAGNOSTICS added = ROW_COUNT;
    RETURN size + added;
END $$;
"""

# What the service's role was given by default is more than it needs here.
RIGHTS = """
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT table_name, grantee FROM information_schema.role_table_grants
        WHERE grantee <> current_user AND table_schema = 'public'
          AND table_name IN ('access_log', 'audit_pending', 'audit_entry', 'audit_subtree', 'audit_checkpoint')
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM %I', given.table_name, given.grantee);
        IF given.table_name = 'audit_entry' THEN
            EXECUTE format('REVOKE INSERT ON %I FROM %I', given.table_name, given.grantee);
        END IF;
    END LOOP;
END $$;
"""


def upgrade() -> None:
    """Make the log; what was read before this keeps its rows in the ledger."""
    op.execute(LEDGER)
    op.execute(LOG)
    for table in ("audit_entry", "audit_subtree", "audit_checkpoint"):
        op.execute(APPEND_ONLY.format(table=table))
    op.execute(PENDING_GOES_INTO_THE_LOG)
    op.execute(SEQUENCE)
    op.execute(RIGHTS)


def downgrade() -> None:
    """What was sealed is not unsealed."""
    raise NotImplementedError
