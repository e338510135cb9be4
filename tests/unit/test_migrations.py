"""A library of an older version is taken over, or set aside where that cannot be; never deleted, never half done."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from library_10 import downgrade

from panelsearch.errors import Interrupted, LibraryBusyError, LibraryDamagedError, LibraryOutdatedError
from panelsearch.ingestion import worker, worker_pool
from panelsearch.ingestion.pipeline import ingest
from panelsearch.storage.packing import pack
from panelsearch.storage.records import Generation, Member
from panelsearch.storage.registry import open_snapshot, open_store
from panelsearch.storage.sql.schema import SCHEMA_VERSION
from panelsearch.storage.sqlite import migrations
from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.storage.sqlite_files import connected, is_sealed
from panelsearch.testing.edited_files import edited
from panelsearch.testing.sample_records import sample_record


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def shape(path: Path) -> dict[str, object]:
    """Every table with its columns, and the names of the indexes."""
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        return {
            name: sorted(row[1:6] for row in db.execute(f"PRAGMA table_info({name})")) if kind == "table" else kind
            for kind, name in names
        }


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The directory of a library of version 10: two documents, one to be read again, and two failures."""
    with open_store(tmp_path) as store:
        key = store.writer.save("aa", "p", pack(sample_record()))
        again = store.writer.save("bb", "p", pack(sample_record()))
        store.writer.save("gone", "p", pack(sample_record()))
        store.writer.save_failure("cc", "p", "asks for a password: give it with --password")
        store.writer.save_failure("dd", "p", "is not a PDF")
        members = [Member("a.pdf", "/papers", "/papers/a.pdf", 1, 2, "aa", key)]
        members.append(Member("bb.pdf", "/papers", "/papers/bb.pdf", 1, 2, "bb", again))
        members += [Member(f"{s}.pdf", "/papers", f"/papers/{s}.pdf", 1, 2, s, None) for s in ("cc", "dd")]
        generation = Generation(1, "2026-01-01T00:00:00", "generation-1", "p", "i", ("/papers",))
        store.generations.publish(generation, members)
        store.generations.sweep()
    downgrade(tmp_path / STORE_NAME, retried=("bb",))
    return tmp_path


def test_an_older_library_is_taken_over_whole(older: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    fresh = tmp_path_factory.mktemp("fresh")
    open_store(fresh).close()
    with open_store(older) as store:
        assert "taken over" in store.notice
        whole, (key, _) = sample_record(), store.queries.documents(1)
        unmarked = tuple(replace(page, markings=()) for page in whole.extracted.pages)  # as version 10 had them
        assert store.documents.pages(key) == unmarked
        assert store.documents.decisions(key) == whole.reading.decisions
        assert store.documents.attendance(key) == whole.reading.attendance
        assert store.documents.mentions(key) == whole.mentions
        assert {m.rule for m in store.documents.mentions(key)} == {""}  # nor this
        assert [m.name for m in store.generations.members(1)] == ["a.pdf", "bb.pdf", "cc.pdf", "dd.pdf"]
        assert store.queries.missing(1) == {}  # which no version 10 knew
    assert version(older / STORE_NAME) == SCHEMA_VERSION
    assert shape(older / STORE_NAME) == shape(fresh / STORE_NAME)
    with open_store(older) as again:
        assert again.notice == ""


def test_every_page_of_an_older_library_is_given_its_checksum(tmp_path: Path) -> None:
    page = replace(sample_record().extracted.pages[0], text=sample_record().extracted.pages[0].text + "weir " * 200_000)
    with open_store(tmp_path) as store:
        for number in range(5):  # more than SQLite holds in memory at a time
            record = sample_record()
            extracted = replace(record.extracted, pages=(page, *record.extracted.pages[1:]))
            store.writer.save(f"{number}", "p", pack(replace(record, extracted=extracted)))
    path = tmp_path / STORE_NAME
    downgrade(path)
    assert is_sealed(path) is False
    open_store(tmp_path).close()
    assert is_sealed(path)
    with closing(connected(path, "ro", 1)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not list(tmp_path.glob("*.sealing*"))


def test_what_a_killed_run_of_an_older_version_left_in_its_log_is_taken_over(older: Path, tmp_path: Path) -> None:
    as_it_was_left = tmp_path / "left"
    with closing(sqlite3.connect(older / STORE_NAME)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("UPDATE documents SET title = printf('%.2000000c', 'x')")
        db.commit()
        shutil.copytree(older, as_it_was_left, ignore=lambda *_: {"left"})  # while it is open
    assert (as_it_was_left / f"{STORE_NAME}-wal").stat().st_size > 4_000_000
    with open_store(as_it_was_left) as store:
        assert len(store.queries.documents(1)) == 2
        assert store.tables.rows("SELECT DISTINCT length(title) FROM documents") == [(2_000_000,)]
    with closing(connected(as_it_was_left / STORE_NAME, "ro", 1)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_older_library_that_somebody_has_open_is_busy_and_stays_as_it_was(older: Path) -> None:
    with closing(connected(older / STORE_NAME, "rwc", 0)) as other:
        other.execute("PRAGMA journal_mode=WAL").fetchall()
        other.execute("BEGIN")
        other.execute("SELECT * FROM documents").fetchall()
        with pytest.raises(LibraryBusyError):
            open_store(older)
    assert version(older / STORE_NAME) == 10
    open_store(older).close()


def test_sentinels_in_strings_become_columns(older: Path) -> None:
    with open_store(older) as store:
        assert store.writer.known_documents("p").keys() == {"aa"}
        assert store.tables.rows("SELECT sha256, stamp FROM documents WHERE to_retry") == [("bb", "")]
        store.writer.forget_locked()
        assert store.writer.known_failures("p") == {"dd": "is not a PDF"}
        again = store.writer.save("bb", "p", pack(sample_record()))
        assert store.writer.known_documents("p")["bb"] == again


def test_a_number_that_a_document_once_had_is_not_given_again(older: Path) -> None:
    with open_store(older) as store:
        assert store.writer.save("ff", "p", pack(sample_record())) == 4


def test_a_migration_that_fails_leaves_the_library_as_it_was(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = migrations._STEPS[10]

    def fails(db: apsw.Connection) -> None:
        step(db)
        raise apsw.FullError("database or disk is full")

    before = shape(older / STORE_NAME)
    monkeypatch.setattr(migrations, "_STEPS", {**migrations._STEPS, 10: fails})
    with pytest.raises(LibraryDamagedError, match="full"):
        open_store(older)
    assert version(older / STORE_NAME) == 10
    assert shape(older / STORE_NAME) == before
    monkeypatch.undo()
    with open_store(older) as store:
        assert store.queries.documents(1)


def test_pages_of_version_11_have_no_words_marked(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        key = store.writer.save("aa", "p", pack(sample_record()))
    with edited(tmp_path / STORE_NAME) as db:
        db.execute("ALTER TABLE pages DROP COLUMN markings")
        db.execute("PRAGMA user_version=11")
    with open_store(tmp_path) as store:
        page = store.documents.page(key, 1)
        assert page is not None
        assert page.markings == ()
        assert page.text == sample_record().extracted.pages[0].text
    assert version(tmp_path / STORE_NAME) == SCHEMA_VERSION


def test_who_opens_an_older_library_to_read_is_told_what_to_run(older: Path) -> None:
    with pytest.raises(LibraryOutdatedError) as told:
        open_snapshot(older)
    assert told.value.hint.startswith("Take it over with: panelsearch index")
    assert version(older / STORE_NAME) == 10


@pytest.mark.parametrize("unknown", [3, 999])
def test_what_nobody_can_read_is_set_aside_and_never_deleted(tmp_path: Path, unknown: int) -> None:
    for number in (1, 2):
        with closing(sqlite3.connect(tmp_path / STORE_NAME)) as db:
            db.executescript(
                f"DROP TABLE IF EXISTS documents; CREATE TABLE kept (x); INSERT INTO kept VALUES ({number})"
            )
            db.execute(f"PRAGMA user_version={unknown}")
        with pytest.raises(LibraryOutdatedError):
            open_snapshot(tmp_path)
        aside = tmp_path / f"library.version-{unknown}{'' if number == 1 else '-2'}.sqlite"
        with open_store(tmp_path) as store:
            assert str(aside) in store.notice
            assert store.generations.newest() is None
        with closing(sqlite3.connect(aside)) as db:
            assert db.execute("SELECT x FROM kept").fetchall() == [(number,)]
        (tmp_path / STORE_NAME).unlink()


def test_a_mistyped_folder_leaves_a_library_of_another_version_where_it_is(fresh, papers, tmp_path: Path) -> None:
    missing = str(tmp_path / "mistyped")
    fresh.json("index", missing, expect=2)
    assert not fresh.index_dir.exists()
    fresh.index_dir.mkdir()
    with closing(sqlite3.connect(fresh.index_dir / STORE_NAME)) as db:
        db.execute("PRAGMA user_version=3")
    for arguments, code in (([missing], 2), ([str(papers), missing], 2), ([], 3), ([str(papers), "--model", "no"], 2)):
        fresh.json("index", *arguments, expect=code)
        assert [file.name for file in fresh.index_dir.glob("*.sqlite")] == [STORE_NAME]
        assert version(fresh.index_dir / STORE_NAME) == 3
    assert "library.version-3.sqlite" in fresh.json("index", str(papers), expect=4)["notice"]


def test_a_run_that_fails_tells_that_it_set_a_library_aside(fresh, papers) -> None:
    fresh.index_dir.mkdir()
    with closing(sqlite3.connect(fresh.index_dir / STORE_NAME)) as db:
        db.execute("PRAGMA user_version=3")
    with pytest.raises(Interrupted) as told:
        ingest(fresh.index_dir, [papers], cancelled=lambda: True)
    assert "version-3.sqlite" in told.value.message


def test_after_a_migration_nothing_unchanged_is_read_again(
    library, papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli = library.copied_to(tmp_path / "index")
    found = cli.json("search", "footbridge")
    downgrade(cli.index_dir / STORE_NAME, fingerprint=worker.former_fingerprint())
    assert cli.json("search", "footbridge", expect=3)["error"]["code"] == "index_outdated"

    def no_pool(*_: object, **__: object) -> None:
        raise AssertionError("a PDF is read again")

    monkeypatch.setattr(worker_pool.pebble, "ProcessPool", no_pool)
    report = cli.json("index", expect=4)
    assert {d["document"]: d["outcome"] for d in report["documents"]} == {
        "broken.pdf": "failed",
        "dunmere/2023-02-07-minutes.pdf": "unchanged",
        "severnmoor/speed-report.pdf": "unchanged",
    }
    assert "taken over" in report["notice"]
    assert cli.json("search", "footbridge") == found
