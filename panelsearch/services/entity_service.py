"""Who, which council, how much, when? What the tagger found, joined and counted; and what a query means by a name."""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path

from panelsearch.linking.authority_file import FILE_NAME, read_corrections
from panelsearch.linking.council_resolution import Councils
from panelsearch.linking.person_index import People
from panelsearch.linking.value_table import Value, ValueOrder, asked, gathered
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityRow
from panelsearch.model.spans import PageSpan
from panelsearch.query.ast import NameIs, Query, leaves
from panelsearch.query.fields import COUNCIL, PERSON
from panelsearch.query.parser import parse
from panelsearch.retrieval.provenance import Places
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.sqlite.cited_places import Place


class EntityService:
    """Tells the people, councils, organisations, sums and dates of one snapshot."""

    def __init__(self, snapshot: Snapshot, places: Places) -> None:
        self._snapshot, self._places = snapshot, places
        self._joining = threading.Lock()
        self._people: tuple[tuple[int, int] | None, People] | None = None

    def entities(self, label: MentionLabel, query: str = "") -> tuple[EntityRow, ...]:
        """What the tagger found of one sort, merged, most frequent first; sums and dates as `values` gives them."""
        from panelsearch.linking.entity_table import matching, merged

        if label in (MentionLabel.MONEY, MentionLabel.DATE):
            return self.values(label, query)
        if label is MentionLabel.PERSON:
            return matching(self.people().rows(), query)
        mentions = self._snapshot.store.queries.labelled_mentions(self._snapshot.number, label)
        meant = self._councils.meant if label is MentionLabel.COUNCIL else None
        return matching(merged(label, mentions, self._snapshot.documents, meant), query)

    def values(
        self,
        label: MentionLabel,
        query: str = "",
        *,
        order: ValueOrder = ValueOrder.COUNT,
        limit: int | None = None,
    ) -> tuple[EntityRow, ...]:
        """Sums or dates with every page that names them.

        A range in the query (">100k", "2018-02") is of the values themselves; the rest says in which passages they
        stand, as in `search`. QueryError for an unknown field.
        """
        wanted = asked(label, query)
        mentions = (
            one
            for one in self._snapshot.store.queries.labelled_mentions(self._snapshot.number, label)
            if wanted.admits(one.mention)
        )
        if wanted.rest:
            within = self._passages_on_pages(wanted.rest)
            mentions = (
                one
                for one in mentions
                if any(
                    at.start <= one.mention.at.start and one.mention.at.end <= at.end
                    for at in within.get((one.document_id, one.mention.at.page), ())
                )
            )
        rows = gathered(label, mentions, self._snapshot.documents, order)
        return tuple(self._cited(row) for row in rows[:limit])

    @staticmethod
    def value_notes(label: MentionLabel, query: str) -> tuple[str, ...]:
        """What `values` takes another way than the query writes it."""
        wanted = asked(label, query)
        return wanted.notes + (parse(wanted.rest).notes if wanted.rest else ())

    @property
    def people_file(self) -> Path:
        """Where the user says who is who; the file need not be there."""
        return self._snapshot.directory / FILE_NAME

    def people(self) -> People:
        """Everyone named, one person a `Bearer`; read anew where people.toml has changed. CorrectionsError."""
        with self._joining:
            try:
                written = self.people_file.stat()
                state = (written.st_mtime_ns, written.st_size)
            except OSError:
                state = None
            if self._people is None or self._people[0] != state:
                corrections = read_corrections(self.people_file)
                names = self._snapshot.store.queries.names(self._snapshot.number, MentionLabel.PERSON)
                self._people = (state, People(names, self._snapshot.documents, corrections))
            return self._people[1]

    def meant(self, tree: Query) -> Query:
        """The query as the index is to be asked it: a person or a council goes by all names that were joined."""
        asked = {leaf.field for leaf in leaves(tree) if isinstance(leaf, NameIs)}
        if PERSON in asked:
            tree = self.people().widened(tree)
        return self._councils.widened(tree) if COUNCIL in asked else tree

    @cached_property
    def _councils(self) -> Councils:
        names = self._snapshot.store.queries.names(self._snapshot.number, MentionLabel.COUNCIL)
        return Councils(names, self._snapshot.documents)

    def _passages_on_pages(self, query: str) -> dict[tuple[int, int], list[PageSpan]]:
        """Where the passages that match a query stand, by document and page."""
        if self._snapshot.is_empty:
            return {}
        within: dict[tuple[int, int], list[PageSpan]] = {}
        matches = self._snapshot.index().search(self.meant(parse(query).tree), None).matches
        passages = self._snapshot.store.documents.passages_by_id([match.passage_id for match in matches])
        for passage in passages.values():
            within.setdefault((passage.document_id, passage.at.page), []).append(passage.at)
        return within

    def _cited(self, row: Value) -> EntityRow:
        places = tuple(self._places.at([Place(*page) for page in row.pages]))
        return EntityRow(
            row.label, row.name, row.count, len({document for document, _ in row.pages}), row.variants, row.bodies,
            row.first, row.last, row.value_pence, row.currency, row.iso, places, row.unit,
        )  # fmt: skip
