"""Who, which council, how much, when? What the tagger found, joined and counted; and what a query means by a name."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property

from panelsearch.config.owned_tables import text_of
from panelsearch.linking.authority_file import FILE_NAME, CorrectionsError, corrections_in
from panelsearch.linking.councils import Councils
from panelsearch.linking.people import People
from panelsearch.linking.value_query import asked
from panelsearch.linking.values import Value, Values
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityPage, EntityRow, NameOrder, ValueOrder
from panelsearch.query.ast import NameIs, Query, leaves
from panelsearch.query.fields import COUNCIL, PERSON
from panelsearch.query.parser import parse
from panelsearch.services.snapshot import Snapshot
from panelsearch.storage.library_files import OwnFile
from panelsearch.storage.tables.cited_places import CitedPlaces, Place


class EntityService:
    """Tells the people, councils, sums and dates of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._places = CitedPlaces(snapshot.store.tables, snapshot.number)
        self._joining = threading.Lock()
        self._people: tuple[str, People] | None = None

    def entities(
        self, label: MentionLabel, query: str = "", *, order: NameOrder = NameOrder.COUNT, first: int = 0,
        limit: int | None = None,
    ) -> EntityPage:  # fmt: skip
        """Some of the people or councils, in order; sums and dates as `values` gives them, most often named first.

        QueryError for a field other than `body:`.
        """
        if label in (MentionLabel.MONEY, MentionLabel.DATE):
            return self.values(label, query, first=first, limit=limit)
        return (self.people() if label is MentionLabel.PERSON else self._councils).page(query, order, first, limit)

    def values(
        self,
        label: MentionLabel,
        query: str = "",
        *,
        order: ValueOrder = ValueOrder.COUNT,
        first: int = 0,
        limit: int | None = None,
        places: int | None = None,
    ) -> EntityPage:
        """Some of the sums or dates, each with the pages that name it, or with so many of them as `places` says.

        A range in the query (">100k", "2018-02") is of the values themselves; the rest says in which passages they
        stand, as in `search`. QueryError for an unknown field.
        """
        wanted = asked(label, query)
        values = Values(self._snapshot.store.tables, label)
        if wanted.rest:
            passages = self._passages(wanted.rest)
            found, total = values.page_within(passages, wanted.values, order, first, limit, places)
        else:
            found, total = values.page(wanted.values, order, first, limit, places), values.total(wanted.values)
        return EntityPage(tuple(self._cited(label, value) for value in found), total)

    def values_by_year(self, label: MentionLabel, query: str) -> dict[int, int]:
        """How many of the sums or dates in a query's passages are of each year in which meetings were held.

        A sum is of the years of the meetings that name it, a date of those that it falls in. QueryError for an unknown
        field.
        """
        wanted = asked(label, query)
        counts = Values(self._snapshot.store.tables, label).count_by_year(self._passages(wanted.rest), wanted.values)
        return {year: counts[year] for year, _ in self._snapshot.catalogue.years() if year in counts}

    @staticmethod
    def value_notes(label: MentionLabel, query: str) -> tuple[str, ...]:
        """What `values` takes another way than the query writes it."""
        wanted = asked(label, query)
        return wanted.notes + (parse(wanted.rest).notes if wanted.rest else ())

    @property
    def people_file(self) -> OwnFile:
        """Where the user says who is who; the file need not be there."""
        return OwnFile(self._snapshot.store.files, FILE_NAME)

    def people(self) -> People:
        """Everyone named; corrected anew where people.toml has changed. CorrectionsError."""
        with self._joining:
            text = text_of(self.people_file, CorrectionsError)
            if self._people is None or self._people[0] != text:
                said = corrections_in(self.people_file, text)
                self._people = (text, People(self._snapshot.store.tables, said))
            return self._people[1]

    def meant(self, tree: Query) -> Query:
        """The query as the index is to be asked it: a person or a council goes by all names that were joined."""
        asked = {leaf.field for leaf in leaves(tree) if isinstance(leaf, NameIs)}
        if PERSON in asked:
            tree = self.people().widened(tree)
        return self._councils.widened(tree) if COUNCIL in asked else tree

    @cached_property
    def _councils(self) -> Councils:
        return Councils(self._snapshot.store.tables)

    def _passages(self, query: str) -> Sequence[int]:
        """The passages that match a query."""
        if self._snapshot.is_empty:
            return ()
        return [
            match.passage_id for match in self._snapshot.index().search(self.meant(parse(query).tree), None).matches
        ]

    def _cited(self, label: MentionLabel, value: Value) -> EntityRow:
        record, key = value.record, value.record.key
        return EntityRow(
            label, record.name, record.count, record.documents, record.variants, record.bodies,
            record.first_day, record.last_day, key.value_pence, key.currency, key.iso,
            tuple(self._places.sources([Place(*place) for place in value.places])), key.unit, record.pages,
        )  # fmt: skip
