"""Who acts in another's role for some days, by which letter."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table; a delegation is ended by its last day and never taken away."""
    op.execute(
        """
        CREATE TABLE officer_delegation (
            id uuid PRIMARY KEY,
            officer text NOT NULL REFERENCES officer,
            peran text NOT NULL,
            kota text NOT NULL,
            first_day date NOT NULL,
            last_day date NOT NULL,
            letter text NOT NULL,
            given_by text NOT NULL REFERENCES officer,
            given_at timestamptz NOT NULL,
            CHECK (officer <> given_by)
        );
        CREATE INDEX officer_delegation_of ON officer_delegation (officer, last_day);
        CREATE INDEX officer_delegation_in ON officer_delegation (kota, peran, last_day);
        """
    )


def downgrade() -> None:
    """Who decided in whose stead is not forgotten."""
    raise NotImplementedError
