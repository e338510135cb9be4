"""Wherever a library's own files are kept, they are written whole and changed by one at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from panelsearch.storage import registry
from panelsearch.storage.acquisitions import Arrivals
from panelsearch.storage.library_files import DirectoryFiles, LibraryFiles
from panelsearch.storage.sqlite.arrivals import SqliteArrivals
from panelsearch.testing.memory_files import MemoryArrivals, MemoryFiles

NAME = "people.toml"


KINDS = ["directory", "memory", pytest.param("postgres", marks=pytest.mark.scale)]


@pytest.fixture(params=KINDS)
def files(request: pytest.FixtureRequest, tmp_path: Path) -> LibraryFiles:
    if request.param == "postgres":
        return registry.files(request.getfixturevalue("postgres").new_library())
    return DirectoryFiles(tmp_path) if request.param == "directory" else MemoryFiles()


@pytest.fixture(params=KINDS)
def arrivals(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Arrivals]:
    if request.param == "postgres":
        with registry.open_store(request.getfixturevalue("postgres").new_library()) as store:
            yield store.arrivals
    else:
        yield SqliteArrivals(tmp_path) if request.param == "directory" else MemoryArrivals()


def test_what_is_written_is_read_and_what_is_removed_is_gone(files: LibraryFiles) -> None:
    assert files.read(NAME, 100) is None
    files.write(NAME, "Zoë\n")
    files.write(NAME, "Zoë Harkett\r\n")
    assert files.read(NAME, 100) == "Zoë Harkett\r\n".encode()
    assert files.read(NAME, 3) == b"Zo\xc3"
    assert files.read("other.toml", 100) is None
    files.remove(NAME)
    files.remove(NAME)
    assert files.read(NAME, 100) is None


def test_a_file_is_called_by_its_name(files: LibraryFiles) -> None:
    assert NAME in files.where(NAME)


def test_who_changes_a_file_waits_for_who_is_at_it(files: LibraryFiles) -> None:
    files.write(NAME, "0")

    def add() -> None:
        for _ in range(10):
            with files.changing(NAME):
                files.write(NAME, str(int(files.read(NAME, 100) or b"0") + 1))

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files.read(NAME, 100) == b"30"


def test_who_waits_too_long_is_told(files: LibraryFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("storage.library_files", "storage.postgres.own_tables", "testing.memory_files"):
        if name in files.__class__.__module__:
            monkeypatch.setattr(f"panelsearch.{name}.PATIENCE_SECONDS", 0.1)
    told: list[BaseException] = []

    def change() -> None:
        try:
            with files.changing(NAME):
                pass
        except OSError as error:
            told.append(error)

    with files.changing(NAME):
        other = threading.Thread(target=change)
        other.start()
        other.join()
    assert isinstance(told[0], TimeoutError)


def test_a_paper_keeps_the_day_that_it_came_in_first(arrivals: Arrivals) -> None:
    arrivals.note(["aa"], "2026-01-01T00:00:00+00:00")
    arrivals.note(["aa", "bb"], "2026-02-01T00:00:00+00:00")
    assert {sha256: moment.month for sha256, moment in arrivals.known().items()} == {"aa": 1, "bb": 2}
    assert arrivals.mend() == ""


def test_what_is_restored_is_all_there_is(arrivals: Arrivals) -> None:
    arrivals.note(["aa", "bb"], "2026-01-01T00:00:00+00:00")
    moments = {"bb": datetime(2025, 1, 1, tzinfo=UTC), "cc": datetime(2025, 2, 1, 12, tzinfo=UTC)}
    arrivals.restore(moments)
    assert arrivals.known() == moments
