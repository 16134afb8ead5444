"""Until which day the nightly pass has looked at a bill: the hours after it pass over it."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing was looked at yet: the next pass looks at all."""
    op.execute("ALTER TABLE tagihan ADD COLUMN dilihat date")
