"""What would a store say that is nothing but Python values? The oracle beside the real one; it lasts as long as a test.

It speaks no SQL, and so keeps no derived tables.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from panelsearch.errors import LibraryMissingError
from panelsearch.model.document_views import ItemView
from panelsearch.model.documents import MissingLayer
from panelsearch.model.meetings import Action, Attendance, Decision, Detail, Part, Reference
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page, TextSource
from panelsearch.storage import unpacking
from panelsearch.storage.address import Address
from panelsearch.storage.base import OnWait, StoreSnapshot, WritableStore
from panelsearch.storage.derived_tables import DerivedTables
from panelsearch.storage.packing import COLUMNS, PackedDocument, Row
from panelsearch.storage.records import Generation, Member, StoredDocument, StoredPassage
from panelsearch.testing.memory_files import Beside, MemoryFiles, MemoryHold
from panelsearch.text.near_duplicates import SKETCH_SHARED

_BOILERPLATE_DOCUMENTS = 12
_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document as it was saved; `passages` are those of the store, whose ids count on from document to document."""

    id: int
    sha256: str
    fingerprint: str
    stamp: str
    packed: PackedDocument
    passages: tuple[StoredPassage, ...]
    to_retry: bool = False

    def column(self, table: str, name: str) -> list[Any]:
        at = COLUMNS[table].index(name)
        return [row[at] for row in self.packed.rows[table]]


@dataclass(slots=True)
class _State:
    documents: dict[int, _Kept] = field(default_factory=dict)
    failures: dict[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)
    generations: dict[int, Generation] = field(default_factory=dict)
    members: dict[int, tuple[Member, ...]] = field(default_factory=dict)
    last_document: int = 0
    last_passage: int = 0
    last_generation: int = 0

    def copied(self) -> _State:
        return replace(
            self, documents=dict(self.documents), failures=dict(self.failures), generations=dict(self.generations),
            members=dict(self.members),
        )  # fmt: skip

    def of(self, generation: int) -> list[_Kept]:
        """A generation's documents, by id."""
        ids = {m.document_id for m in self.members.get(generation, ()) if m.document_id is not None}
        return [self.documents[key] for key in sorted(ids) if key in self.documents]


class MemoryDocumentWriter:
    """See `storage.base.DocumentWriter`."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def save(self, sha256: str, fingerprint: str, packed: PackedDocument, stamp: str = "") -> int:
        """Keep a document."""
        state = self._state
        key = state.last_document + 1
        first = state.last_passage + 1
        passages = tuple(unpacking.passage((first + n, key, *row[:5])) for n, row in enumerate(packed.rows["passages"]))
        stamp = stamp if packed.has_pictures else ""
        state.documents[key] = _Kept(key, sha256, fingerprint, stamp, packed, passages)
        state.last_document, state.last_passage = key, state.last_passage + len(passages)
        return key

    def save_failure(self, sha256: str, fingerprint: str, reason: str, *, locked: bool = False) -> None:
        """Remember that these bytes cannot be read."""
        self._state.failures[sha256, fingerprint] = (reason, locked)

    def replace_failures(self, failures: Iterable[tuple[str, str, str, bool]]) -> None:
        """These are all that could not be read."""
        self._state.failures = {(sha, made_by): (reason, locked) for sha, made_by, reason, locked in failures}

    def forget_failures(self) -> None:
        """Let files that could not be read be tried again, and those with pages that could not."""
        self._state.failures.clear()
        for key, one in self._state.documents.items():
            if unpacking.document((key, *one.packed.document)).without_text:
                self._state.documents[key] = replace(one, to_retry=True)

    def read_again(self, hashes: Sequence[str]) -> None:
        """Have files of these hashes read again, whatever is known of them."""
        for key, one in self._state.documents.items():
            if one.sha256 in hashes:
                self._state.documents[key] = replace(one, to_retry=True)

    def forget_locked(self) -> None:
        """Let files that asked for a password be tried with others."""
        self._state.failures = {key: kept for key, kept in self._state.failures.items() if not kept[1]}

    def adopt(self, former: str, fingerprint: str) -> None:
        """Take what a pipeline made that was called `former` for the work of the one called `fingerprint`."""
        state = self._state
        ours = [one for one in state.documents.values() if one.fingerprint == fingerprint and not one.to_retry]
        there = {(one.sha256, one.stamp) for one in ours}
        for key, one in state.documents.items():
            if one.fingerprint == former and (one.to_retry or (one.sha256, one.stamp) not in there):
                state.documents[key] = replace(one, fingerprint=fingerprint)
        for (sha256, made_by), kept in list(state.failures.items()):
            if made_by == former and (sha256, fingerprint) not in state.failures:
                state.failures[sha256, fingerprint] = kept
                del state.failures[sha256, former]
        for number, generation in state.generations.items():
            made_by, _, wish = generation.pipeline_fingerprint.partition(" ")
            if made_by == former:
                state.generations[number] = replace(generation, pipeline_fingerprint=f"{fingerprint} {wish}".strip())

    def known_documents(self, fingerprint: str, accepts: Callable[[str], bool] = lambda stamp: True) -> dict[str, int]:
        """Document ids by file hash, of those made by this pipeline with a recognition stamp that is accepted."""
        return {
            one.sha256: key
            for key, one in sorted(self._state.documents.items())
            if one.fingerprint == fingerprint and not one.to_retry and accepts(one.stamp)
        }

    def known_failures(self, fingerprint: str) -> dict[str, str]:
        """Reasons by file hash, of those that this pipeline could not read."""
        return {
            sha256: reason for (sha256, made_by), (reason, _) in self._state.failures.items() if made_by == fingerprint
        }


class MemoryGenerationLog:
    """See `storage.base.GenerationLog`."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def newest(self) -> Generation | None:
        """The newest generation."""
        return self._state.generations[max(self._state.generations)] if self._state.generations else None

    def members(self, generation: int) -> tuple[Member, ...]:
        """The files of a generation, by name."""
        return self._state.members.get(generation, ())

    def member(self, generation: int, name: str) -> Member | None:
        """One file of a generation; None where none is called so."""
        return next((member for member in self.members(generation) if member.name == name), None)

    def names(self, generation: int, document_id: int) -> tuple[str, ...]:
        """What a document's files are called in a generation, in order."""
        return tuple(member.name for member in self.members(generation) if member.document_id == document_id)

    def next_number(self) -> int:
        """A number that no generation has had."""
        return self._state.last_generation + 1

    def publish(self, generation: Generation, members: Sequence[Member], derived: Sequence[DerivedTables] = ()) -> None:
        """Switch to a new generation; derived tables are left out."""
        state = self._state
        state.generations[generation.number] = generation
        state.members[generation.number] = tuple(sorted(members, key=lambda member: member.name.encode()))
        state.last_generation = max(state.last_generation, generation.number)

    def sweep(self, keep: int = 2) -> None:
        """Drop all but the newest generations, and the documents that none of them holds."""
        state = self._state
        kept = sorted(state.generations)[-keep:]
        state.generations = {number: state.generations[number] for number in kept}
        state.members = {number: state.members[number] for number in kept}
        held = {m.document_id for members in state.members.values() for m in members}
        contents = {m.sha256 for members in state.members.values() for m in members}
        state.documents = {key: one for key, one in state.documents.items() if key in held}
        state.failures = {key: one for key, one in state.failures.items() if key[0] in contents}


class MemoryDocumentReader:
    """See `storage.base.DocumentReader`."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def _rows(self, table: str, document_id: int) -> tuple[Row, ...]:
        one = self._state.documents.get(document_id)
        return one.packed.rows[table] if one else ()

    def document(self, document_id: int) -> StoredDocument:
        """One front sheet; KeyError where there is none."""
        return unpacking.document((document_id, *self._state.documents[document_id].packed.document))

    def page_text(self, document_id: int, number: int) -> str | None:
        """A page's text; None where the document has no such page."""
        page = self.page(document_id, number)
        return page.text if page else None

    def page_facts(self, document_id: int, number: int) -> tuple[str | None, TextSource, float | None]:
        """A page's printed label, where its text came from, and how sure of it the OCR engine was."""
        page = self.page(document_id, number)
        if page is None:
            raise KeyError((document_id, number))
        return page.label, page.source, page.confidence

    def page(self, document_id: int, number: int) -> Page | None:
        """A whole page; None where there is none."""
        return next((page for page in self.pages(document_id) if page.number == number), None)

    def pages(self, document_id: int) -> tuple[Page, ...]:
        """All pages in order."""
        return tuple(map(unpacking.page, self._rows("pages", document_id)))

    def labels(self, document_id: int) -> tuple[tuple[int, str | None], ...]:
        """Each page with the number printed on it, in order."""
        return tuple((page.number, page.label) for page in self.pages(document_id))

    def items(self, document_id: int) -> tuple[ItemView, ...]:
        """The document's items in order."""
        return tuple(ItemView(*row[:3]) for row in self._rows("items", document_id))

    def parts(self, document_id: int) -> tuple[Part, ...]:
        """The papers inside a document, in order."""
        return tuple(map(unpacking.part, self._rows("parts", document_id)))

    def decisions(self, document_id: int, page: int | None = None) -> tuple[Decision, ...]:
        """The decisions of a document, or of one of its pages, in order of place."""
        found = (unpacking.decision(row) for row in self._rows("decisions", document_id))
        return tuple(decision for decision in found if page is None or decision.at.page == page)

    def actions(self, document_id: int) -> tuple[Action, ...]:
        """The document's actions and recommendations in order of place."""
        return tuple(map(unpacking.action, self._rows("actions", document_id)))

    def references(self, document_id: int) -> tuple[Reference, ...]:
        """The document's references in order of place."""
        return tuple(map(unpacking.reference, self._rows("refs", document_id)))

    def details(self, document_id: int) -> tuple[Detail, ...]:
        """What else the document's front sheet prints, in order."""
        return tuple(map(unpacking.detail, self._rows("details", document_id)))

    def attendance(self, document_id: int) -> Attendance:
        """Who came and who sent apologies."""
        return unpacking.attendance(self._rows("attendees", document_id))

    def mentions(self, document_id: int, page: int | None = None) -> tuple[Mention, ...]:
        """The mentions of a document, or of one of its pages, in order of place."""
        found = (_mention(row) for row in self._rows("mentions", document_id))
        return tuple(mention for mention in found if page is None or mention.at.page == page)

    def missing(self, document_id: int) -> tuple[MissingLayer, ...]:
        """The layers that could not be made of the document."""
        return tuple(map(unpacking.missing, self._rows("missing", document_id)))

    def passages(self, document_id: int) -> tuple[StoredPassage, ...]:
        """The document's passages in order."""
        one = self._state.documents.get(document_id)
        return one.passages if one else ()

    def passages_by_id(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages by their ids."""
        wanted = set(ids)
        return {p.id: p for one in self._state.documents.values() for p in one.passages if p.id in wanted}


class MemoryLibraryQueries:
    """See `storage.base.LibraryQueries`."""

    def __init__(self, state: _State) -> None:
        self._state = state

    def documents(self, generation: int) -> dict[int, StoredDocument]:
        """The front sheets of a generation's documents, by id."""
        return {one.id: unpacking.document((one.id, *one.packed.document)) for one in self._state.of(generation)}

    def written_out(self, generation: int, letters: str) -> dict[str, int]:
        """What an acronym (its letters folded) stands for, and in how many documents of a generation."""
        words: dict[str, set[str]] = {}
        held: dict[str, set[int]] = {}
        for document_id, (defined, _, _, _, printed, stems) in self._acronyms(generation):
            if defined == letters:
                words.setdefault(stems, set()).add(printed)
                held.setdefault(stems, set()).add(document_id)
        return {min(words[stems]): len(held[stems]) for stems in words}

    def acronyms_of(self, generation: int, stems: str) -> dict[str, int]:
        """The acronyms that words (by their stems) are given, and in how many documents of a generation."""
        held: dict[str, set[int]] = {}
        for document_id, row in self._acronyms(generation):
            if row[5] == stems:
                held.setdefault(row[0], set()).add(document_id)
        return {letters: len(ids) for letters, ids in held.items()}

    def _acronyms(self, generation: int) -> Iterator[tuple[int, Row]]:
        for one in self._state.of(generation):
            for row in one.packed.rows["acronyms"]:
                yield one.id, row

    def alike(self, generation: int, passage_id: int, at_most: int | None = None) -> tuple[StoredPassage, ...]:
        """Passages of a generation that may be of nearly the same words: the likeliest, in order of their ids."""
        names: dict[int, str] = {}
        for member in self._state.members.get(generation, ()):
            if member.document_id is not None:
                names[member.document_id] = min(member.name, names.get(member.document_id, member.name))
        sketches = {
            passage.id: (set(sketch), passage)
            for one in self._state.documents.values()
            for passage, sketch in zip(one.passages, one.packed.sketches, strict=True)
        }
        ours, _ = sketches.get(passage_id, (set[int](), None))
        best = sorted(
            (-shared, names[passage.document_id], key)
            for key, (hashes, passage) in sketches.items()
            if key != passage_id and passage.document_id in names and (shared := len(ours & hashes)) >= SKETCH_SHARED
        )
        likeliest = sorted(key for *_, key in best[: min(at_most or _CANDIDATES, _CANDIDATES)])
        return tuple(sketches[key][1] for key in likeliest)

    def reprints(self, generation: int, share: float, *, at_least: int = 4) -> tuple[tuple[int, int], ...]:
        """Pairs of documents of which the shorter shares that part of its passages, word for word, with the other."""
        held = {one.id: {p.likeness for p in one.passages} - {None} for one in self._state.of(generation)}
        spread = Counter(value for values in held.values() for value in values)
        telling = {key: {v for v in values if spread[v] <= _BOILERPLATE_DOCUMENTS} for key, values in held.items()}
        return tuple(
            (a, b)
            for a in telling
            for b in telling
            if a < b
            and (both := len(telling[a] & telling[b]))
            and both >= max(at_least, share * min(len(telling[a]), len(telling[b])))
        )

    def repeats(self, document_ids: Iterable[int]) -> dict[int, int]:
        """By passage of these documents, in how many of them one of its pattern stands, where more than one."""
        ours = [self._state.documents[key] for key in set(document_ids) if key in self._state.documents]
        patterns = {one.id: one.column("passages", "pattern") for one in ours}
        spread = Counter(value for values in patterns.values() for value in set(values) if value is not None)
        return {
            passage.id: spread[value]
            for one in ours
            for passage, value in zip(one.passages, patterns[one.id], strict=True)
            if spread[value] > 1
        }

    def missing(self, generation: int) -> dict[int, tuple[MissingLayer, ...]]:
        """By document, the layers that could not be made, of those that lack any."""
        reader = MemoryDocumentReader(self._state)
        return {one.id: found for one in self._state.of(generation) if (found := reader.missing(one.id))}


class MemoryTableReader:
    """See `storage.derived_tables.TableReader`; there are no tables here."""

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """NotImplementedError: this store speaks no SQL."""
        raise NotImplementedError(sql)

    def has(self, name: str, version: str) -> bool:
        """No."""
        return False


class MemoryEngine:
    """See `storage.base.StoreEngine`: its stores are values of this process, found again by their address."""

    def __init__(self) -> None:
        self._places: dict[Address, _State] = {}
        self._beside: defaultdict[Address, Beside] = defaultdict(Beside)

    def has_store(self, address: Address) -> bool:
        """Whether one was opened to write there."""
        return address in self._places

    def faults(self, address: Address) -> Iterator[str]:
        """None: memory is taken to be whole."""
        return iter(())

    def set_aside(self, address: Address) -> str:
        """Nothing is ever damaged here."""
        return ""

    def open_to_read(self, address: Address) -> StoreSnapshot:
        """A copy of the store as it is."""
        if address not in self._places:
            raise LibraryMissingError(f"There is no index in {address}.")
        state = self._places[address].copied()
        return StoreSnapshot(
            address, MemoryDocumentReader(state), MemoryLibraryQueries(state), MemoryTableReader(),
            self._beside[address].files, self._beside[address].arrivals, lambda: None, MemoryGenerationLog(state),
        )  # fmt: skip

    def newest(self, address: Address) -> Generation | None:
        """Looked up in the store itself."""
        with self.open_to_read(address) as store:
            return store.generations.newest()

    def open_to_write(self, address: Address, *, in_place: bool = True) -> WritableStore:
        """The store itself."""
        state = self._places.setdefault(address, _State())
        return WritableStore(
            address, MemoryDocumentReader(state), MemoryLibraryQueries(state), MemoryTableReader(),
            self._beside[address].files, self._beside[address].arrivals, lambda: None, MemoryGenerationLog(state),
            MemoryDocumentWriter(state),
        )  # fmt: skip

    def files(self, address: Address) -> MemoryFiles:
        """Those of this process."""
        return self._beside[address].files

    def locked(self, address: Address, wait: OnWait | None) -> AbstractContextManager[MemoryHold]:
        """Hold the store against other threads."""
        return self._beside[address].locked(wait)


def _mention(row: Row) -> Mention:
    return unpacking.mention(
        tuple(value for value, name in zip(row, COLUMNS["mentions"], strict=True) if name != "text")
    )
