"""How does a library come to another place? Its papers as they were read, its files and days; the rest is made anew.

No PDF is opened. What is there is read back and held against what was to be copied before the library is published at
its new place: until then there is none. What was copied when a run stops is kept, and the next goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from panelsearch.config import Engines
from panelsearch.errors import (
    Interrupted,
    LibraryError,
    LibraryMissingError,
    UsageError,
)
from panelsearch.ingestion.index_owner import index_owner
from panelsearch.ingestion.published_tables import DERIVED_TABLES
from panelsearch.ingestion.writer_lock import WrittenPlace, holds_library, writer_lock
from panelsearch.model.ingest_reports import Progress
from panelsearch.ocr.cache import RecognitionCache
from panelsearch.query.ast import Everything
from panelsearch.registers.library_indexes import PASSAGES, LibraryIndexes
from panelsearch.storage import registry
from panelsearch.storage.address import LOCAL
from panelsearch.storage.base import Store, StoreSnapshot, WritableStore
from panelsearch.storage.derived_tables import DerivedTables, Publication, TableWriter
from panelsearch.storage.library_files import OWN_NAMES, LibraryFiles
from panelsearch.storage.own_files import is_same_file
from panelsearch.storage.place import Place
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.tables.digests import (
    Digests,
    TableDigest,
    beside_documents,
    derived_digests,
    places_of,
)
from panelsearch.storage.tables.whole_documents import WholeDocuments

_MOST_BYTES = 1024 * 1024 * 1024
_GENERATIONS_KEPT = 2
_LEFT_BY_A_RUN_KILLED_AT_ONCE = ("writer.lock", *OWN_NAMES)

OnProgress = Callable[[Progress], None]
Digest = Mapping[str, TableDigest]


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was copied: the digests of each table, which are the same on both sides, and the names of files."""

    tables: Digest
    files: tuple[str, ...]
    seconds: float


def copy(
    source: Place, target: Place, *, over: bool = False, on_progress: OnProgress = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False, engines: Engines | None = None, wait: bool = False,
) -> CopyReport:  # fmt: skip
    """Make the library at `target` the one at `source`; one that is there already gives way where `over` says so.

    UsageError where there is one and it may not, or both are the same; LibraryError where the source cannot be read,
    another writes to the target, or what is read back there is not what was copied; Interrupted when cancelled.
    """
    started = time.monotonic()
    if _are_same(source, target):
        raise UsageError(f"{source} cannot be copied to itself.", "Name another place.")
    if _have_one_index(source, target):
        raise UsageError(f"{source} and {target} cannot have one index.", "Name another place for the copy's index.")
    _must_hold_nothing_else(target)
    run = _Copy(target, engines or Engines.in_use(), on_progress, cancelled)
    with registry.open_snapshot(source.store) as old:
        generation = old.generations.newest()
        if generation is None:
            raise LibraryMissingError(f"The index in {source} was never finished.", "Go on with it: panelsearch index")
        with writer_lock(target, run.waiting if wait else None) as written:
            if not over and holds_library(target.store):
                raise UsageError(
                    f"There is a library in {target} already.", "Name another place, or give it up with --replace."
                )
            with registry.open_store(target.store) as new:
                files: list[str] = []

                def beside() -> None:
                    files.extend(_files_copied(old.files, new.files))
                    if source.home != target.home:
                        RecognitionCache(target.home).take_over(source.home)

                tables = run.copied(old, generation, new, written, beside)
    return CopyReport(tables, tuple(files), time.monotonic() - started)


def _must_hold_nothing_else(target: Place) -> None:
    """UsageError where a library would be put among files that are none of a library's, such as its papers."""
    folder = target.store.directory if target.store.scheme == LOCAL else None
    if folder is None or not folder.is_dir() or registry.has_store(target.store):
        return
    if any(path.name not in _LEFT_BY_A_RUN_KILLED_AT_ONCE for path in folder.iterdir()):
        raise UsageError(
            f"{folder} holds files, and none of them is a library's.",
            "Name a folder that is empty, or not there yet.",
        )


def _are_same(one: Place, other: Place) -> bool:
    if one.store == other.store:
        return True
    both = (one.store, other.store)
    return all(store.scheme == LOCAL for store in both) and is_same_file(*(store.directory for store in both))


def _have_one_index(one: Place, other: Place) -> bool:
    both = (one.index_directory, other.index_directory)
    return one.index == other.index or (None not in both and is_same_file(*map(Path, filter(None, both))))


def _files_copied(old: LibraryFiles, new: LibraryFiles) -> list[str]:
    """Have the same own files, once all can be read; the names of those there are."""
    texts = {name: _copied_from(old, name) for name in OWN_NAMES}
    copied = []
    for name, told in texts.items():
        try:
            if told is None:
                new.remove(name)
                continue
            new.write(name, told.decode("utf-8"))
        except OSError as error:
            raise _not_copied(old, name, error) from error
        if new.read(name, _MOST_BYTES) != told:
            raise LibraryError(f"{new.where(name)} is not as it was written.", "See who else writes there.")
        copied.append(name)
    return copied


def _copied_from(old: LibraryFiles, name: str) -> bytes | None:
    try:
        told = old.read(name, _MOST_BYTES)
        (told or b"").decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _not_copied(old, name, error) from error
    return told


def _not_copied(old: LibraryFiles, name: str, error: Exception) -> LibraryError:
    return LibraryError(f"{old.where(name)} cannot be copied: {error}.", "Put that right, and go on.")


class _Copy:
    """One run of `copy`, from one opened store to another."""

    def __init__(
        self, target: Place, engines: Engines, tell: OnProgress, cancelled: Callable[[], bool]
    ) -> None:  # fmt: skip
        self._target, self._engine = target, engines.index
        self._tell, self._cancelled = tell, cancelled

    def waiting(self, holder: str) -> None:
        """Another run is at work there."""
        self._go_on(Progress("waiting for another run", 0, 0, 0, 0, 0, document=holder))

    def copied(
        self, old: StoreSnapshot, generation: Generation, new: WritableStore, written: WrittenPlace,
        beside: Callable[[], None],
    ) -> Digest:  # fmt: skip
        """Copy, look at what is there, and publish it; the digests of both. `beside` copies what is no store's.

        What a library that is there already would miss is replaced last, when the copy is known to be whole.
        """
        indexes = LibraryIndexes(self._target.index, self._engine, index_owner(self._target, new))
        indexes.must_take_more()  # before anything is copied
        members, before = old.generations.members(generation.number), new.generations.newest()
        ours, keys, again = self._documents_copied(old, new, members)
        theirs = [replace(m, document_id=None if m.document_id is None else keys[m.document_id]) for m in members]
        documents = tuple(places_of(theirs))
        number = new.generations.next_number()
        name = indexes.name_of(number)
        with written.written():
            indexes.write(name, None, new, documents, set(), self._note_indexed)
        self._must_hold_all(indexes, name, ours["passages"].rows if "passages" in ours else 0)
        sums = self._read_back(new, documents, again)
        _must_be_equal(ours, sums)

        written.must_stay()
        beside()
        new.writer.replace_failures(WholeDocuments(old.tables).failures())
        new.writer.read_again(sorted(set(again.values())))
        new.arrivals.restore(old.arrivals.known())
        sums |= beside_documents(new, theirs)
        _must_be_equal({**ours, **beside_documents(old, members)}, sums)
        if not WholeDocuments(new.tables).are_to_retry(documents, again):
            raise _different(["documents"])
        *derived, last = DERIVED_TABLES
        checked = _Checked(last, _derived(old, places_of(members)), places_of(theirs))
        published = replace(
            generation, number=number, index_name=name, index_fingerprint=indexes.fingerprint
        )  # fmt: skip
        written.must_stay()
        new.generations.publish(published, theirs, (*derived, checked))
        with suppress(LibraryError, OSError):  # the next run makes up for it
            new.generations.sweep(_GENERATIONS_KEPT)
            indexes.sweep({name, before.index_name if before else name})
        return sums | checked.found

    def _documents_copied(
        self, old: StoreSnapshot, new: WritableStore, members: Sequence[Member]
    ) -> tuple[dict[str, TableDigest], dict[int, int], dict[int, str]]:
        """Have the new store hold the documents; their digests, the new ids by the old, and which to read again.

        These by their new ids, with the hash of each: that they are is not said yet.
        """
        source, target, again = WholeDocuments(old.tables), WholeDocuments(new.tables), dict[int, str]()
        there, digests, keys, pages = target.known(), Digests(), dict[int, int](), 0
        places, names = places_of(members), {one.document_id: one.name for one in reversed(members)}
        for key, place in places.items():
            saved = source.document(key)
            digests.add_document(place, saved)
            known = there.get(saved.key)
            if known is not None and target.document(known).packed != saved.packed:
                new.writer.read_again([saved.sha256])  # of two that the same pipeline read, one is known
                known = None
            if known is None:
                known = new.writer.save(saved.sha256, saved.fingerprint, saved.packed, saved.stamp)
            keys[key] = known
            if saved.to_retry:
                again[known] = saved.sha256
            pages += saved.packed.page_count
            self._go_on(Progress("copying", place + 1, len(places), pages, 0, 0, document=names[key]))
        return digests.told(), keys, again

    def _read_back(self, store: Store, documents: Sequence[int], again: Collection[int]) -> dict[str, TableDigest]:
        digests, whole = Digests(), WholeDocuments(store.tables)
        for place, key in enumerate(documents):
            digests.add_document(place, replace(whole.document(key), to_retry=key in again))
            self._go_on(Progress("comparing", place + 1, len(documents), 0, 0, 0))
        return digests.told()

    @staticmethod
    def _must_hold_all(indexes: LibraryIndexes, name: str, passages: int) -> None:
        """LibraryError unless so many passages are in the new index."""
        with closing(indexes.reader(name, PASSAGES)) as index:
            if index.search(Everything(), 1).total != passages:
                raise _different(["the index"])

    def _note_indexed(self, done: int, total: int) -> None:
        self._go_on(Progress("writing the index", done, total, 0, 0, 0))

    def _go_on(self, progress: Progress) -> None:
        if self._cancelled():
            raise Interrupted("Stopped. What was copied is kept.", "Run the same command again to go on.")
        self._tell(progress)


class _Checked:
    """The last of the derived tables, and then all of them held against the source's, before they are committed.

    `wanted` is None where the source has them in another version: then they are made, and not compared.
    """

    def __init__(self, last: DerivedTables, wanted: Digest | None, places: Mapping[int, int]) -> None:
        self.name, self.version, self.tables, self.schema = last.name, last.version, last.tables, last.schema
        self._last, self._wanted, self._places = last, wanted, places
        self.found: dict[str, TableDigest] = {}

    def update(self, tables: TableWriter, publication: Publication) -> None:
        """See `DerivedTables`."""
        self._last.update(tables, publication)
        self.found = derived_digests(tables, DERIVED_TABLES, self._places)
        if self._wanted is not None:
            _must_be_equal(self._wanted, self.found)


def _derived(store: Store, places: Mapping[int, int]) -> Digest | None:
    if all(store.tables.has(one.name, one.version) for one in DERIVED_TABLES):
        return derived_digests(store.tables, DERIVED_TABLES, places)
    return None


def _must_be_equal(ours: Digest, theirs: Digest) -> None:
    """LibraryError where a table was copied otherwise than it is."""
    if others := sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)):
        raise _different(others)


def _different(what: Sequence[str]) -> LibraryError:
    return LibraryError(
        f"What was copied is not what is there: {', '.join(what)} differ. Nothing was published.",
        "Look whether the first is whole (panelsearch status --check), and begin anew with --replace.",
    )
