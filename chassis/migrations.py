"""The tables that every service has for its messages, and how a service's migrations are run.

A service's first migration executes MESSAGING; later changes to these tables are new constants beside it, executed by
new migrations, so that a database's history can always be replayed.
"""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config

MESSAGING = """
CREATE TABLE outbox (
    position bigint GENERATED ALWAYS AS IDENTITY,
    id uuid NOT NULL,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    type text NOT NULL,
    subject text NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id uuid,
    traceparent text,
    data json NOT NULL,
    available_at timestamptz NOT NULL DEFAULT '-infinity',
    sent_at timestamptz
) PARTITION BY RANGE (occurred_at);
CREATE INDEX outbox_waiting ON outbox (position) WHERE sent_at IS NULL;
CREATE INDEX outbox_correlation ON outbox (correlation_id);
CREATE TABLE outbox_rest PARTITION OF outbox DEFAULT;

CREATE TABLE inbox (
    handler text NOT NULL,
    event_id uuid NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (handler, event_id)
);
CREATE INDEX inbox_age ON inbox (handled_at);

-- A delivery that is to be tried again: the relay sends it back to the one queue when its time has come.
CREATE TABLE redelivery (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    body bytea NOT NULL,
    attempt integer NOT NULL,
    available_at timestamptz NOT NULL
);
CREATE INDEX redelivery_due ON redelivery (available_at);

-- What no retry can mend, with its reason, until an operator replays or drops it. The body may hold personal data:
-- it is never listed.
CREATE TABLE parked (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    reason text NOT NULL,
    event_type text,
    event_id uuid,
    correlation_id uuid,
    traceparent text,
    attempt integer NOT NULL,
    body bytea NOT NULL,
    sha256 text NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now()
);

-- Runs as the owner of the tables, so that the service's own role needs no right to make or drop any.
CREATE FUNCTION outbox_maintain(keep_days integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    day date;
    part record;
    unsent boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('outbox_maintain'));
    FOR day IN SELECT generate_series(current_date + 1, current_date + 7, interval '1 day')::date LOOP
        IF to_regclass('outbox_' || to_char(day, 'YYYYMMDD')) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)',
                           'outbox_' || to_char(day, 'YYYYMMDD'), day::timestamptz, (day + 1)::timestamptz);
        END IF;
    END LOOP;
    FOR part IN SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'outbox'::regclass LOOP
        IF part.name ~ '^outbox_[0-9]{8}$' AND to_date(right(part.name, 8), 'YYYYMMDD') < current_date - keep_days THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE sent_at IS NULL)', part.name) INTO unsent;
            IF NOT unsent THEN
                EXECUTE format('DROP TABLE %I', part.name);
            END IF;
        END IF;
    END LOOP;
    DELETE FROM outbox_rest WHERE sent_at < now() - make_interval(days => keep_days);
    DELETE FROM inbox WHERE handled_at < now() - make_interval(days => keep_days * 4);
END $$;
SELECT outbox_maintain(30);
"""


def migrate(service: str, url: str) -> None:
    """Bring one service's database to the newest version; safe to run again, and while the service runs."""
    config = Config()
    config.set_main_option("script_location", str(Path("services") / service / "migrations"))
    config.set_main_option("version_table", f"{service}_version")
    config.attributes["url"] = url
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, "head")
