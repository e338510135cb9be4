"""What is an answer out of a register, and which questions ask for nothing else?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from panelsearch.answering.base import Evidence
from panelsearch.answering.body_linking import GENERIC_BODY_WORDS
from panelsearch.answering.question_analysis import Question
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span, trimmed
from panelsearch.text.analyzer import analyze, folded

SURE = 0.9
"""How surely a register is right where it is asked for nothing but what it holds."""
_NEARLY_ALL = 0.75
A_MONTH = 31
"""Days of a period that is no longer than a month."""


@dataclass(frozen=True, slots=True)
class Record:
    """An answer out of a register: its span, the lines to quote with it, and how sure it is."""

    source: Source
    answer: PageSpan
    quote: PageSpan
    probability: float


def lines_of(text: str, page: int, first: int, last: int) -> PageSpan:
    """The whole lines that two places of a page stand in, and those between."""
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    quote = trimmed(text, Span(start, len(text) if end < 0 else end))
    return PageSpan(page, quote.start, quote.end)


def body_asked(asked: Question, evidence: Evidence) -> str | None:
    """The one body that a question is about.

    Of several that it may name, the one it names in full, or else the one that nearly all of their meetings are of;
    where it names none, the only one there is.
    """
    bodies = sorted(asked.bodies) or evidence.bodies()
    if len(bodies) <= 1 or not asked.bodies:
        return bodies[0] if len(bodies) == 1 else None
    said = _words(asked.text)
    in_full = [body for body in bodies if said.issuperset(_words(body))]
    if in_full:
        longest = max(map(len, map(_words, in_full)))
        return next((one for one in in_full if len(_words(one)) == longest), None)
    held = Counter(source.body for source in evidence.lists_of_meetings(bodies, []))
    return next((body for body, count in held.most_common(1) if count >= _NEARLY_ALL * held.total()), None)


def _words(text: str) -> frozenset[str]:
    return frozenset(token.exact for token in analyze(text) if not token.whole)


def words_asked(asked: Question) -> list[str]:
    """The words that matter in a question, folded, without those that name a body or say of what sort it is."""
    words = [word for term in asked.terms if not term.of_body for word in re.split(r"[-/]", folded(term.word))]
    return [word for word in words if word not in GENERIC_BODY_WORDS]


def asks_only(asked: Question, words: Collection[str]) -> bool:
    """Whether a question says nothing but these words, a body and a time."""
    return all(word in words for word in words_asked(asked))
