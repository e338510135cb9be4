"""Which councils do the papers name, and by what else do they call one? The councils as published."""

from __future__ import annotations

from collections import defaultdict

from panelsearch.linking.entity_records import row_of
from panelsearch.linking.name_query import names_asked
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityPage, NameOrder
from panelsearch.query.ast import And, DocumentIn, NameIs, Or, Query, replaced
from panelsearch.query.fields import COUNCIL
from panelsearch.storage.derived_tables import TableReader
from panelsearch.storage.tables.entity_tables import EntityReader
from panelsearch.text.body_names import names_hold
from panelsearch.text.person_names import folded


class Councils:
    """The councils of a library's papers."""

    def __init__(self, tables: TableReader) -> None:
        self._entities = EntityReader(tables, MentionLabel.COUNCIL)

    def page(
        self, query: str = "", order: NameOrder = NameOrder.COUNT, first: int = 0, limit: int | None = None
    ) -> EntityPage:
        """Councils that are asked for, in order; and how many there are.

        QueryError for a field other than `body:`.
        """
        records, total = self._entities.page(names_asked(query), limit, first, order=order)
        return EntityPage(tuple(row_of(MentionLabel.COUNCIL, record) for record in records), total)

    def widened(self, query: Query) -> Query:
        """The query with each `council:` also holding where a document calls that council by another name."""
        return replaced(query, self._also)

    def _also(self, leaf: Query) -> Query:
        if not isinstance(leaf, NameIs) or leaf.field != COUNCIL:
            return leaf
        wanted = list(self._entities.spelt(tuple(dict.fromkeys(folded(leaf.value).split()))))
        documents: dict[str, set[int]] = defaultdict(set)
        for _, use in self._entities.names_of(wanted):
            if not names_hold(use.canonical, leaf.value):
                documents[use.canonical].add(use.document_id)
        others = [And((NameIs(COUNCIL, name), DocumentIn(frozenset(of)))) for name, of in sorted(documents.items())]
        return Or((leaf, *others)) if others else leaf
