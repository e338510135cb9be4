"""Which indexes does a library have? That of its passages, and one for each register that queries cut down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from panelsearch.indexing.base import IndexEngine, IndexReader, IndexWriter, Standing
from panelsearch.indexing.engines import DEFAULT_ENGINE, open_engine
from panelsearch.indexing.generation_names import marked
from panelsearch.indexing.passage_documents import OnIndexed, write_generation
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.registers.indexed_rows import FINGERPRINT, indexed_actions, indexed_decisions
from panelsearch.storage.base import DocumentReader, Store

PASSAGES, DECISIONS, ACTIONS = "passages", "decisions", "actions"
_ROWS: Mapping[str, Callable[[DocumentReader, int], Iterator[IndexedPassage]]] = {
    DECISIONS: indexed_decisions,
    ACTIONS: indexed_actions,
}


class LibraryIndexes:
    """The indexes of the library at a place, all kept by one kind of engine, and all of the same generations.

    That of the passages is at the place itself, each of the others below it, under its register's name. New generations
    bear the id of the library whose they are (`owner`), where it has one.
    """

    def __init__(self, place: Path | str, engine: str = DEFAULT_ENGINE, owner: str = "") -> None:
        self._owner = owner
        self._engines: dict[str, IndexEngine] = {PASSAGES: open_engine(place, engine)}
        self._engines |= {name: open_engine(_below(place, name), engine) for name in _ROWS}

    @property
    def fingerprint(self) -> str:
        """Changes with anything that changes what the indexes hold."""
        return f"{self._engines[PASSAGES].fingerprint}, {FINGERPRINT}"

    def name_of(self, number: int) -> str:
        """What a new generation of that number is called: each time something that no other ever was."""
        return marked(self._engines[PASSAGES].name_of(number), self._owner)

    def holds(self, generation: str) -> bool:
        """Whether every index has that generation."""
        return all(engine.holds(generation) for engine in self._engines.values())

    def must_take_more(self) -> None:
        """LibraryError where no new generation could be written, as far as is known before."""
        name = self.name_of(0)
        for engine in self._engines.values():
            engine.must_take(name)

    def write(
        self, generation: str, base: str | None, store: Store, documents: Sequence[int], held: Collection[int],
        told: OnIndexed = lambda done, total: None,
    ) -> None:  # fmt: skip
        """Write a generation of these `documents`, in canonical order, from one (`base`) of the documents `held`.

        `told` may raise to stop it; what an index raises where it cannot be written passes through.
        """
        for name, engine in self._engines.items():
            with engine.writer(generation, base) as writer:
                if name == PASSAGES:
                    write_generation(writer, store, documents, held, told)
                else:
                    _write_rows(writer, name, store.documents, documents, held)

    def reader(self, generation: str, of: str) -> IndexReader:
        """A generation of the index of that name. LibraryDamagedError."""
        return self._engines[of].reader(generation)

    def faults(self, generation: str) -> Iterator[str]:
        """What is damaged in a generation of any of them, in words, once all of it has been read."""
        for engine in self._engines.values():
            yield from engine.faults(generation)

    def sweep(self, keep: Collection[str]) -> None:
        """Drop all generations but these."""
        for engine in self._engines.values():
            engine.sweep(keep)


def _below(place: Path | str, name: str) -> str:
    """The place of another index, below that of the passages; what an address asks for behind a ? stays there."""
    path, mark, asked = str(place).partition("?") if "://" in str(place) else (str(place), "", "")
    return f"{path}/{name}{mark}{asked}"


def _write_rows(
    writer: IndexWriter, name: str, store: DocumentReader, documents: Sequence[int], held: Collection[int]
) -> None:
    before = set(held)
    writer.remove(before - set(documents))
    writer.arrange(Standing(documents))
    writer.add(row for document in documents if document not in before for row in _ROWS[name](store, document))
