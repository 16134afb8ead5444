"""Runs the migrations over one psycopg connection, as the role that owns the tables."""

from alembic import context
from sqlalchemy import create_engine

_SCHEMES = ("postgresql://", "postgres://")


def _driver_url(url: str) -> str:
    for scheme in _SCHEMES:
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


engine = create_engine(_driver_url(context.config.attributes["url"]))
with engine.connect() as connection:
    context.configure(
        connection=connection, version_table=context.config.get_main_option("version_table") or "alembic_version"
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
