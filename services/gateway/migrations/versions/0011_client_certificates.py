"""Which certificates an agreement lets a client come with."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; agreements of before ask for none."""
    op.execute("ALTER TABLE client_agreement ADD COLUMN sertifikat text[] NOT NULL DEFAULT '{}'")


def downgrade() -> None:
    """Ask nobody for a certificate any more."""
    op.execute("ALTER TABLE client_agreement DROP COLUMN sertifikat")
