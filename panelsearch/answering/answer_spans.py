"""How much of a sentence is the answer? A name or a sum where it is alone; otherwise the clause that tells which."""

from __future__ import annotations

import re
from itertools import pairwise

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.candidate_extraction import Candidate
from panelsearch.answering.context_windows import Window
from panelsearch.answering.question_analysis import Question
from panelsearch.gazetteers.loader import pattern
from panelsearch.model.spans import Span, trimmed

WORDS_AT_MOST = 26
_OUTCOME_WITHIN = 70
_REACH = 150
"""About as many characters as so many words have."""
_CLAUSE = re.compile(r"[;:,]\s|\n|\s[–—-]\s|\.\s|\s(?=and\s)")
_SETTLED = re.compile(r"\b(?:resolved|agreed|decided|approved|refused|rejected|declined)\b", re.IGNORECASE)
_OUTCOME = re.compile(rf"\b{pattern('formulas.outcome')}\b", re.IGNORECASE)


def worded(question: Question, window: Window, candidate: Candidate) -> Span:
    """The span of page text to give as the answer, within the candidate's quotation."""
    text = window.text
    if candidate.at != candidate.quote and candidate.alone and candidate.typed >= 0.9:
        return candidate.at
    if candidate.at == candidate.quote or question.wanted in (Wanted.DECISION, Wanted.STATEMENT):
        if len(candidate.quote.of(text).split()) <= WORDS_AT_MOST:
            return candidate.quote
        return _clauses(text, candidate.quote, _focus(question, window, candidate), ahead=True)
    # a neighbour is quoted for what it says of the answer; the answer's own sentence is whole first
    own = next((s.at for s in window.sentences if s.at.contains(candidate.at)), candidate.quote)
    return _clauses(text, own if candidate.quote.contains(own) else candidate.quote, candidate.at)


def _focus(question: Question, window: Window, candidate: Candidate) -> Span:
    """Where in a long sentence the answer lies.

    What became of a motion stands at its end, what a body decided at its beginning unless the words asked about meet
    further on.
    """
    text, quote = window.text, candidate.quote
    if question.wanted is Wanted.DECISION:
        outcomes = list(_OUTCOME.finditer(text, quote.start, quote.end))
        if outcomes and quote.end - outcomes[-1].end() < _OUTCOME_WITHIN:
            return Span(outcomes[-1].start(), outcomes[-1].end())
        settled = [m.start() for m in _SETTLED.finditer(text, quote.start, quote.end)]
        if settled and settled[0] > quote.start + _REACH / 2:
            return Span(settled[-1], settled[-1])
    wanted = {term.stem for term in question.terms if not term.light}
    places = sorted(
        (s.at.start + token.start, token.term)
        for s in window.sentences
        for token in s.tokens
        if token.term in wanted and quote.start <= s.at.start + token.start < quote.end
    )

    def company(start: int) -> int:
        return len({term for place, term in places if start <= place < start + _REACH})

    best = max((place for place, _ in places), key=lambda place: (company(place), -place), default=quote.start)
    return Span(best, best) if company(best) > company(quote.start) + 1 else Span(quote.start, quote.start)


def _clauses(text: str, within: Span, focus: Span, *, ahead: bool = False) -> Span:
    """Whole clauses round a focus, as many as the limit of words admits; the clause's own words where it is longer.

    With `ahead` what follows goes first: what came of a matter is told after it.
    """
    cuts = sorted({within.start, within.end, *(m.end() for m in _CLAUSE.finditer(text, within.start, within.end))})
    parts = [Span(a, b) for a, b in pairwise(cuts)]
    home = next((n for n, part in enumerate(parts) if part.start <= focus.start < max(part.end, part.start + 1)), 0)
    first = last = home

    def words(a: int, b: int) -> int:
        return len(text[parts[a].start : parts[b].end].split())

    while True:
        after = last + 1 < len(parts) and words(first, last + 1) <= WORDS_AT_MOST
        before = first > 0 and words(first - 1, last) <= WORDS_AT_MOST
        if before and not (ahead and after):
            first -= 1
        if after and words(first, last + 1) <= WORDS_AT_MOST:
            last += 1
        elif not before:
            break
    span = Span(parts[first].start, parts[last].end)
    if words(first, last) > WORDS_AT_MOST:
        span = _around(text, span, focus)
    return trimmed(text, span)


def _around(text: str, within: Span, focus: Span) -> Span:
    """At most so many words with the focus among them."""
    words = [m.span() for m in re.finditer(r"\S+", text[within.start : within.end])]
    at = next((n for n, (a, b) in enumerate(words) if within.start + b > focus.start), 0)
    first = max(0, min(at - WORDS_AT_MOST // 2, len(words) - WORDS_AT_MOST))
    chosen = words[first : first + WORDS_AT_MOST]
    return Span(within.start + chosen[0][0], within.start + chosen[-1][1])
