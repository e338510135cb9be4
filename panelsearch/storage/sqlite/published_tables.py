"""How are published tables made, written and swept in SQLite?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from panelsearch.storage.packing import Row
from panelsearch.storage.published_tables import Publication, PublishedTable, Scope, TableSpec
from panelsearch.storage.sqlite.connection import Database
from panelsearch.storage.sqlite.schema import OWN_TABLES

_ROWS_AT_ONCE = 1_000


class SqliteTableReader:
    """See `published_tables.TableReader`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """The rows of a query."""
        return self._database.rows(sql, parameters)

    def has(self, name: str, version: str) -> bool:
        """Whether tables of that name were written in that version."""
        rows = self._database.rows("SELECT version FROM published_tables WHERE name = ?", (name,))
        return rows == [(version,)]


def write_tables(db: sqlite3.Connection, tables: Sequence[PublishedTable], publication: Publication) -> None:
    """Bring the tables up to the generation that is being published; those no longer asked for are dropped."""
    known = {name: version for name, version, _ in _known(db)}
    wanted = {table.spec.name: table.spec.version for table in tables}
    for name, version in known.items():
        if wanted.get(name) != version:
            db.execute(f'DROP TABLE IF EXISTS "{name}"')
            db.execute("DELETE FROM published_tables WHERE name = ?", (name,))
            db.execute("DELETE FROM published_documents WHERE name = ?", (name,))
    for table in tables:
        spec = table.spec
        if known.get(spec.name) != spec.version:
            _create(db, spec)
        if spec.scope is Scope.GENERATION:
            _insert(db, spec, table.rows(publication, None))
            continue
        rows = db.execute("SELECT document_id FROM published_documents WHERE name = ?", (spec.name,)).fetchall()
        done = {key for (key,) in rows}
        new = sorted({m.document_id for m in publication.members if m.document_id is not None} - done)
        for document_id in new:
            _insert(db, spec, table.rows(publication, document_id))
        db.executemany("INSERT INTO published_documents VALUES (?,?)", ((spec.name, key) for key in new))


def sweep_tables(db: sqlite3.Connection) -> None:
    """Drop the rows of documents and generations that are no longer there."""
    for name, _, scope in _known(db):
        held = "documents" if scope is Scope.DOCUMENT else "generations"
        db.execute(f'DELETE FROM "{name}" WHERE {scope.value} NOT IN (SELECT id FROM {held})')  # noqa: S608
    db.execute("DELETE FROM published_documents WHERE document_id NOT IN (SELECT id FROM documents)")


def _known(db: sqlite3.Connection) -> list[tuple[str, str, Scope]]:
    """Name, version and scope of each table; a library from somebody else may not name one of the store's own."""
    rows = db.execute("SELECT name, version, scope FROM published_tables").fetchall()
    return [
        (name, version, Scope(scope))
        for name, version, scope in rows
        if _may_be_called(str(name)) and scope in tuple(Scope)
    ]


def _may_be_called(name: str) -> bool:
    folded = name.casefold()  # SQLite knows a table whatever the case of its name
    return name.isidentifier() and folded not in OWN_TABLES and not folded.startswith("sqlite_")


def _create(db: sqlite3.Connection, spec: TableSpec) -> None:
    if not _may_be_called(spec.name):
        raise ValueError(f"{spec.name} is one of the store's own tables")
    columns = ", ".join(f'"{column.name}" {column.type}' for column in spec.columns)
    db.execute(
        f'CREATE TABLE "{spec.name}" ({spec.scope.value} INTEGER NOT NULL, {columns},'
        f" PRIMARY KEY ({_listed(spec.key)})) WITHOUT ROWID"
    )
    for number, names in enumerate(spec.indexes):
        keyed = names if spec.scope is Scope.DOCUMENT or spec.scope.value in names else (spec.scope.value, *names)
        db.execute(f'CREATE INDEX "{spec.name}_{number}" ON "{spec.name}" ({_listed(keyed)})')
    db.execute(
        "INSERT INTO published_tables (name, version, scope) VALUES (?,?,?)",
        (spec.name, spec.version, spec.scope.value),
    )


def _insert(db: sqlite3.Connection, spec: TableSpec, rows: Iterable[Row]) -> None:
    marks = ",".join("?" * (len(spec.columns) + 1))
    batch: list[Row] = []  # made first and written then: making a row asks the same connection
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            db.executemany(f'INSERT INTO "{spec.name}" VALUES ({marks})', batch)  # noqa: S608
            batch.clear()
    db.executemany(f'INSERT INTO "{spec.name}" VALUES ({marks})', batch)  # noqa: S608


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
