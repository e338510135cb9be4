"""Guards stand one behind another: each is held here by itself, asked where nothing before it has looked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from conftest import Cli

from panelsearch.errors import LibraryDamagedError, LibraryError
from panelsearch.indexing.array_file import Array, DamagedArrayError, save_arrays, stored_arrays
from panelsearch.indexing.passage_standing import FILE_NAME, PassageStanding
from panelsearch.indexing.postings import Field
from panelsearch.indexing.segment_fields import PLACED
from panelsearch.indexing.segment_files import SegmentArrays, SegmentFile, write_inverted
from panelsearch.indexing.segment_reader import SegmentReader
from panelsearch.indexing.whoosh_engine import WhooshEngine
from panelsearch.ingestion.writer_lock import writer_lock
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.parser import parse
from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearches
from panelsearch.storage import registry
from panelsearch.storage.library_files import DirectoryFiles
from panelsearch.storage.packing import Row
from panelsearch.storage.sql.generations import SqlGenerationReader
from panelsearch.storage.sql.schema import SCHEMA
from panelsearch.storage.sqlite import schema_check
from panelsearch.storage.sqlite.connection import STORE_NAME, SqliteDatabase
from panelsearch.storage.sqlite.locking import HOLDER_NAME
from panelsearch.testing.edited_files import edited

no_links = pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")


def linked(folder: Path) -> Path:
    """A folder with something in it that leads elsewhere."""
    (folder / "more").symlink_to(folder.parent)
    return folder


# -- links ------------------------------------------------------------------------------------------------------------


@no_links
def test_a_library_is_opened_from_nothing_but_files(library: Cli, tmp_path: Path) -> None:
    index = linked(library.copied_to(tmp_path / "index").index_dir)
    for opened in (Library.open, registry.open_snapshot, registry.open_store):
        with pytest.raises(LibraryDamagedError, match="leads elsewhere"):
            opened(index)
    assert [f for f in registry.faults(index) if "leads elsewhere" in f]


@no_links
def test_neither_is_one_locked_to_be_written(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    with pytest.raises(LibraryDamagedError, match="leads elsewhere"), writer_lock(linked(tmp_path / "index")):
        pass
    assert not (tmp_path / "index" / "writer.lock").exists()


@no_links
def test_every_command_looks_for_links_before_anything_else(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    linked(tmp_path / "index")
    for asked in (("searches",), ("searches", "--forget", "x"), ("status", "--report"), ("verify", "none.csv")):
        error = Cli(tmp_path / "index").json(*asked, expect=3)["error"]
        assert "leads elsewhere" in error["message"], asked


@no_links
@pytest.mark.parametrize("within", [".", "generation-1"])
def test_an_index_is_read_written_and_checked_in_folders_of_nothing_but_files(tmp_path: Path, within: str) -> None:
    engine = WhooshEngine(tmp_path / "index")
    with engine.writer("generation-1") as writer:
        writer.add([IndexedPassage(1, 1, "the weir", "")])
    engine.reader("generation-1").close()
    linked(tmp_path / "index" / within)
    with pytest.raises(LibraryDamagedError, match="leads elsewhere"):
        engine.reader("generation-1")
    assert "leads elsewhere" in "".join(engine.faults("generation-1"))
    if within == ".":
        with pytest.raises(LibraryDamagedError, match="leads elsewhere"), engine.writer("generation-2"):
            pass


@no_links
def test_who_writes_is_not_written_over_a_link_that_cannot_be_taken_away(tmp_path: Path, monkeypatch) -> None:
    victim = tmp_path / "victim"
    victim.write_text("untouched", encoding="utf-8")

    def comes_meanwhile(path: Path, **_: object) -> None:
        if path.name == HOLDER_NAME and not path.is_symlink():
            path.symlink_to(victim)

    with monkeypatch.context() as quick:
        quick.setattr(Path, "unlink", comes_meanwhile)
        with writer_lock(tmp_path / "index"):
            pass
    assert victim.read_text(encoding="utf-8") == "untouched"


# -- the schema -------------------------------------------------------------------------------------------------------

OURS: list[Row] = []
for _statement in filter(None, (part.strip() for part in SCHEMA.split(";"))):
    _words = _statement.replace("UNIQUE ", "").split()
    OURS.append((_words[1].lower(), _words[2], _statement))


def test_a_schema_of_ours_is_taken() -> None:
    schema_check.check(Path("x"), OURS)
    schema_check.check(Path("x"), [*OURS, ("table", "more", "CREATE TABLE more (a TEXT NOT NULL, b INTEGER)")])
    schema_check.check(Path("x"), [*OURS, ("table", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)")])


STRANGE: dict[str, list[Row]] = {
    "a view": [("view", "more", "CREATE VIEW more AS SELECT 1")],
    "a view that looks like a table": [("view", "more", "CREATE TABLE more (a TEXT)")],
    "a trigger of SQLite's name": [("trigger", "sqlite_more", "CREATE TABLE more (a TEXT)")],
    "a name that is none": [("table", 7, "CREATE TABLE more (a TEXT)")],
    "a virtual table": [("table", "more", "CREATE VIRTUAL TABLE more USING fts5(a)")],
    "a table made of a query": [("table", "more", "CREATE TABLE more AS SELECT 1")],
    "a column worked out": [("table", "more", "CREATE TABLE more (a TEXT AS (hex(b)))")],
    "a default worked out": [("table", "more", "CREATE TABLE more (a TEXT DEFAULT (hex(1)))")],
    "a check": [("table", "more", "CREATE TABLE more (a TEXT CHECK (a > 1))")],
    "an index over what is worked out": [("index", "more", "CREATE INDEX more ON pages (hex(text))")],
    "an index under a condition worked out": [("index", "more", "CREATE INDEX more ON pages (text) WHERE hex(text)")],
    "an index under a condition of what is worked out": [
        ("index", "more", "CREATE INDEX more ON pages (text) WHERE text = hex(1)")
    ],
    "a very long statement": [("table", "more", f"CREATE TABLE more ({', '.join(f'c{n} TEXT' for n in range(2000))})")],
    "very many tables": [("table", f"more_{n}", f"CREATE TABLE more_{n} (a TEXT)") for n in range(600)],
    "no statement": [("table", "more", None)],
}


@pytest.mark.parametrize("rows", STRANGE.values(), ids=STRANGE.keys())
def test_a_schema_that_no_library_has_is_refused(rows: list[Row]) -> None:
    with pytest.raises(LibraryDamagedError):
        schema_check.check(Path("x"), [*OURS, *rows])


@pytest.mark.parametrize("number", range(len(OURS)))
def test_each_table_and_index_of_ours_is_there_and_of_its_form(number: int) -> None:
    kind, name, sql = OURS[number]
    with pytest.raises(LibraryDamagedError, match=f"no {name}"):
        schema_check.check(Path("x"), OURS[:number] + OURS[number + 1 :])
    other = f"CREATE INDEX {name} ON pages (label)" if kind == "index" else sql.replace(" NOT NULL", "", 1)
    assert other != sql
    with pytest.raises(LibraryDamagedError, match="of another form"):
        schema_check.check(Path("x"), [*OURS[:number], (kind, name, other), *OURS[number + 1 :]])


# -- arrays -----------------------------------------------------------------------------------------------------------


def test_a_file_of_arrays_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "numbers.arrays"
    save_arrays(path, {"numbers": np.arange(9, dtype=np.int64)})
    whole = path.read_bytes()
    for odd in (b"psarray1" + whole[8:], whole[:8] + b"\xff\xff\xff\x7f" + whole[12:], whole[:10], b""):
        path.write_bytes(odd)
        with pytest.raises(DamagedArrayError):
            stored_arrays(path)


@pytest.mark.skipif(not hasattr(os, "pread"), reason="files are read otherwise there")
def test_no_more_is_asked_of_a_file_than_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "numbers.arrays"
    save_arrays(path, {"numbers": np.arange(9, dtype=np.int64)})
    whole, read = path.read_bytes(), os.pread
    path.write_bytes(whole[:8] + b"\xff\xff\xff\x7f" + whole[12:])

    def bounded(file: int, size: int, at: int) -> bytes:
        assert size <= len(whole)
        return read(file, size, at)

    monkeypatch.setattr(os, "pread", bounded)
    with pytest.raises(DamagedArrayError):
        stored_arrays(path)


def test_a_number_that_is_not_there_is_none(tmp_path: Path) -> None:
    save_arrays(tmp_path / "a", {"numbers": np.arange(9, dtype=np.int64)})
    numbers = stored_arrays(tmp_path / "a")["numbers"]
    for at in (-1, 9):
        with pytest.raises(IndexError):
            numbers[at]


PASSAGES = [
    IndexedPassage(number, number, text, "Weirs and hedges")
    for number, text in enumerate(("the weir the weir", "a hedge by the weir", "no hedge, no weir, no lamp"))
]


def changed(name: str, change: Callable[[Array], Array]) -> Callable[[dict[str, Array]], None]:
    def done(arrays: dict[str, Array]) -> None:
        before = arrays[name].copy()
        arrays[name] = change(before)

    return done


def one_more(numbers: Array) -> Array:
    return np.append(numbers, numbers[-1:])


def nought_more(numbers: Array) -> Array:
    return np.append(numbers, np.zeros(1, numbers.dtype))


def with_number(at: int, value: int) -> Callable[[Array], Array]:
    def done(numbers: Array) -> Array:
        numbers[at] = value
        return numbers

    return done


UNFIT: dict[str, Callable[[dict[str, Array]], None]] = {
    "words that end elsewhere": changed("body/ends", lambda ends: np.append(ends[:1] + 1, ends[1:]).astype(ends.dtype)),
    "a start too many": changed("body/starts", one_more),
    "a place to begin too many": changed("body/placed", one_more),
    "a passage too many": changed("body/ids", one_more),
    "a count too many": changed("body/counts", nought_more),
    "a place too many": changed("body/places", one_more),
    "counts that are not as many as the places": changed("body/counts", with_number(0, 9)),
    "starts that run backwards": changed("body/starts", lambda n: n[[0, 2, 1, *range(3, len(n))]]),
    "places that run backwards": changed("body/placed", lambda n: n[[0, 2, 1, *range(3, len(n))]]),
    "a passage that is not there": changed("body/ids", with_number(0, 3)),
}


def segment(tmp_path: Path, change: Callable[[dict[str, Array]], None]) -> SegmentFile:
    path = tmp_path / "a.arrays"
    write_inverted(path, PASSAGES)
    arrays = {name: held[:] for name, held in stored_arrays(path).items()}
    change(arrays)
    save_arrays(path, arrays)
    return SegmentFile(path, len(PASSAGES))


def test_a_segment_that_is_whole_is_taken(tmp_path: Path) -> None:
    SegmentArrays.at(segment(tmp_path, lambda arrays: None)).check()


@pytest.mark.parametrize("change", UNFIT.values(), ids=UNFIT.keys())
def test_a_check_sees_each_way_that_arrays_do_not_fit(
    tmp_path: Path, change: Callable[[dict[str, Array]], None]
) -> None:
    held = SegmentArrays.at(segment(tmp_path, change))
    with pytest.raises(ValueError, match="is not whole"):
        held.check()


def test_a_word_that_stands_more_often_than_it_has_places_is_in_no_phrase(tmp_path: Path) -> None:
    def thrice(arrays: dict[str, Array]) -> None:
        for name in PLACED:
            if (number := Field.of(as_written, name).lexicon.find("lamp")) is not None:
                arrays[f"{name}/counts"] = with_number(arrays[f"{name}/starts"][number], 3)(
                    arrays[f"{name}/counts"].copy()
                )

    whole = segment(tmp_path, lambda arrays: None)
    as_written = stored_arrays(whole.path)
    standing = PassageStanding(np.arange(3, dtype=np.uint32), np.zeros(3, np.uint8))
    phrase = parse('"no lamp"').tree
    assert SegmentReader([(SegmentArrays.at(whole), ())], standing).search(phrase).total == 1
    odd = SegmentReader([(SegmentArrays.at(segment(tmp_path, thrice)), ())], standing)
    with pytest.raises(LibraryDamagedError):
        odd.search(phrase)


def test_a_check_reads_the_numbers_too(tmp_path: Path) -> None:
    file = segment(tmp_path, lambda arrays: None)
    whole = file.path.read_bytes()
    key = stored_arrays(file.path)["key"][:].tobytes()
    at = whole.rindex(key)  # the key, or another number of which nothing but the check reads the block
    file.path.write_bytes(whole[:at] + b"\xa5" * len(key) + whole[at + len(key) :])
    held = SegmentArrays.at(file)
    with pytest.raises(DamagedArrayError):
        held.check()


def test_a_segment_has_a_number_for_each_passage(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not whole"):
        SegmentArrays.at(segment(tmp_path, changed("length", one_more)))


@pytest.mark.parametrize("name", ["rank", "repeats"])
def test_a_standing_is_of_as_many_passages_as_there_are(tmp_path: Path, name: str) -> None:
    numbers = {"rank": np.arange(4, dtype=np.uint32), "repeats": np.zeros(4, np.uint8)}
    save_arrays(tmp_path / FILE_NAME, numbers)
    assert len(PassageStanding.at(tmp_path, 4).rank) == 4
    save_arrays(tmp_path / FILE_NAME, {**numbers, name: numbers[name][:3]})
    with pytest.raises(ValueError, match="is not of these"):
        PassageStanding.at(tmp_path, 4)


# -- values of the store ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value"),
    [("index_name", "7.5"), ("index_fingerprint", "x'00'"), ("pipeline_fingerprint", "x'00'"), ("built", "'yesterday'"),
     ("roots", "'{}1'"), ("index_name", "x'67656e65726174696f6e2d31'")],
)  # fmt: skip
def test_a_generation_that_says_what_none_can_is_damage(library: Cli, tmp_path: Path, column: str, value: str) -> None:
    index = library.copied_to(tmp_path / "index").index_dir
    with edited(index / STORE_NAME) as db:
        db.execute(f"UPDATE generations SET {column} = {value}")
    database = SqliteDatabase(index / STORE_NAME, "ro")
    if value.startswith("7"):  # a column of words keeps a number as words: no generation is called so
        assert SqlGenerationReader(database).newest() is not None
    else:
        with pytest.raises(LibraryDamagedError, match="holds what no library can"):
            SqlGenerationReader(database).newest()
    database.close()


@pytest.mark.parametrize("column", ["inferred", "without_text"])
def test_a_list_that_is_none_is_damage(library: Cli, tmp_path: Path, column: str) -> None:
    index = library.copied_to(tmp_path / "index").index_dir
    with edited(index / STORE_NAME) as db:
        db.execute(f"UPDATE documents SET {column} = '{{}}'")
    with registry.open_snapshot(index) as store, pytest.raises(LibraryDamagedError, match="holds what no library can"):
        store.documents.document(1)


TOLD: dict[str, tuple[str, str]] = {
    "a value of another kind": ("UPDATE entities SET count = 'many'", "entities.count"),
    "a day that never was": ("UPDATE register_documents SET day = '9999-99-99'", "register_documents.day"),
    "a list that is none": ("UPDATE entities SET variants = '{}'", "entities.variants"),
    "pages that are missing": ("DELETE FROM pages WHERE number = 2", "pages missing"),
    "words beyond the page": ("UPDATE mentions SET finish = 99999", "mentions that do not lie on page"),
    "an item that ends before it begins": ("UPDATE items SET start = 9, finish = 3", "items that do not lie on page"),
    "an item that ends on a page before its own": (
        "UPDATE items SET end_page = 0, end_at = 0",
        "items that do not lie on page",
    ),
    "an item that goes on beyond its page": ("UPDATE items SET end_at = 99999", "items that do not lie on page"),
    "somebody listed nowhere": ("UPDATE attendees SET page = 99", "attendees that do not lie on page"),
    "a decision that is none": ("UPDATE decisions SET outcome = 5", "holds what no library can"),
    "passages of others": ("DELETE FROM passages WHERE page = 2", "other passages than the library's"),
    "people that are not there": ("DELETE FROM entities WHERE label = 'PERSON'", "uses a name that nobody has"),
    "a file's outcome that is none": ("UPDATE members SET outcome = 'stolen'", "holds what no library can"),
}


@pytest.mark.parametrize(("statement", "told"), TOLD.values(), ids=TOLD.keys())
def test_a_check_tells_each_by_what_it_is(library: Cli, tmp_path: Path, statement: str, told: str) -> None:
    copied = library.copied_to(tmp_path / "index")
    with edited(copied.index_dir / STORE_NAME) as db:
        db.execute(statement)
    assert told in str(copied.json("status", "--check", expect=3)["error"]["message"])


def test_a_check_tells_of_indexes_that_changed_places(library: Cli, tmp_path: Path) -> None:
    index = library.copied_to(tmp_path / "index").index_dir
    with edited(index / STORE_NAME) as db:
        roots = dict(
            db.execute(
                "SELECT name, rootpage FROM sqlite_schema WHERE name IN ('mentions_by_label', 'acronyms_by_letters')"
            )
        )
        db.execute("PRAGMA writable_schema=ON").fetchall()
        for name, root in zip(roots, reversed(roots.values()), strict=True):
            db.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (root, name))
    assert "missing from index mentions_by_label" in "".join(registry.faults(index))


def test_a_check_of_the_store_alone_looks_at_the_files_of_the_library_too(library: Cli, tmp_path: Path) -> None:
    index = library.copied_to(tmp_path / "index").index_dir
    with edited(index / STORE_NAME) as db:
        db.execute("UPDATE members SET outcome = 'stolen'")
    assert "holds what no library can" in "".join(registry.faults(index))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes there")
def test_a_pipe_in_the_place_of_a_file_of_the_users_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "searches.toml")
    with pytest.raises(LibraryError, match="named pipe"):
        SavedSearches(DirectoryFiles(tmp_path)).all()
