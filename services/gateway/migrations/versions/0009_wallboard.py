"""What the wallboard counts every few seconds is found without reading what is long over."""

from alembic import op

revision = "0009"
down_revision = "0008"

OPEN = """
CREATE INDEX application_open ON application (kota, status)
    WHERE status NOT IN ('SELESAI', 'DITOLAK', 'DIBATALKAN', 'KEDALUWARSA')
"""
ENDED = "CREATE INDEX application_step_ended ON application_step (happened_at) WHERE status = 'SELESAI'"
ISSUED = "CREATE INDEX document_of_day ON document (tanggal_terbit, jenis) WHERE issued"


def upgrade() -> None:
    """Make the indexes."""
    for statement in (OPEN, ENDED, ISSUED):
        op.execute(statement)


def downgrade() -> None:
    """Drop the indexes."""
    for name in ("application_open", "application_step_ended", "document_of_day"):
        op.execute(f"DROP INDEX {name}")
