"""How are derived tables made and brought up to date, in SQL?"""

from __future__ import annotations

from collections.abc import Sequence

from panelsearch.storage.derived_tables import DerivedTables, Publication
from panelsearch.storage.sql.database import Change
from panelsearch.storage.sql.schema import OWN_TABLES


def update_tables(change: Change, derived: Sequence[DerivedTables], publication: Publication) -> None:
    """Bring each up to the generation that is being published, made anew where its version is another."""
    for one in derived:
        if not OWN_TABLES.isdisjoint(one.tables):
            raise ValueError(f"{one.name} names one of the store's own tables")
        if not change.has(one.name, one.version):
            for table in one.tables:
                change.drop(table)
            for statement in one.schema:
                change.run(statement)
            change.run(
                "INSERT INTO published_tables (name, version) VALUES (?,?)"
                " ON CONFLICT (name) DO UPDATE SET version = excluded.version",
                (one.name, one.version),
            )
        one.update(change, publication)
