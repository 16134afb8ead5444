"""Links by which others may follow an application."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table; of a link only the digest is kept, so that no backup opens anything."""
    op.execute(
        """
        CREATE TABLE shared_link (
            digest bytea PRIMARY KEY,
            nomor text NOT NULL REFERENCES application,
            slot smallint NOT NULL CHECK (slot BETWEEN 1 AND 3),
            made_at timestamptz NOT NULL DEFAULT now(),
            ends_at timestamptz NOT NULL,
            looks integer NOT NULL DEFAULT 0,
            UNIQUE (nomor, slot)
        );
        """
    )


def downgrade() -> None:
    """Every link ends."""
    op.execute("DROP TABLE shared_link")
