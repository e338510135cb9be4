"""A library that is open while others make it anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.papers_at_scale import records
from panelsearch.errors import LibraryDamagedError, LibraryMovedOnError
from panelsearch.model.register_rows import Wanted
from panelsearch.registers.library_indexes import LibraryIndexes
from panelsearch.services.library import Library
from panelsearch.storage.registry import open_snapshot
from tests.unit.made_library import publish

PAPERS = dict(records(12))
NEEDING_AN_INDEX: dict[str, Callable[[Library], object]] = {
    "search": lambda library: library.search("minutes"),
    "decisions": lambda library: library.count_decisions("", Wanted(body="council")),
    "actions": lambda library: library.count_actions("minutes"),
}


def sweep_all_but_newest(directory: Path) -> None:
    """What runs do to the indexes of states before the last but one."""
    store = open_snapshot(directory)
    newest = store.generations.newest()
    store.close()
    assert newest is not None
    LibraryIndexes(directory).sweep([newest.index_name])


@pytest.mark.parametrize("ask", NEEDING_AN_INDEX.values(), ids=NEEDING_AN_INDEX)
def test_an_index_swept_before_it_was_opened_says_that_the_library_moved_on(
    tmp_path: Path, ask: Callable[[Library], object]
) -> None:
    publish(tmp_path, PAPERS)
    with Library.open(tmp_path) as library:
        publish(tmp_path, PAPERS)
        sweep_all_but_newest(tmp_path)
        with pytest.raises(LibraryMovedOnError, match="since it was opened") as told:
            ask(library)
        assert told.value.hint == "Ask once more."
        assert library.count_decisions()  # what lies in the store is answered on
    with Library.open(tmp_path) as library:
        assert ask(library)


def test_an_index_opened_before_it_was_swept_answers_on(tmp_path: Path) -> None:
    publish(tmp_path, PAPERS)
    with Library.open(tmp_path) as library:
        before = [ask(library) for ask in NEEDING_AN_INDEX.values()]
        publish(tmp_path, {})
        sweep_all_but_newest(tmp_path)
        assert [ask(library) for ask in NEEDING_AN_INDEX.values()] == before


def test_an_index_that_is_gone_while_nothing_newer_is_there_is_damaged(tmp_path: Path) -> None:
    publish(tmp_path, PAPERS)
    LibraryIndexes(tmp_path).sweep([])
    with Library.open(tmp_path) as library, pytest.raises(LibraryDamagedError, match="cannot be read"):
        library.search("minutes")
