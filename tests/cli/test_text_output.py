"""What people read at a terminal, word for word; PANELSEARCH_UPDATE_SNAPSHOTS=1 writes it down anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import MINUTES, REPORT, Cli, write_pdf

SNAPSHOTS = Path(__file__).parent / "snapshots"
DRAFT = [
    [
        line.replace("Minutes of the meeting", "DRAFT Minutes of the meeting").replace("£4,500", "£4,550")
        for line in page
    ]
    for page in MINUTES
]
AGENDA = [
    [
        "Dunmere Parish Council", "You are summoned to attend a meeting of the Council on Tuesday 7 March 2023",
        "AGENDA", "", "1. Apologies for absence", "2. Footbridge: see minute 2 of 7 February 2023",
        "3. Date of next meeting",
        "The clerk to ask Ferris Timber Ltd for an invoice.",
    ]
]  # fmt: skip
COMMANDS = {
    "search": ("search", "footbridge", "--explain", "--facets"),
    "search-meetings": ("search", "footbridge OR grass", "--group", "meeting"),
    "search-nothing": ("search", "footbrige"),
    "search-documents": ("search", "-l", "footbridge"),
    "ask": ("ask", "How much was Ferris Timber paid to repair the footbridge?"),
    "ask-nothing": ("ask", "How much did the heliport extension cost?"),
    "show": ("show", "minutes.pdf"),
    "show-agenda": ("show", "agenda.pdf"),
    "show-page": ("show", "report.pdf", "--page", "1"),
    "decisions": ("decisions",),
    "timeline": ("timeline", "footbridge"),
    "actions": ("actions",),
    "attendance": ("attendance",),
    "gaps": ("gaps",),
    "people": ("people",),
    "councils": ("councils",),
    "sums": ("sums",),
    "dates": ("dates", "2023-02..2023-03"),
    "searches": ("searches",),
    "status": ("status",),
}


def make(papers: Path) -> None:
    write_pdf(papers / "minutes.pdf", MINUTES)
    write_pdf(papers / "draft.pdf", DRAFT)
    write_pdf(papers / "agenda.pdf", AGENDA)
    write_pdf(papers / "report.pdf", REPORT)


@pytest.fixture(scope="session")
def told(indexed) -> Cli:
    return indexed("told", make)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_reads_as_it_did(told: Cli, name: str) -> None:
    done = told(*COMMANDS[name])
    text = f"exit {done.returncode}\n{done.stdout}{done.stderr}".replace(str(told.index_dir.parent), "FOLDER")
    text = re.sub(r"built \S+", "built THEN", text)
    text = re.sub(r"\d+%", "SO MUCH", text)  # trained anew, an answer may be trusted a little more or less
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("PANELSEARCH_UPDATE_SNAPSHOTS"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
