"""The file of saved searches: written so that its owner's hand stays in it, read so that mistakes are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from panelsearch.indexing.base import Sort
from panelsearch.services.saved_searches import (
    FILE_NAME,
    RUNS_NAME,
    NoSuchSearchError,
    SavedSearch,
    SavedSearches,
    SearchesError,
)
from panelsearch.storage.library_files import DirectoryFiles

BY_HAND = """\
# what the panel asked for in May
[[search]]
name = "Drones"   # Cllr Pryce wants these
query = 'drone OR "unmanned aircraft"'

# for the chair
[[search]]
name = "Bridge"
query = "footbridge"
sort = "-date"
"""


@pytest.fixture
def saved(tmp_path: Path) -> SavedSearches:
    return SavedSearches(DirectoryFiles(tmp_path))


def test_what_is_saved_is_read_back(saved) -> None:
    whole = SavedSearch("weir", 'body:oldmere "weir \\ lock" – £5', Sort.NEWEST, 0, True, True, False)
    assert saved.all() == ()
    assert not saved.save(whole)
    assert saved.named("WEIR") == whole
    assert Path(str(saved.file)).read_text("utf-8").count("\n") == 8


def test_only_what_differs_from_the_usual_is_written(saved) -> None:
    saved.save(SavedSearch("weir", "weir"))
    assert Path(str(saved.file)).read_text("utf-8") == '[[search]]\nname = "weir"\nquery = "weir"\n'


@pytest.mark.parametrize(
    "query", ["tab\there", "rubbed\x7fout", 'a "b" \\c', "one\ntwo", "half \udce9 letter", "ice 🧊"]
)
def test_no_letter_breaks_the_file(saved, query) -> None:
    saved.save(SavedSearch("odd", query))
    saved.save(SavedSearch("even", "plain"))
    assert saved.named("odd").query == query.replace("\udce9", "?")


def test_the_owners_remarks_stay_where_they_are(saved) -> None:
    Path(str(saved.file)).write_text(BY_HAND, "utf-8")
    saved.save(SavedSearch("weir", "weir"))
    assert Path(str(saved.file)).read_text("utf-8").startswith(BY_HAND)
    assert saved.forget("drones").query == 'drone OR "unmanned aircraft"'
    text = Path(str(saved.file)).read_text("utf-8")
    assert '# for the chair\n[[search]]\nname = "Bridge"' in text
    assert "Pryce" not in text
    assert [one.name for one in saved.all()] == ["Bridge", "weir"]


def test_a_search_saved_again_takes_the_others_place(saved) -> None:
    Path(str(saved.file)).write_text(BY_HAND, "utf-8")
    assert saved.save(SavedSearch("drones", "drone"))
    assert [(one.name, one.query) for one in saved.all()] == [("Bridge", "footbridge"), ("drones", "drone")]


def test_a_file_laid_out_otherwise_is_left_alone(saved) -> None:
    text = 'search = [{name = "a", query = "b"}, {name = "c", query = "d"}]\n'
    Path(str(saved.file)).write_text(text, "utf-8")
    assert saved.named("c").query == "d"
    for change in (lambda: saved.forget("a"), lambda: saved.save(SavedSearch("e", "f"))):
        with pytest.raises(SearchesError):
            change()
    assert Path(str(saved.file)).read_text("utf-8") == text


def test_a_query_that_looks_like_the_next_entry_is_not_cut_in_two(saved) -> None:
    text = '[[search]]\nname = "a"\nquery = """\n[[search]]\nname"""\n[[search]]\nname = "b"\nquery = "c"\n'
    Path(str(saved.file)).write_text(text, "utf-8")
    with pytest.raises(SearchesError, match="not safely changed"):
        saved.forget("b")
    assert Path(str(saved.file)).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[search]\n", "is not TOML"),
        ('[[searches]]\nname = "a"\n', 'no "searches"'),
        ('[search]\nname = "a"\nquery = "b"\n', "double brackets"),
        (BY_HAND + '[[search]]\nname = "c"\n', 'line 11: a search needs "query"'),
        (BY_HAND + '[[search]]\nname = " "\nquery = "c"\n', 'line 11: a search needs "name"'),
        (BY_HAND + '[[search]]\nname = "c"\nquery = "d"\norder = 1\n', 'line 11: a search has no "order"'),
        ('[[search]]\nname = "c"\nquery = "d"\nsort = "newest"\n', 'line 1: "sort" is one of'),
        ('[[search]]\nname = "c"\nquery = "d"\nsort = 3\n', 'line 1: "sort" is one of'),
        ('[[search]]\nname = "c"\nquery = "d"\nlimit = true\n', 'line 1: "limit" is a number'),
        ('[[search]]\nname = "c"\nquery = "d"\nstrict = "no"\n', 'line 1: "strict" is true or false'),
        (BY_HAND + '[[search]]\nname = "bridge"\nquery = "c"\n', "line 11: there is another"),
    ],
)
def test_a_mistake_is_told_with_its_line(saved, text, told) -> None:
    Path(str(saved.file)).write_text(text, "utf-8")
    with pytest.raises(SearchesError) as caught:
        saved.all()
    assert FILE_NAME in caught.value.message
    assert told in caught.value.message


def test_a_name_that_is_not_there_names_those_that_are(saved) -> None:
    with pytest.raises(NoSuchSearchError, match="weir") as caught:
        saved.named("weir")
    assert "--save NAME" in caught.value.hint
    Path(str(saved.file)).write_text(BY_HAND, "utf-8")
    with pytest.raises(NoSuchSearchError) as caught:
        saved.named("weir")
    assert "Drones, Bridge" in caught.value.hint


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"at": "x", "library": "y"}}', '{"a": {}}', "null"])
def test_last_runs_that_cannot_be_read_count_as_none(saved, tmp_path: Path, text) -> None:
    (tmp_path / RUNS_NAME).write_text(text)
    assert saved.runs() == {}


def test_a_dropped_search_takes_its_last_run_along(saved, tmp_path: Path) -> None:
    Path(str(saved.file)).write_text(BY_HAND, "utf-8")
    run = {"at": "2026-05-01T10:00:00+00:00", "library": "2026-05-01T09:00:00+00:00"}
    (tmp_path / RUNS_NAME).write_text(json.dumps({"Drones": run, "Bridge": run}))
    saved.forget("Drones")
    assert set(saved.runs()) == {"Bridge"}
    assert saved.runs()["Bridge"].since.isoformat(timespec="seconds").count(":00:01") == 1
