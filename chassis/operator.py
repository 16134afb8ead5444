"""`python -m chassis.operator`: what operators ask of the messages, in every service's database at once.

The setting OPERATOR_DATABASES names them: `gateway=postgresql://…,dukcapil=postgresql://…`. Nothing that is printed
holds personal data; the body of a parked message is shown only when it is asked for by its number.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import psycopg
import typer
from psycopg.rows import DictRow, dict_row
from pydantic import Field, SecretStr
from rich.console import Console
from rich.table import Table

from chassis import parking
from chassis.masking import mask_text
from chassis.settings import Settings

app = typer.Typer(help="Messages that wait, are parked, or have passed.", no_args_is_help=True)
parked = typer.Typer(help="Messages that no retry can mend.", no_args_is_help=True)
outbox = typer.Typer(help="Facts that wait for the broker.", no_args_is_help=True)
app.add_typer(parked, name="parked")
app.add_typer(outbox, name="outbox")

Connection = psycopg.Connection[DictRow]
ServiceName = Annotated[str, typer.Argument(help="for example dukcapil")]
ParkedId = Annotated[int, typer.Argument(help="the number that `parked list` shows")]

WAITING = """
    SELECT count(*) AS waiting, coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::int AS oldest_seconds,
           (SELECT count(*) FROM redelivery) AS to_be_tried_again, (SELECT count(*) FROM parked) AS parked
    FROM outbox WHERE sent_at IS NULL
"""
STORY = """
    SELECT occurred_at, type, CASE WHEN sent_at IS NULL THEN 'waits' ELSE 'sent' END AS state, correlation_id
    FROM outbox WHERE subject = %s
"""
HELD_UP = """
    SELECT parked_at AS occurred_at, coalesce(event_type, '?') || ' → ' || queue AS type, 'PARKED: ' || reason AS state
    FROM parked WHERE correlation_id = ANY(%s)
"""


class OperatorSettings(Settings):
    """Where the databases are."""

    operator_databases: SecretStr = Field(description="service=URL, separated by commas")

    @property
    def databases(self) -> dict[str, str]:
        """Each service's URL, by its name."""
        pairs = (part.strip().partition("=") for part in self.operator_databases.get_secret_value().split(","))
        return {name: url for name, _, url in pairs if name and url}


@contextmanager
def _database(service: str) -> Iterator[Connection]:
    known = OperatorSettings.load().databases
    if service not in known:
        raise typer.BadParameter(f"no database is named for {service!r}; there are: {', '.join(sorted(known))}")
    with psycopg.connect(known[service], row_factory=dict_row, connect_timeout=5) as connection:
        yield connection


def _print(title: str, rows: list[dict[str, Any]]) -> None:
    table = Table(title=title)
    for name in rows[0] if rows else ("nothing",):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(mask_text(str(value)) for value in row.values()))
    Console().print(table)


@parked.command("list")
def list_parked() -> None:
    """List what is parked, in every service."""
    rows: list[dict[str, Any]] = []
    for service in OperatorSettings.load().databases:
        with _database(service) as connection:
            rows += [{"service": service, **row} for row in parking.listing(connection)]
    _print("Parked messages", rows)


@parked.command()
def show(service: ServiceName, parked_id: ParkedId) -> None:
    """Show one parked message with its body, masked."""
    with _database(service) as connection:
        row = connection.execute("SELECT * FROM parked WHERE id = %s", (parked_id,)).fetchone()
    if row is None:
        raise typer.BadParameter(f"{service} has no parked message {parked_id}")
    body = bytes(row.pop("body"))
    _print(f"Parked message {parked_id} of {service}", [row])
    Console().print(mask_text(body.decode("utf-8", "backslashreplace")), markup=False, highlight=False)


@parked.command()
def replay(service: ServiceName, parked_id: ParkedId) -> None:
    """Send one parked message to its queue again."""
    with _database(service) as connection:
        if not parking.replay(connection, parked_id):
            raise typer.BadParameter(f"{service} has no parked message {parked_id}")
    typer.echo(f"message {parked_id} goes back to its queue")


@parked.command()
def drop(service: ServiceName, parked_id: ParkedId) -> None:
    """Give one parked message up for good."""
    with _database(service) as connection:
        if not parking.drop(connection, parked_id):
            raise typer.BadParameter(f"{service} has no parked message {parked_id}")
    typer.echo(f"message {parked_id} is gone")


@outbox.command()
def age() -> None:
    """Show how many facts wait in each service, and for how long the oldest has."""
    rows: list[dict[str, Any]] = []
    for service in OperatorSettings.load().databases:
        with _database(service) as connection:
            rows += [{"service": service, **row} for row in connection.execute(WAITING).fetchall()]
    _print("Outboxes", rows)


@app.command()
def application(number: Annotated[str, typer.Argument(metavar="NOMOR", help="KL-3277-…")]) -> None:
    """Show every fact that the services have told of one application, and what of it is held up."""
    rows: list[dict[str, Any]] = []
    databases = OperatorSettings.load().databases
    for service in databases:
        with _database(service) as connection:
            rows += [{"service": service, **row} for row in connection.execute(STORY, (number,)).fetchall()]
    correlations = list({row.pop("correlation_id") for row in rows})
    for service in databases:
        with _database(service) as connection:
            rows += [{"service": service, **row} for row in connection.execute(HELD_UP, (correlations,)).fetchall()]
    _print(number, sorted(rows, key=lambda row: row["occurred_at"]))


if __name__ == "__main__":
    app()
