"""Which words of a sentence are of the sort wanted, and how surely?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.context_windows import Sentence, Window
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.temporal_expressions import days_of
from panelsearch.gazetteers.loader import pattern
from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.spans import Span, trimmed
from panelsearch.text.analyzer import analyze

_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[.:]\d\d\s?(?:[ap]\.?\s?m\b\.?|hours|hrs)?|\b(?:1[0-2]|0?[1-9])(?:[0-5]\d)?\s?[ap]\.?\s?m\b"
    r"|\b(?:noon|midday|midnight)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?\s?m\b)", re.IGNORECASE)
"""A time of day is no number of anything."""
_NUMBER = re.compile(
    rf"(?<![\w£$€/.,:#-])\d[\d,]*(?:\.\d+)?(?:\s?%|{pattern('measures.behind_figures')}\b)?(?![\w/]|[.,:]\d)"
    rf"|\b{pattern('measures.number')}\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w&’']+(?:[ \t]+(?:(?:&|and|of|the|for)[ \t]+)?[A-Z][\w&’']+)*")
_VOTED = re.compile(
    r"\bvotes?\b(?! (?:against|for|no|yes)\b).*\b(?:on|count|result|tally)\b|\bhow did .*\bvote\b", re.IGNORECASE
)
_VOTES = re.compile(
    r"(?<![\w/.-])\d{1,3}\s?[-–]\s?\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?![\w/-])|\bunanimous(?:ly)?\b", re.IGNORECASE
)
_PENCE = re.compile(r"(?<![\w.,/:-])\d{1,3}(?:,?\d{3})*\.\d\d(?![\w.,/:-]?\d)")
_NUMBERED = re.compile(rf"(?:\b{pattern('measures.numbered')}\b\.?|#)\s*$", re.IGNORECASE)
_FREQUENCY = re.compile(
    rf"\b(?:once|twice|\w+ times|every|each)\s+(?:\w+\s+){{0,2}}{pattern('measures.turn')}s?\b"
    rf"|\b{pattern('measures.how_often')}\b",
    re.IGNORECASE,
)
_A_LABEL = 5
"""Words of a sentence that says no more than a time and what it is called."""
_MEETING_ENDS = re.compile(rf"\b{pattern('meetings.ends')}", re.IGNORECASE)
_MEETING_STARTS = re.compile(rf"\b{pattern('meetings.starts')}", re.IGNORECASE)
_LABELS: Mapping[Wanted, tuple[MentionLabel, ...]] = {
    Wanted.PERSON: (MentionLabel.PERSON,),
    Wanted.SUM: (MentionLabel.MONEY,),
    Wanted.DATE: (MentionLabel.DATE,),
    Wanted.ORGANISATION: (MentionLabel.ORG, MentionLabel.COUNCIL),
}


def typed_spans(question: Question, window: Window, sentence: Sentence) -> Iterator[tuple[Span, float]]:
    """Spans of the sort wanted in a sentence, with how surely they are of it."""
    words, start = sentence.at.of(window.text), sentence.at.start
    inside = window.inside(sentence)
    match question.wanted:
        case Wanted.TIME:
            # "THAT the meeting be adjourned. Time: 7:50 p.m.": a label says what happens in the words before it
            before = window.text[window.before(sentence) : sentence.at.end] if len(words.split()) <= _A_LABEL else words
            surely = _happens(question.text, before)
            yield from ((Span(m.start() + start, m.end() + start), surely) for m in _TIME.finditer(words))
        case Wanted.NUMBER if _OFTEN.search(question.text):
            yield from ((Span(m.start() + start, m.end() + start), 1.0) for m in _FREQUENCY.finditer(words))
        case Wanted.NUMBER:
            taken = [m.at.span for m in inside if m.label in (MentionLabel.DATE, MentionLabel.MONEY)]
            taken += [Span(m.start() + start, m.end() + start) for m in _CLOCK.finditer(words)]
            for match in (_VOTES if _VOTED.search(question.text) else _NUMBER).finditer(words):
                span = trimmed(window.text, Span(match.start() + start, match.end() + start))
                if not any(span.overlaps(other) for other in taken) and not _only_numbers(window.text, span):
                    yield _measured(question.text, window.text, span)
        case Wanted.DATE:
            for mention in inside:
                if mention.label is MentionLabel.DATE and days_of(mention.iso or "") not in question.periods:
                    yield (
                        mention.at.span,
                        _precision(mention.iso or "") * _bounds(question.text, words[: mention.at.start - start]),
                    )
        case Wanted.ORGANISATION:
            own = (window.source.body or "").casefold()
            known = [m for m in inside if m.label in _LABELS[question.wanted]]
            others = [
                m
                for m in known
                if (m.canonical or "").casefold() != own and m.at.span.of(window.text).casefold() != own
            ]
            yield from ((m.at.span, 1.0 if m.label is MentionLabel.ORG else 0.7) for m in others)
            taken = [m.at.span for m in inside]
            for match in _NAME.finditer(words):
                span = Span(match.start() + start, match.end() + start)
                if not any(span.overlaps(other) for other in taken) and _may_be_firm(match, question, window):
                    yield span, 0.8 if _GIVER.search(words[: match.start()]) else 0.5
        case Wanted.PERSON:
            people = [m for m in inside if m.label is MentionLabel.PERSON]
            yield from ((m.at.span, 1.0) for m in people)
            if not people:
                yield from _perhaps_people(question, window, sentence, inside)
        case Wanted.SUM:
            yield from ((m.at.span, 1.0) for m in inside if m.label is MentionLabel.MONEY)
            yield from _bare_sums(words, start, [m.at.span for m in inside])
        case _:
            labels = _LABELS[question.wanted]
            yield from ((m.at.span, 1.0) for m in inside if m.label in labels)


def _perhaps_people(
    question: Question, window: Window, sentence: Sentence, inside: Sequence[Mention]
) -> Iterator[tuple[Span, float]]:
    """Names that may be somebody's, where nobody was found: an organisation's; two capitalised words in a list."""
    if not _OFFICE.search(question.text):
        yield from ((m.at.span, 0.35) for m in inside if m.label is MentionLabel.ORG)
    taken = [m.at.span for m in inside]
    for match in _NAME.finditer(sentence.at.of(window.text)):
        span = Span(match.start() + sentence.at.start, match.end() + sentence.at.start)
        if 2 <= len(match.group().split()) <= 3 and not any(span.overlaps(other) for other in taken):
            yield span, 0.4


def _bare_sums(words: str, start: int, taken: list[Span]) -> Iterator[tuple[Span, float]]:
    """Figures with pence in the row of a table: sums whose currency the head of the column, or nothing, tells."""
    if "\t" not in words:
        return
    for match in _PENCE.finditer(words):
        span = Span(match.start() + start, match.end() + start)
        if not any(span.overlaps(other) for other in taken):
            yield span, 0.8


def _only_numbers(text: str, number: Span) -> bool:
    """Whether a number only numbers something: a point of a list, a resolution, a minute, a page, a house."""
    line = text[text.rfind("\n", 0, number.start) + 1 : number.start]
    after = text[number.end : number.end + 2]
    return (not line.strip() and after[:1] in (".", ")", "\t")) or bool(_NUMBERED.search(line))


_OFFICE = re.compile(r"^who(?:'s| is| was| are| were| chairs?) (?:the )?(?:new )?[A-Z]", re.IGNORECASE)
"""Who holds an office is a person, never a firm."""
_OFTEN = re.compile(r"\bhow often\b", re.IGNORECASE)


def _happens(asked: str, words: str) -> float:
    """How surely a time is that of the meeting's end, or start, where the question asks for one of them."""
    if _MEETING_ENDS.search(asked):
        return 1.0 if _MEETING_ENDS.search(words) else 0.2
    if _MEETING_STARTS.search(asked):
        return 0.2 if _MEETING_ENDS.search(words) else 1.0
    return 1.0


def _may_be_firm(name: re.Match[str], question: Question, window: Window) -> bool:
    """Whether a capitalised name may be a firm's: no body asked about, and no word that the page also says small."""
    tokens = analyze(name.group())
    bodies = {term.stem for term in question.terms if term.of_body}
    if any(token.term in bodies for token in tokens):
        return False
    return not all(re.search(rf"\b{re.escape(word.lower())}\b", window.text) for word in name.group().split())


_GIVER = re.compile(r"\b(?:by|from|with|to|of|using|appointed?|instruct(?:ed)?|engaged?|paid)\s+$", re.IGNORECASE)


def _measured(asked: str, text: str, number: Span) -> tuple[Span, float]:
    """A number with its unit where a measure is asked for (how long, how far), and how surely it is one.

    A number of another unit, or of none, hardly measures; where none is asked for every number will do.
    """
    for question, unit in _MEASURES:
        if question.search(asked):
            match = unit.search(text[number.start : number.end + 24])
            if match is None:
                return number, 0.3
            return Span(number.start, max(number.end, number.start + match.end())), 1.0
    return number, 1.0 if text[number.start].isdigit() else 0.9


_MEASURES = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(unit, re.IGNORECASE))
    for asked, unit in (
        (r"\bhow old\b", r"^\S+\s+years?(?:\W+old|\s+of age)|^\S+-year-old|\baged\b"),
        (r"\bhow long\b", rf"^[\w.,]+(?:\s+\w+)?\s+{pattern('measures.time')}s?\b"),
        (
            r"\bhow (?:far|big|large|tall|high|wide|deep)\b",
            rf"^[\w.,]+\s*(?:\w+\s+)?{pattern('measures.length')}\w*",
        ),
        (r"\b(?:percentage|proportion|share)\b", r"^[\d.,]+\s?(?:%|per\s?cent)"),
    )
)


_UNTIL = re.compile(
    r"\b(?:until|till|deadline|by when|by (?:what|which) (?:date|day)|no later|expire\w*)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:until|till|by|before|to|deadline|closing|closes?|ends?|ending|expir\w+|due|no later than|up to)\b"
    r"(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)


def _bounds(asked: str, before: str) -> float:
    """Whether a date is the last day where a question asks until when: as the words right before it say."""
    return 1.0 if not _UNTIL.search(asked) or _ENDS.search(before) else _NOT_THE_LAST


_NOT_THE_LAST = 0.5


def _precision(iso: str) -> float:
    """A day answers "when" better than a month, a month better than a year."""
    return {10: 1.0, 7: 0.8}.get(len(iso), 0.9 if "/" in iso and len(iso) > 15 else 0.6)
