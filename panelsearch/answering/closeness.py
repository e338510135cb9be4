"""How close do the words asked about stand to a span?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from panelsearch.answering.context_windows import Window
from panelsearch.answering.question_analysis import Question, Term
from panelsearch.model.spans import Span

_BOUNDARY = re.compile(r"[;.:)(•]|,|\n\s*\n|[–—]")


def fit(question: Question, window: Window, number: int, span: Span, rivals: Sequence[Span] = ()) -> float:
    """How close the words asked about stand to a span: each by its distance in words, further across a boundary."""
    nearby = window.beside(number)
    total = reached = 0.0
    for term in question.terms:
        weight = 0.3 if term.light else 1.0
        total += weight
        best = 0.0
        for at in nearby:
            sentence = window.sentences[at]
            if term.stem not in sentence.stems and not term.kin & sentence.stems:
                continue
            for token in sentence.tokens:
                if token.term != term.stem and token.term not in term.kin:
                    continue
                share = said_share(term, token.term)
                if share > best and not is_lesser(question, window.text, sentence.at.start + token.start):
                    place = Span(sentence.at.start + token.start, sentence.at.start + token.end)
                    best = max(best, share * _closeness(window.text, span, place, rivals))
        reached += weight * best
    return reached / total if total else 0.0


_LESSER = re.compile(r"\b(?:vice|deputy|assistant|former|ex)[ -](?:\w+ ){0,3}$", re.IGNORECASE)


def is_lesser(question: Question, text: str, start: int) -> bool:
    """Whether a word stands in the name of a lesser office than is asked for: "Chairman" in "Vice-Chairman"."""
    before = _LESSER.search(text[max(0, start - 40) : start])
    return before is not None and before.group().split()[0].split("-")[0].casefold() not in question.text.casefold()


def said_share(term: Term, stem: str) -> float:
    """What a word of a text counts for a term: itself wholly, a word that says the same for most of it."""
    return 1.0 if stem == term.stem else 0.7 if stem in term.kin else 0.0


def share_in(term: Term, stems: frozenset[str]) -> float:
    """The most that any of some words, by their stems, counts for a term."""
    if term.stem in stems:
        return 1.0
    return 0.0 if term.kin.isdisjoint(stems) else max(said_share(term, stem) for stem in term.kin & stems)


def _closeness(text: str, span: Span, place: Span, rivals: Sequence[Span]) -> float:
    if span.overlaps(place):
        return 1.0
    first, last = (span.end, place.start) if span.end <= place.start else (place.end, span.start)
    between = text[first:last]
    distance = len(between.split()) + 4 * len(_BOUNDARY.findall(between))
    blocked = any(first <= rival.start and rival.end <= last for rival in rivals)
    return (0.5 if blocked else 1.0) / (1 + distance / 8)
