"""What is said of a candidate: its clause, the first cell of its row, the word that stands beside it, its time."""

from __future__ import annotations

from datetime import date

import pytest

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.candidate_extraction import candidates
from panelsearch.answering.context_windows import Sentence, Window
from panelsearch.answering.features import Signals, signals
from panelsearch.answering.question_analysis import understood
from panelsearch.answering.said_around import Around
from panelsearch.answering.said_of import clause_of, next_to, row_head
from panelsearch.model.documents import Extracted
from panelsearch.model.meetings import DocumentKind
from panelsearch.model.pages import Page
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.structure.parser import read
from panelsearch.text.analyzer import analyze, stemmed


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _sentence(text: str, at: Span) -> Sentence:
    tokens = analyze(at.of(text))
    return Sentence(at, tokens, frozenset(token.term for token in tokens))


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("£40", "The fence cost £40"),
        ("£70", "the gate £70, paid in May"),
        ("Mr Ash", "who was paid by Mr Ash."),
    ],
)
def test_a_clause(words: str, clause: str) -> None:
    text = "The fence cost £40; the gate £70, paid in May, and the painter, who was paid by Mr Ash."
    assert clause_of(text, Span(0, len(text)), _span(text, words)).of(text).rstrip(", ") == clause


@pytest.mark.parametrize(
    ("text", "words", "asked", "share"),
    [
        ("Fence\t3 May\t£40", "£40", "fence", 1.0),
        ("Garden fence\t3 May\t£40", "£40", "fence", 0.5),
        ("Fence\t3 May\t£40", "£40", "gate", 0.0),
        ("3 May\tFence\t£40", "£40", "fence", 1.0),
        ("The fence cost £40.", "£40", "fence", 0.5),
        ("Fence £40\t3 May", "£40", "fence", 0.5),
    ],
)
def test_the_head_of_a_row(text: str, words: str, asked: str, share: float) -> None:
    assert row_head({stemmed(asked)}, text, Span(0, len(text)), _span(text, words)) == share


def test_the_most_telling_word_counts_not_the_nearest() -> None:
    text = "The council paid £40 to the painter, after many words in between had been said, and £70 to the glazier."
    question = understood("What did the council pay the glazier?", ())
    telling = {stemmed("glazier"): 5.0, stemmed("council"): 1.0, stemmed("pay"): 1.0}
    sentence = _sentence(text, Span(0, len(text)))
    near, far = (next_to(question, telling, text, sentence, _span(text, words)) for words in ("£70", "£40"))
    assert near > 2 * far


def _signals(question: str, *sentences: str, held: date | None = None) -> dict[str, Signals]:
    """The signals of each sum that the sentences tell, by its words; all are of one passage."""
    text = "\n".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    pages = (Page(1, text),)
    mentions = RuleTagger().tag(pages, read(Extracted(pages)))
    asked = understood(question, ())
    source = Source("oldmere/minutes.pdf", "Minutes", DocumentKind.MINUTES, None, held, 1, None)
    whole = Span(0, len(text))
    parts = tuple(_sentence(text, span) for span in spans)
    window = Window(source, whole, text, 1.0, parts, range(len(parts)), frozenset(), frozenset(), mentions, ())
    around = Around(asked, {term.stem: 1.0 for term in asked.terms}, window)
    return {
        one.at.of(text): signals(asked, around, number, one, 0.5)
        for number in range(len(parts))
        for one in candidates(asked, window, number)
        if asked.wanted is Wanted.SUM
    }


def test_the_clause_that_says_what_is_asked() -> None:
    told = _signals("How much did the gate cost?", "The fence cost £40; the gate cost £70.")
    assert told["£70"].about == 1.0 > told["£40"].about


def test_words_far_off_are_afar_and_words_nowhere_near_unheard() -> None:
    told = _signals(
        "How much did the chapel gate cost?",
        "The chapel gate cost £70.", "It was green.", "It was old.", "It was high.", "The bench cost £40.",
    )  # fmt: skip
    assert told["£70"].afar == told["£70"].unheard == 0.0
    assert told["£40"].afar > 0.4
    assert told["£40"].unheard > 0.4
    assert told["£40"].missing == 0.0


def test_a_year_of_the_law_is_no_time_told() -> None:
    told = _signals(
        "How much was given to the band in 2014?",
        "Under the Local Government Act 1972 the band was given £90.",
        held=date(2014, 3, 20),
    )
    assert told["£90"].conflicts == 0.0
    assert told["£90"].agrees > 0.5


def test_until_when_is_the_last_day() -> None:
    text = "The survey was opened on 3 May 2031 and can be answered until 9 June 2031."
    pages = (Page(1, text),)
    whole = Span(0, len(text))
    source = Source("oldmere/minutes.pdf", "Minutes", DocumentKind.MINUTES, None, None, 1, None)
    mentions = RuleTagger().tag(pages, read(Extracted(pages)))
    window = Window(
        source, whole, text, 1.0, (_sentence(text, whole),), range(1), frozenset(), frozenset(), mentions, ()
    )
    surely = {
        one.at.of(text): one.typed
        for one in candidates(understood("Until when can the survey be answered?", ()), window, 0)
    }
    assert surely["9 June 2031"] > surely["3 May 2031"]
