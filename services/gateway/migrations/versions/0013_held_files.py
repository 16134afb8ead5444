"""Who holds a file at the desk."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table: at most one officer holds a file, and for a while only."""
    op.execute(
        """
        CREATE TABLE held_file (
            nomor text PRIMARY KEY,
            officer text NOT NULL REFERENCES officer,
            since timestamptz NOT NULL DEFAULT now(),
            ends_at timestamptz NOT NULL,
            handed_by text REFERENCES officer
        );
        """
    )


def downgrade() -> None:
    """Take the table away: what is held is held by nobody."""
    op.execute("DROP TABLE held_file")
