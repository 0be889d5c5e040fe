"""Rows on their way to the database in bulk; ids are counted here, so that rows refer to each other beforehand."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from contactapp.db import Base
from contactapp.web.numbering import NumberSequence

Row = dict[str, Any]


class Store:
    """Collects rows per table and writes them in the order in which tables refer to each other."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._rows: dict[sa.Table, list[Row]] = {}
        self._last: dict[sa.Table, int] = {}
        self._numbers: dict[str, int] = {}

    def add(self, model: type[Base], row: Row) -> int:
        """Put a row in line; it gets its id at once, in the row as well."""
        table = table_of(model)
        row["id"] = self._next_id(table)
        self._rows.setdefault(table, []).append(row)
        return int(row["id"])

    def number(self, name: str, *, first: int = 1) -> int:
        """The next number of a sequence of the domain, as ``next_in`` would give it in an empty database."""
        self._numbers[name] = self._numbers.get(name, first - 1) + 1
        return self._numbers[name]

    def skip_to(self, name: str, number: int) -> None:
        """Numbers up to this one are taken."""
        self._numbers[name] = max(self._numbers.get(name, 0), number)

    def flush(self) -> None:
        """Write everything that is in line."""
        for table in Base.metadata.sorted_tables:
            rows = self._rows.pop(table, [])
            if rows:
                self.connection.execute(sa.insert(table), rows)

    def finish(self) -> None:
        """Hand the counting over to the database, and let its planner look at what is there."""
        for name, last in sorted(self._numbers.items()):
            self.add(NumberSequence, {"name": name, "last": last})
        self.flush()
        if self.connection.dialect.name == "postgresql":
            self._set_sequences(self._last)
        self.connection.exec_driver_sql("ANALYZE")

    def _next_id(self, table: sa.Table) -> int:
        if table not in self._last:
            self._last[table] = self.connection.scalar(sa.select(sa.func.max(table.c.id))) or 0
        self._last[table] += 1
        return self._last[table]

    def _set_sequences(self, tables: Iterable[sa.Table]) -> None:
        for table in tables:
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            self.connection.execute(sa.select(sa.func.setval(sequence, self._last[table])))


def table_of(model: type[Base]) -> sa.Table:
    """Where the rows of a model stand."""
    table = model.__table__
    assert isinstance(table, sa.Table)  # noqa: S101 - tells the type checker
    return table
