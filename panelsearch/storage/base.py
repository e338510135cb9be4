"""What does a store do? One Protocol a responsibility, and the two bundles that an engine opens.

Every engine keeps the same promises (`tests/contract/test_stores.py`): a document's rows are written once, whole or
not at all; a generation is published in one durable step, after which those who open see it and those who are reading
still see the one before; what no kept generation holds is swept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from panelsearch.model.document_views import ItemView
from panelsearch.model.documents import MissingLayer
from panelsearch.model.meetings import Action, Attendance, Decision, Detail, Part, Reference
from panelsearch.model.mentions import Mention
from panelsearch.model.pages import Page, TextSource
from panelsearch.storage.acquisitions import Arrivals
from panelsearch.storage.address import Address
from panelsearch.storage.derived_tables import DerivedTables, TableReader
from panelsearch.storage.library_files import LibraryFiles
from panelsearch.storage.packing import PackedDocument
from panelsearch.storage.records import Generation, Member, StoredDocument, StoredPassage


class DocumentWriter(Protocol):
    """What was read, written as it comes: documents, and files that could not be read."""

    def save(self, sha256: str, fingerprint: str, packed: PackedDocument, stamp: str = "") -> int:
        """Write a document in one transaction; its id, which no other document ever has.

        `stamp` says how its pictures were recognised; it is kept only for a document that has any.
        """
        ...

    def save_failure(self, sha256: str, fingerprint: str, reason: str, *, locked: bool = False) -> None:
        """Remember that these bytes cannot be read, so that they are not tried again; `locked`: for want of a password.

        The last reason counts. `fingerprint` is of the stage that could not, with those before it.
        """
        ...

    def replace_failures(self, failures: Iterable[tuple[str, str, str, bool]]) -> None:
        """These are all that could not be read: hash, fingerprint and reason of each, and whether it is `locked`."""
        ...

    def forget_failures(self) -> None:
        """Let files that could not be read be tried again, and those with pages that could not."""
        ...

    def read_again(self, hashes: Sequence[str]) -> None:
        """Have files of these hashes read again, whatever is known of them; what was read of them stays until then."""
        ...

    def forget_locked(self) -> None:
        """Let files that asked for a password be tried with others."""
        ...

    def adopt(self, former: str, fingerprint: str) -> None:
        """Take what a pipeline made that was called `former` for the work of the one called `fingerprint`.

        Whether they are the same is for the caller to know; 16 characters each.
        """
        ...

    def known_documents(self, fingerprint: str, accepts: Callable[[str], bool] = lambda stamp: True) -> dict[str, int]:
        """Document ids by file hash, of those made by this pipeline with a recognition stamp that is accepted.

        Of several the one read last is given; those that are to be tried again are not.
        """
        ...

    def known_failures(self, fingerprint: str) -> dict[str, str]:
        """Reasons by file hash, of those kept under this fingerprint."""
        ...


class GenerationReader(Protocol):
    """Which states of the library are there, and what are they made of?"""

    def newest(self) -> Generation | None:
        """The newest generation, which is the library; None before the first."""
        ...

    def members(self, generation: int) -> tuple[Member, ...]:
        """The files of a generation, by name."""
        ...

    def member(self, generation: int, name: str) -> Member | None:
        """One file of a generation; None where none is called so."""
        ...

    def names(self, generation: int, document_id: int) -> tuple[str, ...]:
        """What a document's files are called in a generation, in order; none where it is not of it."""
        ...


class GenerationLog(GenerationReader, Protocol):
    """The switch from one state of the library to the next."""

    def next_number(self) -> int:
        """A number that no generation has had."""
        ...

    def publish(self, generation: Generation, members: Sequence[Member], derived: Sequence[DerivedTables] = ()) -> None:
        """Switch to a new generation, its derived tables with it: one durable transaction."""
        ...

    def sweep(self, keep: int = 2) -> None:
        """Drop all but the newest generations, and the documents that none of them holds."""
        ...


class DocumentReader(Protocol):
    """What was read out of one document; nothing (or None) of one that is not there."""

    def document(self, document_id: int) -> StoredDocument:
        """One front sheet, whichever generation it is of; KeyError where there is none."""
        ...

    def page_text(self, document_id: int, number: int) -> str | None:
        """A page's text; None where the document has no such page."""
        ...

    def page_facts(self, document_id: int, number: int) -> tuple[str | None, TextSource, float | None]:
        """A page's printed label, where its text came from, and how sure of it the OCR engine was, 0 to 1.

        KeyError where the document has no such page.
        """
        ...

    def page(self, document_id: int, number: int) -> Page | None:
        """A whole page with its lines and boxes; None where there is none."""
        ...

    def pages(self, document_id: int) -> tuple[Page, ...]:
        """All pages in order."""
        ...

    def labels(self, document_id: int) -> tuple[tuple[int, str | None], ...]:
        """Each page with the number printed on it, in order."""
        ...

    def items(self, document_id: int) -> tuple[ItemView, ...]:
        """The document's items in order; a passage's `item` indexes them."""
        ...

    def parts(self, document_id: int) -> tuple[Part, ...]:
        """The papers inside a document, in order; none where it is a single one."""
        ...

    def decisions(self, document_id: int, page: int | None = None) -> tuple[Decision, ...]:
        """The decisions of a document, or of one of its pages, in order of place."""
        ...

    def actions(self, document_id: int) -> tuple[Action, ...]:
        """The document's actions and recommendations in order of place."""
        ...

    def references(self, document_id: int) -> tuple[Reference, ...]:
        """The document's references in order of place."""
        ...

    def details(self, document_id: int) -> tuple[Detail, ...]:
        """What else the document's front sheet prints, in order."""
        ...

    def attendance(self, document_id: int) -> Attendance:
        """Who came and who sent apologies."""
        ...

    def mentions(self, document_id: int, page: int | None = None) -> tuple[Mention, ...]:
        """The mentions of a document, or of one of its pages, in order of place."""
        ...

    def missing(self, document_id: int) -> tuple[MissingLayer, ...]:
        """The layers that could not be made of the document."""
        ...

    def passages(self, document_id: int) -> tuple[StoredPassage, ...]:
        """The document's passages in order."""
        ...

    def passages_by_id(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Passages by their ids, whichever documents they are of; those that are not there are left out."""
        ...


class LibraryQueries(Protocol):
    """What the documents of a generation say together."""

    def documents(self, generation: int) -> dict[int, StoredDocument]:
        """The front sheets of a generation's documents, by id."""
        ...

    def written_out(self, generation: int, letters: str) -> dict[str, int]:
        """What an acronym (its letters folded) stands for, and in how many documents of a generation."""
        ...

    def acronyms_of(self, generation: int, stems: str) -> dict[str, int]:
        """The acronyms that words (by their stems) are given, and in how many documents of a generation."""
        ...

    def alike(self, generation: int, passage_id: int, at_most: int | None = None) -> tuple[StoredPassage, ...]:
        """Passages of a generation that may be of nearly the same words, to be compared: the likeliest `at_most`.

        Of those as likely the first by their documents' names. They are in order of their ids.
        """
        ...

    def reprints(self, generation: int, share: float, *, at_least: int = 4) -> tuple[tuple[int, int], ...]:
        """Pairs of documents of which the shorter shares that part of its passages, word for word, with the other.

        `share` is 0 to 1; fewer than `at_least` passages prove nothing, nor do those that stand in very many documents.
        """
        ...

    def repeats(self, document_ids: Iterable[int]) -> dict[int, int]:
        """By passage of these documents, in how many of them one of its pattern stands, where more than one.

        Asked before a generation is published, of the documents that it will hold.
        """
        ...

    def missing(self, generation: int) -> dict[int, tuple[MissingLayer, ...]]:
        """By document, the layers that could not be made, of those that lack any."""
        ...


@dataclass(frozen=True, slots=True)
class Store:
    """What any opened store has: its documents, queries over them, and derived tables.

    And what is kept beside it and does not change with its state: the library's own files, and when papers came in.
    """

    address: Address
    documents: DocumentReader
    queries: LibraryQueries
    tables: TableReader
    files: LibraryFiles
    arrivals: Arrivals
    release: Callable[[], None]

    def close(self) -> None:
        """Let go of the store."""
        self.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class StoreSnapshot(Store):
    """A store opened to read: what it held at that moment, whatever is written meanwhile. Any thread may ask."""

    generations: GenerationReader


@dataclass(frozen=True, slots=True)
class WritableStore(Store):
    """A store opened to write, by one process at a time; the caller sees to that.

    `notice` tells the user what opening it did to an older one, "" where nothing was to be done.
    """

    generations: GenerationLog
    writer: DocumentWriter
    notice: str = ""


OnWait = Callable[[str], None]
"""Told who is waited for, again and again; it may raise to wait no longer."""


class Hold(Protocol):
    """A store that is held for writing."""

    def must_stay(self) -> None:
        """LibraryError where it is held no longer, or what lies there now is another."""
        ...


class StoreEngine(Protocol):
    """A kind of store."""

    def has_store(self, address: Address) -> bool:
        """Whether there is a store, of whatever version and state."""
        ...

    def faults(self, address: Address) -> Iterator[str]:
        """What is damaged in the store, in words, once all of it has been read; nothing where it is whole."""
        ...

    def set_aside(self, address: Address) -> str:
        """Put a store that is damaged out of the way, so that another can be made; where it is then, "" for none."""
        ...

    def open_to_read(self, address: Address) -> StoreSnapshot:
        """A snapshot. LibraryMissingError, LibraryOutdatedError or LibraryDamagedError."""
        ...

    def newest(self, address: Address) -> Generation | None:
        """The newest generation there is now, whatever snapshots hold: one small question. None before the first.

        LibraryError, also where there is no store.
        """
        ...

    def open_to_write(self, address: Address, *, in_place: bool = True) -> WritableStore:
        """The store, made where there is none and migrated where it is of an older version. LibraryDamagedError.

        One that cannot be migrated is set aside and a new one made `in_place` of it, else LibraryOutdatedError.
        """
        ...

    def files(self, address: Address) -> LibraryFiles:
        """The library's own files, whether or not there is a store yet."""
        ...

    def locked(self, address: Address, wait: OnWait | None) -> AbstractContextManager[Hold]:
        """Hold the store for writing, which is made ready for that; with `wait`, until nobody else holds it.

        LibraryBusyError where somebody else does, naming who; LibraryError where it cannot be held or written to.
        """
        ...
