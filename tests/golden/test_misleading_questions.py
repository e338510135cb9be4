"""More questions made to mislead, over the papers in `misleading/`: a wrong answer is worse than none.

A line of `questions.tsv` holds the kind of question, the question, what the answer must hold and the paper that it must
stand in; neither where no paper answers. Nothing was trained on them. Where an answer is given it must be right; it may
be silence, but not often. Those in `answered_wrongly.tsv` are wrong so far: whoever mends one moves it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.documents import DocumentRecord, Extracted
from panelsearch.model.pages import Page
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.services.library import Library
from panelsearch.structure.parser import read
from tests.unit.made_library import publish

FOLDER = Path(__file__).with_name("misleading")
ANSWERED_AT_LEAST = 0.7


class Case(NamedTuple):
    kind: str
    question: str
    wanted: str
    paper: str


def _cases(name: str) -> list[Case]:
    return [Case(*line.split("\t")) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


CASES, WRONG_SO_FAR = _cases("questions.tsv"), _cases("answered_wrongly.tsv")


def _record(paper: Path) -> DocumentRecord:
    extracted = Extracted((Page(1, paper.read_text(encoding="utf-8")),))
    reading = read(extracted)
    return DocumentRecord(extracted, reading, RuleTagger().tag(extracted.pages, reading))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    directory = tmp_path_factory.mktemp("misleading")
    papers = sorted(FOLDER.rglob("*.txt"))
    publish(directory, {str(p.relative_to(FOLDER).with_suffix(".pdf")): _record(p) for p in papers})
    with Library.open(directory) as library:
        yield library


@pytest.fixture(scope="module")
def ask(library: Library) -> Callable[[str], Answer]:
    """What the library answers; each question is asked once."""
    return cache(library.ask)


def _right(case: Case, answer: Answer) -> bool:
    words = " ".join((answer.answer or "").split())
    return case.wanted in words and answer.citations[0].source.document.startswith(case.paper)


@pytest.mark.parametrize("case", CASES, ids=[case.question for case in CASES])
def test_no_answer_is_wrong(library: Library, ask: Callable[[str], Answer], case: Case) -> None:
    answer = ask(case.question)
    if answer.outcome is not AnswerOutcome.ANSWERED:
        return
    assert case.wanted, (answer.answer, answer.confidence)
    assert _right(case, answer), (answer.answer, answer.citations[0].source.document, answer.confidence)
    cited = answer.citations[0]
    text = library.page(cited.source.document, cited.source.page).text
    assert text[cited.at.start : cited.at.end] == cited.quote


@pytest.mark.xfail(strict=True, reason="answered wrongly so far")
@pytest.mark.parametrize("case", WRONG_SO_FAR, ids=[case.question for case in WRONG_SO_FAR])
def test_what_is_answered_wrongly_so_far(library: Library, ask: Callable[[str], Answer], case: Case) -> None:
    test_no_answer_is_wrong(library, ask, case)


def test_most_are_answered(ask: Callable[[str], Answer]) -> None:
    answerable = [case for case in CASES if case.wanted]
    given = [ask(case.question).outcome is AnswerOutcome.ANSWERED for case in answerable]
    assert sum(given) >= ANSWERED_AT_LEAST * len(answerable)


def test_there_are_a_hundred() -> None:
    assert len({case.question for case in CASES}) == len(CASES) >= 100
