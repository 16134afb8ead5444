"""A bill is taken back once: a second journal of its cancelling would take its claim out of the ledger twice."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Let the database refuse it."""
    op.execute("CREATE UNIQUE INDEX one_bill_cancelled_once ON jurnal (kode_bayar) WHERE jenis = 'PEMBATALAN'")
