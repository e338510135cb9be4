"""How does the library switch to its next state? Write the indexes of the new generation, then commit its row.

The indexes of the generation before are left as they are, since readers may still hold them open; both are kept until
the next run. Whatever stops this half way, the library is as it was; and once the row is committed, it is the new one,
whatever becomes of tidying up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from panelsearch.errors import LibraryError
from panelsearch.indexing.passage_documents import OnIndexed
from panelsearch.ingestion.writer_lock import WrittenPlace
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.storage.acquisitions import next_built
from panelsearch.storage.base import WritableStore
from panelsearch.storage.derived_tables import DerivedTables
from panelsearch.storage.records import Generation, Member

_GENERATIONS_KEPT = 2
_MADE_UP = "The next run that changes it makes up for it, once that can be done."


@dataclass(frozen=True, slots=True)
class Publisher:
    """What generations are made of and where: the store, the indexes, their place, and the tables made with each.

    `made_by` is the fingerprint of what reads PDFs, with how pictures are wished to be recognised.
    """

    store: WritableStore
    indexes: LibraryIndexes
    derived: Sequence[DerivedTables]
    made_by: str
    place: WrittenPlace

    def is_current(self, generation: Generation | None) -> bool:
        """Whether a generation is what this would make of the same files."""
        return (
            generation is not None
            and generation.pipeline_fingerprint == self.made_by
            and generation.index_fingerprint == self.indexes.fingerprint
            and self.indexes.holds(generation.index_name)
            and all(self.store.tables.has(derived.name, derived.version) for derived in self.derived)
        )

    def publish(
        self, before: Generation | None, members: Sequence[Member], roots: tuple[str, ...], told: OnIndexed,
        *, anew: bool = False,
    ) -> str:  # fmt: skip
        """Make these members the library. `told` hears how many documents are indexed, and may raise to stop it.

        The indexes are built on those of the generation before, unless these are of another engine, gone, or not wished
        (`anew`). What of tidying up afterwards failed, in words: the members are the library then all the same.
        LibraryError where it cannot be written, or its place is not there any more.
        """
        self.place.must_stay()
        number = self.store.generations.next_number()
        name = self.indexes.name_of(number)
        old = self.store.generations.members(before.number) if before else ()
        arrivals = self.store.arrivals
        if before is not None:  # what a killed run did not write down, or a version that kept no such file
            # where this fails nothing is published: what is not noted counts as having come in with the newest state
            arrivals.note(_contents(old), before.built)
        base = None if anew or before is None else self._base(before)
        held = {m.document_id for m in old if m.document_id is not None} if base else set()
        documents = dict.fromkeys(m.document_id for m in members if m.document_id is not None)  # by their first names
        with self.place.written():  # else the store would name indexes that are not there
            self.indexes.write(name, base, self.store, tuple(documents), held, told)
        built = next_built(before.built if before else None)
        generation = Generation(number, built, name, self.made_by, self.indexes.fingerprint, roots)
        self.store.generations.publish(generation, members, self.derived)
        kept = {name, before.index_name if before else name}
        untidied = (
            _failed("when its papers came in could not be noted", lambda: arrivals.note(_contents(members), built)),
            _failed("its older states could not be swept", lambda: self.store.generations.sweep(_GENERATIONS_KEPT)),
            _failed("its older indexes could not be swept", lambda: self.indexes.sweep(kept)),
        )
        self.place.must_stay()
        return " ".join(filter(None, untidied))

    def _base(self, before: Generation) -> str | None:
        usable = before.index_fingerprint == self.indexes.fingerprint and self.indexes.holds(before.index_name)
        return before.index_name if usable else None


def _failed(what: str, step: Callable[[], None]) -> str:
    """That a step of tidying up failed, and why; "" where it did not."""
    try:
        step()
    except (LibraryError, OSError) as error:
        why = error.message if isinstance(error, LibraryError) else f"{error.strerror or error}."
        return f"The library is up to date, but {what}: {why} {_MADE_UP}"
    return ""


def _contents(members: Iterable[Member]) -> Iterator[str]:
    """The hashes of the files that could be read."""
    return (member.sha256 for member in members if member.document_id is not None)
