"""Which tables, functions and which version has a library's schema? Its tables are SQLite's, and its own two."""

from __future__ import annotations

import re

from panelsearch.storage.postgres import own_tables
from panelsearch.storage.postgres.connection import Connection, fetched, guarded
from panelsearch.storage.postgres.dialect import spoken
from panelsearch.storage.postgres.functions import functions
from panelsearch.storage.postgres.target import Target
from panelsearch.storage.sql.schema import SCHEMA, SCHEMA_VERSION

VERSION_TABLE = "alembic_version"
HEAD = str(SCHEMA_VERSION)
"""The newest of `revisions/`."""
_VERSIONED = f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) PRIMARY KEY)"


def columns() -> dict[str, frozenset[str]]:
    """The columns of each table that a library of this version has, its derived tables aside."""
    found = {}
    for name, told in re.findall(r"CREATE TABLE (\w+) \((.*?)\)(?: WITHOUT ROWID)?;", SCHEMA, re.DOTALL):
        parts = re.sub(r"\([^()]*\)", "", told).split(",")
        found[name] = frozenset(part.split()[0] for part in parts if part.split()[0] not in ("PRIMARY", "UNIQUE"))
    return found


def version(connection: Connection, target: Target) -> str | None:
    """The version of the library there; None where there is none."""
    with guarded(connection, target):
        table = f'"{target.schema}".{VERSION_TABLE}'
        if fetched(connection, "SELECT pg_catalog.to_regclass($1)::oid", (table,)) == [(None,)]:
            return None
        rows = fetched(connection, f"SELECT version_num FROM {table}", ())  # noqa: S608 - of a word
        return str(rows[0][0]) if rows else None


def is_others(connection: Connection, target: Target) -> bool:
    """Whether the schema is there and holds what is of no library."""
    with guarded(connection, target):
        there = fetched(
            connection, "SELECT relname FROM pg_catalog.pg_class"
            " WHERE relnamespace = pg_catalog.to_regnamespace($1) AND relkind <> 'i'",
            (f'"{target.schema}"',),
        )  # fmt: skip
        return any(name not in own_tables.TABLES for (name,) in there)


def make(connection: Connection, target: Target) -> None:
    """Make all that a library of this version has, in the schema that is made where it is not there."""
    with guarded(connection, target), connection.transaction():
        connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{target.schema}"')
        for statement in (*functions(), *_statements()):
            connection.execute(statement)
        connection.execute(f"INSERT INTO {VERSION_TABLE} VALUES ($1)", (HEAD,))  # noqa: S608


def _statements() -> list[str]:
    told = [one.strip() for one in SCHEMA.split(";") if one.strip()]
    return [*map(spoken, told), *own_tables.STATEMENTS, _VERSIONED]
