"""Which rows keep the people and councils of a library, and how are they asked for a page at a time?

An entity is what several names mean; `entity_names` says of each name that a document uses (and each way it prints it)
which entity it means there. A block is a set of names that is linked by itself: names of other blocks are never joined
to its own. `known` spellings are those an entity is asked for by in a query's field, the others only how it is printed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from panelsearch.model.mentions import MentionLabel
from panelsearch.model.register_rows import NameOrder
from panelsearch.storage.derived_tables import TableReader, TableWriter, as_many_as, int64, joined, marks, portions

SCHEMA = (
    """CREATE TABLE entities (
        id INTEGER PRIMARY KEY, label TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
        documents INTEGER NOT NULL, first TEXT, last TEXT, first_document TEXT NOT NULL, variants TEXT NOT NULL,
        bodies TEXT NOT NULL)""",  # what is long comes last
    "CREATE INDEX entities_by_count ON entities (label, count DESC, name, first_document)",
    """CREATE TABLE entity_names (
        label TEXT NOT NULL, block TEXT NOT NULL, document_id INTEGER NOT NULL, canonical TEXT NOT NULL,
        text TEXT NOT NULL, count INTEGER NOT NULL, listed INTEGER NOT NULL, tail TEXT NOT NULL,
        entity INTEGER NOT NULL, PRIMARY KEY (label, block, document_id, canonical, text)) WITHOUT ROWID""",
    "CREATE INDEX entity_names_by_tail ON entity_names (label, tail)",
    "CREATE INDEX entity_names_by_document ON entity_names (document_id, label, canonical, text, entity)",
    "CREATE INDEX entity_names_by_entity ON entity_names (entity)",
    """CREATE TABLE entity_spellings (
        label TEXT NOT NULL, entity INTEGER NOT NULL, spelling TEXT NOT NULL, known INTEGER NOT NULL,
        PRIMARY KEY (label, entity, spelling)) WITHOUT ROWID""",
    """CREATE TABLE entity_words (
        label TEXT NOT NULL, word TEXT NOT NULL, entity INTEGER NOT NULL,
        PRIMARY KEY (label, word, entity)) WITHOUT ROWID""",
    """CREATE TABLE entity_bodies (
        entity INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (entity, body)) WITHOUT ROWID""",
)
TABLES = ("entities", "entity_names", "entity_spellings", "entity_words", "entity_bodies")


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name as one document uses it (`canonical`) and prints it (`text`), so often; `listed`: on a list of who came.

    A name that stands on a list alone, no mention of anybody, counts nothing. `tail` is the second key of its block.
    """

    block: str
    tail: str
    document_id: int
    canonical: str
    text: str
    count: int
    listed: bool = False


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity as its row is kept: counted over the library. `spellings` are folded, True for those known by."""

    name: str
    count: int
    documents: int
    variants: tuple[str, ...]
    bodies: tuple[str, ...]
    first: str | None
    last: str | None
    first_document: str
    spellings: tuple[tuple[str, bool], ...] = ()
    folded_bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesWanted:
    """Which entities: any of the `names` has all its words in one spelling, each of the `bodies` its in one body.

    All words are folded; they may be parts of words.
    """

    names: tuple[tuple[str, ...], ...] = ()
    bodies: tuple[tuple[str, ...], ...] = ()


ALL_NAMES = NamesWanted()
_AT_ONCE = 20_000
_FEW = 8
BlockKey = Literal["block", "tail"]
_STAGED = "block, tail, document_id, canonical, text, count, listed"
_RECORD = "name, count, documents, first, last, first_document, variants, bodies"


class EntityWriter:
    """Writes the entities of one label while a generation is published."""

    def __init__(self, tables: TableWriter, label: MentionLabel) -> None:
        self._tables, self._label = tables, label.value
        self._found_by_key = False
        tables.run("DROP TABLE IF EXISTS temp.staged_names")
        tables.run(
            "CREATE TEMP TABLE staged_names (block TEXT, tail TEXT, document_id INTEGER, canonical TEXT, text TEXT,"
            " count INTEGER, listed INTEGER)"
        )

    def clear(self) -> None:
        """Forget every entity."""
        for table in ("entities", "entity_names", "entity_spellings", "entity_words"):
            self._tables.run(f"DELETE FROM {table} WHERE label = ?", (self._label,))  # noqa: S608
        self._tables.run("DELETE FROM entity_bodies WHERE entity NOT IN (SELECT id FROM entities)")

    def stage(self, uses: Iterable[NameUse]) -> None:
        """Take names in that are to be linked."""
        self._tables.insert(
            "INSERT INTO temp.staged_names VALUES (?,?,?,?,?,?,?)",
            ((u.block, u.tail, u.document_id, u.canonical, u.text, u.count, int(u.listed)) for u in uses),
        )

    def keys_of(self, documents: Sequence[int]) -> set[tuple[str, str]]:
        """The block keys of the kept names of documents."""
        return {
            (block, tail)
            for some in portions(documents)
            for block, tail in self._tables.rows(
                "SELECT DISTINCT block, tail FROM entity_names INDEXED BY entity_names_by_document"  # noqa: S608
                f" WHERE document_id IN ({marks(some)}) AND label = ?",
                (*some, self._label),
            )
        }

    def staged_keys(self) -> set[tuple[str, str]]:
        """The block keys of the names taken in."""
        return set(self._tables.rows("SELECT DISTINCT block, tail FROM temp.staged_names"))

    def sharing(self, blocks: Sequence[str], tails: Sequence[str]) -> set[tuple[str, str]]:
        """The block keys of kept names that share one of these keys."""
        found: set[tuple[str, str]] = set()
        for column, values in (("block", blocks), ("tail", tails)):
            for some in portions(values):
                found.update(
                    self._tables.rows(
                        "SELECT DISTINCT block, tail FROM entity_names"  # noqa: S608
                        f" WHERE label = ? AND {column} IN ({marks(some)})",
                        (self._label, *some),
                    )
                )
        return found

    def unlink(self, keys: Sequence[str], gone: Iterable[int], by: BlockKey = "block") -> None:
        """Take the kept names of blocks in again, but those of documents that are gone, and forget their entities."""
        self._tables.run("CREATE TEMP TABLE IF NOT EXISTS gone_documents (document_id INTEGER PRIMARY KEY)")
        self._tables.run("DELETE FROM temp.gone_documents")
        self._tables.insert("INSERT INTO temp.gone_documents VALUES (?)", ((one,) for one in gone))
        entities: set[int] = set()
        for some in portions(keys):
            there = f"FROM entity_names WHERE label = ? AND {by} IN ({marks(some)})"
            parameters = (self._label, *some)
            entities.update(row[0] for row in self._tables.rows(f"SELECT DISTINCT entity {there}", parameters))
            self._tables.run(
                f"INSERT INTO temp.staged_names SELECT {_STAGED} {there}"  # noqa: S608
                " AND document_id NOT IN (SELECT document_id FROM temp.gone_documents)",
                parameters,
            )
            self._tables.run(f"DELETE {there}", parameters)
        self._forget(sorted(entities))

    def _forget(self, entities: Sequence[int]) -> None:
        for some in portions(entities):
            listed = marks(some)
            words = {
                (self._label, word, entity)
                for entity, spelling in self._tables.rows(
                    f"SELECT entity, spelling FROM entity_spellings WHERE label = ? AND entity IN ({listed})",  # noqa: S608
                    (self._label, *some),
                )
                for word in spelling.split()
            }
            self._tables.insert("DELETE FROM entity_words WHERE label = ? AND word = ? AND entity = ?", words)
            self._tables.run(
                f"DELETE FROM entity_spellings WHERE label = ? AND entity IN ({listed})",  # noqa: S608
                (self._label, *some),
            )
            self._tables.run(f"DELETE FROM entity_bodies WHERE entity IN ({listed})", some)  # noqa: S608
            self._tables.run(f"DELETE FROM entities WHERE id IN ({listed})", some)  # noqa: S608

    def staged(self, keys: Sequence[str], by: BlockKey = "block") -> list[NameUse]:
        """The names taken in of some blocks, in order of document and name."""
        if not self._found_by_key:
            self._tables.run("CREATE INDEX temp.staged_by_block ON staged_names (block)")
            self._tables.run("CREATE INDEX temp.staged_by_tail ON staged_names (tail)")
            self._found_by_key = True
        return [
            NameUse(block, tail, document_id, canonical, text, count, bool(listed))
            for some in portions(keys)
            for block, tail, document_id, canonical, text, count, listed in sorted(
                self._tables.rows(
                    f"SELECT {_STAGED} FROM temp.staged_names WHERE {by} IN ({marks(some)})",  # noqa: S608
                    some,
                ),
                key=lambda row: row[2:5],
            )
        ]

    def move_staged(self, moves: Iterable[tuple[str, str, str]]) -> None:
        """Give names taken in another second key: (key, block, canonical name)."""
        self._tables.insert("UPDATE temp.staged_names SET tail = ? WHERE block = ? AND canonical = ?", moves)

    def next_id(self) -> int:
        """A number that no entity has."""
        return int(self._tables.rows("SELECT coalesce(max(id), 0) + 1 FROM entities")[0][0])

    def link(self, linked: Iterable[tuple[int, EntityRecord, Sequence[NameUse]]]) -> None:
        """Write entities, each with its number and the names that mean it; what was taken in is done with."""
        records: list[tuple[object, ...]] = []
        names: list[tuple[object, ...]] = []
        spellings: list[tuple[object, ...]] = []
        words: list[tuple[object, ...]] = []
        bodies: list[tuple[object, ...]] = []

        def write() -> None:
            for table, rows in (
                ("entities", records), ("entity_names", names), ("entity_spellings", spellings),
                ("entity_words", words), ("entity_bodies", bodies),
            ):  # fmt: skip
                if rows:
                    self._tables.insert(f"INSERT INTO {table} VALUES ({marks(rows[0])})", rows)  # noqa: S608
                    rows.clear()

        for number, one, uses in linked:
            records.append((
                number, self._label, one.name, one.count, one.documents, one.first, one.last, one.first_document,
                json.dumps(one.variants, ensure_ascii=False), json.dumps(one.bodies, ensure_ascii=False),
            ))  # fmt: skip
            names += (
                (self._label, u.block, u.document_id, u.canonical, u.text, u.count, int(u.listed), u.tail, number)
                for u in uses
            )
            spellings += ((self._label, number, spelling, int(known)) for spelling, known in one.spellings)
            words += ((self._label, w, number) for w in {w for spelling, _ in one.spellings for w in spelling.split()})
            bodies += ((number, body) for body in one.folded_bodies)
            if len(names) > _AT_ONCE:
                write()
        write()
        self._tables.run("DROP TABLE temp.staged_names")


_SORTED = {NameOrder.COUNT: "count DESC, ", NameOrder.NAME: "", NameOrder.LATEST: "coalesce(last, '') DESC, "}
NAME_SORT_KEYS: dict[NameOrder, Callable[[EntityRecord], tuple[object, ...]]] = {
    NameOrder.COUNT: lambda one: (-one.count, one.name, one.first_document),
    NameOrder.NAME: lambda one: (one.name, one.first_document),
    NameOrder.LATEST: lambda one: (-_ordinal(one.last), one.name, one.first_document),
}
"""The same orders for records that are not in the store."""


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


class EntityReader:
    """Asks for the entities of one label."""

    def __init__(self, tables: TableReader, label: MentionLabel) -> None:
        self._tables, self._label = tables, label.value

    def page(
        self, wanted: NamesWanted, limit: int | None, offset: int, without: Sequence[int] = (),
        order: NameOrder = NameOrder.COUNT,
    ) -> tuple[list[EntityRecord], int]:  # fmt: skip
        """Entities that are wanted, in order; and how many there are in all.

        `without` are left out.
        """
        where, parameters = self._where(wanted, without)
        rows = self._tables.rows(
            f"SELECT {_RECORD} FROM entities WHERE {where}"  # noqa: S608
            f" ORDER BY {_SORTED[order]}name, first_document, variants LIMIT ? OFFSET ?",
            (*parameters, as_many_as(limit), int64(offset)),
        )
        records = [
            EntityRecord(
                name,
                count,
                documents,
                tuple(json.loads(variants)),
                tuple(json.loads(bodies)),
                first,
                last,
                first_document,
            )
            for name, count, documents, first, last, first_document, variants, bodies in rows
        ]
        if (records or not offset) and (limit is None or len(records) < limit):  # this is the last page
            return records, offset + len(records)
        return records, self._total(where, parameters)

    def _total(self, where: str, parameters: Sequence[object]) -> int:
        return int(self._tables.rows(f"SELECT count(*) FROM entities WHERE {where}", parameters)[0][0])  # noqa: S608

    def _where(self, wanted: NamesWanted, without: Sequence[int]) -> tuple[str, list[object]]:
        where, parameters = ["label = ?", "count > 0"], list[object]((self._label,))
        if without:
            where.append("id NOT IN (SELECT CAST(value AS INTEGER) FROM json_each(?))")
            parameters.append(json.dumps(list(without)))
        if wanted.names:
            either = joined("OR", [_holds("spelling", words) for words in wanted.names])
            where.append(f"id IN (SELECT entity FROM entity_spellings WHERE label = ? AND {either})")  # noqa: S608
            parameters += (self._label, *(word for words in wanted.names for word in words))
        # of many joins PostgreSQL would look for the best order, and beneath an OR there are none
        or_none = " OR count < 0" if len(wanted.bodies) > _FEW else ""
        for words in wanted.bodies:
            where.append(f"(id IN (SELECT entity FROM entity_bodies WHERE {_holds('body', words)}){or_none})")  # noqa: S608
            parameters += words
        return joined("AND", where), parameters

    def spelt(self, words: Sequence[str], *, known: bool = True) -> dict[int, None]:
        """The entities that have all of the words, whole and folded, in one spelling (`known`: that they go by)."""
        if not words:
            return {}
        wanted = set(words)
        rows = self._tables.rows(
            "SELECT entity, spelling FROM entity_spellings WHERE label = ?1 AND known >= ?2 AND entity IN"
            " (SELECT w.entity FROM json_each(?3) AS asked CROSS JOIN entity_words AS w"
            " ON w.label = ?1 AND w.word = asked.value GROUP BY w.entity HAVING count(*) = ?4)",
            (self._label, int(known), json.dumps(sorted(wanted)), len(wanted)),
        )
        return {entity: None for entity, spelling in rows if wanted <= set(spelling.split())}

    def of_spellings(self, spellings: Iterable[str]) -> list[int]:
        """The entities that go by one of these spellings, folded, word for word."""
        found: dict[int, None] = {}
        for spelling in spellings:
            for entity in self.spelt(tuple(dict.fromkeys(spelling.split()))):
                rows = self._tables.rows(
                    "SELECT known FROM entity_spellings WHERE label = ? AND entity = ? AND spelling = ?",
                    (self._label, entity, spelling),
                )
                if rows and rows[0][0]:
                    found[entity] = None
        return list(found)

    def names_of(self, entities: Sequence[int]) -> list[tuple[int, NameUse]]:
        """Every use of the names of entities, with the entity, in order of document and name."""
        rows = [
            row
            for some in portions(entities)
            for row in self._tables.rows(
                f"SELECT entity, {_STAGED} FROM entity_names WHERE entity IN ({marks(some)})",  # noqa: S608
                some,
            )
        ]
        return [
            (entity, NameUse(block, tail, document_id, canonical, text, count, bool(listed)))
            for entity, block, tail, document_id, canonical, text, count, listed in sorted(rows)
        ]

    def used_in(self, documents: Sequence[int]) -> list[tuple[int, str, str, int]]:
        """The names that documents use: document, canonical name, text, entity."""
        found: list[tuple[int, str, str, int]] = []
        for some in portions(documents):
            found += self._tables.rows(
                "SELECT document_id, canonical, text, entity FROM entity_names INDEXED BY entity_names_by_document"  # noqa: S608
                f" WHERE document_id IN ({marks(some)}) AND label = ?",
                (*some, self._label),
            )
        return found

    def shown_as(self, entities: Sequence[int]) -> dict[int, str]:
        """The names of entities."""
        found: dict[int, str] = {}
        for some in portions(entities):
            found.update(self._tables.rows(f"SELECT id, name FROM entities WHERE id IN ({marks(some)})", some))  # noqa: S608
        return found


def _holds(column: str, words: Sequence[str]) -> str:
    return joined("AND", [f"instr({column}, ?) > 0"] * len(words))
