"""A library is copied whole to another place: it says the same there, and half of one is never taken for it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Cli, MakePdf

from bench.faults.answers import alike
from panelsearch.errors import Interrupted, LibraryError, LibraryMissingError, UsageError
from panelsearch.ingestion import asked_folders
from panelsearch.ingestion.copying import copy
from panelsearch.linking import authority_file
from panelsearch.model.ingest_reports import Progress
from panelsearch.retrieval import synonyms
from panelsearch.services import basket, saved_searches
from panelsearch.services.library import Library
from panelsearch.storage.library_files import OWN_NAMES
from panelsearch.storage.place import Place
from panelsearch.storage.registry import open_snapshot, open_store
from panelsearch.storage.sql.document_writer import SqlDocumentWriter
from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.storage.sqlite_files import connected
from tests.scale.servers import OpenSearchCluster, PostgresServer

ASKED = (
    ("search", "footbridge"), ("search", "the", "--limit", "0", "--facets"), ("search", "crossing"),
    ("search", "minutes", "--since", "2000"), ("search", "--saved", "bridges", "--since", "last", "-c"), ("searches",),
    ("ask", "Who was paid to repair the footbridge?"), ("show", "dunmere/2023-02-07-minutes.pdf"),
    ("decisions",), ("decisions", "footbridge"), ("actions",), ("attendance",), ("gaps",), ("timeline", "footbridge"),
    ("people",), ("councils",), ("sums",), ("dates",), ("status",),
    ("export", "footbridge", "-o", "-", "--format", "csv"),
)  # fmt: skip
OWN_TO_A_PLACE = ("people_file", "index_dir", "file")


def told(cli: Cli, arguments: tuple[str, ...]) -> object:
    if arguments[0] == "export":
        return cli(*arguments).stdout
    done = cli(*arguments, "--json")
    return done.stdout.replace(str(cli.index_dir), "PLACE")


@pytest.fixture
def lived_in(library: Cli, tmp_path: Path, make_pdf: MakePdf) -> Cli:
    """A library with a history, with files that its user wrote, and with a paper that cannot be read."""
    cli, more = library.copied_to(tmp_path / "one" / "index"), tmp_path / "more"
    make_pdf(more / "gone.pdf", [["Minutes of a meeting that was never held"]])
    make_pdf(
        more / "oldmere.pdf",
        [["Oldmere Parish Council", "Minutes, 4 May 2023", "Cllr A Pryce: the bridge at Mill Lane."]],
    )
    cli.json("index", str(more))
    (more / "gone.pdf").unlink()
    shutil.copy(more / "oldmere.pdf", more / "again.pdf")
    cli.json("index", str(more))
    (cli.index_dir / "people.toml").write_text('[[rename]]\nname = "B Nnamdi"\nas = "Bisi Nnamdi"\n', "utf-8")
    (cli.index_dir / "synonyms.toml").write_text('same = [["crossing", "footbridge"]]\n', "utf-8")
    cli.json("search", "bridge", "--save", "bridges")
    return cli


def copied(cli: Cli, target: Path, *more: str, expect: int = 0) -> Cli:
    cli.json("copy", str(cli.index_dir), str(target), *more, expect=expect)
    return Cli(target)


def test_the_copy_says_the_same_to_every_command(lived_in: Cli, tmp_path: Path) -> None:
    other = copied(lived_in, tmp_path / "other")
    for arguments in ASKED:
        assert told(other, arguments) == told(lived_in, arguments), arguments
    assert other("status", "--check").returncode == 0


def test_a_copy_of_the_copy_has_the_same_checksums(lived_in: Cli, tmp_path: Path) -> None:
    one = lived_in.json("copy", str(lived_in.index_dir), str(tmp_path / "b"))
    two = lived_in.json("copy", str(tmp_path / "b"), str(tmp_path / "c"))
    assert one["tables"] == two["tables"]
    assert one["files"] == ["people.toml", "synonyms.toml", "searches.toml", "searches-run.json"]
    counts = {name: one["tables"][name]["rows"] for name in ("documents", "members", "failures", "arrivals")}  # type: ignore[index]
    assert counts == {"documents": 3, "members": 5, "failures": 1, "arrivals": 4}


def test_the_copy_is_brought_up_to_date_like_the_first(lived_in: Cli, tmp_path: Path, make_pdf: MakePdf) -> None:
    other = copied(lived_in, tmp_path / "other")
    make_pdf(tmp_path / "more" / "new.pdf", [["Oldmere Parish Council", "Minutes, 1 June 2023", "A new footbridge."]])
    outcomes = [
        {row["document"]: row["outcome"] for row in cli.json("index", expect=4)["documents"]}  # type: ignore[union-attr, attr-defined]
        for cli in (lived_in, other)
    ]
    assert outcomes[0] == outcomes[1]
    assert sorted(outcomes[0].values()).count("indexed") == 1
    assert told(other, ("search", "footbridge")) == told(lived_in, ("search", "footbridge"))


def test_a_library_that_is_there_stays_unless_it_may_be_given_up(lived_in: Cli, library: Cli, tmp_path: Path) -> None:
    there = library.copied_to(tmp_path / "there")
    (there.index_dir / "basket.json").write_text("[]", "utf-8")
    before = told(there, ("search", "footbridge"))
    failed = lived_in.json("copy", str(lived_in.index_dir), str(there.index_dir), expect=2)
    assert "--replace" in str(failed["error"])
    assert told(there, ("search", "footbridge")) == before
    copied(lived_in, there.index_dir, "--replace")
    for arguments in ASKED:
        assert told(there, arguments) == told(lived_in, arguments), arguments
    assert not (there.index_dir / "basket.json").exists()


def test_a_library_is_not_copied_to_itself(lived_in: Cli, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(lived_in.index_dir)
    for target in (lived_in.index_dir, tmp_path / "link", lived_in.index_dir / ".." / "index"):
        with pytest.raises(UsageError, match="itself"):
            copy(Place.parse(lived_in.index_dir), Place.parse(target), over=True)


def test_where_there_is_no_library_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        copy(Place.parse(tmp_path / "none"), Place.parse(tmp_path / "target"))
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("stage", ["copying", "writing the index", "comparing"])
def test_a_copy_that_is_stopped_is_no_library_and_is_gone_on_with(lived_in: Cli, tmp_path: Path, stage: str) -> None:
    source, target = Place.parse(lived_in.index_dir), Place.parse(tmp_path / "other")
    seen: list[str] = []

    def stopped() -> bool:
        return stage in seen

    with pytest.raises(Interrupted):
        copy(source, target, on_progress=lambda progress: seen.append(progress.stage), cancelled=stopped)
    with pytest.raises(LibraryMissingError):
        Library.open(target)
    copy(source, target)
    with open_store(target.store) as store:
        assert store.tables.rows("SELECT count(*) FROM documents") == [(3,)]
    assert told(Cli(target.home), ("search", "footbridge")) == told(lived_in, ("search", "footbridge"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks there")
@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("at", range(1, 9, 2))
def test_a_copy_that_is_killed_leaves_what_was_there(
    lived_in: Cli, library: Cli, tmp_path: Path, at: int, over: bool
) -> None:
    there = library.copied_to(tmp_path / "there") if over else Cli(tmp_path / "there")
    before = told(there, ("search", "footbridge"))
    source, target = Place.parse(lived_in.index_dir), Place.parse(there.index_dir)

    assert in_another_process(lambda: die_after(at, source, target, over=over)) == 9
    if over:
        assert told(there, ("search", "footbridge")) == before
    else:
        assert there("search", "footbridge").returncode == 3
    copy(source, target, over=over)
    assert told(there, ("search", "footbridge")) == told(lived_in, ("search", "footbridge"))


def die_after(steps: int, source: Place, target: Place, *, over: bool = False) -> None:
    left = iter(range(steps))

    def die(progress: Progress) -> None:
        if next(left, None) is None:
            os._exit(9)

    copy(source, target, over=over, on_progress=die)
    os._exit(0)


def in_another_process(work: Callable[[], None]) -> int:
    sys.stdout.flush()
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        work()
    finally:
        os._exit(1)


def test_what_is_not_what_was_copied_is_not_published(
    lived_in: Cli, library: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = SqlDocumentWriter.save

    def loses(self: SqlDocumentWriter, sha256: str, fingerprint: str, packed, stamp: str = "") -> int:  # type: ignore[no-untyped-def]
        packed.rows["mentions"] = packed.rows["mentions"][1:]
        return saved(self, sha256, fingerprint, packed, stamp)

    monkeypatch.setattr(SqlDocumentWriter, "save", loses)
    with pytest.raises(LibraryError, match="mentions differ"):
        copy(Place.parse(lived_in.index_dir), Place.parse(tmp_path / "other"))
    with pytest.raises(LibraryMissingError):
        Library.open(tmp_path / "other")
    there = library.copied_to(tmp_path / "there")
    (there.index_dir / "basket.json").write_text("[]", "utf-8")
    before = state(there)
    with pytest.raises(LibraryError, match="mentions differ"):
        copy(Place.parse(lived_in.index_dir), Place.parse(there.index_dir), over=True)
    assert state(there) == before  # what is there loses nothing for it
    assert {row["outcome"] for row in there.json("index", expect=4)["documents"]} == {"unchanged", "failed"}  # type: ignore[attr-defined, index]


def state(cli: Cli) -> object:
    """What a library has that is in none of its states, and what a run would try again."""
    with open_snapshot(Place.parse(cli.index_dir).store) as store:
        rows = store.tables.rows("SELECT sha256, fingerprint, reason, locked FROM failures ORDER BY sha256")
        again = store.tables.rows("SELECT DISTINCT sha256 FROM documents WHERE to_retry")
        files = {name: store.files.read(name, 1_000_000) for name in OWN_NAMES}
        return rows, again, files, store.arrivals.known()


@pytest.mark.parametrize("over", ["nothing", "itself", "other readings"])
def test_what_is_to_be_read_again_is_so_in_the_copy(lived_in: Cli, tmp_path: Path, over: str) -> None:
    there = tmp_path / "there"
    if over != "nothing":
        copied(lived_in, there)
    with open_store(Place.parse(lived_in.index_dir).store) as store:
        ((sha256,),) = store.tables.rows("SELECT min(sha256) FROM documents")
        store.writer.read_again([sha256])
    if over == "other readings":
        with closing(connected(there / STORE_NAME, "rwc", 10)) as db:
            db.execute(
                "UPDATE pages SET label = 'x' WHERE document_id IN (SELECT id FROM documents WHERE sha256 = ?)",
                [sha256],
            )
    copied(lived_in, there, "--replace")
    one, other = state(lived_in), state(Cli(there))
    assert one == other
    assert one[1] == [(sha256,)]  # type: ignore[index]
    copied(Cli(there), tmp_path / "further")
    assert state(Cli(tmp_path / "further")) == one


def test_store_and_index_may_lie_apart(lived_in: Cli, tmp_path: Path) -> None:
    file = tmp_path / "county.toml"
    file.write_text('store = "papers"\nindex = "words"\n', "utf-8")
    other = copied(lived_in, file)
    for arguments in ASKED:
        if arguments != ("status",):
            shown = str(told(other, arguments)).replace(str(tmp_path / "papers"), "PLACE")
            assert shown == told(lived_in, arguments), arguments
    assert other.json("status")["index_dir"] == str(tmp_path / "papers")
    assert (tmp_path / "papers" / "library.sqlite").is_file()
    assert not (tmp_path / "words" / "library.sqlite").exists()
    assert other.json("index", expect=4)["documents"]
    assert other("status", "--check").returncode == 0
    assert "inside the library" in other("export", "footbridge", "-o", str(tmp_path / "words" / "x.csv")).stderr


def told_alike(one: Cli, other: Cli) -> None:
    for arguments in ASKED:
        if arguments != ("status",):
            assert without_place(one, arguments) == without_place(other, arguments), arguments


def without_place(cli: Cli, arguments: tuple[str, ...]) -> object:
    """What a command says, but for where the library is."""
    if arguments[0] == "export":
        return cli(*arguments).stdout
    shown = json.loads(cli(*arguments, "--json").stdout)
    return {name: value for name, value in shown.items() if name not in OWN_TO_A_PLACE}


def test_a_library_goes_to_a_server_and_comes_back(lived_in: Cli, tmp_path: Path, postgres: PostgresServer) -> None:
    file = tmp_path / "county.toml"
    file.write_text(f'store = "{postgres.new_library()}"\nindex = "words"\n', "utf-8")
    there = lived_in.json("copy", str(lived_in.index_dir), str(file))
    told_alike(Cli(file), lived_in)
    back = lived_in.json("copy", str(file), str(tmp_path / "back"))
    told_alike(Cli(tmp_path / "back"), lived_in)
    assert there["tables"] == back["tables"]
    assert Cli(file)("status", "--check").returncode == 0
    assert Cli(file).json("index", expect=4)["documents"]


@pytest.mark.parametrize("at", [1, 3, 6])
def test_a_library_goes_to_two_servers_through_a_death_on_the_way(
    lived_in: Cli, tmp_path: Path, postgres: PostgresServer, cluster: OpenSearchCluster, at: int
) -> None:
    file = tmp_path / "county.toml"
    file.write_text(f'store = "{postgres.new_library()}"\nindex = "{cluster.url}/{cluster.unused_name()}"\n', "utf-8")
    source, target, there = Place.parse(lived_in.index_dir), Place.parse(file), Cli(file)
    assert in_another_process(lambda: die_after(at, source, target)) == 9
    assert there("search", "footbridge").returncode == 3
    lived_in.json("copy", str(lived_in.index_dir), str(file))
    for arguments in ASKED:
        if arguments != ("status",):
            assert alike(without_place(there, arguments), without_place(lived_in, arguments)), arguments
    assert there("status", "--check").returncode == 0
    back = lived_in.json("copy", str(file), str(tmp_path / "back"))
    told_alike(Cli(tmp_path / "back"), lived_in)
    assert back["tables"] == lived_in.json("copy", str(lived_in.index_dir), str(tmp_path / "again"))["tables"]


def test_every_file_of_its_users_is_known() -> None:
    assert set(OWN_NAMES) == {
        authority_file.FILE_NAME, synonyms.FILE_NAME, saved_searches.FILE_NAME, saved_searches.RUNS_NAME,
        basket.FILE_NAME, asked_folders.ASKED_NAME,
    }  # fmt: skip
