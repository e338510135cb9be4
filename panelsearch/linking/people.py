"""Who is named in the papers, by which names, and where? The people as published, corrected by `people.toml`.

What the file says is laid over the published people when it is asked: only those who go by a name that it speaks of
are read and corrected, so that a change of it shows at once and costs what it touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from panelsearch.linking.authority_file import Corrections
from panelsearch.linking.entity_records import record_of, row_of
from panelsearch.linking.name_query import is_wanted, names_asked
from panelsearch.linking.person_corrections import ResolvedPerson, corrected, names_spoken_of
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import EntityPage, NameOrder
from panelsearch.query.ast import And, DocumentIn, NameIs, Or, Query, replaced
from panelsearch.query.fields import PERSON
from panelsearch.storage.derived_tables import TableReader
from panelsearch.storage.tables.entity_tables import NAME_SORT_KEYS, EntityReader, EntityRecord, NameUse
from panelsearch.storage.tables.linked_documents import sheets_of
from panelsearch.text.body_names import names_hold
from panelsearch.text.person_names import PersonName, folded


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the papers: a number that is theirs in this state of library and file, and the name shown."""

    key: int
    name: str


class People:
    """Everyone named in a library."""

    def __init__(self, tables: TableReader, said: Corrections | None = None) -> None:
        self._entities = EntityReader(tables, MentionLabel.PERSON)
        self.notes: tuple[str, ...] = ()
        """What the user's file says of names that are not in the papers."""
        self._told: tuple[ResolvedPerson, ...] = ()
        self._records: tuple[EntityRecord, ...] = ()
        touched: list[int] = []
        if said is not None and said != Corrections():
            touched = self._entities.of_spellings(sorted(names_spoken_of(said)))
            uses = [use for _, use in self._entities.names_of(touched)]
            sheets = sheets_of(tables, {one.document_id for one in uses})
            self._told, self.notes = corrected(self._named_by(touched), said, sheets)
            self._records = tuple(record_of(one.name, one.uses, sheets, one.forms) for one in self._told)
        self._touched = frozenset(touched)
        self._told_in = {
            (use.document_id, use.canonical, use.text): number
            for number, person in enumerate(self._told)
            for use in person.uses
        }

    def page(
        self, query: str = "", order: NameOrder = NameOrder.COUNT, first: int = 0, limit: int | None = None
    ) -> EntityPage:
        """People who are asked for, in order; and how many there are.

        QueryError for a field other than `body:`.
        """
        wanted = names_asked(query)
        without = sorted(self._touched)
        told = [one for one in self._records if one.count and is_wanted(one, wanted)]
        if told:  # these may stand anywhere among the others
            end = None if limit is None else first + limit
            records, total = self._entities.page(wanted, end, 0, without, order=order)
            records = sorted([*records, *told], key=NAME_SORT_KEYS[order])[first:end]
        else:
            records, total = self._entities.page(wanted, limit, first, without, order=order)
        return EntityPage(tuple(row_of(MentionLabel.PERSON, one) for one in records), total + len(told))

    def forms(self, words: str) -> Mapping[str, frozenset[int]]:
        """The names, each with its documents, of all who go by a name that holds the words: what `person:` asks for."""
        uses = [use for number, person in self._told_called(words) for use in person.uses]
        uses += (use for _, use in self._entities.names_of(self._untouched_called(words, known=True)))
        forms: dict[str, set[int]] = defaultdict(set)
        for use in uses:
            forms[use.canonical].add(use.document_id)
        return {form: frozenset(documents) for form, documents in sorted(forms.items())}

    def called(self, words: str) -> frozenset[int]:
        """The keys of all whose name, as shown, settled on or printed anywhere, holds the words."""
        told = {-1 - number for number, _ in self._told_called(words, printed=True)}
        return frozenset(told | set(self._untouched_called(words, known=False)))

    def papers_of(self, keys: Collection[int]) -> list[int]:
        """The documents that name these people."""
        told = (use for key in keys if key < 0 for use in self._told[-1 - key].uses)
        uses = (use for _, use in self._entities.names_of(sorted(key for key in keys if key >= 0)))
        return sorted({use.document_id for use in (*told, *uses)})

    @property
    def told(self) -> list[tuple[int, str, str, int, str]]:
        """Whom the user's file means: document, name it settled on, how it is printed, the key, the name shown."""
        return [(*use, -1 - number, self._told[number].name) for use, number in self._told_in.items()]

    def uses_of(self, keys: Collection[int]) -> list[tuple[int, str, str, Person]]:
        """Where these people are meant: document, name it settled on, how it is printed, and who that is."""
        found = [
            (one.document_id, one.canonical, one.text, Person(key, self._told[-1 - key].name))
            for key in keys if key < 0 for one in self._told[-1 - key].uses
        ]  # fmt: skip
        others = sorted(key for key in keys if key >= 0)
        names = self._entities.shown_as(others)
        for key, use in self._entities.names_of(others):
            found.append((use.document_id, use.canonical, use.text, Person(key, names[key])))
        return found

    def also_called(self, named: Collection[tuple[int, str]]) -> dict[tuple[int, str], tuple[str, ...]]:
        """For each document and what it calls somebody: all names of that person.

        That name alone where nobody or two can be meant.
        """
        called = self._called_in(sorted({document_id for document_id, _ in named}))
        meant = {(document_id, name): _one_meant(called.get(document_id, {}), name) for document_id, name in named}
        names = self._names_of({key for key in meant.values() if key is not None})
        return {
            pair: (pair[1],) if key is None else tuple(dict.fromkeys((pair[1], *names[key])))
            for pair, key in meant.items()
        }

    def meant_in(self, documents: Sequence[int]) -> Mapping[tuple[int, str, str], Person]:
        """Whom documents mean: by document, the name it settled on and how it is printed."""
        used = {
            (document_id, canonical, text): self._key(document_id, canonical, text, entity)
            for document_id, canonical, text, entity in self._entities.used_in(documents)
        }
        names = self._entities.shown_as(sorted({key for key in used.values() if key >= 0}))
        return {unit: Person(key, names[key] if key >= 0 else self._told[-1 - key].name) for unit, key in used.items()}

    def widened(self, query: Query) -> Query:
        """The query with each `person:` also holding where a document calls that person by another name."""
        return replaced(query, self._also)

    def _also(self, leaf: Query) -> Query:
        if not isinstance(leaf, NameIs) or leaf.field != PERSON:
            return leaf
        others = [
            And((NameIs(PERSON, form), DocumentIn(documents)))
            for form, documents in self.forms(leaf.value).items()
            if not names_hold(form, leaf.value)
        ]
        return Or((leaf, *others)) if others else leaf

    def _key(self, document_id: int, canonical: str, text: str, entity: int) -> int:
        """The number of a person; of those the user's file speaks of it is below nought."""
        return -1 - self._told_in[document_id, canonical, text] if entity in self._touched else entity

    def _called_in(self, documents: Sequence[int]) -> Mapping[int, Mapping[str, set[int]]]:
        """Whom documents mean by the names that they settled on: numbers of people, by document and name."""
        called: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for document, canonical, text, entity in self._entities.used_in(documents):
            called[document][canonical].add(self._key(document, canonical, text, entity))
        return called

    def _names_of(self, keys: Collection[int]) -> dict[int, list[str]]:
        """The names of people: first the one shown, then those that documents settled on."""
        names = {key: [self._told[-1 - key].name, *self._told[-1 - key].forms] for key in keys if key < 0}
        others = sorted(key for key in keys if key >= 0)
        names |= {key: [shown] for key, shown in self._entities.shown_as(others).items()}
        for key, use in self._entities.names_of(others):
            names[key].append(use.canonical)
        return names

    def _told_called(self, words: str, *, printed: bool = False) -> Iterable[tuple[int, ResolvedPerson]]:
        for number, person in enumerate(self._told):
            if person.is_called(words) or (printed and any(names_hold(use.text, words) for use in person.uses)):
                yield number, person

    def _untouched_called(self, words: str, *, known: bool) -> list[int]:
        wanted = tuple(dict.fromkeys(folded(words).split()))
        return [key for key in self._entities.spelt(wanted, known=known) if key not in self._touched]

    def _named_by(self, entities: Sequence[int]) -> list[ResolvedPerson]:
        shown = self._entities.shown_as(entities)
        found: list[tuple[int, NameUse]] = self._entities.names_of(entities)
        return [
            ResolvedPerson(shown[entity], tuple(use for _, use in uses))
            for entity, uses in groupby(found, key=lambda pair: pair[0])
        ]


def _one_meant(called: Mapping[str, set[int]], name: str) -> int | None:
    """Whom a document calls by a name, or by one that it is short for; None where nobody or two can be meant."""
    wanted, short = folded(name), PersonName.of(name)
    meant = [keys for canonical, keys in called.items() if folded(canonical) == wanted]
    meant = meant or [keys for canonical, keys in called.items() if short.abbreviates(PersonName.of(canonical))]
    keys = {key for some in meant for key in some}
    return keys.pop() if len(keys) == 1 else None
