"""The registers on the command line: timeline, attendance, gaps and the options of decisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Cli, write_pdf

from panelsearch.services.library import Library

HEAD = "Dunmere Parish Council"


def sheet(day: str, present: str, *lines: str) -> list[str]:
    return [
        HEAD,
        f"Minutes of the meeting held on Tuesday {day} at 7.30 pm in the Village Hall",
        f"Present: {present}",
        "",
        *lines,
    ]


def make(folder: Path) -> None:
    write_pdf(
        folder / "2023-01.pdf",
        [
            sheet(
                "3 January 2023", "Cllr A Pryce (Chair), Cllr B Nnamdi", "1. Footbridge",
                "A resident asked who looks after the footbridge at Mill Lane.",
            )
        ],
    )  # fmt: skip
    write_pdf(
        folder / "2023-02.pdf",
        [
            sheet(
                "7 February 2023", "Cllr A Pryce (Chair)", "Apologies: Cllr B Nnamdi", "", "1. Footbridge",
                "RESOLVED: That the footbridge at Mill Lane be repaired.",
                "Proposed by Cllr A Pryce, seconded by Cllr C O'Rourke.",
            )
        ],
    )  # fmt: skip
    write_pdf(
        folder / "2023-03-agenda.pdf",
        [
            [
                HEAD, "You are summoned to attend a meeting of the Council on Tuesday 7 March 2023", "AGENDA", "",
                "1. Apologies for absence", "2. Footbridge", "3. Date of next meeting",
            ]
        ],
    )  # fmt: skip


@pytest.fixture(scope="session")
def meetings(indexed):
    return indexed("meetings", make)


def test_timeline_quotes_and_cites_each_step(meetings) -> None:
    found = meetings.json("timeline", "footbridge")
    steps = [(s["stage"], s["stage_inferred"], s["meeting_date"], s["document"], s["page"]) for s in found["steps"]]
    assert steps[0] == ("first raised", True, "2023-01-03", "2023-01.pdf", 1)
    assert ("decided", False, "2023-02-07", "2023-02.pdf", 1) in steps
    for step in found["steps"]:
        (page,) = meetings.json("show", step["document"], "--page", str(step["page"]))["pages"]
        assert page["text"][step["start"] : step["end"]] == step["quote"]
    text = meetings("timeline", "footbridge")
    assert "[first raised (inferred)]" in text.stdout
    assert "[decided: resolved]" in text.stdout
    assert meetings.json("timeline", "heliport", expect=1)["steps"] == []
    assert {s["document"] for s in meetings.json("timeline", "footbridge", "--to", "2023-01")["steps"]} == {
        "2023-01.pdf"
    }


def test_attendance_is_counted_and_cited(meetings) -> None:
    found = meetings.json("attendance")
    assert found["meetings"] == 2
    by_name = {row["name"]: row for row in found["people"]}
    assert len(by_name["A Pryce"]["present"]) == 2
    assert [c["quote"] for c in by_name["B Nnamdi"]["apologies"]] == ["B Nnamdi"]
    assert by_name["B Nnamdi"]["apologies"][0]["document"] == "2023-02.pdf"
    only = meetings.json("attendance", "--person", "nnamdi", "--from", "2023-02")["people"]
    assert [(row["name"], len(row["present"]), len(row["apologies"])) for row in only] == [("B Nnamdi", 0, 1)]
    assert "apologies: 2023-02-07 2023-02.pdf p. 1" in meetings("attendance").stdout
    assert meetings.json("attendance", "--person", "heliport", expect=1)["people"] == []


def test_gaps_name_the_meeting_without_minutes(meetings) -> None:
    (gap,) = meetings.json("gaps")["gaps"]
    assert (gap["gap"], gap["date"], gap["inferred"]) == ("no minutes", "2023-03-07", True)
    assert gap["documents"] == ["2023-03-agenda.pdf"]
    assert "7 March 2023, and no minutes of that day (inferred)" in meetings("gaps").stdout
    assert meetings("gaps", "--to", "2022").returncode == 1


def test_registers_come_a_page_at_a_time(meetings) -> None:
    def steps(*options: str) -> dict[str, object]:
        return json.loads(meetings("timeline", "footbridge", *options, "--json").stdout)

    whole, begun = steps(), steps("--limit", "1")
    assert begun["steps"] == whole["steps"][:1]
    assert (begun["more"], whole["more"]) == (True, False)
    every = json.loads(meetings("decisions", "--json").stdout)
    page = json.loads(meetings("decisions", "--skip", str(every["total"] - 1), "--limit", "5", "--json").stdout)
    assert page["total"] == every["total"] > 0
    assert page["decisions"] == every["decisions"][-1:]
    assert meetings("decisions", "--skip", str(every["total"])).returncode == 1


@pytest.mark.parametrize(
    ("command", "rows"),
    [
        ("decisions", "decisions"), ("attendance", "people"), ("people", "entities"), ("sums", "entities"),
        ("dates", "entities"),
    ],
)  # fmt: skip
def test_some_rows_are_told_with_how_many_there_are(library: Cli, command: str, rows: str) -> None:
    every = library.json(command)
    total = every["total"]
    assert total == len(every[rows]) > 1
    page = library.json(command, "--skip", "1", "--limit", "1")
    assert (page["total"], page[rows]) == (total, every[rows][1:2])
    assert f"1 of {total}" in library(command, "--limit", "1").stdout or command == "decisions"
    assert library.json(command, "--skip", "9" * 30, "--limit", "9" * 30, expect=1)[rows] == []
    assert library.json(command, "--limit", "9" * 30)[rows] == every[rows]


def test_councils_come_a_page_at_a_time_too(library: Cli) -> None:
    (council,) = library.json("councils", "--limit", "5")["entities"]
    assert council["name"] == "Dunmere Parish Council"
    page = library.json("councils", "--skip", "1", expect=1)
    assert (page["total"], page["entities"]) == (1, [])


def test_decisions_by_body_day_outcome_and_person(meetings) -> None:
    def count(*options: str) -> int:
        done = meetings("decisions", *options, "--json")
        assert done.returncode in (0, 1)
        return len(json.loads(done.stdout)["decisions"])

    assert count("footbridge", "--body", "dunmere", "--outcome", "resolved", "--person", "pryce") == 1
    assert count("--person", "nnamdi") == 0
    assert count("--body", "severnmoor") == 0
    assert count("--from", "2023-02-08") == 0
    assert count("--to", "7/2/2023") == 1


@pytest.mark.parametrize(
    "arguments",
    [("gaps", "--from", "yesterday"), ("attendance", "--from", "2023", "--to", "2022"), ("timeline", " "),
     ("decisions", "--outcome", "sung")],
)  # fmt: skip
def test_wrong_usage_is_told(meetings, arguments) -> None:
    done = meetings(*arguments)
    assert done.returncode == 2
    assert done.stderr


def test_a_library_that_is_not_there(tmp_path: Path) -> None:
    assert Cli(tmp_path / "none")("gaps").returncode == 3


def test_actions_with_owner_and_what_came_of_them(make_pdf, fresh, tmp_path) -> None:
    make_pdf(
        tmp_path / "papers" / "january.pdf",
        [
            sheet(
                "3 January 2023", "Cllr Alan Pryce (Chair), Cllr B Nnamdi", "1. Apologies", "None.", "",
                "2. Footbridge", "Cllr Pryce to ask Ferris Timber for a quotation for the rotten boards.",
            ),
        ],
    )  # fmt: skip
    make_pdf(
        tmp_path / "papers" / "march.pdf",
        [
            sheet(
                "7 March 2023", "Cllr Alan Pryce (Chair)", "1. Apologies", "None.", "", "2. Footbridge",
                "Ferris Timber had sent a quotation, and the rotten boards were replaced in February.",
            )
        ],
    )  # fmt: skip
    fresh.json("index", str(tmp_path / "papers"))
    (row,) = fresh.json("actions", "ferris", "--person", "alan pryce")["actions"]
    assert (row["action"], row["owner"], row["people"], row["document"]) == (
        "action", "Cllr Pryce", ["Alan Pryce"], "january.pdf"
    )  # fmt: skip
    assert row["item"]["heading"] == "Footbridge"
    assert [(later["document"], later["meeting_date"]) for later in row["later"]] == [("march.pdf", "2023-03-07")]
    with Library.open(fresh.index_dir) as library:
        (told,), (bare,) = library.actions("ferris"), library.actions("ferris", followed=False)
        assert bare.later == ()
        assert library.later(bare) == told.later != ()
    text = fresh("actions").stdout
    assert "[action: Cllr Pryce (Alan Pryce)]" in text
    assert "spoken of later (inferred): 2023-03-07 march.pdf p. 1" in text
    assert fresh("actions", "--kind", "recommendation").returncode == 1
    assert fresh("actions", "--person", "nnamdi").returncode == 1
    steps = fresh.json("timeline", "rotten boards")["steps"]
    assert ("to be done", False) in {(step["stage"], step["stage_inferred"]) for step in steps}
    assert len({(step["document"], step["start"]) for step in steps}) == len(steps)


@pytest.mark.parametrize("name", ["???", " ", "\udcff\udcfe"])
@pytest.mark.parametrize(
    ("register", "rows", "options"),
    [
        ("decisions", "decisions", ("--person", "--body")), ("actions", "actions", ("--person", "--body")),
        ("attendance", "people", ("--person", "--body")), ("gaps", "gaps", ("--body",)),
        ("timeline", "steps", ("--body",)),
    ],
)  # fmt: skip
def test_a_name_without_words_is_nobodys(meetings, name: str, register: str, rows: str, options: tuple) -> None:
    query = ("footbridge",) if register == "timeline" else ()
    for option in options:
        assert meetings.json(register, *query, option, name, expect=1)[rows] == [], option
