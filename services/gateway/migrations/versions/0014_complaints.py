"""What citizens complain of and report, and what became of it."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the tables; a step is added and never changed."""
    op.execute(
        """
        CREATE TABLE complaint (
            nomor text PRIMARY KEY,
            kota text NOT NULL,
            unit text NOT NULL CHECK (unit IN ('DUKCAPIL', 'PAJAK', 'KOTA')),
            owner uuid NOT NULL REFERENCES account,
            about text REFERENCES application,
            kategori text NOT NULL,
            uraian text NOT NULL,
            kelurahan text,
            tempat text,
            lintang numeric(8, 5),
            bujur numeric(8, 5),
            foto uuid REFERENCES attachment,
            status text NOT NULL CHECK (status IN ('DITERIMA', 'DIKERJAKAN', 'SELESAI', 'DITOLAK')),
            made_at timestamptz NOT NULL,
            answer_by date NOT NULL,
            CHECK ((unit = 'KOTA') = (about IS NULL)),
            CHECK ((unit = 'KOTA') = (kelurahan IS NOT NULL)),
            CHECK ((lintang IS NULL) = (bujur IS NULL))
        );
        CREATE INDEX complaint_of_owner ON complaint (owner, made_at DESC);
        CREATE INDEX complaint_waiting ON complaint (kota, unit, made_at) WHERE status IN ('DITERIMA', 'DIKERJAKAN');
        CREATE INDEX complaint_of_place ON complaint (kota, made_at) WHERE unit = 'KOTA';
        CREATE TABLE complaint_step (
            nomor text NOT NULL REFERENCES complaint,
            arrival bigint GENERATED ALWAYS AS IDENTITY,
            at timestamptz NOT NULL,
            status text NOT NULL,
            note text,
            officer text REFERENCES officer,
            PRIMARY KEY (nomor, arrival)
        );
        """
    )


def downgrade() -> None:
    """What citizens wrote is not thrown away."""
    raise NotImplementedError
