"""Which words of a sentence would answer? Finds the span of the sort wanted, nearest to the words asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from panelsearch.analysis import analyze
from panelsearch.answering.question import Question, Wanted
from panelsearch.documents import Mention, MentionLabel
from panelsearch.spans import Span, trimmed

LONGEST_STATEMENT_WORDS = 60
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[.:]\d\d\s?(?:[ap]\.?\s?m\b\.?)?|\b(?:1[0-2]|[1-9])\s?[ap]\.?\s?m\b|\b(?:noon|midnight)\b",
    re.I,
)
_NUMBER = re.compile(
    r"(?<![\w£$€/.,-])\d[\d,]*(?:\.\d+)?\s?%?(?![\w/]|[.,:]\d)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b",
    re.IGNORECASE,
)
_LABELS = {
    Wanted.PERSON: (MentionLabel.PERSON,),
    Wanted.SUM: (MentionLabel.MONEY,),
    Wanted.DATE: (MentionLabel.DATE,),
    Wanted.ORGANISATION: (MentionLabel.ORG, MentionLabel.COUNCIL),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of page text that may answer, and how near it stands to the words asked about (0..1)."""

    at: Span
    nearness: float


def candidates(question: Question, text: str, within: Span, mentions: Sequence[Mention]) -> tuple[Candidate, ...]:
    """What in the stretch `within` of a page's text could answer, best first; nothing where no such thing is said."""
    matched = [
        (token.start + token.end) / 2 + within.start
        for token in analyze(within.of(text))
        if token.term in question.terms
    ]
    found = []
    for span in _spans(question, text, within, mentions):
        if _said_in_question(span.of(text), question):
            continue
        middle = (span.start + span.end) / 2
        near = sorted(abs(middle - place) for place in matched)[:3]
        nearness = 1 / (1 + sum(near) / len(near) / 60) if near else 0.0
        found.append(Candidate(span, nearness))
    return tuple(sorted(found, key=lambda candidate: (-candidate.nearness, candidate.at)))


def _spans(question: Question, text: str, within: Span, mentions: Sequence[Mention]) -> list[Span]:
    inside = [m for m in mentions if within.contains(m.at.span)]
    labels = _LABELS.get(question.wanted)
    if labels:
        return [m.at.span for m in inside if m.label in labels]
    if question.wanted is Wanted.TIME:
        return [Span(m.start() + within.start, m.end() + within.start) for m in _TIME.finditer(within.of(text))]
    if question.wanted is Wanted.NUMBER:
        taken = [m.at.span for m in inside if m.label in (MentionLabel.DATE, MentionLabel.MONEY)]
        numbers = [
            trimmed(text, Span(m.start() + within.start, m.end() + within.start))
            for m in _NUMBER.finditer(within.of(text))
        ]
        return [span for span in numbers if not any(span.overlaps(other) for other in taken)]
    return [within] if len(within.of(text).split()) <= LONGEST_STATEMENT_WORDS else []


def _said_in_question(words: str, question: Question) -> bool:
    """What the question itself says is not its answer."""
    tokens = [token.term for token in analyze(words)]
    asked = {token.term for token in analyze(question.text)}
    return question.wanted in _LABELS and bool(tokens) and asked.issuperset(tokens)
