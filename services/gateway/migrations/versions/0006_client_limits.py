"""How much each client asks in a day, and what its agreement allows."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add to what is there."""
    op.execute(
        """
        ALTER TABLE client_agreement
            ADD COLUMN kuota_harian integer CHECK (kuota_harian > 0),
            ADD COLUMN laju_per_detik integer CHECK (laju_per_detik > 0);

        CREATE TABLE client_usage (
            client_id text NOT NULL,
            day date NOT NULL,
            used bigint NOT NULL,
            PRIMARY KEY (client_id, day)
        );
        """
    )


def downgrade() -> None:
    """What was counted is not thrown away."""
    raise NotImplementedError
