"""How are derived tables made and brought up to date in SQLite?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import apsw

from panelsearch.storage.derived_tables import DerivedTables, Publication
from panelsearch.storage.packing import Row
from panelsearch.storage.sqlite.connection import Database
from panelsearch.storage.sqlite.schema import OWN_TABLES

_HAS = "SELECT 1 FROM published_tables WHERE name = ? AND version = ?"


class SqliteTableReader:
    """See `derived_tables.TableReader`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""
        return self._database.rows(sql, parameters)

    def has(self, name: str, version: str) -> bool:
        """Whether tables of that name were written in that version."""
        return bool(self.rows(_HAS, (name, version)))


class SqliteTableWriter:
    """See `derived_tables.TableWriter`: the connection that a generation is being published on."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""
        return self._db.execute(sql, parameters).fetchall()

    def has(self, name: str, version: str) -> bool:
        """Whether tables of that name were written in that version."""
        return bool(self.rows(_HAS, (name, version)))

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Do one statement."""
        self._db.execute(sql, parameters)

    def insert(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do one statement for each row of parameters."""
        self._db.executemany(sql, rows)

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after another."""
        return iter(self._db.execute(sql, parameters))


def update_tables(db: apsw.Connection, derived: Sequence[DerivedTables], publication: Publication) -> None:
    """Bring each up to the generation that is being published, made anew where its version is another."""
    tables = SqliteTableWriter(db)
    for one in derived:
        if not OWN_TABLES.isdisjoint(one.tables):
            raise ValueError(f"{one.name} names one of the store's own tables")
        if not tables.has(one.name, one.version):
            for table in one.tables:
                db.execute(f'DROP TABLE IF EXISTS "{table}"')
            for statement in one.schema:
                db.execute(statement)
            db.execute("INSERT OR REPLACE INTO published_tables (name, version) VALUES (?,?)", (one.name, one.version))
        one.update(tables, publication)
