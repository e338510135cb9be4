"""The small reader marks what answers, and the answerer is whole without it."""

from __future__ import annotations

import base64
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from panelsearch.answering.answer_types import Role, Wanted
from panelsearch.answering.candidate_retrieval import Proposal
from panelsearch.answering.choosing import READ_AT_MOST, choose, contenders
from panelsearch.answering.features import Signals
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.scoring_model import AnswerModel, Footing, Weights, shipped_model
from panelsearch.answering.span_reader import reader as module
from panelsearch.answering.span_reader.passages import Read, Shown, shown
from panelsearch.answering.span_reader.reader import SpanReader, shipped_layout, shipped_reader, why_unread
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span

PAGE = (
    "Minutes of the meeting held on 4 May 2023.\n"
    "The clerk reported that the new bench had been delivered and that its cost was £412.50, paid from reserves.\n"
    "Councillor Thomas thanked Mrs Hughes, who had painted the bus shelter over the weekend."
)


OTHER_MODEL = base64.b64decode(
    "CAgSADo3ChAKAXgSAXkiCElkZW50aXR5EgFnWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUIECgAQEQ=="
)
"""A sound model of another kind: it gives back what it is given."""


WHICH = Question("Which?", Wanted.NUMBER, ())


def marked(words: str, text: str = PAGE) -> Shown:
    return Shown(text, Span(text.index(words), text.index(words) + len(words)))


@pytest.fixture
def reader() -> SpanReader:
    pytest.importorskip("onnxruntime")
    shipped = shipped_reader()
    assert shipped is not None
    return shipped


@pytest.fixture
def _loaded_anew() -> Iterator[None]:
    caches = (module._loaded, shipped_layout)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("How much did the new bench cost?", "£412.50", "4 May 2023"),
        ("When was the meeting held?", "4 May 2023", "£412.50"),
        ("Who painted the bus shelter?", "Mrs Hughes", "Councillor Thomas"),
    ],
)
def test_what_answers_stands_above_what_does_not(reader: SpanReader, question: str, right: str, wrong: str) -> None:
    good, bad = reader.read(question, [marked(right), marked(wrong)])
    assert good.share > bad.share
    assert good.lead > bad.lead


def test_a_passage_that_does_not_answer_is_read_as_such(reader: SpanReader) -> None:
    (asked,) = reader.read("How much did the new bench cost?", [marked("£412.50")])
    (other,) = reader.read("Who objected to the planning application for the barn?", [marked("Councillor Thomas")])
    assert other.lead < 0 < asked.lead


def test_what_is_made_of_one_does_not_hang_on_the_others(reader: SpanReader) -> None:
    several = [marked("£412.50"), marked("4 May 2023", PAGE * 2), marked("Mrs Hughes")]
    question = "What did the bench cost?"
    assert reader.read(question, several) == [reader.read(question, [one])[0] for one in several]


def test_nothing_marked_or_beyond_what_is_read_is_no_answer(reader: SpanReader) -> None:
    late = "word " * 400 + "£5"
    for nothing in (Shown(PAGE, Span(3, 3)), marked("£5", late), Shown("", Span(0, 0))):
        assert reader.read("How much?", [nothing]) == [Read(0.0, -1.5)]


def signals(**some: float) -> Signals:
    return Signals(**(dict.fromkeys(Signals.names(), 0.0) | {"typed": 1.0} | some))


def proposal(text: str, words: str, page: int = 1, **some: float) -> Proposal:
    at = Span(text.index(words), text.index(words) + len(words))
    title, held = "Minutes, Aldermoor", date(2023, 5, 4)
    source = Source("a/minutes.pdf", title, DocumentKind.MINUTES, "Aldermoor", held, page, None)
    return Proposal(source, text, at, at, signals(**some))


class Fixed(SpanReader):
    """Makes of passages what it was told to, by the words marked."""

    def __init__(self, **share: float) -> None:
        self.told, self.asked = share, 0

    def read(self, question: str, passages: Sequence[Shown]) -> list[Read]:
        self.asked += len(passages)
        shares = [self.told.get(one.at.of(one.text), 0.0) for one in passages]
        return [Read(share, 3 * share - 1.5) for share in shares]


def model() -> AnswerModel:
    def of(*names: str, **some: float) -> Weights:
        return Weights(0.0, dict.fromkeys(names, 0.0) | some)

    shipped = shipped_model()
    return AnswerModel(
        of(*shipped.rank.by_signal, coverage=1.0), of(*shipped.sure.by_signal),
        of("score", "share", lead=2.0, score=1.0), of(*shipped.sure_read.by_signal, share=4.0),
    )  # fmt: skip


def test_the_reader_weighs_the_best_once_more_and_is_asked_of_no_others() -> None:
    found = [proposal("one two three", word, coverage=c) for word, c in (("one", 0.9), ("two", 0.8))]
    found += [proposal("low " * 20, "low", coverage=0.1)] * 20
    unread = choose(contenders(WHICH, found, model(), None), model())
    fixed = Fixed(two=0.9)
    read = choose(contenders(WHICH, found, model(), fixed), model())
    assert unread is not None
    assert read is not None
    assert (unread.first.proposal.answer, read.first.proposal.answer) == ("one", "two")
    assert fixed.asked == READ_AT_MOST
    assert read.trust > unread.trust == 0.5


def test_what_was_decided_who_moved_it_and_what_follows_another_question_is_not_read() -> None:
    fixed = Fixed(one=0.9)
    moved = replace(WHICH, wanted=Wanted.PERSON, role=Role.SECONDER)
    for asked in (replace(WHICH, wanted=Wanted.DECISION), moved, replace(WHICH, is_whole=False)):
        (unread,) = contenders(asked, [proposal("one", "one")], model(), fixed)
        assert unread.read is None
    assert fixed.asked == 0


def test_footing_tells_of_rivals_on_other_pages() -> None:
    alone = Footing.of(2.0, [2.0], 2.0, [2.0], [])
    beside = Footing.of(2.0, [2.0, 1.5], 2.0, [2.0, 1.5], [1.5])
    assert (alone.apart, beside.apart) == (3.0, 0.5)
    assert 0 > alone.standing > beside.standing


def test_a_model_without_a_weight_is_refused() -> None:
    whole = model()
    with pytest.raises(ValueError, match="no weight for"):
        AnswerModel(whole.rank, whole.sure, Weights(0.0, {"score": 1.0}), whole.sure_read)


def test_the_reader_is_shown_the_paper_its_day_and_what_stands_around() -> None:
    text = "x" * 30 + " " + "before " * 60 + "\nThe cost was £5 in all.\n" + "after " * 60
    it = shown(proposal(text, "£5"))
    assert it.text.startswith("Minutes, Aldermoor - 4 May 2023 : before")
    assert it.at.of(it.text) == "£5"
    assert len(it.text) < 400
    whole = "a word " * 300
    long = shown(Proposal(proposal("£5", "£5").source, whole, Span(700, 1300), Span(0, 2000), signals()))
    assert long.at.of(long.text)
    assert len(long.text) < 900


@pytest.mark.usefixtures("_loaded_anew")
def test_answers_are_given_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert shipped_reader() is None
    assert why_unread(tried=False) == "onnxruntime is not installed"
    assert contenders(WHICH, [proposal("one", "one")], shipped_model(), shipped_reader())[0].read is None


@pytest.mark.usefixtures("_loaded_anew")
@pytest.mark.parametrize("content", [b"no model", b"", OTHER_MODEL])
def test_a_reader_that_does_not_work_is_logged_and_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    pytest.importorskip("onnxruntime")
    (tmp_path / "reader.onnx").write_bytes(content)
    (tmp_path / "vocabulary.txt").write_text("[UNK]\n[CLS]\n[SEP]", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with caplog.at_level(logging.WARNING):
        assert shipped_reader() is None
        assert "does not work" in why_unread(tried=True)
    assert "cannot be used" in caplog.text


def test_pieces_of_a_passage_are_found_by_their_place() -> None:
    laid = shipped_layout().of("How much?", PAGE)
    at = marked("£412.50").at
    first, last = laid.within(at)[0] - laid.first, laid.within(at)[-1] - laid.first
    assert PAGE[laid.places[first].start : laid.places[last].end] == "£412.50"
