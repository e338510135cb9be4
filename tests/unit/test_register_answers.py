"""What registers answer by themselves: posts, next meetings, places, precepts; and what they leave to the papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from panelsearch.answering.question_analysis import understood
from panelsearch.answering.register_answers.lookup import from_registers
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.pages import Page
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.services.library import Library
from panelsearch.structure.parser import read
from tests.unit.made_library import publish

PAPERS = {
    "fallowmere/2022-11-08-minutes.pdf": """Fallowmere Parish Council
Minutes of the meeting held on Tuesday 8 November 2022 at 7.30 pm in the Reading Room, Mill Lane
Present: Cllr A Quill (Chairman), Cllr D Marsh (Vice-Chairman), Cllr R Stone
In attendance: B Rook (Clerk)
Apologies: Cllr V Lund

1. Minutes
The minutes of the last meeting were agreed.

2. Precept
RESOLVED: That the precept for 2023/24 be set at £14,200. This is an increase of £400.

3. Date of next meeting: Tuesday 10 January 2023 at 7.30 pm.
""",
    "fallowmere/2023-05-09-minutes.pdf": """Fallowmere Parish Council
Minutes of the annual meeting held on Tuesday 9 May 2023 at 7.30 pm in the Village Hall
Present: Cllr A Quill (Chairman), Cllr D Marsh, Cllr R Stone
In attendance: B Rook (Clerk)
Apologies: none

1. Election of Chairman
RESOLVED: That Cllr D Marsh be elected Chairman for the year.

2. Grants
The grant to the choir was left for the next meeting on 11 July 2023.

3. Next Meeting
The next meeting will be held in the Village Hall on Tuesday 11th July.
""",
    "fallowmere/2023-07-11-minutes.pdf": """Fallowmere Parish Council
Minutes of the meeting held on Tuesday 11 July 2023 at 7.30 pm in the Village Hall
Present: Cllr D Marsh (Chairman), Cllr A Quill, Cllr R Stone
In attendance: E Finch (Clerk and RFO), Cllr O Beck (County Councillor)
Apologies: Cllr V Lund

1. Finance
The precept of £14,200 for 2023/24 was received. The Clerk of Thornmere was thanked.

The meeting closed at 8.50 pm. Next meeting: Tuesday 12 September 2023.
""",
    "sallowby/2023-02-07-minutes.pdf": """Sallowby Town Council
Minutes of the meeting held on Tuesday 7 February 2023 at 7 pm in the Guildhall, Sallowby
Present: Cllr T Ash (Mayor), Cllr S Elm, Cllr J Oak
In attendance: N Reed (Town Clerk), P Sedge (Deputy Clerk)
Apologies: none

1. Precept
RESOLVED: That the precept for 2023/24 be set at £88,000.
Members had asked for a precept for 2023/24 of £91,000.

2. Date of next meeting: 7 March 2023
""",
    "sallowby/2023-03-14-minutes.pdf": """Sallowby Town Council
Minutes of the meeting held on Tuesday 14 March 2023 at 7 pm in the Guildhall, Sallowby
Present: Cllr T Ash (Mayor), Cllr S Elm
In attendance: N Reed (Town Clerk)
Apologies: Cllr J Oak

1. Staff
It was reported that the Town Clerk had resigned and an advertisement was out.

The meeting closed at 9.05 pm.
""",
}

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory = tmp_path_factory.mktemp("registers")
    records = {}
    for name, text in PAPERS.items():
        extracted = Extracted((Page(1, text, label="17"),))
        reading = read(extracted)
        records[name] = DocumentRecord(extracted, reading, RuleTagger().tag(extracted.pages, reading))
    publish(directory, records)
    with Library.open(directory) as library:
        yield library


@pytest.fixture
def ask(library: Library) -> Ask:
    return library.ask


@pytest.mark.parametrize(
    ("question", "answer", "paper", "quoted"),
    [
        ("Who is the clerk of Fallowmere Parish Council?", "E Finch", "fallowmere/2023-07-11-minutes.pdf", "Clerk"),
        ("fallowmere clerk", "E Finch", "fallowmere/2023-07-11-minutes.pdf", "(Clerk and RFO)"),
        ("who's Fallowmere's RFO", "E Finch", "fallowmere/2023-07-11-minutes.pdf", "RFO"),
        ("Who was the clerk of Fallowmere in November 2022?", "B Rook", "fallowmere/2022-11-08-minutes.pdf", "Clerk"),
        ("Who is the chair of Fallowmere?", "D Marsh", "fallowmere/2023-07-11-minutes.pdf", "Chairman"),
        ("who was vice chair of fallowmere in 2022", "D Marsh", "fallowmere/2022-11-08-minutes.pdf", "Vice-Chairman"),
        ("Who is the mayor of Sallowby?", "T Ash", "sallowby/2023-03-14-minutes.pdf", "Mayor"),
        ("who was Sallowby's deputy clerk on 7 February 2023", "P Sedge", "sallowby/2023-02-07-minutes.pdf", "Deputy"),
        (
            "When is the next meeting of Fallowmere Parish Council?", "12 September 2023",
            "fallowmere/2023-07-11-minutes.pdf", "Next meeting: Tuesday 12 September 2023",
        ),
        (
            "After its May 2023 meeting, when was Fallowmere next due to meet?", "11th July",
            "fallowmere/2023-05-09-minutes.pdf", "The next meeting will be held in the Village Hall",
        ),
        (
            "where did Fallowmere meet in November 2022", "the Reading Room, Mill Lane",
            "fallowmere/2022-11-08-minutes.pdf", "held on Tuesday 8 November 2022",
        ),
        ("Fallowmere precept 2023/24", "£14,200", "fallowmere/2022-11-08-minutes.pdf", "precept for 2023/24"),
    ],
)  # fmt: skip
def test_what_is_in_a_register_is_answered_from_it(
    ask: Ask, question: str, answer: str, paper: str, quoted: str
) -> None:
    said = ask(question)
    assert said.outcome is AnswerOutcome.ANSWERED
    assert (said.answer, said.citations[0].source.document) == (answer, paper)
    assert said.citations[0].source.page_label == "17"
    assert answer in said.citations[0].quote
    assert quoted in said.citations[0].quote
    assert said.confidence >= 0.9


@pytest.mark.parametrize(
    "question",
    [
        "Who is the clerk of Sallowby?",  # who resigned, as the same paper tells
        "What is the clerk of Fallowmere paid?",
        "Who thanked the clerk of Thornmere?",
        "Who was the clerk of Fallowmere in 2019?",
        "Who is the treasurer of Fallowmere?",
        "When is the next meeting of the Sallowby bowls club with the mayor?",
        "Where is the next meeting of Fallowmere?",
        "What precept did Sallowby set for 2023/24?",  # two sums are told
        "What precept did Fallowmere set for 2022/23?",
        "Who was elected chair of Fallowmere?",
    ],
)
def test_what_is_not_surely_meant_is_left_to_the_papers(library: Library, question: str) -> None:
    evidence = library.evidence
    assert from_registers(understood(question, evidence.bodies()), evidence) is None


def test_a_next_meeting_that_is_past_is_none(ask: Ask) -> None:
    said = ask("When is the next meeting of Sallowby Town Council?")
    assert said.outcome is AnswerOutcome.NOT_ANSWERED
    assert "14 March 2023" in said.explanation


def test_a_list_without_its_body_answers_only_a_bare_question(ask: Ask) -> None:
    assert ask("Who sent apologies in July 2023?").answer == "Cllr V Lund"
    assert ask("Who sent apologies to the Mallowdale angling club in July 2023?").outcome is not AnswerOutcome.ANSWERED
