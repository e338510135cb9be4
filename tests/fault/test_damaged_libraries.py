"""Damage is told as damage, whatever is hit; a repair believes none of it, and keeps what the user wrote."""

from __future__ import annotations

import errno
import json
import os
import random
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import numpy as np
import pytest
from conftest import Cli

from bench.damage import FLIP, OTHERS, Damaged, damaged_again_and_again, table
from panelsearch.errors import LibraryDamagedError
from panelsearch.indexing.array_file import DamagedArrayError, save_arrays, stored_arrays
from panelsearch.storage.sqlite.arrivals import ARRIVALS_NAME
from panelsearch.storage.sqlite.connection import STORE_NAME, SqliteDatabase
from panelsearch.storage.sqlite_files import TornMemoryError, connected

PAGE_BYTES = 4096
SEED = int(os.environ.get("PANELSEARCH_SEED", "7"))
FLIPS = int(os.environ.get("PANELSEARCH_FLIPS", "25"))
QUESTIONS = (("search", "footbridge", "--limit", "0"), ("decisions",), ("people",), ("status",))
BY_HAND = {
    "people.toml": '[[merge]]\nname = "B Nnamdi"\nalso = ["Bola Nnamdi"]\n',
    "searches.toml": '[[search]]\nname = "bridge"\nquery = "footbridge"\n',
    "synonyms.toml": 'same = [["tip", "recycling centre"]]\n',
    "basket.json": "[]\n",
}


@pytest.fixture
def copy(library: Cli, tmp_path: Path) -> Cli:
    return library.copied_to(tmp_path / "index")


def overwritten(path: Path, share: float = 0.5) -> None:
    """Noughts from somewhere on to nearly the end."""
    whole = path.read_bytes()
    at = int(len(whole) * share)
    path.write_bytes(whole[:at] + bytes(len(whole) - at - 8) + whole[-8:])


def a_word_turned_over(whole: bytes, dice: random.Random) -> bytes:
    """Eight bytes are other than they were, of which one at least is no filling between arrays."""
    at = dice.randrange(-(-len(whole) // 8)) * 8
    return whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 8]) + whole[at + 8 :]


def test_no_flipped_bit_is_answered_from(copy: Cli) -> None:
    counts = damaged_again_and_again(Damaged(copy.index_dir, QUESTIONS), FLIPS, SEED)
    wrong = [outcome for outcomes in counts.values() for outcome in outcomes if outcome.startswith("WRONG")]
    assert not wrong, table(counts)
    assert sum(outcomes["told"] for outcomes in counts.values())


def test_a_bit_flipped_in_any_page_of_the_store_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / STORE_NAME
    with closing(SqliteDatabase(path, "rwc")) as database:
        database.rows("CREATE TABLE kept (x TEXT)")
        for number in range(60):
            database.rows("INSERT INTO kept VALUES (?)", (f"{number} " * 100,))
    whole, dice = path.read_bytes(), random.Random(SEED)
    for page in range(1, len(whole) // PAGE_BYTES):
        start, end = page * PAGE_BYTES, (page + 1) * PAGE_BYTES
        path.write_bytes(whole[:start] + FLIP.done_to(whole[start:end], dice) + whole[end:])
        with (
            closing(SqliteDatabase(path, "ro")) as database,
            pytest.raises(LibraryDamagedError, match="not as it was written"),
        ):
            database.rows("SELECT x FROM kept")


def test_checksums_are_looked_at_whatever_else_in_the_process_opens_files_by_default(tmp_path: Path) -> None:
    with closing(connected(tmp_path / "a", "rwc", 1)) as first:
        assert first.open_vfs == "cksmvfs"

    class Plain(apsw.VFS):
        def __init__(self) -> None:
            super().__init__("plain", "", makedefault=True)

    plain = Plain()
    try:
        with closing(connected(tmp_path / "b", "rwc", 1)) as db:
            assert db.open_vfs == "cksmvfs"
    finally:
        plain.unregister()
        apsw.set_default_vfs("cksmvfs")


@pytest.mark.parametrize("missing", [1, 100, PAGE_BYTES // 2, PAGE_BYTES - 1, PAGE_BYTES])
@pytest.mark.parametrize("name", [STORE_NAME, ARRIVALS_NAME])
def test_a_file_that_ends_within_its_last_page_is_damaged(copy: Cli, name: str, missing: int) -> None:
    path = copy.index_dir / name
    os.truncate(path, path.stat().st_size - missing)
    error = copy.json("status", "--check", expect=3)["error"]
    assert error["code"] == "index_damaged"
    assert name in str(error["message"])
    if name == STORE_NAME:
        assert copy.json("search", "footbridge", expect=3)["error"]["code"] == "index_damaged"


def test_a_file_whose_last_page_stands_in_its_log_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with closing(connected(path, "rwc", 1)) as db:
        db.execute("PRAGMA journal_mode=WAL").fetchall()
        db.execute("CREATE TABLE kept (x TEXT)")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        db.execute("INSERT INTO kept VALUES ('the words')")
        os.truncate(path, path.stat().st_size - 100)  # as where a checkpoint was stopped
        with closing(connected(path, "ro", 1)) as reader:
            assert reader.execute("SELECT x FROM kept").fetchall() == [("the words",)]


def test_a_store_that_says_its_pages_have_no_checksums_is_not_believed(copy: Cli) -> None:
    path, at_sealed = copy.index_dir / STORE_NAME, 20
    whole = bytearray(path.read_bytes())
    whole[at_sealed] = 0
    path.write_bytes(whole)
    for command in ("status", "people"):
        assert copy.json(command, expect=3)["error"]["code"] == "index_damaged"


def test_a_bit_flipped_in_any_block_of_an_array_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "numbers.arrays"
    save_arrays(path, {"numbers": np.arange(100_000, dtype=np.int64)})
    whole, dice = path.read_bytes(), random.Random(SEED)
    for start in range(1 << 15, len(whole), 1 << 15):
        path.write_bytes(whole[:start] + FLIP.done_to(whole[start : start + 512], dice) + whole[start + 512 :])
        with pytest.raises(DamagedArrayError):
            stored_arrays(path)["numbers"].all()


def test_neither_are_noughts_nor_what_is_cut_short(copy: Cli) -> None:
    library, dice = Damaged(copy.index_dir, QUESTIONS), random.Random(SEED)
    for path in library.files:
        for damage in OTHERS:
            outcome = library.outcome(path, damage, dice)
            assert not outcome.startswith("WRONG"), (path, damage.name, outcome)


@pytest.fixture
def half_folded(tmp_path: Path) -> Path:
    """A store as a run leaves it that is killed while it folds its log: some pages are in the file, all in the log."""
    path, left = tmp_path / "made.sqlite", tmp_path / "left" / STORE_NAME
    left.parent.mkdir()
    with closing(connected(path, "rwc", 1)) as db:
        db.execute("PRAGMA journal_mode=WAL").fetchall()
        db.execute("CREATE TABLE kept (x)")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        small = path.read_bytes()
        db.executemany("INSERT INTO kept VALUES (?)", ((f"{number:>1000}",) for number in range(200)))
        Path(f"{left}-wal").write_bytes(Path(f"{path}-wal").read_bytes())
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        left.write_bytes(path.read_bytes()[:PAGE_BYTES] + small[PAGE_BYTES:])
    return left


def test_a_store_of_which_a_log_has_the_end_is_whole(half_folded: Path) -> None:
    with closing(connected(half_folded, "rwc", 1)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("SELECT count(*) FROM kept").fetchall() == [(200,)]


def unfinished(log: bytes) -> bytes:
    """A log none of whose frames ends a transaction."""
    changed = bytearray(log)
    for frame in range(32, len(log), 24 + PAGE_BYTES):
        changed[frame + 4 : frame + 8] = bytes(4)
    return bytes(changed)


LOGS: dict[str, Callable[[bytes], bytes]] = {
    "a log that holds less": lambda log: log[: len(log) // 2],
    "a log of another age": lambda log: log[:16] + bytes(8) + log[24:],
    "a log of what was not finished": unfinished,
    "an empty log": lambda log: b"",
}


@pytest.mark.parametrize("change", LOGS.values(), ids=LOGS.keys())
def test_a_store_cut_short_is_told_on_opening_whatever_log_lies_beside_it(
    half_folded: Path, change: Callable[[bytes], bytes]
) -> None:
    log = Path(f"{half_folded}-wal")
    log.write_bytes(change(log.read_bytes()))
    with pytest.raises(apsw.CorruptError, match="cut short"):
        connected(half_folded, "ro", 1)


def test_a_library_cut_short_beside_a_log_is_told_by_every_command(copy: Cli) -> None:
    store = copy.index_dir / STORE_NAME
    with closing(connected(store, "rwc", 1)) as db:
        db.execute("UPDATE documents SET title = title || '?'")
        log = Path(f"{store}-wal").read_bytes()
        whole = store.read_bytes()
    store.write_bytes(whole[: len(whole) // 2 // PAGE_BYTES * PAGE_BYTES])
    for asked in QUESTIONS:
        Path(f"{store}-wal").write_bytes(log)
        error = copy.json(*asked, expect=3)["error"]
        assert error["code"] == "index_damaged"
        assert "cut short" in str(error["message"])


@pytest.mark.parametrize(
    "which", [STORE_NAME, "generation-*/*.arrays", "generation-*/*.toc", "decisions/generation-*/*"]
)
def test_a_check_reads_everything(copy: Cli, which: str) -> None:
    assert copy.json("status", "--check")["checked"] is True
    dice = random.Random(SEED)
    damaged = [path for path in copy.index_dir.glob(which) if path.stat().st_size and not path.name.endswith("LOCK")]
    assert damaged
    for path in damaged:
        whole = path.read_bytes()
        path.write_bytes(a_word_turned_over(whole, dice))
        told = copy.json("status", "--check", expect=3)["error"]
        assert told["code"] == "index_damaged"
        assert "--repair" in told["hint"]
        path.write_bytes(whole)


@pytest.mark.parametrize("damaged", [STORE_NAME, "generation-*/MAIN*.arrays", ARRIVALS_NAME])
def test_a_repair_believes_nothing_that_is_damaged_and_keeps_what_was_written_by_hand(
    copy: Cli, papers: Path, damaged: str
) -> None:
    right = copy.json("search", "footbridge")["hits"]
    for name, text in BY_HAND.items():
        (copy.index_dir / name).write_text(text, encoding="utf-8")
    for path in copy.index_dir.glob(damaged):
        overwritten(path)
    assert copy.json("status", "--check", expect=3)["error"]["code"] == "index_damaged"
    report = copy.json("index", "--repair", "--workers", "1", str(papers), expect=4)
    assert ("damaged" in str(report["notice"])) == ("/" not in damaged)
    assert copy.json("status", "--check")["checked"] is True
    found = copy.json("search", "footbridge")["hits"]
    assert [(h["text"], h["document"], h["page"], h["score"]) for h in found] == [
        (h["text"], h["document"], h["page"], h["score"]) for h in right
    ]
    assert {name: (copy.index_dir / name).read_text(encoding="utf-8") for name in BY_HAND} == BY_HAND
    if damaged == STORE_NAME:
        assert (copy.index_dir / "library.damaged.sqlite").is_file()


def test_a_rebuild_and_an_update_stop_at_what_is_damaged(copy: Cli, papers: Path, tmp_path: Path, make_pdf) -> None:
    overwritten(copy.index_dir / STORE_NAME, 0.1)
    before = (copy.index_dir / STORE_NAME).read_bytes()
    assert copy.json("index", "--rebuild", str(papers), expect=3)["error"]["code"] == "index_damaged"
    assert (copy.index_dir / STORE_NAME).read_bytes() == before


def test_an_update_is_not_built_on_a_damaged_index(copy: Cli, tmp_path: Path, make_pdf) -> None:
    for path in copy.index_dir.glob("generation-*/MAIN*.arrays"):
        overwritten(path, 0.2)
    make_pdf(tmp_path / "more" / "lido.pdf", [["Lido Committee minutes of 3 March 2023", "The lido is to be mended."]])
    error = copy.json("index", str(tmp_path / "more"), expect=3)["error"]
    assert error["code"] == "index_damaged"
    copy.json("index", "--rebuild", str(tmp_path / "more"))
    assert copy.json("search", "lido")["total"]
    assert copy.json("search", "footbridge")["total"]


def test_a_failure_over_a_whole_library_is_a_fault_of_the_program(copy: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("panelsearch.services.search_service.SearchService.search", fails)
    assert copy.json("search", "footbridge", expect=70)["error"]["code"] == "internal"
    overwritten(copy.index_dir / STORE_NAME)
    assert copy.json("search", "footbridge", expect=3)["error"]["code"] == "index_damaged"


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be damaged there")
def test_a_library_damaged_while_it_is_open_says_so(copy: Cli) -> None:
    from panelsearch.errors import LibraryDamagedError
    from panelsearch.services.library import Library

    with Library.open(copy.index_dir) as library:
        assert library.status(on_disk=False).documents == 2
        with (copy.index_dir / STORE_NAME).open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            for at in range(4096, size, 4096):
                file.seek(at + 17)
                file.write(b"\xa5" * 50)
        with pytest.raises(LibraryDamagedError):
            library.show("severnmoor/speed-report.pdf")


def ended_well(code: str, index: Path) -> str:
    """What a process of its own prints, which a signal may end."""
    done = subprocess.run([sys.executable, "-c", code, str(index)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be cut short there")
@pytest.mark.parametrize("left", [0, 20_000])
def test_who_reads_is_told_of_memory_that_another_cut_short_and_is_not_ended_by_it(copy: Cli, left: int) -> None:
    assert "cut short the memory" in ended_well(
        f"""if True:
        import os, sys
        from pathlib import Path
        from panelsearch.errors import LibraryBusyError
        from panelsearch.services.library import Library
        with Library.open(Path(sys.argv[1])) as library:
            os.truncate(Path(sys.argv[1]) / "library.sqlite-shm", {left})
            for ask in (lambda: library.status(on_disk=False), lambda: Library.open(Path(sys.argv[1]))):
                try:
                    ask()
                except LibraryBusyError as error:
                    print(error)
                else:
                    raise AssertionError("not told")
        with Library.open(Path(sys.argv[1])) as library:
            assert library.search("footbridge").total
        """,
        copy.index_dir,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be cut short there")
def test_who_writes_is_told_of_it_too_and_nothing_written_is_lost(copy: Cli) -> None:
    said = ended_well(
        """if True:
        import os, sys
        from pathlib import Path
        from panelsearch.errors import LibraryBusyError
        from panelsearch.storage.sqlite.connection import SqliteDatabase
        database = SqliteDatabase(Path(sys.argv[1]) / "library.sqlite", "rwc")
        with database.transaction() as db:
            db.run("UPDATE documents SET title = 'kept'")
        os.truncate(f"{database.path}-shm", 0)
        try:
            with database.transaction() as db:
                db.run("UPDATE documents SET title = 'lost'")
        except LibraryBusyError as error:
            print(error)
        database.close()
        again = SqliteDatabase(database.path, "ro")
        print(again.rows("SELECT DISTINCT title FROM documents"), again.rows("PRAGMA integrity_check"))
        """,
        copy.index_dir,
    )
    assert "cut short the memory" in said
    assert "[('kept',)] [('ok',)]" in said


@contextmanager
def at_work_elsewhere(path: Path) -> Iterator[None]:
    """A thread of its own has the file open, and SQLite is answering it."""
    asked, enough = threading.Event(), threading.Event()

    def answer() -> None:
        asked.set()
        enough.wait(60)

    def ask() -> None:
        with closing(connected(path, "rwc", 1)) as db:
            db.create_scalar_function("answer", answer, 0)
            db.execute("SELECT answer()").fetchall()

    thread = threading.Thread(target=ask)
    thread.start()
    assert asked.wait(60)
    try:
        yield
    finally:
        enough.set()
        thread.join()


def test_memory_that_is_only_being_made_is_not_torn_while_another_thread_is_at_work(tmp_path, monkeypatch) -> None:
    path = tmp_path / STORE_NAME
    memory = Path(f"{path}-shm")
    with at_work_elsewhere(path):
        memory.write_bytes(bytes(3))  # as SQLite leaves it for a moment
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr("panelsearch.storage.sqlite_files.sleep", lambda _: os.truncate(memory, 1 << 15))
            connected(path, "ro", 1).close()
        os.truncate(memory, 0)
        with pytest.raises(TornMemoryError):
            connected(path, "ro", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be cut short there")
def test_an_index_cut_short_while_it_is_open_is_told_and_ends_no_process(copy: Cli) -> None:
    asking = [sys.executable, "-m", "panelsearch", "--index", str(copy.index_dir), "--plain"]
    with subprocess.Popen(asking, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as session:
        assert session.stdin is not None
        assert session.stdout is not None
        session.stdin.write("mended\n")
        session.stdin.flush()
        while "passages match" not in session.stdout.readline():
            pass
        for path in copy.index_dir.glob("generation-*/*.arrays"):
            os.truncate(path, 0)
        said, _ = session.communicate("footbridge\nquit\n", timeout=60)
    assert session.returncode == 0, said
    assert "The index cannot be read. Make it anew" in said
    assert "--rebuild" in said


@pytest.mark.skipif(not hasattr(os, "pread"), reason="files are read otherwise there")
def test_a_drive_that_gives_errors_is_not_told_as_damage(copy: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.json("search", "footbridge")  # what is read but once in a process is read

    def fails(*_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "pread", fails)
    error = copy.json("search", "footbridge", expect=3)["error"]
    assert "Input/output error" in str(error["message"])
    assert "--rebuild" not in str(error["hint"])
    assert "drive" in str(error["hint"])


def test_numbers_are_read_in_any_order_and_part_as_they_were_written(tmp_path: Path) -> None:
    path, dice = tmp_path / "numbers.arrays", random.Random(SEED)
    made = {
        "bytes": np.arange(70_000, dtype=np.uint32).astype(np.uint8), "words": np.arange(40_000, dtype=np.uint16),
        "counts": np.arange(20_000, dtype=np.uint32), "keys": -np.arange(9_000, dtype=np.int64),
        "none": np.empty(0, np.int64),
    }  # fmt: skip
    save_arrays(path, made)
    for _ in range(200):
        stored, (name, right) = stored_arrays(path), dice.choice(list(made.items()))
        for _ in range(4):
            first, after = (dice.randint(0, len(right)) for _ in range(2))
            assert np.array_equal(stored[name][first:after], right[first:after])
            if first < len(right):
                assert stored[name][first] == right[first]
    assert [len(numbers) for numbers in stored_arrays(path).values()] == [len(numbers) for numbers in made.values()]


@pytest.mark.parametrize(
    ("at", "count", "blocks"),
    [
        (0, -1, 1),
        (0, -1, 0),
        (-(1 << 20), 4, 1),
        (0, 5, 1),
        (8, 4, 1),
        (1 << 40, 4, 1),
        (0, 1 << 60, 1),
        (0, 4, 0),
        (0, 4, 2),
    ],
)
def test_a_directory_that_does_not_fit_its_file_is_damage(tmp_path: Path, at: int, count: int, blocks: int) -> None:
    path = tmp_path / "numbers.arrays"
    save_arrays(path, {"numbers": np.arange(4, dtype=np.int64)})
    whole = path.read_bytes()
    magic, size, _ = struct.unpack_from("<8sII", whole)
    (kind, _, _, sums), told = json.loads(whole[16 : 16 + size])["numbers"], whole[-32:]
    head = json.dumps({"numbers": [kind, at, count, sums * blocks]}).encode()
    padded = head.ljust(-(-len(head) // 8) * 8)
    path.write_bytes(struct.pack("<8sII", magic, len(head), zlib.crc32(head)) + padded + told)
    with pytest.raises(DamagedArrayError):
        stored_arrays(path)
