"""Events for agencies: what they may hear, who wants to hear it, and every attempt to tell them."""

from alembic import op

revision = "0002"
down_revision = "0001"

EVENTS = """
-- Written in the transaction of the read model, by many at once; placed afterwards, by one at a time.
CREATE TABLE agency_event (
    id uuid PRIMARY KEY,
    arrival bigint GENERATED ALWAYS AS IDENTITY,
    position bigint UNIQUE,
    type text NOT NULL,
    scope text,
    subject text NOT NULL,
    city text,
    only_client text,
    only_subscription uuid,
    happened_at timestamptz NOT NULL,
    source_event uuid NOT NULL,
    data json NOT NULL,
    UNIQUE (source_event, type)
);
CREATE INDEX agency_event_unplaced ON agency_event (happened_at, arrival) WHERE position IS NULL;

-- The one row says which place was given last. Who holds it may give the next, or join those who will be told.
CREATE TABLE agency_event_place (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    last bigint NOT NULL
);
INSERT INTO agency_event_place (last) VALUES (0);
"""

DELIVERIES = """
CREATE TABLE subscription (
    id uuid PRIMARY KEY,
    client_id text NOT NULL REFERENCES client,
    types text[] NOT NULL,
    cities text[] NOT NULL,
    url text NOT NULL,
    status text NOT NULL DEFAULT 'AKTIF' CHECK (status IN ('AKTIF', 'JEDA', 'BERAKHIR')),
    ended_why text,
    secret_version integer NOT NULL DEFAULT 1,
    old_secret_until timestamptz,
    failures integer NOT NULL DEFAULT 0,
    wait_until timestamptz,
    delivered_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'BERAKHIR') = (ended_why IS NOT NULL))
);
CREATE INDEX subscription_of_client ON subscription (client_id, created_at);

CREATE TABLE delivery (
    subscription_id uuid NOT NULL REFERENCES subscription,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    status text NOT NULL DEFAULT 'MENUNGGU' CHECK (status IN ('MENUNGGU', 'TERKIRIM', 'GAGAL', 'DIBATALKAN')),
    attempts integer NOT NULL DEFAULT 0,
    -- How often it was put in line: what comes of an attempt that was under way at a replay says nothing of the replay.
    round integer NOT NULL DEFAULT 1,
    enqueued_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    PRIMARY KEY (subscription_id, position)
);
CREATE INDEX delivery_waiting ON delivery (subscription_id, position) WHERE status = 'MENUNGGU';
CREATE INDEX delivery_lane ON delivery (subscription_id, subject, position) WHERE status = 'MENUNGGU';
CREATE INDEX delivery_age ON delivery (enqueued_at);
CREATE INDEX delivery_of_event ON delivery (event_id);

CREATE TABLE delivery_attempt (
    subscription_id uuid NOT NULL,
    position bigint NOT NULL,
    at timestamptz NOT NULL,
    outcome text NOT NULL,
    status smallint,
    milliseconds integer NOT NULL
);
CREATE INDEX delivery_attempt_of ON delivery_attempt (subscription_id, position, at);
CREATE INDEX delivery_attempt_age ON delivery_attempt (at);
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(EVENTS)
    op.execute(DELIVERIES)


def downgrade() -> None:
    """What was delivered cannot be taken back."""
    raise NotImplementedError
