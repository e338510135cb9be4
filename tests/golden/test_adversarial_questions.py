"""Questions made to mislead: does the answer hold what it must, on the paper it must, or is there silence?

The papers are in `adversarial_papers`; nothing was trained on them. A case is the question, what the answer must hold
(None: there must be no answer) and the paper it must stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from adversarial_papers import PAPERS

from panelsearch.answering import extractive_answerer
from panelsearch.answering.span_reader.reader import shipped_reader
from panelsearch.ingestion.pipeline import ingest
from panelsearch.model.answers import AnswerOutcome
from panelsearch.services.library import Library

Case = tuple[str, str | None, str]
F21, F22 = "fallowby/2021-02-09-minutes.pdf", "fallowby/2022-02-08-minutes.pdf"
F22M, F23 = "fallowby/2022-03-08-minutes.pdf", "fallowby/2023-02-14-minutes.pdf"
T22, T23 = "thornmere/2022-06-21-minutes.pdf", "thornmere/2023-02-03-minutes.pdf"
O22, O22S = "ostrel/2022-05-10-annual-minutes.pdf", "ostrel/2022-09-13-minutes.pdf"

RIGHT_BODY_AND_YEAR: list[Case] = [
    ("What precept did Fallowby set for 2021/22?", "£61,500", F21),
    ("What precept did Fallowby set for 2022/23?", "£64,200", F22),
    ("What was the precept of Ostrel Bridge for 2022/23?", "£9,850", O22),
    ("What precept at Band D did the Thornmere panel support for 2023/24?", "£251.40", T23),
    ("Who proposed the Fallowby precept for 2021/22?", "R Okonjo", F21),
    ("Who proposed the Fallowby precept for 2022/23?", "M Sorley", F22),
    ("Who seconded the Fallowby precept for 2021/22?", "T Vance", F21),
    ("Who seconded the Fallowby precept for 2022/23?", "P Haddow", F22),
    ("When did the Fallowby meeting of 9 February 2021 close?", "8.45 pm", F21),
    ("When did the Fallowby meeting of 8 February 2022 close?", "9.10 pm", F22),
    ("When did the Fallowby meeting of 14 February 2023 end?", "8.05 pm", F23),
    ("Who sent apologies to Fallowby Town Council in February 2021?", "M Sorley", F21),
    ("Who sent apologies to Fallowby Town Council in February 2022?", "R Okonjo", F22),
    ("Who sent apologies to Fallowby Town Council on 14 February 2023?", "T Vance", F23),
    ("Who sent apologies to the Thornmere panel in June 2022?", "S Wynne", T22),
    ("Who sent apologies to the Thornmere panel in February 2023?", "K Haddow", T23),
    ("Who sent apologies to Ostrel Bridge on 13 September 2022?", "E Marsh", O22S),
    ("Who was present at the Ostrel Bridge meeting of 13 September 2022?", "B Farr", O22S),
    ("Who was elected Chairman of the Thornmere panel?", "D Abara", T22),
    ("Who was elected Chair of Ostrel Bridge for 2022/23?", "V Lund", O22),
]
WRONG_YEAR_OR_BODY: list[Case] = [
    ("What precept did Fallowby set for 2019/20?", None, ""),
    ("What precept did Fallowby set for 2027/28?", None, ""),
    ("What was the precept of Ostrel Bridge for 2030/31?", None, ""),
    ("What precept at Band D did the Thornmere panel support for 2018/19?", None, ""),
    ("Who sent apologies to Fallowby Town Council on 3 March 2015?", None, ""),
    ("Who was present at the Thornmere panel on 5 May 2011?", None, ""),
    ("When did the Fallowby meeting of 6 June 2017 close?", None, ""),
    ("When did the Ostrel Bridge meeting of 4 April 2016 end?", None, ""),
    ("Who was elected Chairman of the Thornmere panel for 2012/13?", None, ""),
    ("What did Fallowby decide about the duck pond in 2014?", None, ""),
]
ONE_SURNAME_TWO_PEOPLE: list[Case] = [
    ("Who proposed painting the bandstand green?", "P Haddow", F21),
    ("Who reported on the library of tools?", "J Haddow", F22),
    ("Who moved that £400 be given to the scouts?", "J Haddow", F22M),
    ("Who declared an interest in the Jubilee beacon?", "P Haddow", F22M),
    ("Who seconded the closing of the public lavatories?", "P Haddow", F23),
    ("Who proposed closing the public lavatories in Mill Street?", "J Haddow", F23),
    ("Who seconded the continuing of the custody visitors scheme?", "K Haddow", T22),
    ("Who reported that the stile on footpath 9 had been mended?", "E Marsh", O22),
    ("Who proposed the defibrillator at Ostrel Bridge?", "E Marsh", O22),
    ("Who proposed Cllr Lund as Chair of Ostrel Bridge?", "A Marsh", O22),
]
SUMS_AND_OTHER_NUMBERS: list[Case] = [
    ("How much was paid for the mower repair?", "£312.50", F21),
    ("How much did hall hire cost Fallowby in February 2021?", "£48.00", F21),
    ("How much was Heartbeat Supplies paid in September 2022?", "£1,368.00", O22S),
    ("What did the clerk of Ostrel Bridge receive in September 2022?", "£420.75", O22S),
    ("What price was agreed for the defibrillator before VAT?", "£1,140", O22),
    ("How much is the town crier's fee?", "£20", F22M),
    ("How much did Fallowby give the scouts for the beacon?", "£250", F22M),
    ("What does a new seal for the pump cost?", "£186.00", F22M),
    ("What did Garland Electrics quote for the Christmas lights?", "£2,310", F23),
    ("What did Northlight quote for the Christmas lights?", "£3,050", F23),
    ("How many residents joined the library of tools?", "37", F22),
    ("How many tools does the library of tools hold?", "112", F22),
    ("How many herons were found on the river?", "14", F23),
    ("How many offences were recorded in Thornmere?", "4,118", T22),
    ("How many people are waiting for an allotment at Ostrel Bridge?", "5", O22),
    ("How many plots are there on the Ostrel Bridge allotments?", "22", O22),
    ("How much is a market stall in Fallowby?", "£12", F23),
    ("How many constables would the rural crime team have?", "six", T22),
]
LOST_NEGATED_DEFERRED: list[Case] = [
    ("Was the bandstand painted green?", "lost", F21),
    ("Was the Thornmere precept for 2023/24 vetoed?", "lost", T23),
    ("Did Fallowby raise the market tolls to £14?", "motion fell", F23),
    ("Is skateboarding allowed in the Market Square?", "not be allowed", F22),
    ("Was the fountain in the duck pond repaired in February 2022?", "not been repaired", F22),
    ("What was decided about the duck pond in February 2022?", "deferred to the March meeting", F22),
    ("What did the Council say about the barn at Long Acre?", "objected", O22S),
    ("What did the Council say about the loft at 3 Ferry Lane?", "no objection", O22S),
    ("Should allotment rents be raised at Ostrel Bridge?", "should not be raised", O22),
    ("Did the county council agree to resurface the footway in Cutler Street?", "declined", F22M),
    ("What did Thornmere say about average-speed cameras?", "no average-speed cameras", T23),
    ("What was decided about the public lavatories in Mill Street?", "closed from 1 May 2023", F23),
]
PLAIN_FACTS: list[Case] = [
    ("Which firm was asked to mend the pump of the duck pond?", "Brightwater Pumps", F22M),
    ("Whose quotation for the Christmas lights was accepted?", "Wick and Son", F23),
    ("Where will the bench for Mrs Quill stand?", "beside the war memorial", F22M),
    ("When was Mr Pomfret appointed town crier?", "1 April 2022", F22M),
    ("Who is the town crier of Fallowby?", "Silas Pomfret", F22M),
    ("Who is the Chief Constable of Thornmere?", "Owen Tarrant", T22),
    ("When was the defibrillator hung on the wall?", "30 August 2022", O22S),
    ("From what date were the public lavatories to close?", "1 May 2023", F23),
    ("When did the engineer come to the duck pond?", "2 March", F22M),
    ("How long is the custody visitors scheme to go on?", "two years", T22),
    ("How often is the meadow to be cut?", "once a year", O22S),
    ("Where was the defibrillator put?", "Reading Room", O22S),
]
WORDS_NEVER_TOGETHER: list[Case] = [
    ("How much did the bandstand's new fountain cost?", None, ""),
    ("Who seconded the appointment of the heron?", None, ""),
    ("How many constables skateboard in the Reading Room?", None, ""),
    ("Which firm painted the war memorial?", None, ""),
    ("What did the town crier pay for the wildflower meadow?", None, ""),
    ("When was the swimming pool opened?", None, ""),
    ("Who was awarded the freedom of the borough?", None, ""),
    ("How much was borrowed for the new fire station?", None, ""),
    ("What was resolved about wind turbines?", None, ""),
    ("Who is the Bishop of Thornmere?", None, ""),
    ("How many trams run to Ostrel Bridge?", None, ""),
    ("What rent does the bowling club pay?", None, ""),
    ("When does the toll bridge reopen?", None, ""),
    ("Which architect designed the Assembly Rooms?", None, ""),
    ("How old is Silas Pomfret?", None, ""),
    ("What was the population of Fallowby?", None, ""),
    ("Who won the by-election in Cutler ward?", None, ""),
    ("What fine did the engineer pay?", None, ""),
]
CASES = [
    *RIGHT_BODY_AND_YEAR,
    *WRONG_YEAR_OR_BODY,
    *ONE_SURNAME_TWO_PEOPLE,
    *SUMS_AND_OTHER_NUMBERS,
    *LOST_NEGATED_DEFERRED,
    *PLAIN_FACTS,
    *WORDS_NEVER_TOGETHER,
]


@pytest.fixture(scope="module")
def answering(make_pdf: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("adversarial")
    for name, pages in PAPERS.items():
        make_pdf(folder / "papers" / name, pages)
    ingest(folder / "index", [folder / "papers"])
    with Library.open(folder / "index") as library:
        yield library


@pytest.fixture(params=["read", "by signals alone"])
def _weighed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "read":
        assert shipped_reader() is not None
    else:
        monkeypatch.setattr(extractive_answerer, "shipped_reader", lambda: None)


@pytest.mark.usefixtures("_weighed")
@pytest.mark.parametrize(("question", "wanted", "paper"), CASES, ids=[case[0] for case in CASES])
def test_outcome(answering: Library, question: str, wanted: str | None, paper: str) -> None:
    answer = answering.ask(question)
    if wanted is None:
        assert answer.outcome is not AnswerOutcome.ANSWERED, (answer.answer, answer.confidence)
        return
    assert answer.outcome is AnswerOutcome.ANSWERED
    assert wanted in " ".join((answer.answer or "").split())
    cited = answer.citations[0]
    assert cited.source.document == paper
    assert answering.page(paper, cited.source.page).text[cited.at.start : cited.at.end] == cited.quote


def test_there_are_a_hundred() -> None:
    assert len(CASES) >= 100
    assert len({question for question, _, _ in CASES}) == len(CASES)


def test_what_other_meetings_answer_follows_the_latest_first(answering: Library) -> None:
    answer = answering.ask("What precept did Fallowby Town Council set?")
    assert answer.outcome is AnswerOutcome.ANSWERED
    told = {answer.answer, *(other.answer for other in answer.alternatives)}
    assert {"£61,500", "£64,200"} <= told
    days = [other.citation.source.meeting_date for other in answer.alternatives]
    assert days == sorted(days, reverse=True)
    for other in answer.alternatives:
        at = other.citation.at
        page = answering.page(other.citation.source.document, at.page)
        assert page.text[at.start : at.end] == other.citation.quote
        assert other.answer in other.citation.quote


def test_a_question_that_follows_is_of_the_same_matter(answering: Library) -> None:
    answer = answering.ask("and the year before?", "What precept did Fallowby set for 2022/23?")
    assert answer.answer == "£61,500"
    assert "2021/22" in answer.understood


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (
            "8 March 2022",
            "The list of that meeting's people was read; it names nobody who was absent or sent apologies.",
        ),
        ("3 March 2015", "No list of that meeting's people was read."),
    ],
)
def test_why_nobody_is_told_to_be_away(answering: Library, day: str, why: str) -> None:
    answer = answering.ask(f"Who was absent from the Fallowby Town Council meeting of {day}?")
    assert (answer.outcome, answer.explanation) == (AnswerOutcome.NOT_ANSWERED, why)
