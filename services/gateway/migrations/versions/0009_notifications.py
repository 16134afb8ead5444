"""What applicants are told of their applications, by e-mail and by WhatsApp."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; the address stays with the application and is not written a second time."""
    op.execute(
        """
        CREATE TABLE notification (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            nomor text NOT NULL REFERENCES application,
            occasion text NOT NULL,
            channel text NOT NULL CHECK (channel IN ('SUREL', 'WHATSAPP')),
            status text NOT NULL DEFAULT 'MENUNGGU' CHECK (status IN ('MENUNGGU', 'TERKIRIM', 'GAGAL', 'DILEWATI')),
            attempts smallint NOT NULL DEFAULT 0,
            made_at timestamptz NOT NULL DEFAULT now(),
            due_at timestamptz NOT NULL DEFAULT now(),
            done_at timestamptz
        );
        CREATE INDEX notification_due ON notification (channel, due_at) WHERE status = 'MENUNGGU';
        CREATE INDEX notification_of_application ON notification (nomor);
        CREATE INDEX notification_age ON notification (made_at);
        """
    )


def downgrade() -> None:
    """Forget what was told."""
    op.execute("DROP TABLE notification")
