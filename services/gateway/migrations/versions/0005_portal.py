"""The portal: people's sessions, and reports that are not sent yet."""

from alembic import op

revision = "0005"
down_revision = "0004"

SESSIONS = """
-- What a browser holds is a random name; here stands its digest, so that a stolen table opens no session.
CREATE TABLE portal_session (
    id bytea PRIMARY KEY CHECK (length(id) = 32),
    kind text CHECK (kind IN ('WARGA', 'PETUGAS')),
    subject text,
    csrf text NOT NULL,
    -- What a sign-in that is under way must be answered with; afterwards the session is another one.
    login json,
    idle_seconds integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL,
    CHECK ((kind IS NULL) = (subject IS NULL)),
    CHECK ((kind IS NULL) = (login IS NOT NULL))
);
CREATE INDEX portal_session_end ON portal_session (ends_at);
"""

DRAFTS = """
CREATE TABLE portal_draft (
    id uuid PRIMARY KEY,
    owner text NOT NULL,
    -- The application that this draft corrects; none for a new report.
    corrects text NOT NULL DEFAULT '',
    answers json NOT NULL DEFAULT '{}',
    sources json NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (owner, corrects)
);
CREATE INDEX portal_draft_age ON portal_draft (changed_at);
"""


def upgrade() -> None:
    """Make both tables."""
    for part in (SESSIONS, DRAFTS):
        op.execute(part)


def downgrade() -> None:
    """Drop both tables."""
    op.execute("DROP TABLE portal_draft")
    op.execute("DROP TABLE portal_session")
