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


def bodies_asked(asked: Question, evidence: Evidence) -> frozenset[str]:
    """The one body that a question is about, by all the names that its papers have for it; none where it is not told.

    Of several that it may name, the one it names in full, or else the one that nearly all of their meetings are of;
    where it names none, the only one there is.
    """
    bodies = frozenset(asked.bodies or evidence.bodies())
    if not asked.bodies:
        return bodies if len(bodies) == 1 else frozenset()
    said = _words(asked.text)
    in_full = [body for body in sorted(bodies) if said.issuperset(_words(body))]
    if in_full:
        return _names_of(max(in_full, key=lambda body: len(_words(body))), bodies)
    held = Counter(source.body for source in evidence.lists_of_meetings(bodies, []) if source.body)
    for body, _ in held.most_common(1):
        names = _names_of(body, bodies)
        if sum(held[name] for name in names) >= _NEARLY_ALL * held.total():
            return names
    return bodies if len(bodies) == 1 else frozenset()


def _names_of(body: str, bodies: frozenset[str]) -> frozenset[str]:
    """The names that differ by no more than one word for what sort of body it is: "Ash Parish", its council."""
    own = _words(body)
    return frozenset(
        other
        for other in bodies
        if len(apart := own ^ _words(other)) <= 1 and apart <= GENERIC_BODY_WORDS
    )  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(token.exact for token in analyze(text) if not token.whole)


def words_asked(asked: Question) -> list[str]:
    """The words that matter in a question, folded, without those that name a body or say of what sort it is."""
    words = [word for term in asked.terms if not term.of_body for word in re.split(r"[-/]", folded(term.word))]
    return [word for word in words if word not in GENERIC_BODY_WORDS]


def asks_only(asked: Question, words: Collection[str]) -> bool:
    """Whether a question says nothing but these words, a body and a time."""
    return all(word in words for word in words_asked(asked))
