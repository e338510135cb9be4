"""An index is one library's: another neither writes there, nor sweeps, nor takes what is there for its own."""

from __future__ import annotations

from contextlib import closing

import pytest

from panelsearch.errors import LibraryDamagedError, LibraryError
from panelsearch.indexing.base import IndexEngine
from panelsearch.indexing.generation_names import marked, owner_of
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import Everything
from tests.index_places import ENGINE_PARAMETERS, new_index

ONE, OTHER = "1" * 16, "2" * 16


@pytest.fixture(params=[one for one in ENGINE_PARAMETERS if one.values != ("memory",)])
def engine(request, tmp_path) -> IndexEngine:
    return new_index(request, request.param, tmp_path)


def written(engine: IndexEngine, number: int, owner: str = "", base: str | None = None, *, marks: bool = True) -> str:
    name = marked(engine.name_of(number), owner) if marks else engine.name_of(number)
    with engine.writer(name, base) as writer:
        writer.add([IndexedPassage(number, number, "The weir was mended.")])
    return name


def held(engine: IndexEngine, name: str) -> frozenset[int]:
    with closing(engine.reader(name)) as reader:
        return reader.matching_ids(Everything())


@pytest.mark.parametrize("owner", [OTHER, ""])
def test_another_library_neither_writes_nor_sweeps_nor_reads_there(engine: IndexEngine, owner: str) -> None:
    name = written(engine, 1, ONE)
    for number in (1, 2):
        with pytest.raises(LibraryError, match="another library's") as told:
            written(engine, number, owner)
        assert "another place" in told.value.hint
    theirs = marked(engine.name_of(1), owner)
    with pytest.raises(LibraryError, match="another library's"):
        engine.must_take(theirs)
    engine.must_take(marked(engine.name_of(2), ONE))
    with pytest.raises(LibraryError, match="another library's"):
        engine.sweep({theirs})
    assert not engine.holds(theirs)
    with pytest.raises(LibraryDamagedError):
        engine.reader(theirs)
    assert held(engine, name) == {1}


def test_an_index_that_is_not_there_yet_takes_anybodys(engine: IndexEngine) -> None:
    for owner in (ONE, OTHER, ""):
        engine.must_take(marked(engine.name_of(1), owner))


def test_one_of_an_older_version_is_its_librarys_own_and_marked_by_the_next_run(engine: IndexEngine) -> None:
    old = written(engine, 1, marks=False)
    assert owner_of(old) == ""
    new = written(engine, 2, ONE, old)
    assert held(engine, new) == {1, 2}
    engine.sweep({old, new})
    assert held(engine, old) == {1}
    engine.sweep({new})
    with pytest.raises(LibraryError, match="another library's"):
        written(engine, 3, OTHER)


def test_a_state_of_another_history_is_not_taken_for_the_one_of_its_number(engine: IndexEngine) -> None:
    first = written(engine, 1, ONE)
    lost, again = written(engine, 2, ONE, first), written(engine, 2, ONE, first)
    assert not engine.holds(lost)
    with pytest.raises(LibraryDamagedError):
        engine.reader(lost)
    assert held(engine, again) == {1, 2}
