"""What is said of a candidate? The words of its own clause, how far the others stand, and its row in a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from panelsearch.answering.closeness import said_share
from panelsearch.answering.context_windows import Sentence
from panelsearch.answering.question_analysis import Question
from panelsearch.model.spans import Span
from panelsearch.text.analyzer import analyze

_CUT = re.compile(
    r"[;:.?!]\s|\s[–—-]\s|,\s+(?=(?:and|but|which|who|while|whereas|with|although|though|because|so|then)\b)"
    r"|\n\s*\n|\n(?=\s*(?:[•●○■▪◦➢✓]|\(?[a-z0-9]{1,3}[.)]\s))"
)
"""Where one clause of a sentence ends and another begins."""
_FEW = 6
"""Words between two others that stand half as close as neighbours do."""


def clause_of(text: str, sentence: Span, span: Span) -> Span:
    """The clause of a sentence that a span stands in; a span over several has them all."""
    start, end = sentence.start, sentence.end
    for cut in _CUT.finditer(text, sentence.start, sentence.end):
        if cut.end() <= span.start:
            start = cut.end()
        elif cut.start() >= span.end:
            end = cut.start()
            break
    return Span(min(start, span.start), max(end, span.end))


def stems_in(sentence: Sentence, within: Span) -> frozenset[str]:
    """The stems of the words of a sentence that stand within a part of it."""
    at = sentence.at.start
    return frozenset(t.term for t in sentence.tokens if within.start <= at + t.start and at + t.end <= within.end)


def row_head(asked_for: Collection[str], text: str, sentence: Span, span: Span) -> float:
    """Share of the words, by their stems, of the first cell of its row with any, asked for; 0.5 in no row."""
    start = max(sentence.start, text.rfind("\n", sentence.start, span.start) + 1)
    row = text[start : sentence.end].split("\n", 1)[0]
    head, *rest = row.split("\t")
    if not rest or span.start < start + len(head):
        return 0.5
    words = next((said for cell in (head, *rest) if (said := _words(cell))), [])
    return sum(word in asked_for for word in words) / len(words) if words else 0.5


def _words(cell: str) -> list[str]:
    """The words of a cell by their stems; none of a number or a date."""
    if cell.strip()[:1].isdigit():
        return []
    return [token.term for token in analyze(cell) if token.term.isalpha()]


def next_to(question: Question, telling: Mapping[str, float], text: str, sentence: Sentence, span: Span) -> float:
    """How close to a span the most telling word of the question stands that its sentence says, 0..1."""
    most, closest = 0.0, 0.0
    for term in question.terms:
        for token in sentence.tokens:
            if token.term != term.stem and token.term not in term.kin:
                continue
            tells = telling[term.stem] * said_share(term, token.term)
            if tells and tells >= most:
                close = 1 / (
                    1
                    + _words_between(text, span, Span(sentence.at.start + token.start, sentence.at.start + token.end))
                    / _FEW
                )
                closest = close if tells > most else max(closest, close)
                most = tells
    return closest


def _words_between(text: str, one: Span, other: Span) -> int:
    if one.overlaps(other):
        return 0
    return len(text[min(one.end, other.end) : max(one.start, other.start)].split())
