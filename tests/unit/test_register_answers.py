"""What registers answer by themselves: posts, next meetings, places, precepts; and what they leave to the papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from panelsearch.answering.question_analysis import understood
from panelsearch.answering.register_answers.lookup import from_registers
from panelsearch.answering.register_answers.record import Record
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
    "quenlow/2023-11-06-minutes.pdf": """Quenlow St Giles Parish Council
Minutes of the meeting held on Monday 6 November 2023 at 7.15 pm in the Coronation Room
Present: Cllr H Penn (Chairman), Cllr T Garrow (Vice Chairman), Cllr L Mott, Cllr S Ivory
In attendance: I Thrale (Clerk)
Apologies: Cllr B Few

1. Precept
Cllr Mott proposed that the precept for 2024/25 be £21,500, seconded by Cllr Ivory. The motion was lost by 3 votes to 1.
Cllr Garrow then proposed that the precept for 2024/25 be £19,750, seconded by Cllr Penn. This was carried.
It was noted that the precept was £18,900 for 2022/23, and £19,100 for 2023/24.
The first half of the precept for 2025/26 would be £9,900.

2. Next meeting: 13 May 2024
""",
    "quenlow/2024-05-13-minutes.pdf": """Quenlow St Giles Parish Council
Minutes of the annual meeting held on Monday 13 May 2024 at 7 pm in the Coronation Room
Present: Cllr H Penn (outgoing Chairman), Cllr T Garrow, Cllr L Mott, Cllr S Ivory
In attendance: I Thrale (Clerk)
Apologies: Cllr B Few

1. Election of Chairman
Cllr T Garrow was proposed by Cllr Ivory, seconded by Cllr Mott, and duly elected Chairman.

2. Election of Vice-Chairman
Cllr L Mott was elected.

3. Next meeting: 1 July 2024
""",
    "quenlow/2024-06-20-notice.pdf": """Quenlow St Giles Parish Council
NOTICE
The meeting on 1 July 2024 is CANCELLED. I Thrale, Clerk, 20 June 2024
""",
    "wyke/2023-01-16-minutes.pdf": """Stavely Wyke Town Council
Minutes of the meeting of the Town Council held in the Corn Exchange on Monday 16 January 2023 at 6.30 pm
Present: Councillors H Odling (Town Mayor), P Yarwood (Deputy Mayor), R Bloy and M Tunn
In attendance: G Rusk (Town Clerk), O Hebden (Finance Officer)
Apologies: Councillor N Wace

1. Precept
Cllr Yarwood moved, seconded by Cllr Bloy, that the precept for 2023/24 be £95,000. Cllr Tunn moved as an amendment,
seconded by Cllr Odling, that it be £87,000. The amendment was carried and, as the substantive motion, RESOLVED.

2. Next meeting: 20 February 2023
""",
    "wyke/2023-01-30-planning.pdf": """Stavely Wyke Town Council
Planning Committee
Minutes of the meeting of the Planning Committee held in the Guildroom on Monday 30 January 2023 at 6.30 pm
Present: Councillors R Bloy (Chairman), M Tunn and N Wace
In attendance: S Ketton (Deputy Town Clerk)
Apologies: none

1. Chairman
In the absence of the Chairman from 7 pm Cllr Tunn was elected to chair the rest of the meeting.

2. Next meeting: 27 February 2023
""",
    "vale/2022-02-03-minutes.pdf": """Copley Vale Police and Crime Panel
Minutes of the meeting held at the Guildhall on Thursday, 3 February 2022 at 10.30 am
Present
Councillor Vera Lasting (Marske Borough) - Chairman
Councillor Ibrahim Noor (Copley City) - Vice-Chairman
Councillor Dot Ambler (Eskdale District)
Apologies for absence
Councillor Ross Pick (Holme District)

1. Minutes
Resolved - That the minutes of 9 December 2021 be confirmed.
""",
    "vale/2022-06-16-minutes.pdf": """Copley Vale Police and Crime Panel
Minutes of the meeting held at the Guildhall on Thursday, 16 June 2022 at 10.30 am
Present
Councillor Ibrahim Noor (Copley City)
Councillor Dot Ambler (Eskdale District)
Apologies for absence
Councillor Ross Pick (Holme District)

1. Appointment of Chairman
Resolved - That Councillor Ibrahim Noor be appointed Chairman for 2022/23.

2. Appointment of Vice-Chairman
Resolved - That Councillor Dot Ambler be appointed Vice-Chairman from 1 September 2022.
""",
    "fenside/2020-06-24-minutes.pdf": """Fenside Internal Drainage Board
Minutes of a meeting of the Board held on Wednesday 24 June 2020 at 10 am in the Pump House. There were present:
R Cress (Chairman) in the Chair; J Blanch (Vice-Chairman), F Elsom and D Neave. The Clerk, Mr S Winter, and the
Engineer, Miss B Aske, were in attendance. Apologies for absence were received from W Pind.
1. Minutes
The minutes of 22 January 2020 were confirmed.
""",
    "poplar/2023-10-17-minutes.pdf": """Village of Poplar Flats
Minutes of the Regular Meeting of Council held on October 17, 2023 in the Village Office
Present: Mayor Jo Sand, Councillor Al Reed
In attendance: Kim Vetch (Administrator)
Next meeting: November 21, 2023
""",
    "hemlock/2023-10-17-minutes.pdf": """Village of Hemlock Bend
Minutes of the Regular Meeting of Council held on October 17, 2023 in the Village Office
Present: Mayor Di Moss, Councillor Bo Fern
In attendance: Lee Sorrel (Administrator)
Next meeting: November 14, 2023
""",
}

Ask = Callable[[str], Answer]


def _record(text: str) -> DocumentRecord:
    extracted = Extracted((Page(1, text, label="17"),))
    reading = read(extracted)
    return DocumentRecord(extracted, reading, RuleTagger().tag(extracted.pages, reading))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory = tmp_path_factory.mktemp("registers")
    publish(directory, {name: _record(text) for name, text in PAPERS.items()})
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
        # a name of several words is not said in full, or as initials
        ("quenlow st giles clerk", "I Thrale", "quenlow/2024-05-13-minutes.pdf", "Clerk"),
        ("Who is the clerk of Quenlow St Giles PC?", "I Thrale", "quenlow/2024-05-13-minutes.pdf", "Clerk"),
        ("who is the administrator of Poplar Flats", "Kim Vetch", "poplar/2023-10-17-minutes.pdf", "Administrator"),
        (
            "when is the next hemlock bend village council meeting", "November 14, 2023",
            "hemlock/2023-10-17-minutes.pdf", "Next meeting",
        ),
        # of a council and its committees the one that is named
        ("Who is the mayor of Stavely Wyke?", "H Odling", "wyke/2023-01-16-minutes.pdf", "Town Mayor"),
        ("chair of the Stavely Wyke planning committee", "R Bloy", "wyke/2023-01-30-planning.pdf", "Chairman"),
        ("stavely wyke finance officer", "O Hebden", "wyke/2023-01-16-minutes.pdf", "Finance Officer"),
        (
            "when does the planning committee of Stavely Wyke next meet", "27 February 2023",
            "wyke/2023-01-30-planning.pdf", "Next meeting",
        ),
        # elected at the meeting itself
        ("Who is the chairman of Quenlow?", "T Garrow", "quenlow/2024-05-13-minutes.pdf", "duly elected Chairman"),
        ("quenlow vice chair", "L Mott", "quenlow/2024-05-13-minutes.pdf", "was elected"),
        ("Who was chairman of Quenlow in 2023?", "H Penn", "quenlow/2023-11-06-minutes.pdf", "Chairman"),
        ("Who chairs the Copley Vale panel?", "Ibrahim Noor", "vale/2022-06-16-minutes.pdf", "be appointed Chairman"),
        (
            "Who was chairman of Copley Vale PCP in February 2022?", "Vera Lasting",
            "vale/2022-02-03-minutes.pdf", "Chairman",
        ),
        # of motions the one that was carried, of years and sums in turn that of the year
        ("What was Quenlow's precept for 2024/25?", "£19,750", "quenlow/2023-11-06-minutes.pdf", "carried"),
        ("quenlow precept 2023-24", "£19,100", "quenlow/2023-11-06-minutes.pdf", "for 2023/24"),
        (
            "When was Quenlow due to meet after 6 November 2023?", "13 May 2024",
            "quenlow/2023-11-06-minutes.pdf", "Next meeting",
        ),
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
        "What precept did Stavely Wyke set for 2023/24?",  # it was moved, then amended
        "quenlow precept 2025/26",  # half of it is told
        "When is the next meeting of the Stavely Wyke Staffing Committee?",
        "Who is the vice-chairman of Copley Vale PCP?",  # appointed from a later day
        "Who was chairman of Quenlow in 2023 and 2024?",
        "When is the next annual meeting of Quenlow?",
        "Who is the engineer of Fenside drainage board?",  # read as the clerk's post too
        "Where did Stavely Wyke meet in 2024?",
        "When is the next meeting of Quenlow?",  # another paper says that it is cancelled
    ],
)
def test_what_is_not_surely_meant_is_left_to_the_papers(library: Library, question: str) -> None:
    evidence = library.evidence
    assert from_registers(understood(question, evidence.bodies()), evidence) is None


def test_a_next_meeting_that_is_past_is_none(ask: Ask) -> None:
    said = ask("When is the next meeting of Sallowby Town Council?")
    assert said.outcome is AnswerOutcome.NOT_ANSWERED
    assert "14 March 2023" in said.explanation


def test_a_meeting_that_is_called_off_is_none(ask: Ask) -> None:
    said = ask("When is the next meeting of Quenlow St Giles?")
    assert said.outcome is AnswerOutcome.NOT_ANSWERED
    assert "1 July 2024 was called off" in said.explanation


@pytest.mark.parametrize(
    "question",
    [
        "quenlow precept 2025/26",
        "What precept did Stavely Wyke set for 2023/24?",
        "When is the next meeting of the Stavely Wyke Staffing Committee?",
        "When is the next meeting of the Copley Vale panel?",
        "When is the next meeting of the Sallowby planning committee?",
        "When is the next meeting of the Fenside works committee?",
        "Who is the chair of the Fenside works committee?",
        "Who is the treasurer of Stavely Wyke?",
        "Who is the deputy clerk of Quenlow?",
    ],
)
def test_what_a_register_rules_out_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).answer is None


def test_a_list_without_its_body_answers_only_a_bare_question(ask: Ask) -> None:
    assert ask("Who sent apologies in July 2023?").answer == "Cllr V Lund"
    assert ask("Who sent apologies to the Mallowdale angling club in July 2023?").outcome is not AnswerOutcome.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Who was the clerk of Fallowmere before?",
        "Who was the clerk of Fallowmere before July 2023?",
        "Who was the clerk of Fallowmere after November 2022?",
        "Who is the other clerk of Fallowmere?",
        "Who was clerk of Fallowmere from November 2022 to July 2023?",
        "Fallowmere precept before 2023/24",
        "How much more was the Fallowmere precept for 2023/24?",
        "When is the Fallowmere meeting after next?",
        "Who was present at Fallowmere after January 2023?",
        "Who is the clerk of Fallowmere Town Council?",  # it is a parish
        "Who is the clerk of the county council?",
        "When is the next meeting of Fallowmere cabinet?",
        "Who sent apologies to Fallowmere in July 2023 for the damage to the bench?",
    ],
)
def test_words_that_turn_a_question_round_are_heard(library: Library, question: str) -> None:
    evidence = library.evidence
    assert from_registers(understood(question, evidence.bodies()), evidence) is None


def test_another_body_than_the_only_one_is_not_answered_for(tmp_path: Path) -> None:
    name = "fallowmere/2023-07-11-minutes.pdf"
    publish(tmp_path, {name: _record(PAPERS[name])})
    with Library.open(tmp_path) as library:
        evidence = library.evidence

        def asked(question: str) -> Record | None:
            return from_registers(understood(question, evidence.bodies()), evidence)

        assert asked("Who is the clerk?") is not None
        assert asked("When is the next meeting of the parish council?") is not None
        for other in ("the county council", "the combined authority", "the scrutiny committee", "the district council"):
            assert asked(f"Who is the clerk of {other}?") is None
            assert asked(f"When is the next meeting of {other}?") is None


def test_a_list_ends_before_the_next_item(tmp_path: Path) -> None:
    paper = PAPERS["fallowmere/2023-07-11-minutes.pdf"].replace("1. Finance\n", "1. Bench\nMr T Thorn spoke of it.\n")
    publish(tmp_path, {"fallowmere/2023-07-11-minutes.pdf": _record(paper)})
    with Library.open(tmp_path) as library:
        assert library.ask("Who sent apologies to Fallowmere in July 2023?").answer == "Cllr V Lund"


def test_a_passage_within_a_line_longer_than_its_surroundings_is_looked_at(tmp_path: Path) -> None:
    line = "The parish reading room was spoken of at length by everybody who came that evening. " * 30
    paper = f"{PAPERS['fallowmere/2022-11-08-minutes.pdf']}\n4. Reading room\n{line}\nIt was let for £35 a year.\n"
    publish(tmp_path, {"fallowmere/2022-11-08-minutes.pdf": _record(paper)})
    with Library.open(tmp_path) as library:
        assert library.ask("How much is the reading room let for?").answer == "£35"


def _minutes(body: str, held: str, said: str) -> str:
    return f"""{body}
Minutes of the meeting held on {held} at 7 pm in the Reading Room
Present: Cllr A Quill (Chairman), Cllr D Marsh, Cllr R Stone
In attendance: B Rook (Clerk)
Apologies: none

{said}
"""


def _library(directory: Path, papers: Mapping[str, str]) -> Library:
    publish(directory, {name: _record(text) for name, text in papers.items()})
    return Library.open(directory)


def _told(directory: Path, papers: Mapping[str, str], question: str) -> str | None:
    """What the registers of a library of these papers answer."""
    with _library(directory, papers) as library:
        evidence = library.evidence
        record = from_registers(understood(question, evidence.bodies()), evidence)
        return record and record.answer.span.of(evidence.page(record.source.document, record.answer.page).text)


@pytest.mark.parametrize(
    "said",
    [
        "RESOLVED: That the precept for 2023/24 be set at £14,200.",
        "The Council set its precept for 2023/24 at £14,200.",
        "The Council's precept for 2023/24 was £14,200.",
        "Fallowmere Parish Council's precept for 2023/24 was agreed at £14,200.",
        "The precept for 2023/24 has been maintained at £14,200.",
        "Precept 2023/24: £14,200",
        "Precept 2023/24\t£14,200",
        "It was agreed that the sum of £14,200 be the precept for 2023/24.",
        "It was resolved that the 2023/24 precept be increased to £14,200.",
        "It was agreed to request a precept of £14,200 for the financial year 2023/24 from the District Council.",
    ],
)
def test_a_precept_is_told_by_its_clause(tmp_path: Path, said: str) -> None:
    papers = {"f/2022-11-08-minutes.pdf": _minutes("Fallowmere Parish Council", "8 November 2022", said)}
    assert _told(tmp_path, papers, "What was Fallowmere's precept for 2023/24?") == "£14,200"


@pytest.mark.parametrize(
    "said",
    [
        "The police precept for 2023/24 was set at £261.",
        "The Police and Crime Commissioner's precept for 2023/24 was £261.",
        "The county precept for 2023/24 was £1,500.",
        "The precept for 2023/24 was £261 for the police.",
        "Thornmere's precept for 2023/24 was £61,000.",
        "Thornmere Parish Council precept for 2023/24: £61,000.",
        "It was noted that the District Council had set its precept for 2023/24 at £61,000.",
        "It was noted that Thornmere had set their precept for 2023/24 at £61,000.",
        "The precept of Thornmere for 2023/24 was £61,000.",
        "The precept for 2023/24 was received and the bank stood at £88,000.",
        "The precept for 2023/24 was received and the bank balance stood at £88,000.",
        "The Clerk was paid £40 for the form for the precept for 2023/24.",
        "The precept for 2023/24 will be considered in January; the fund is £9,000.",
        "The precept for 2023/24 is set; the fund is £9,000.",
        "The 2023/24 precept would mean £48.20 for each house.",
        "The average precept for 2023/24 was £48.20.",
    ],
)
def test_no_other_sum_beside_the_word_is_the_precept(tmp_path: Path, said: str) -> None:
    papers = {"f/2022-11-08-minutes.pdf": _minutes("Fallowmere Parish Council", "8 November 2022", said)}
    assert _told(tmp_path, papers, "What was Fallowmere's precept for 2023/24?") is None


def test_a_police_panel_tells_the_police_precept(tmp_path: Path) -> None:
    said = "Resolved - That the police precept for 2023/24 be £261."
    papers = {"v/2023-02-02-minutes.pdf": _minutes("Copley Vale Police and Crime Panel", "2 February 2023", said)}
    assert _told(tmp_path, papers, "What was Copley Vale's precept for 2023/24?") == "£261"


_ANNOUNCED = _minutes("Fallowmere Parish Council", "9 May 2023", "3. DONM\nTuesday 11 July 2023")
_NEXT_ASKED = "When is the next meeting of Fallowmere Parish Council?"


@pytest.mark.parametrize(
    "notice",
    [
        "The meeting on 11 July 2023\nis CANCELLED",
        "The meeting on 11 July 2023 at 7.30 pm in the Hall is cancelled.",
        "CANCELLED: meeting of 11 July 2023",
        "CANCELLED\nThe meeting of 11 July 2023",
        "Meeting of 11 July 2023 - CANCELLED",
        "Meeting of 11 July 2023 (cancelled)",
        "Meeting of 11 July 2023 POSTPONED",
    ],
)
def test_a_notice_calls_a_meeting_off(tmp_path: Path, notice: str) -> None:
    papers = {
        "f/2023-05-09-minutes.pdf": _ANNOUNCED,
        "f/2023-06-20-notice.pdf": f"Fallowmere Parish Council\nNOTICE\n{notice}\nB Rook, Clerk, 20 June 2023\n",
    }
    assert _told(tmp_path, papers, _NEXT_ASKED) is None


@pytest.mark.parametrize(
    "notice",
    [
        "The meeting on 11 July 2023 cannot be cancelled.",
        "The meeting on 11 July 2023 will not be cancelled.",
        "The meeting on 11 July 2023 would go on if the fair is cancelled.",
        "The meeting is on 11 July 2023.\nThe fair is cancelled.",
        "The meeting is on 11 July 2023\nThe fair is cancelled.",
        "The fair was cancelled. The meeting of 11 July 2023 is in the Hall.",
        "Rescheduled: meeting of 11 July 2023",
    ],
)
def test_what_calls_no_meeting_off(tmp_path: Path, notice: str) -> None:
    papers = {
        "f/2023-05-09-minutes.pdf": _ANNOUNCED,
        "f/2023-06-20-notice.pdf": f"Fallowmere Parish Council\nNOTICE\n{notice}\nB Rook, Clerk, 20 June 2023\n",
    }
    assert _told(tmp_path, papers, _NEXT_ASKED) == "11 July 2023"


def test_a_notice_is_found_among_many_older_ones(tmp_path: Path) -> None:
    papers = {
        f"f/{year}-{month:02}-20-notice.pdf": "Fallowmere Parish Council\nNOTICE: cancelled, cancelled, cancelled\n"
        f"The fair is cancelled. Minutes of the meeting held on 20/{month:02}/{year}\n"
        for year in (2018, 2019, 2020, 2021)
        for month in range(1, 13)
    }
    papers["f/2023-05-09-minutes.pdf"] = _ANNOUNCED
    papers["f/2023-06-20-minutes.pdf"] = (
        "Fallowmere Parish Council\nMinutes of the meeting held on 20 June 2023\n"
        + "The hedges, paths and ponds were looked at by those who came. " * 12
        + "The meeting on 11 July 2023 is cancelled.\n"
    )
    assert _told(tmp_path, papers, _NEXT_ASKED) is None


def test_the_next_meeting_is_quoted_with_its_heading_by_initials(tmp_path: Path) -> None:
    with _library(tmp_path, {"f/2023-05-09-minutes.pdf": _ANNOUNCED}) as library:
        assert "DONM" in library.ask(_NEXT_ASKED).citations[0].quote


def test_undated_papers_that_differ_tell_nothing(tmp_path: Path) -> None:
    undated = "Fallowmere Parish Council\nMinutes of the meeting held at 7 pm in the {}\nPresent: Cllr A Quill\n"
    papers = {"f/a-minutes.pdf": undated.format("Reading Room"), "f/b-minutes.pdf": undated.format("Village Hall")}
    assert _told(tmp_path, papers, "Where does Fallowmere Parish Council meet?") is None


def test_what_follows_a_year_lies_behind_it(tmp_path: Path) -> None:
    may = {"f/2023-05-09-minutes.pdf": _ANNOUNCED}
    november = _minutes("Fallowmere Parish Council", "14 November 2023", "3. Next meeting: 9 January 2024")
    asked = "When was the next meeting of Fallowmere after 2023?"
    assert _told(tmp_path / "may", may, asked) is None
    both = may | {"f/2023-11-14-minutes.pdf": november}
    assert _told(tmp_path / "both", both, asked) == "9 January 2024"


def test_what_the_precept_comes_to_at_band_d_stands_beside_it(tmp_path: Path) -> None:
    name = "fallowmere/2022-11-08-minutes.pdf"
    told = "be £14,200, which\nis £71.25 at Band D"
    publish(tmp_path, {name: _record(PAPERS[name].replace("be set at £14,200", told))})
    with Library.open(tmp_path) as library:
        assert library.ask("How much was the precept of Fallowmere for 2023/24?").answer == "£14,200"
        assert library.ask("What precept did Fallowmere set for 2023/24?").answer == "£14,200"
