"""Whatever SQLite refuses, the message says what happened, and only a damaged file is to be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from panelsearch.errors import LibraryBusyError, LibraryDamagedError, LibraryError
from panelsearch.storage.sqlite.arrivals import ARRIVALS_NAME, SqliteArrivals
from panelsearch.storage.sqlite.connection import STORE_NAME, SqliteDatabase
from panelsearch.storage.sqlite_files import connected


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    database = SqliteDatabase(tmp_path / STORE_NAME, "rwc")
    database.rows("CREATE TABLE kept (word TEXT)")
    yield database
    database.close()


def no_deletion(error: LibraryError) -> bool:
    return not any(word in f"{error.message} {error.hint}".casefold() for word in ("delete", "rebuild"))


@pytest.mark.parametrize("durable", [False, True])
def test_a_full_disk_is_told_as_one_and_undoes_the_change(database: SqliteDatabase, *, durable: bool) -> None:
    (pages,) = database.rows("PRAGMA page_count")[0]
    database.rows(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(LibraryDamagedError, match="full") as told, database.transaction(durable=durable) as db:
        db.insert("INSERT INTO kept VALUES (?)", [("weir" * 2000,)] * 50)
    assert "room" in told.value.hint
    assert no_deletion(told.value)
    assert database.rows("SELECT count(*) FROM kept") == [(0,)]
    with database.transaction(durable=durable) as db:  # the next change finds no transaction open
        db.run("INSERT INTO kept VALUES ('lock')")
    assert database.rows("SELECT word FROM kept") == [("lock",)]


def test_a_change_that_cannot_be_committed_is_undone(database: SqliteDatabase) -> None:
    database.rows("CREATE TABLE parts (of INTEGER REFERENCES wholes (id) DEFERRABLE INITIALLY DEFERRED)")
    database.rows("CREATE TABLE wholes (id INTEGER PRIMARY KEY)")
    database.rows("PRAGMA foreign_keys=ON")
    with pytest.raises(LibraryError, match="FOREIGN KEY"), database.transaction() as db:
        db.run("INSERT INTO parts VALUES (1)")
    with database.transaction() as db:
        db.run("INSERT INTO wholes VALUES (1)")
    assert database.rows("SELECT count(*) FROM parts") == [(0,)]


def test_a_question_that_is_too_long_does_not_damage_the_library(database: SqliteDatabase) -> None:
    for asked in (" OR ".join(["1"] * 5_000), "1 IN (" + " UNION ".join(["SELECT 1"] * 5_000) + ")"):
        with pytest.raises(LibraryError, match="asked so much") as told:
            database.rows(f"SELECT * FROM kept WHERE {asked}")
        assert not isinstance(told.value, LibraryDamagedError)
        assert no_deletion(told.value)


def test_a_locked_library_is_busy(database: SqliteDatabase, tmp_path: Path) -> None:
    database.rows("PRAGMA busy_timeout=0")
    with closing(connected(tmp_path / STORE_NAME, "rwc", 0)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryBusyError, match="locked") as told:
            database.rows("SELECT * FROM kept")
    assert no_deletion(told.value)


def test_a_closed_library_says_that_it_was_closed(database: SqliteDatabase) -> None:
    database.close()
    with pytest.raises(LibraryError, match="was closed") as told:
        database.rows("SELECT * FROM kept")
    assert not isinstance(told.value, LibraryDamagedError)
    with pytest.raises(LibraryError, match="was closed"), database.transaction():
        pass


def test_a_folder_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as told:
        SqliteDatabase(tmp_path / "none" / STORE_NAME, "ro")
    assert no_deletion(told.value)


def test_a_damaged_library_is_to_be_rebuilt(database: SqliteDatabase, tmp_path: Path) -> None:
    database.rows("INSERT INTO kept VALUES (CAST(x'ff' AS TEXT))")
    for asked in ("SELECT word FROM kept", "SELECT * FROM lost", "SELECT json_array_length('[')"):
        with pytest.raises(LibraryDamagedError) as told:
            database.rows(asked)
        assert "--repair" in told.value.hint
    (tmp_path / ARRIVALS_NAME).write_bytes(b"this is no database" * 1000)
    with pytest.raises(LibraryDamagedError) as told:
        SqliteArrivals(tmp_path).known()
    assert told.value.hint.startswith("Delete it")
