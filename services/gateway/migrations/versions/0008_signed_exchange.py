"""Both sides' proofs of signed exchanges (RFC 9421)."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table; a proof is completed by our answer, and never changed or removed."""
    op.execute(
        """
        CREATE TABLE exchange_receipt (
            id uuid PRIMARY KEY,
            client_id text NOT NULL,
            nonce text NOT NULL,
            at timestamptz NOT NULL DEFAULT now(),
            request_key text NOT NULL,
            request_base text NOT NULL,
            request_signature bytea NOT NULL,
            answer_key text,
            answer_base text,
            answer_signature bytea,
            UNIQUE (client_id, nonce),
            CHECK ((answer_key IS NULL) = (answer_base IS NULL) AND (answer_base IS NULL) = (answer_signature IS NULL))
        );

        CREATE FUNCTION refuse_other_proof() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' OR OLD.answer_base IS NOT NULL
               OR (OLD.id, OLD.client_id, OLD.nonce, OLD.at, OLD.request_key, OLD.request_base, OLD.request_signature)
                  IS DISTINCT FROM
                  (NEW.id, NEW.client_id, NEW.nonce, NEW.at, NEW.request_key, NEW.request_base, NEW.request_signature)
            THEN
                RAISE EXCEPTION 'a proof is not changed' USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER exchange_receipt_stands BEFORE UPDATE OR DELETE ON exchange_receipt
            FOR EACH ROW EXECUTE FUNCTION refuse_other_proof();
        """
    )


def downgrade() -> None:
    """Proofs are not thrown away."""
    raise NotImplementedError
