"""Is a language model kept to the quotations? A stub endpoint on this machine answers, honestly or not."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from stub_model import Stub

from panelsearch.answering.base import Sheet
from panelsearch.answering.generation.grounding import Written, written
from panelsearch.answering.generation.openai_client import Endpoint, LanguageModel
from panelsearch.errors import WriterError
from panelsearch.model.answers import Answer, AnswerOutcome
from panelsearch.model.meetings import Attendance, DocumentKind
from panelsearch.model.pages import Page
from panelsearch.model.register_rows import DecisionRow
from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Citation, Source
from panelsearch.model.spans import PageSpan

TEXT = "RESOLVED: That Wick and Son be paid £2,780 for the lights. The bench was not mended in 2023, said Cllr Haddow."
SOURCE = Source("a.pdf", "Minutes", DocumentKind.MINUTES, "Fallowby Town Council", None, 1, "1")
ANSWER = Answer(
    "Who was paid for the lights?",
    AnswerOutcome.ANSWERED,
    "Wick and Son",
    0.9,
    (Citation(SOURCE, PageSpan(1, 0, len(TEXT)), TEXT),),
)


class Shelf:
    """Evidence of one page."""

    is_empty = False

    def page(self, document: str, number: int) -> Page:
        return Page(number, TEXT)

    def find(self, tree: object, limit: int) -> tuple[Hit, ...]:
        return ()

    def sources(self) -> tuple[Source, ...]:
        return (SOURCE,)

    def attended(self, document: str) -> Attendance:
        return Attendance()

    def sheet(self, document: str, page: int) -> Sheet:
        return Sheet(TEXT, (), ())

    def register(self) -> tuple[DecisionRow, ...]:
        return ()

    def frequency(self, word: str) -> float:
        return 0.0


@pytest.fixture
def stub() -> Iterator[Stub]:
    pytest.importorskip("openai")
    stub = Stub()
    yield stub
    stub.stop()


def phrased(stub: Stub) -> Written:
    result = written(ANSWER, LanguageModel(stub.endpoint), Shelf())
    assert result is not None
    return result


def test_an_honest_writer_is_shown_with_the_pages_own_words(stub: Stub) -> None:
    stub.says(("Wick and Son were paid £2,780.", "Wick and Son be  paid\n£2,780"))
    result = phrased(stub)
    (sentence,) = result.sentences
    at = sentence.citation.at
    assert sentence.citation.quote == TEXT[at.start : at.end] == "Wick and Son be paid £2,780"
    assert result.dropped == 0
    assert result.address.startswith("stub at http://127.0.0.1")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Garland was paid £2,780.", "Garland be paid £2,780"),  # a quotation made up
        ("Wick and Son were paid £9,999.", "Wick and Son be paid £2,780"),  # another sum under a true quotation
        ("Northlight was paid £2,780.", "be paid £2,780 for the lights"),  # another name
        ("The bench was mended in 2023.", "The bench was not mended in 2023"),  # a denial left out
        ("Wick and Son were not paid £2,780.", "Wick and Son be paid £2,780"),  # a denial put in
        ("It was paid twelve times.", "be paid £2,780 for the lights"),  # a number in words
        ("They were paid.", "paid"),  # too few words to bear anything out
        ("", "Wick and Son be paid £2,780"),
    ],
)
def test_a_lying_writer_is_dropped(stub: Stub, sentence: str, quote: str) -> None:
    stub.says((sentence, quote), ("Wick and Son were paid £2,780.", "Wick and Son be paid £2,780"))
    result = phrased(stub)
    assert [kept.text for kept in result.sentences] == ["Wick and Son were paid £2,780."]
    assert result.dropped == 1


def test_an_excerpt_that_was_never_given_is_dropped(stub: Stub) -> None:
    claim = {"sentence": "Wick and Son were paid £2,780.", "excerpt": 7, "quote": "Wick and Son be paid £2,780"}
    stub.reply = json.dumps({"sentences": [claim]})
    assert phrased(stub).sentences == ()


def test_only_the_question_and_the_quotations_are_sent(stub: Stub) -> None:
    stub.says()
    phrased(stub)
    (request,) = stub.sent
    told = json.dumps(request["messages"], ensure_ascii=False)
    assert TEXT in told
    assert ANSWER.question in told
    assert "secret-key" not in told


@pytest.mark.parametrize("reply", ["I would say Wick and Son.", '{"sentences": [{"sentence": 1}]}', "", "{"])
def test_a_reply_in_another_form_is_an_error_not_an_answer(stub: Stub, reply: str) -> None:
    stub.reply = reply
    with pytest.raises(WriterError, match="form asked for"):
        phrased(stub)


def test_an_endpoint_that_fails_is_an_error_that_keeps_the_key(stub: Stub) -> None:
    stub.status = 500
    with pytest.raises(WriterError, match="did not answer") as failed:
        phrased(stub)
    assert "secret-key" not in failed.value.message


def test_silence_is_never_phrased(stub: Stub) -> None:
    silent = Answer("Who?", AnswerOutcome.NOT_ANSWERED)
    assert written(silent, LanguageModel(stub.endpoint), Shelf()) is None
    assert stub.sent == []


def test_nothing_is_asked_unless_an_endpoint_is_set() -> None:
    with pytest.raises(WriterError, match="none is asked unless you set one"):
        Endpoint.from_environment({})
    assert "k" not in repr(Endpoint("u", "m", "k"))


def test_what_opens_an_endpoint_is_not_shown() -> None:
    shown = LanguageModel(Endpoint("https://clerk:opensesame@models.example:8443/v1?key=opensesame", "m", "k")).address
    assert shown == "m at https://models.example:8443/v1"
