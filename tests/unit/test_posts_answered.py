"""Who holds a post: elections of others' chairs, who has a post for now, long times, pages made to be slow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from panelsearch.answering.question_analysis import understood
from panelsearch.answering.register_answers.lookup import from_registers
from panelsearch.answering.register_answers.whose_post import headings_over, is_of_another
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.pages import Page
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.services.library import Library
from panelsearch.structure.parser import read
from tests.unit.made_library import publish

COUNCIL = "Ottermere Parish Council"
CHAIR, CLERK = f"Who is the chairman of {COUNCIL}?", f"Who is the clerk of {COUNCIL}?"
FULL = {
    "Cllr D Marsh was elected Chairman.",
    "Resolved that Cllr D Marsh be elected Chairman for the year.",
    "Resolved that Cllr D Marsh be elected Chair, unopposed.",
    "RESOLVED: That Cllr D Marsh be elected Chairman of the Parish Council.",
    "Election of Chairman\nCllr D Marsh was duly elected.",
    "4. Hall Committee\nThe report was received.\n\n5. Election of Chairman\nCllr D Marsh was duly elected.",
    "Resolved that Cllr D Marsh be elected Chairman and Cllr R Stone be appointed to the Planning Committee.",
}
OF_A_PART = {
    "Finance Committee: Cllr D Marsh was elected Chairman.",
    "Finance: Resolved that Cllr D Marsh be elected Chairman.",
    "Finance - Resolved that Cllr D Marsh be elected Chairman.",
    "Planning Committee\nElection of Chairman\nCllr D Marsh was duly elected.",
    "Planning Committee\nElection of Chairman\nCllr D Marsh was duly elected Chairman.",
    "Village Hall Trust - Election of Chairman for the Trust\nCllr D Marsh was duly elected.",
    "Resolved that Cllr D Marsh be elected Chair, Planning Committee.",
    "Resolved that Cllr D Marsh be elected Chair, Planning.",
    "Resolved that Cllr D Marsh be elected Chairman - Planning Committee.",
    "Resolved that Cllr D Marsh be elected Chairman – Planning Committee.",
    "Resolved that Cllr D Marsh be elected Chairman for the Flood Working Group.",
    "Resolved that Cllr D Marsh be elected Committee Chairman.",
    "Chairman of Finance: Cllr D Marsh was elected Chairman of Finance.",
}

Made = Callable[..., Library]


@pytest.fixture
def made(tmp_path: Path, request: pytest.FixtureRequest) -> Made:
    def library_of(*meetings: tuple[str, str]) -> Library:
        records = {}
        for day, rest in meetings:
            text = f"{COUNCIL}\nMinutes of the meeting held on {day} at 7.30 pm in the Reading Room\n{rest}\n"
            extracted = Extracted((Page(1, text),))
            reading = read(extracted)
            records[f"{day.replace(' ', '-')}.pdf"] = DocumentRecord(
                extracted, reading, RuleTagger().tag(extracted.pages, reading)
            )
        publish(tmp_path, records)
        library = Library.open(tmp_path)
        request.addfinalizer(library.close)
        return library

    return library_of


def _lists(clerks: str, chair: str = "Cllr A Quill (Chairman), ") -> str:
    return f"Present: {chair}Cllr D Marsh, Cllr R Stone\nIn attendance: {clerks}\nApologies: none\n"


def _answer(library: Library, question: str) -> str | None:
    evidence = library.evidence
    record = from_registers(understood(question, evidence.bodies()), evidence)
    return record and record.answer.span.of(evidence.page(record.source.document, record.answer.page).text)


@pytest.mark.parametrize("told", sorted(FULL))
def test_the_bodys_own_election_tells_its_chairman(made: Made, told: str) -> None:
    library = made(("9 May 2023", _lists("B Rook (Clerk)", "") + f"\n{told}\n"))
    assert _answer(library, CHAIR) == "D Marsh"


@pytest.mark.parametrize("told", sorted(OF_A_PART))
def test_an_election_of_a_part_or_of_another_body_does_not(made: Made, told: str) -> None:
    library = made(("9 May 2023", _lists("B Rook (Clerk)", "") + f"\n{told}\n"))
    assert _answer(library, CHAIR) is None
    assert library.ask(CHAIR).answer is None


@pytest.mark.parametrize("told", ["for tonight", "pro tem", "for this meeting"])
def test_an_election_for_a_day_is_none(made: Made, told: str) -> None:
    text = _lists("B Rook (Clerk)", "") + f"\nResolved that Cllr D Marsh be elected Chairman {told}.\n"
    assert _answer(made(("9 May 2023", text)), CHAIR) is None


@pytest.mark.parametrize(
    ("clerks", "clerk"),
    [
        ("B Rook (Clerk)", "B Rook"),
        ("E Finch (Clerk)", "E Finch"),
        ("E Finch (Deputy Clerk)", "B Rook"),
        ("E Finch (Assistant Clerk)", "B Rook"),
        ("O Beck (County Councillor)", "B Rook"),
        ("E Finch (Acting Clerk)", None),
        ("E Finch (Locum Clerk)", None),
        ("E Finch (Locum Clerk and RFO)", None),
        ("E Finch (Interim Clerk)", None),
        ("E Finch (new Clerk)", None),
        ("E Finch (Clerk), B Rook (Clerk)", None),
    ],
)
def test_a_later_list_that_says_otherwise_leaves_the_holder_unsure(made: Made, clerks: str, clerk: str | None) -> None:
    library = made(("9 May 2023", _lists("B Rook (Clerk)")), ("11 July 2023", _lists(clerks)))
    assert _answer(library, CLERK) == clerk


def test_a_chair_of_a_part_in_a_later_list_is_no_other_chair(made: Made) -> None:
    later = _lists("B Rook (Clerk)", "Cllr V Lund (Chair of Planning), ")
    library = made(("9 May 2023", _lists("B Rook (Clerk)")), ("11 July 2023", later))
    assert _answer(library, CHAIR) == "A Quill"


def test_of_a_time_all_meetings_are_looked_at(made: Made) -> None:
    days = [f"{day} {month} 2019" for month in ("January", "June", "November") for day in range(3, 15)]
    papers = [(day, _lists("B Rook (Clerk)" if "January" in day else "E Finch (Clerk)")) for day in days]
    library = made(*papers)
    assert _answer(library, f"Who was the clerk of {COUNCIL} in 2019?") is None
    assert _answer(library, f"Who was the clerk of {COUNCIL} in January 2019?") == "B Rook"


def test_a_place_has_a_council_and_no_other_body() -> None:
    assert not is_of_another("The Council resolved", ["Village of Poplar Flats"])
    assert is_of_another("The Hall Committee resolved", ["Village of Poplar Flats"])
    assert not is_of_another("The Board resolved", ["Fenside Drainage Board"])
    assert is_of_another("Thornmere Council resolved", ["Fenside Drainage Board"])


def test_headings_over_a_place_are_those_of_its_item() -> None:
    before = "3. Hall Committee\nIt met.\n4. Planning\nElection of Chairman\nThe members present\nthen sat down.\n"
    text = before + "Cllr D Marsh"
    assert headings_over(text, text.index("Cllr")) == "Election of Chairman\n4. Planning"


@pytest.mark.parametrize(
    "told",
    [
        "Cllr D Marsh was elected " + "-" * 5000 + " words",
        "Cllr D Marsh was elected " + "-" * 5000 + " words go further here than any post ever does",
        "Cllr D Marsh was elected " + "a-" * 5000 + "?",
        "Cllr D Marsh was elected Chairman for the" + " " * 20000 + "x",
        "Cllr D Marsh was duly " + "noted " * 8000,
        "Planning Committee\n" * 3000 + "Cllr D Marsh was elected Chairman.",
    ],
    ids=("hyphens", "words", "hyphenated", "blanks", "noted", "headings"),
)
def test_a_page_made_to_be_slow_is_read_all_the_same(made: Made, told: str) -> None:
    library = made(("9 May 2023", _lists("B Rook (Clerk)", "") + f"\n{told}\n"))
    assert _answer(library, CLERK) == "B Rook"
    _answer(library, CHAIR)
