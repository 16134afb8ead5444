"""What the parts of a service's registry stand on: rows of one aggregate, in the transaction of the whole."""

from typing import Any

from psycopg.rows import DictRow

from chassis.database import Registry


class Part:
    """Rows of one aggregate; `registry` is the unit of work that all parts share."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def row(self, query: str, *values: Any) -> DictRow | None:
        """The first row of a query, or None."""
        return self.registry.row(query, *values)

    def rows(self, query: str, *values: Any) -> list[DictRow]:
        """All rows of a query."""
        return self.registry.rows(query, *values)

    def execute(self, query: str, *values: Any) -> int:
        """Run a statement; how many rows it touched."""
        return self.registry.connection.execute(query, values).rowcount

    def execute_each(self, query: str, values: list[tuple[Any, ...]]) -> None:
        """Run a statement once for each row of values, in one round trip."""
        with self.registry.connection.cursor() as cursor:
            cursor.executemany(query, values)
