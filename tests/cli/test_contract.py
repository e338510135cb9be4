"""Every command's JSON form and exit code, as scripts rely on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from panelsearch.cli.command_line import parser
from panelsearch.cli.commands import NAMES, SUMMARIES, command
from panelsearch.exporting.formats import NAMES as FORMAT_NAMES

MINUTES = "dunmere/2023-02-07-minutes.pdf"


def test_index_accounts_for_every_file(papers, fresh) -> None:
    first = fresh.json("index", str(papers), expect=4)
    by_name = {d["document"]: d for d in first["documents"]}
    assert {name: d["outcome"] for name, d in by_name.items()} == {
        MINUTES: "indexed",
        "severnmoor/speed-report.pdf": "indexed",
        "broken.pdf": "failed",
    }
    assert by_name["broken.pdf"]["reason"]
    assert by_name[MINUTES]["pages"] == 2
    assert by_name[MINUTES]["pages_without_text"] == []
    again = fresh.json("index", str(papers), expect=4)
    assert {d["outcome"] for d in again["documents"]} == {"unchanged", "failed"}


def test_search_gives_passages_that_stand_on_their_page(library) -> None:
    found = library.json("search", "footbridge boards")
    assert found["query"] == "footbridge boards"
    hit = found["hits"][0]
    assert (hit["document"], hit["page"], hit["kind"]) == (MINUTES, 1, "minutes")
    assert (hit["body"], hit["meeting_date"]) == ("Dunmere Parish Council", "2023-02-07")
    assert hit["item"] == {"number": "2", "heading": "Footbridge"}
    marked = [hit["text"][start:end].lower() for start, end in hit["highlights"]]
    assert "footbridge" in marked
    assert "boards" in marked
    (page,) = library.json("show", MINUTES, "--page", "1")["pages"]
    assert hit["text"] in page["text"]


def test_search_options(library) -> None:
    assert library("search", "-c", "footbridge").stdout.strip() == "1"
    assert library("search", "-l", "footbridge").stdout.split() == [MINUTES]
    assert len(library.json("search", "meeting OR devices", "--limit", "1")["hits"]) == 1
    newest = library.json("search", "kind:minutes OR devices", "--sort", "-date")["hits"]
    dates = [hit["meeting_date"] or "" for hit in newest]
    assert dates == sorted(dates, reverse=True)
    assert library.json("search", "person:nnamdi footbridge")["total"] == 1
    assert library.json("search", "money:>4000 ferris")["total"] == 1
    assert library.json("search", "money:>5000 ferris", expect=1)["hits"] == []


def test_options_stand_before_or_after_the_command(library) -> None:
    after = json.loads(library("search", "footbridge", "--json").stdout)
    before = json.loads(library("--json", "search", "footbridge").stdout)
    assert before == after


def test_a_file_of_questions_is_answered_line_by_line(library, tmp_path) -> None:
    file = tmp_path / "questions.txt"
    asked = ["How much was Ferris Timber paid to repair the footbridge?", "How much did the heliport extension cost?"]
    file.write_text("\n\n".join(asked) + "\n", encoding="utf-8")
    answers = library.json("ask", "-f", str(file))["answers"]
    assert [one["question"] for one in answers] == asked
    assert [one["outcome"] == "answered" for one in answers] == [True, False]
    assert "£4,500" in answers[0]["answer"]
    assert library("ask", "-f", str(tmp_path / "none.txt")).returncode == 2
    assert library("ask", "-f", str(file), "and", "this?").returncode == 2
    file.write_text("\n", encoding="utf-8")
    assert library("ask", "-f", str(file)).returncode == 2


def test_no_language_model_is_asked_unless_one_is_set(library) -> None:
    done = library("ask", "--write", "How much was Ferris Timber paid to repair the footbridge?")
    assert done.returncode == 2
    assert "PANELSEARCH_WRITER_URL" in done.stderr


def test_ask_quotes_or_is_silent(library) -> None:
    answer = library.json("ask", "How much was Ferris Timber paid to repair the footbridge?")
    assert (answer["outcome"], answer["answer"]) == ("answered", "£4,500")
    (citation,) = answer["citations"][:1]
    assert (citation["document"], citation["page"]) == (MINUTES, 1)
    (page,) = library.json("show", MINUTES, "--page", "1")["pages"]
    assert citation["quote"] in page["text"]
    assert "£4,500" in citation["quote"]
    silent = library.json("ask", "How much did the heliport extension cost?", expect=1)
    assert silent["outcome"] in ("not_answered", "nothing_found")
    assert silent["answer"] is None
    assert silent["citations"] == []


def test_show_tells_what_was_read(library) -> None:
    shown = library.json("show", MINUTES)
    assert (shown["kind"], shown["body"], shown["meeting_date"]) == ("minutes", "Dunmere Parish Council", "2023-02-07")
    assert [p["page_label"] for p in shown["pages"]] == ["1", "2"]
    assert shown["attendance"]["present"] == ["A Pryce", "B Nnamdi", "C O'Rourke"]
    assert shown["attendance"]["apologies"] == ["D Fraser"]
    assert [(i["number"], i["heading"]) for i in shown["items"]][1:3] == [("2", "Footbridge"), ("3", "Grass cutting")]
    texts = {p["page"]: p["text"] for p in shown["pages"]}
    for mention in shown["mentions"]:
        assert texts[mention["page"]][mention["start"] : mention["end"]] == mention["text"]
    assert {"value_pence": 450000, "currency": "GBP"}.items() <= next(
        m for m in shown["mentions"] if m["label"] == "MONEY"
    ).items()


def test_decisions_give_the_words_and_the_people(library) -> None:
    register = library.json("decisions", "footbridge")
    (row,) = register["decisions"]
    assert "£4,500" in row["text"]
    assert row["outcome"] == "resolved"
    assert (row["proposer"], row["seconder"]) == ("B Nnamdi", "C O'Rourke")
    assert library.json("decisions", "heliport", expect=1)["decisions"] == []


@pytest.mark.parametrize(
    ("command", "query", "name"),
    [("people", "nnamdi", "B Nnamdi"), ("councils", "dunmere", "Dunmere Parish Council")],
)
def test_entities_are_merged_and_counted(library, command: str, query: str, name: str) -> None:
    rows = library.json(command, query)["entities"]
    assert rows[0]["name"] == name
    assert rows[0]["count"] >= 1


def test_sums_and_dates_are_listed(library) -> None:
    assert {row["value_pence"] for row in library.json("sums")["entities"]} >= {450000, 120000000}
    assert {row["value_pence"] for row in library.json("sums", ">1m")["entities"]} == {120000000}
    assert "2023-03-07" in {row["iso"] for row in library.json("dates")["entities"]}


@pytest.mark.parametrize("ending", [*FORMAT_NAMES, "bib", "htm", "markdown"])
def test_export_writes_every_format(library, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"out.{ending}"
    told = library.json("export", "footbridge", "-o", str(file))
    assert told["passages"] == 1
    assert file.stat().st_size > (80 if ending == "trec" else 100)
    assert sorted(tmp_path.iterdir()) == [file, tmp_path / f"out.{ending}.manifest.json"]


def test_csl_json_needs_its_name(library, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    library.json("export", "footbridge", "--format", "csl-json", "-o", str(file))
    (entry,) = json.loads(file.read_text(encoding="utf-8"))
    assert entry["issued"] == {"date-parts": [[2023, 2, 7]]}
    library.json("export", "footbridge", "-o", str(tmp_path / "out.unknown"), expect=2)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "jsonl"])
def test_verify_confirms_what_stands_and_finds_what_does_not(library, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"out.{ending}"
    library.json("export", "footbridge OR device", "-o", str(file))
    good = library.json("verify", str(file))
    assert good["quotations"] == good["confirmed"] == 2
    if ending == "jsonl":
        file.write_text(file.read_text(encoding="utf-8").replace("4,500", "5,400"), encoding="utf-8")
        bad = library.json("verify", str(file), expect=1)
        assert bad["confirmed"] == 1
        assert bad["failures"][0]["document"] == MINUTES


def test_verify_refuses_what_is_no_export(library, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert library.json("verify", str(file), expect=2)["error"]["code"] == "usage"
    library.json("verify", str(tmp_path / "nowhere.csv"), expect=2)


def test_status_tells_what_could_not_be_read(library) -> None:
    status = library.json("status")
    assert status["documents"] == 2
    assert [f["document"] for f in status["unreadable"]] == ["broken.pdf"]
    assert (status["added"], status["changed"], status["vanished"]) == ([], [], [])


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("search", ""), "query", 2),
        (("search", "colour:red"), "query", 2),
        (("search",), "usage", 2),
        (("nonsense",), "usage", 2),
        (("show", "nowhere.pdf"), "not_found", 1),
        (("show", MINUTES, "--page", "9"), "not_found", 1),
        (("index", "no/such/folder"), "usage", 2),
    ],
)
def test_wrong_use_is_told_in_json_and_in_words(library, arguments, code: str, exit_code: int) -> None:
    error = library.json(*arguments, expect=exit_code)["error"]
    assert error["code"] == code
    assert error["message"]
    assert error["hint"]
    plain = library(*arguments)
    assert plain.returncode == exit_code
    assert error["message"] in plain.stderr
    assert "Traceback" not in plain.stderr


def test_an_unknown_field_is_answered_with_the_valid_ones(library) -> None:
    error = library.json("search", "colour:red", expect=2)["error"]
    assert "person" in error["message"] + error["hint"]


@pytest.mark.parametrize("command", [("search", "x"), ("ask", "x?"), ("status",), ("people",)])
def test_no_index_says_how_to_make_one(fresh, command: tuple[str, ...]) -> None:
    error = fresh.json(*command, expect=3)["error"]
    assert error["code"] == "index_missing"
    assert "panelsearch index" in error["hint"]


def test_a_folder_without_pdfs_makes_an_empty_library(fresh, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert fresh.json("index", str(tmp_path / "empty"))["documents"] == []
    assert fresh.json("search", "x", expect=1)["library_empty"] is True
    assert fresh.json("ask", "Who spoke?", expect=1)["outcome"] == "empty_index"


def test_every_command_has_help() -> None:
    (commands,) = (action for action in parser()._actions if hasattr(action, "choices") and action.choices)
    assert tuple(commands.choices) == NAMES
    for name, one in commands.choices.items():
        assert one.description == SUMMARIES[command(name).name], name
        for option in one._actions:
            assert option.help or option.dest in ("question", "output", "file", "host", "port"), (name, option.dest)


def test_nothing_is_coloured_when_piped(library) -> None:
    assert "\x1b" not in library("search", "footbridge").stdout
