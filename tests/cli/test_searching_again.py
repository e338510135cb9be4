"""Searches kept under a name, what is new since, and many queries at once."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import MINUTES, Cli, write_pdf

from panelsearch.storage.sqlite.connection import STORE_NAME
from panelsearch.testing.edited_files import edited

LATER = [
    ["Dunmere Parish Council", "Minutes of the meeting held on 7 March 2023", "1. Footbridge",
     "The footbridge at Mill Lane was opened again."],
]  # fmt: skip


class Kept(Cli):
    """The command line on a library of its own, with a folder beside it for papers that come later."""

    @property
    def later(self) -> Path:
        return self.index_dir.with_name("later")

    def more_papers(self) -> None:
        write_pdf(self.later / "march.pdf", LATER)
        self.json("index", str(self.later))


@pytest.fixture
def copy(library: Cli, tmp_path: Path) -> Kept:
    return Kept(library.copied_to(tmp_path / "index").index_dir)


def test_only_papers_that_came_in_since_the_last_run_are_shown(copy, papers: Path) -> None:
    saving = copy("search", "footbridge", "--sort", "-date", "--save", "bridge")
    assert saving.returncode == 0
    assert "searches.toml" in saving.stderr
    assert copy("search", "--saved", "bridge", "--since", "last").returncode == 1

    copy.later.mkdir()
    shutil.copy(papers / "dunmere" / "2023-02-07-minutes.pdf", copy.later / "moved.pdf")
    copy.more_papers()
    (listed,) = copy.json("searches")["searches"]
    assert (listed["name"], listed["query"], listed["sort"], listed["new"]) == ("bridge", "footbridge", "-date", 1)

    assert copy("search", "--saved", "bridge", "--since", "last", "-c").stdout == "1\n"  # a count is no run
    found = copy.json("search", "--saved", "bridge", "--since", "last")
    assert [hit["document"] for hit in found["hits"]] == ["march.pdf"]
    assert found["hits"][0]["first_indexed"] >= found["since"]
    assert copy.json("search", "--saved", "bridge", "--since", "last", expect=1)["total"] == 0
    assert copy.json("search", "--saved", "bridge")["total"] > 1
    assert "0 new since" in copy("searches").stdout


def test_a_paper_read_again_is_not_new(copy, papers: Path) -> None:
    copy("search", "footbridge", "--save", "bridge")
    with closing(sqlite3.connect(copy.index_dir / STORE_NAME)) as store:
        store.execute("PRAGMA user_version=1")  # as another version of the program left it
    copy.json("index", str(papers / "dunmere"))
    assert copy.json("search", "footbridge")["total"] > 0
    assert copy.json("search", "--saved", "bridge", "--since", "last", expect=1)["total"] == 0


@pytest.mark.parametrize(("limit", "all_shown"), [((), True), (("--limit", "1"), False)])
def test_none_of_what_is_new_is_cut_off_unless_so_asked(copy, limit, all_shown) -> None:
    copy("search", "the", "--limit", "1", "--save", "all")
    write_pdf(copy.later / "signed.pdf", [*MINUTES, ["Signed as a correct record by the chair."]])
    copy.json("index", str(copy.later))
    found = copy.json("search", "--saved", "all", "--since", "last", *limit)
    assert found["total"] > 1
    assert (len(found["hits"]) == found["total"]) is all_shown


def test_words_that_were_there_before_are_told_of_a_new_copy(copy) -> None:
    copy("search", "footbridge", "--save", "bridge")
    write_pdf(copy.later / "signed.pdf", [*MINUTES, ["Signed as a correct record by the chair."]])
    copy.json("index", str(copy.later))
    (hit,) = copy.json("search", "--saved", "bridge", "--since", "last")["hits"]
    assert hit["document"] == "signed.pdf"
    assert [place["document"] for place in hit["also_in"]] == ["dunmere/2023-02-07-minutes.pdf"]


def test_papers_since_a_day(copy) -> None:
    with edited(copy.index_dir / "arrivals.sqlite") as arrivals:
        arrivals.execute("UPDATE arrivals SET built = '2020-05-02T12:00:00+00:00'")
    copy.more_papers()
    assert [hit["document"] for hit in copy.json("search", "footbridge", "--since", "2021")["hits"]] == ["march.pdf"]
    assert copy.json("search", "footbridge", "--since", "2020-05-01")["total"] > 1
    told = copy("search", "footbridge", "--since", "2021-03").stdout
    assert told.startswith("1 passage matches in papers that came in since 2021-03-01.")
    later = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    none = copy("search", "footbridge", "--since", later)
    assert none.returncode == 1
    assert f"came in since {later} matches footbridge" in none.stdout


def test_papers_of_a_library_that_kept_no_arrivals_came_in_when_it_was_built(copy) -> None:
    copy("search", "footbridge", "--save", "bridge")
    (copy.index_dir / "arrivals.sqlite").unlink()
    assert copy.json("search", "--saved", "bridge", "--since", "last", expect=1)["total"] == 0
    copy.more_papers()
    found = copy.json("search", "--saved", "bridge", "--since", "last")
    assert [hit["document"] for hit in found["hits"]] == ["march.pdf"]


def test_a_search_written_by_hand_was_never_run(copy) -> None:
    (copy.index_dir / "searches.toml").write_text('[[search]]\nname = "grass"\nquery = "grass"\nlimit = 1\n')
    assert "1 passage, never run" in copy("searches").stdout
    found = copy.json("search", "--saved", "Grass", "--since", "last")
    assert (found["total"], found["since"]) == (1, None)
    assert "not run before" in found["notes"][0]
    assert copy.json("search", "--saved", "grass", "--since", "last", expect=1)["since"]


def test_options_given_go_before_those_saved(copy) -> None:
    copy("search", "the", "--sort", "date", "--limit", "2", "--save", "all")
    assert len(copy.json("search", "--saved", "all")["hits"]) == 2
    days = [
        hit["meeting_date"] for hit in copy.json("search", "--saved", "all", "--limit", "0", "--sort", "-date")["hits"]
    ]
    assert len(days) > 2
    assert days == sorted(days, reverse=True)


def test_a_search_that_cannot_be_run_does_not_hide_the_others(copy) -> None:
    copy("search", "footbridge", "--save", "bridge")
    with (copy.index_dir / "searches.toml").open("a") as file:
        file.write('\n[[search]]\nname = "slip"\nquery = "persn:pryce"\n')
    bridge, slip = copy.json("searches")["searches"]
    assert bridge["error"] is None
    assert "persn" in slip["error"]
    assert "slip: cannot be run" in copy("searches").stdout


def test_a_query_that_cannot_be_run_is_not_kept(copy) -> None:
    assert copy.json("search", "persn:pryce", "--save", "slip", expect=2)
    assert copy.json("searches", expect=1)["total"] == 0


def test_dropping_a_search(copy) -> None:
    copy("search", "footbridge", "--save", "bridge")
    assert copy.json("searches", "--forget", "bridge")["forgotten"]["query"] == "footbridge"
    assert copy.json("searches", expect=1)["searches"] == []
    assert "bridge" in copy.json("searches", "--forget", "bridge", expect=1)["error"]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("footbridge", "--saved", "bridge"),
        ("--saved", "bridge", "--save", "other"),
        ("footbridge", "--save", " "),
        ("footbridge", "--since", "last"),
        ("footbridge", "--since", "yesterweek"),
        (),
    ],
)
def test_what_contradicts_itself_is_wrong_usage(copy, arguments) -> None:
    assert copy.json("search", *arguments, expect=2)["error"]["hint"]


def test_many_queries_from_a_file(copy, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("footbridge\n\nwolverine\ngrass cutting\n", "utf-8")
    found = copy.json("search", "-f", str(queries), "--limit", "1")["results"]
    assert [(one["query"], bool(one["hits"])) for one in found] == [
        ("footbridge", True), ("wolverine", False), ("grass cutting", True),
    ]  # fmt: skip
    nothing = "== wolverine\nNote: no paper says wolverine.\nNothing in the library matches wolverine."
    assert nothing in copy("search", "-f", str(queries)).stdout
    assert "== wolverine\n0\n" in copy("search", "-f", str(queries), "--count").stdout
    queries.write_text("wolverine\n", "utf-8")
    assert len(copy.json("search", "-f", str(queries), expect=1)["results"]) == 1
    queries.write_text("footbridge\nmill persn:pryce\n", "utf-8")
    assert "queries.txt, line 2: In the query mill persn:pryce: " in copy("search", "-f", str(queries)).stderr
    assert "persn" in json.dumps(copy.json("search", "-f", str(queries), expect=2))
    assert copy.json("search", "-f", str(queries), "more", expect=2)["error"]["code"] == "usage"
    queries.write_bytes(b"footbridge\n\nmill\xff\n")
    assert "line 3 is not UTF-8" in copy("search", "-f", str(queries)).stderr
