"""What applicants think of a service, apart from who they are."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make two tables with nothing in common: who has answered, and what was answered."""
    op.execute(
        """
        CREATE TABLE survey_done (nomor text PRIMARY KEY REFERENCES application);
        CREATE TABLE survey_answer (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            kota text NOT NULL,
            layanan text NOT NULL,
            triwulan text NOT NULL CHECK (triwulan ~ '^[0-9]{4}-[1-4]$'),
            nilai smallint[] NOT NULL CHECK (cardinality(nilai) = 9 AND 1 <= ALL (nilai) AND 4 >= ALL (nilai)),
            saran text
        );
        CREATE INDEX survey_answer_of ON survey_answer (kota, triwulan, layanan);
        """
    )


def downgrade() -> None:
    """Opinions are not thrown away."""
    raise NotImplementedError
