"""How alembic reaches dukcapil's database; the URL comes from `chassis.migrations.migrate`."""

from alembic import context
from sqlalchemy import create_engine

config = context.config
_, _, address = str(config.attributes["url"]).partition("://")
engine = create_engine(f"postgresql+psycopg://{address}")

with engine.connect() as connection:
    context.configure(connection=connection, version_table=config.get_main_option("version_table"))
    with context.begin_transaction():
        context.run_migrations()
