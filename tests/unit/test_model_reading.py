"""Is a model that reads held to the words that stand? A stub is right, silent, lying, slow, endless, broken."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stub_model import Stub

from panelsearch.answering.generation.openai_client import LanguageModel
from panelsearch.answering.generation.reading import ModelReading, ReadOutcome, read_by_model
from panelsearch.errors import WriterError
from panelsearch.ingestion.pipeline import ingest
from panelsearch.services.library import Library

PAGE = [
    "Fallowby Town Council",
    "Minutes of the meeting held on Tuesday 8 February 2022 at 7.00 pm in the Assembly Rooms",
    "Present: Cllr J Haddow (Chairman), Cllr P Haddow, Cllr M Sorley",
    "",
    "1. Christmas lights",
    "Garland Electrics quoted £2,310 for the lights and Northlight £3,050.",
    "RESOLVED: That Garland Electrics be asked to hang the lights by 1 December 2022.",
    "",
    "2. Duck pond",
    "The fountain in the duck pond had not been repaired, because the engineer had not come.",
    "",
    "The meeting closed at 9.10 pm.",
]
ASKED = "What did Garland Electrics quote for the Christmas lights?"


@pytest.fixture(scope="module")
def library(make_pdf: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("reading")
    make_pdf(folder / "papers" / "fallowby" / "2022-02-08-minutes.pdf", [PAGE])
    ingest(folder / "index", [folder / "papers"])
    with Library.open(folder / "index") as opened:
        yield opened


@pytest.fixture
def stub() -> Iterator[Stub]:
    pytest.importorskip("openai")
    stub = Stub()
    yield stub
    stub.stop()


def passage_with(stub: Stub, library: Library, words: str) -> int:
    """The number under which the passage that holds some words is sent."""
    stub.points_at(0, "")
    read_by_model(ASKED, LanguageModel(stub.endpoint), library.evidence)
    told = str(stub.sent.pop()["messages"][1]["content"])  # type: ignore[index]
    return next(n for n in range(1, 9) if words in told.partition(f"[{n}] ")[2].partition(f"[{n + 1}] ")[0])


def read(stub: Stub, library: Library, question: str = ASKED, seconds: float = 5) -> ModelReading:
    return read_by_model(question, LanguageModel(stub.endpoint, seconds), library.evidence)


def test_what_stands_and_fits_is_taken_with_the_pages_own_words(stub: Stub, library: Library) -> None:
    stub.points_at(passage_with(stub, library, "£2,310"), "£2,310")
    reading = read(stub, library)
    assert (reading.outcome, reading.answer) == (ReadOutcome.READ, "£2,310")
    assert reading.citation is not None
    source, at = reading.citation.source, reading.citation.at
    assert library.evidence.page(source.document, source.page).text[at.start : at.end] == reading.citation.quote
    assert "£2,310" in reading.citation.quote
    assert reading.address.startswith("stub at http://127.0.0.1")


def test_it_may_be_silent(stub: Stub, library: Library) -> None:
    stub.points_at(0, "")
    reading = read(stub, library)
    assert (reading.outcome, reading.answer, reading.citation) == (ReadOutcome.SILENT, None, None)


@pytest.mark.parametrize(
    ("question", "words", "why"),
    [
        (ASKED, "£9,999", "do not stand"),
        (ASKED, "Garland Electrics be paid £2,310", "do not stand"),
        (ASKED, "£2,31", "do not stand"),  # a part of a sum is another sum
        (ASKED, "RESOLVED: That Garland Electrics", "sum is asked for"),
        ("What did Wick and Son quote for the Christmas lights?", "£2,310", "does not speak of Wick"),
        ("What did Garland Electrics quote for the Christmas lights in 2015?", "£2,310", "is of 2015"),
        ("Who quoted £4,400 for the Christmas lights?", "Garland Electrics", "does not say"),
        ("When are the Christmas lights to be hung?", "Garland Electrics", "date is asked for"),
    ],
)
def test_a_lie_or_what_does_not_fit_is_refused(
    stub: Stub, library: Library, question: str, words: str, why: str
) -> None:
    stub.points_at(passage_with(stub, library, "£2,310"), words)
    reading = read(stub, library, question)
    assert (reading.outcome, reading.answer, reading.citation) == (ReadOutcome.REFUSED, None, None)
    assert why in reading.reason


@pytest.mark.parametrize("passage", [-1, 99])
def test_a_passage_that_was_never_given_is_refused(stub: Stub, library: Library, passage: int) -> None:
    stub.points_at(passage, "£2,310")
    assert read(stub, library).outcome is ReadOutcome.REFUSED


def test_one_that_copies_everything_is_refused(stub: Stub, library: Library) -> None:
    stub.points_at(1, "word " * 61)
    assert "more than an answer" in read(stub, library).reason


def test_one_that_is_slow_is_let_go(stub: Stub, library: Library) -> None:
    stub.seconds = 3
    began = time.monotonic()
    with pytest.raises(WriterError, match="did not answer"):
        read(stub, library, seconds=0.3)
    assert time.monotonic() - began < 2.5


def test_one_that_never_ends_is_let_go(stub: Stub, library: Library) -> None:
    stub.endless = True
    with pytest.raises(WriterError, match=r"no end|took longer"):
        read(stub, library)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b'{"choices": 7}', b'{"choices": [{"message": []}]}', b"<html>"]
)
def test_a_reply_that_is_no_protocol_is_an_error(stub: Stub, library: Library, raw: bytes) -> None:
    stub.raw = raw
    with pytest.raises(WriterError, match="form asked for"):
        read(stub, library)


@pytest.mark.parametrize(
    "reply", ["Garland, I think.", '{"passage": "one", "words": "x"}', '{"words": "£2,310"}', "", "}{"]
)
def test_a_reply_in_another_form_is_an_error(stub: Stub, library: Library, reply: str) -> None:
    stub.reply = reply
    with pytest.raises(WriterError, match="form asked for"):
        read(stub, library)


def test_an_endpoint_that_fails_is_an_error_that_keeps_the_key(stub: Stub, library: Library) -> None:
    stub.status = 500
    with pytest.raises(WriterError, match="did not answer") as failed:
        read(stub, library)
    assert "secret-key" not in failed.value.message


def test_only_the_question_and_the_passages_are_sent(stub: Stub, library: Library) -> None:
    stub.points_at(0, "")
    read(stub, library)
    (request,) = stub.sent
    told = json.dumps(request["messages"], ensure_ascii=False)
    assert ASKED in told
    assert "£2,310" in told
    assert "secret-key" not in told


def test_nothing_is_sent_where_nothing_is_found(stub: Stub, library: Library) -> None:
    assert read(stub, library, "zyzzyva").outcome is ReadOutcome.SILENT
    assert stub.sent == []
