"""What does linking keep with every generation? People, councils, sums and dates, and who came, as tables."""

from __future__ import annotations

from panelsearch.linking.changes import noted_changes
from panelsearch.linking.council_linking import link_councils
from panelsearch.linking.person_linking import link_people
from panelsearch.linking.roll_linking import link_rolls
from panelsearch.linking.value_linking import link_values
from panelsearch.storage.derived_tables import Publication, TableWriter
from panelsearch.storage.tables import entity_tables, linked_documents, roll_tables, value_tables, versions


class LinkedTables:
    """The tables that joining the papers of a library gives; see `storage.derived_tables.DerivedTables`."""

    name, version = versions.LINKING
    tables: tuple[str, ...] = (
        *linked_documents.TABLES,
        *entity_tables.TABLES,
        *value_tables.TABLES,
        *roll_tables.TABLES,
    )
    schema: tuple[str, ...] = (
        *linked_documents.SCHEMA,
        *entity_tables.SCHEMA,
        *value_tables.SCHEMA,
        *roll_tables.SCHEMA,
    )

    def update(self, tables: TableWriter, publication: Publication) -> None:
        """Link what has changed."""
        changed = noted_changes(tables, publication)
        link_rolls(tables, changed)  # first, for people are told by the lists of who came too
        link_people(tables, changed)
        link_councils(tables, changed)
        link_values(tables, changed)
