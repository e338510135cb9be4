"""Which words of a window would answer? Finds the spans of the sort wanted and how close they stand to the matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from panelsearch.answering.answer_types import Wanted, asks_what_was_decided
from panelsearch.answering.closeness import fit
from panelsearch.answering.context_windows import Sentence, Window
from panelsearch.answering.movers import BY_VOTE, movers
from panelsearch.answering.places_told import places_told
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.said_of import stems_in
from panelsearch.answering.typed_spans import typed_spans
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.spans import Span

_DECIDED = re.compile(
    r"\b(?:resolved|agreed|decided|approved|carried|defeated|lost|refused|rejected|granted|denied|adopted|accepted|noted"
    r"|deferred|postponed|passed|failed|withdrawn|declined|recommended|supported|felt|feeling|feels|opinion|consensus|view"
    r"|preferred|preference|chosen|elected|appointed|unanimous(?:ly)?|objections?|objected|object|voted|not to|happy to"
    r"|in favour|RESOLVED|GRANT(?:ED)?|DEFER(?:RED)?)\b",
)
_TOPIC = re.compile(
    r"^\W*(?:\d[\d.]*[\s.)]*)?(?:to (?:consider|discuss|receive|note|approve|agree)"
    r"|consideration of|propos(?:ed|al)\b(?! by)"
    r"|request(?:ed)?\b|application\b|discuss(?:ion)?\b)",
    re.IGNORECASE,
)
"""A sentence that opens so says what a matter is, not what became of it."""
_MEETS = re.compile(
    r"\b(?:meeting|agm|egm|committee|council|board|cabinet|panel)\b.*\b(?:meet|met|held|hold|take place)\b"
    r"|\bdid\b.*\bmeet\b|\b(?:venue|location)\b.*\b(?:meeting|agm|egm)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|hold|met|meet|meeting|meetings|location|venue|place|room|online|called to order|convened)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|none)\b", re.IGNORECASE)
_SAYS = re.compile(r"(?:\S+\s+){5}\S")
"""A sentence of a few words is a heading or the head of a table, and says nothing yet."""
_HARDLY = 0.2
"""How surely a sentence without the words for it is a decision, or tells a place."""
_WHOLE = 0.5
"""The fit of a whole sentence: the words asked about stand within it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of page text that may answer, within the sentences that are quoted with it.

    `typed` tells how surely it is of the sort wanted, `fit` how close it stands to the words asked about, `alone`
    whether it is the only one of its sort in the quotation, `counts` whether it counts the very thing asked for;
    all 0..1.
    """

    at: Span
    quote: Span
    typed: float
    fit: float
    alone: bool
    counts: bool = False


def candidates(question: Question, window: Window, number: int) -> tuple[Candidate, ...]:
    """What in a sentence of the window, or in the sentence after it, could answer; the closest first."""
    sentence = window.sentences[number]
    if question.role in BY_VOTE:
        return tuple(Candidate(one.at, one.quote, 1.0, one.fit, alone=True) for one in movers(question, window, number))
    if question.wanted is Wanted.DECISION:
        decided = tuple(_decided(question, window, number))
        if decided:
            return decided
    found = list(_in_sentence(question, window, number, sentence.at))
    following = number + 1
    if not found and question.wanted in _FOUND_BY_SORT and following < len(window.sentences):
        both = Span(sentence.at.start, window.sentences[following].at.end)
        found = [
            Candidate(c.at, both, c.typed, c.fit * 0.7, c.alone, c.counts)
            for c in _in_sentence(question, window, following, both)
        ]
    return tuple(sorted(found, key=lambda c: (-(c.typed * (c.fit + c.counts)), c.at)))


def _decided(question: Question, window: Window, number: int) -> Iterator[Candidate]:
    """The decisions that a sentence begins; a motion together with what became of it, where that is told."""
    sentence = window.sentences[number]
    if MOTION.search(sentence.at.of(window.text)):
        for later in window.sentences[number + 1 : number + _FATE_WITHIN]:
            words = later.at.of(window.text)
            if FATE.search(words):
                at = Span(sentence.at.start, later.at.end)
                yield Candidate(at, at, 1.0, _WHOLE, alone=True)
                return
            if MOTION.search(words) or any(later.at.start <= d.at.start < later.at.end for d in window.decisions):
                break
    for decision in window.decisions:
        if sentence.at.start <= decision.at.start < sentence.at.end:
            at = decision.at.span
            yield Candidate(at, at, 1.0, _WHOLE, alone=True)


MOTION = re.compile(r"\b(?:propos(?:ed|al)|moved|motion|amendment|vetoed)\b", re.IGNORECASE)
FATE = re.compile(
    r"\b(?:lost|carried|passed|defeated|fell|failed|withdrawn|deferred|tabled|no seconder)\b", re.IGNORECASE
)
FALLEN = re.compile(r"\b(?:lost|defeated|fell|failed|withdrawn|no seconder|not seconded)\b", re.IGNORECASE)
_FATE_WITHIN = 8
"""Sentences within which it is told what became of a motion."""
_FOUND_BY_SORT = frozenset(Wanted) - {Wanted.STATEMENT, Wanted.DECISION, Wanted.PLACE}


def _in_sentence(question: Question, window: Window, number: int, quote: Span) -> Iterator[Candidate]:
    sentence = window.sentences[number]
    text = window.text
    if question.wanted is Wanted.PLACE:
        yield from _places(question, window, number, quote)
        return
    if question.wanted not in _FOUND_BY_SORT:
        words = sentence.at.of(text)
        cue = _DECIDED if question.wanted is Wanted.DECISION else _SAYS
        plainly = question.wanted is Wanted.DECISION and not asks_what_was_decided(question.text)
        if cue is _DECIDED and _TOPIC.search(words):
            cue = FATE
        typed = 1.0 if cue.search(words) or (plainly and _NEGATED.search(words)) else _HARDLY
        if question.wanted is Wanted.DECISION and any(d.at.span.overlaps(sentence.at) for d in window.decisions):
            typed = 1.0
        yield Candidate(sentence.at, quote, typed, _WHOLE, alone=True)
        return
    rivals = [
        (span, typed) for span, typed in typed_spans(question, window, sentence) if not _asked(question, sentence, span)
    ]
    spans = [span for span, _ in rivals]
    for span, typed in rivals:
        fitting = fit(question, window, number, span, spans)
        yield Candidate(span, quote, typed, fitting, len(rivals) == 1, _counts(question, sentence, span))


def _places(question: Question, window: Window, number: int, quote: Span) -> Iterator[Candidate]:
    """The places that a sentence tells, and the sentence itself: a place may be told in no form that we know."""
    own = window.sentences[number]
    sentence = own.at
    held = not _MEETS.search(question.text) or bool(_HELD.search(sentence.of(window.text)))
    nobody = [m.at.span for m in window.mentions if m.label in (MentionLabel.PERSON, MentionLabel.DATE)]
    told = [
        (span, typed)
        for span, typed in places_told(window.text, sentence)
        if not _asked(question, own, span) and not any(span.overlaps(other) for other in nobody)
    ]
    spans = [span for span, _ in told]
    for span, typed in told:
        # where a meeting was held is told in words for that
        surely = typed if held else _HARDLY * typed
        yield Candidate(span, quote, surely, fit(question, window, number, span, spans), alone=len(told) == 1)
    yield Candidate(sentence, quote, _HARDLY if held else 0.0, _WHOLE, alone=True)


def _asked(question: Question, sentence: Sentence, span: Span) -> bool:
    """What the question itself says is not its answer."""
    if question.wanted is Wanted.NUMBER:
        return False
    tokens = stems_in(sentence, span)
    return bool(tokens) and tokens <= {term.stem for term in question.terms}


def _counts(question: Question, sentence: Sentence, span: Span) -> bool:
    """Whether the words right after a number, or right before it, name what is counted."""
    if not question.counted:
        return False
    after = [t.term for t in sentence.tokens if sentence.at.start + t.start >= span.end][:3]
    before = [t.term for t in sentence.tokens if sentence.at.start + t.end <= span.start][-2:]
    if question.counts_votes:  # in "for 6, against 11" each number has its own word
        return any(term in question.counted for term in before[-1:] or after[:1])
    return any(term in question.counted for term in (*after, *before))
