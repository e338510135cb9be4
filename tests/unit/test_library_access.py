"""An open library goes over to a newer state, where that takes nothing from a reader."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bench.papers_at_scale import records
from panelsearch.errors import LibraryError, LibraryMovedOnError
from panelsearch.model.documents import DocumentRecord
from panelsearch.services.library import Library
from panelsearch.storage import registry
from panelsearch.storage.place import Place
from panelsearch.storage.records import Generation
from panelsearch.tui import library_access
from panelsearch.tui.library_access import Lane, LibraryAccess
from tests.unit.made_library import publish

PAPERS = dict(records(6))
FEWER = dict(list(PAPERS.items())[:4])
READ_ON = [Lane.PAGE, Lane.ROWS, Lane.COUNT, Lane.HOME, Lane.COMPLETION]
ASKED_ANEW = [Lane.SEARCH, Lane.REGISTER, Lane.SAVED, Lane.HOLDINGS]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_access, "_PATIENCE_SECONDS", 20.0)
    monkeypatch.setattr(library_access, "_LOOKS_APART_SECONDS", 0.0)


@pytest.fixture
def at(place: Path | str, tmp_path: Path) -> Place:
    """Where the library is: in a directory, or its store on a server."""
    if isinstance(place, Path):
        return Place.of(place)
    named = tmp_path / "library.toml"
    named.write_text(f"store = '{place}'\nindex = '{tmp_path / 'index'}'\n")
    return Place.of(named)


@pytest.fixture
def moved() -> list[int]:
    """How many documents there were, each time the library was gone over to another state."""
    return []


@pytest.fixture
def access(at: Place, moved: list[int]) -> LibraryAccess:
    publish(at, FEWER)
    return LibraryAccess(at, moved.append)


def looks(monkeypatch: pytest.MonkeyPatch, ask: Callable[[], None]) -> list[int]:
    """Have something done whenever the store is asked for its newest state; the list grows with each time."""
    asked: list[int] = []
    newest = registry.newest

    def noted(place: object) -> Generation | None:
        asked.append(1)
        ask()
        return newest(place)  # type: ignore[arg-type]

    monkeypatch.setattr(registry, "newest", noted)
    return asked


def count(access: LibraryAccess, lane: Lane) -> Awaitable[int]:
    return access.call(lane, lambda library: library.document_count)


@pytest.mark.parametrize("lane", ASKED_ANEW)
def test_what_is_asked_for_anew_is_asked_of_the_newest_state(
    access: LibraryAccess, moved: list[int], at: Place, lane: Lane
) -> None:
    async def script() -> None:
        await access.open()
        assert await count(access, lane) == 4
        publish(at, PAPERS)
        for read_on in READ_ON:
            assert await count(access, read_on) == 4
        assert not moved
        assert await count(access, lane) == 6
        assert await count(access, Lane.PAGE) == 6
        assert await count(access, lane) == 6
        assert moved == [6]

    asyncio.run(script())


def test_what_is_under_way_is_answered_by_the_state_that_it_was_asked_of(
    access: LibraryAccess, moved: list[int], at: Place
) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(library: Library) -> int:
        begun.set()
        gate.wait(20)
        return library.document_count

    async def script() -> None:
        await access.open()
        answer = asyncio.create_task(access.call(Lane.REGISTER, slow))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        publish(at, PAPERS)
        await access.follow()
        assert await count(access, Lane.PAGE) == 6
        gate.set()
        assert await answer == 4

    asyncio.run(script())


def test_who_opened_the_library_anew_is_told_nothing(access: LibraryAccess, moved: list[int], at: Place) -> None:
    async def script() -> None:
        await access.open()
        publish(at, PAPERS)
        await access.open()
        assert await count(access, Lane.SEARCH) == 6
        assert not moved

    asyncio.run(script())


def test_a_store_that_does_not_answer_holds_nothing_up_and_what_it_says_late_is_for_the_next_time(
    access: LibraryAccess, moved: list[int], at: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    asked = looks(monkeypatch, lambda: gate.wait(20) and None)

    async def script() -> None:
        await access.open()
        publish(at, PAPERS)
        monkeypatch.setattr(library_access, "_PATIENCE_SECONDS", 0.01)
        for _ in range(3):
            assert await count(access, Lane.SEARCH) == 4
        while not asked:  # the thread that asks may begin later than three short waits take
            await asyncio.sleep(0.001)
        assert len(asked) == 1
        gate.set()
        while access._newer is None:
            await asyncio.sleep(0.001)
        assert await count(access, Lane.ROWS) == 4  # what is read on changes at no time of its own
        monkeypatch.setattr(library_access, "_PATIENCE_SECONDS", 20.0)
        assert await count(access, Lane.SEARCH) == 6
        assert moved == [6]

    asyncio.run(script())


@pytest.mark.parametrize("error", [LibraryError("The server is down.", "Start it."), OSError("no drive")])
def test_a_store_that_fails_breaks_nothing_that_is_open(
    access: LibraryAccess, at: Place, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails() -> None:
        raise error

    asked = looks(monkeypatch, fails)

    async def script() -> None:
        await access.open()
        publish(at, PAPERS)
        assert await count(access, Lane.SEARCH) == await count(access, Lane.REGISTER) == 4
        assert len(asked) == 2

    asyncio.run(script())


def test_a_server_is_asked_for_its_newest_state_every_few_seconds_only(
    access: LibraryAccess, at: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = looks(monkeypatch, lambda: None)
    monkeypatch.setattr(library_access, "LOCAL", "another scheme")
    monkeypatch.setattr(library_access, "_LOOKS_APART_SECONDS", 60.0)

    async def script() -> None:
        await access.open()
        for _ in range(3):
            await count(access, Lane.SEARCH)
        publish(at, PAPERS)
        assert await count(access, Lane.SEARCH) == 4
        assert len(asked) == 1
        access._looked -= library_access._LOOKS_APART_SECONDS
        assert await count(access, Lane.SEARCH) == 6

    asyncio.run(script())


def test_a_newer_state_that_was_opened_too_late_takes_the_place_of_none_that_is_newer_still(
    access: LibraryAccess, moved: list[int], at: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, gate = threading.Event(), threading.Event()
    opens = Library.open

    def slow(place: Place) -> Library:
        library = opens(place)
        begun.set()
        gate.wait(20)
        return library

    async def script() -> None:
        await access.open()
        publish(at, PAPERS)
        monkeypatch.setattr(Library, "open", slow)
        following = asyncio.create_task(access.follow())
        while not begun.is_set():
            await asyncio.sleep(0.001)
        monkeypatch.setattr(Library, "open", opens)
        publish(at, FEWER)
        await access.open()
        gate.set()
        await following
        assert await count(access, Lane.SEARCH) == 4
        assert not moved

    asyncio.run(script())


def test_however_many_ask_at_once_the_library_is_gone_over_to_once(
    access: LibraryAccess, moved: list[int], at: Place
) -> None:
    async def script() -> None:
        await access.open()
        publish(at, PAPERS)
        await asyncio.gather(*(count(access, lane) for lane in ASKED_ANEW * 25))
        assert await count(access, Lane.SEARCH) == 6
        assert moved == [6]

    asyncio.run(script())


@pytest.mark.parametrize(
    ("papers", "told"), [(PAPERS, [6]), ({}, [])], ids=["others published", "a connection was lost"]
)
def test_a_state_that_can_be_asked_no_more_is_left_at_once_and_told_where_it_was_overtaken(
    access: LibraryAccess, moved: list[int], at: Place, papers: dict[str, DocumentRecord], told: list[int]
) -> None:
    lost = [LibraryMovedOnError("It is gone.", "Ask once more.")]

    def ask(library: Library) -> int:
        if lost:
            raise lost.pop()
        return library.document_count

    async def script() -> None:
        await access.open()
        if papers:
            publish(at, papers)
        assert await access.call(Lane.PAGE, ask) == (6 if papers else 4)
        assert moved == told

    asyncio.run(script())
