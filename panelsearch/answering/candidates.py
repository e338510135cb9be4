"""Which words of a stretch would answer? Finds the spans of the sort wanted and how close they stand to the matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from panelsearch.answering.question import Question, Role, Term, Wanted
from panelsearch.answering.stretches import Sentence, Stretch
from panelsearch.documents import MentionLabel
from panelsearch.spans import Span, trimmed

_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[.:]\d\d\s?(?:[ap]\.?\s?m\b\.?|hours|hrs)?|\b(?:1[0-2]|[1-9])\s?[ap]\.?\s?m\b"
    r"|\b(?:noon|midday|midnight)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w£$€/.,-])\d[\d,]*(?:\.\d+)?\s?%?(?![\w/]|[.,:]\d)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|none)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w&’']+(?:[ \t]+(?:(?:&|and|of|the|for)[ \t]+)?[A-Z][\w&’']+)*")
_PLACE = re.compile(
    r"\b(?:at|in|outside|inside|to|on|near|opposite|behind|from|into|onto|within|by)\s+(?:the\s+)?[A-Z]"
    r"|\b(?:hall|school|church|road|lane|street|green|park|wharf|car park|room|chamber|site|centre|online|zoom|teams)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:resolved|agreed|decided|approved|carried|defeated|lost|refused|rejected|granted|adopted|accepted|noted"
    r"|deferred|declined|proposed|recommended|supported|felt|preferred|unanimous(?:ly)?|objections?|voted|not to)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[;.:)(•]|,|\n\s*\n|[–—]")
_LABELS: Mapping[Wanted, tuple[MentionLabel, ...]] = {
    Wanted.PERSON: (MentionLabel.PERSON,),
    Wanted.SUM: (MentionLabel.MONEY,),
    Wanted.DATE: (MentionLabel.DATE,),
    Wanted.ORGANISATION: (MentionLabel.ORG, MentionLabel.COUNCIL),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of page text that may answer, within the sentences that are quoted with it.

    `typed` tells how surely it is of the sort wanted, `fit` how close it stands to the words asked about, `alone`
    whether it is the only one of its sort in the quotation, `counts` whether it counts the very thing asked for;
    all 0..1. `closest` is a stretch of the rivals' words where it is not alone.
    """

    at: Span
    quote: Span
    typed: float
    fit: float
    alone: bool
    counts: bool = False


def candidates(question: Question, stretch: Stretch, number: int) -> tuple[Candidate, ...]:
    """What in a sentence of the stretch, or in the sentence after it, could answer; the closest first."""
    sentence = stretch.sentences[number]
    if question.role in (Role.PROPOSER, Role.SECONDER):
        linked = tuple(_linked(question.role, stretch, sentence))
        if linked:
            return linked
    if question.wanted is Wanted.DECISION:
        begun = [d for d in stretch.decisions if sentence.at.start <= d.at.start < sentence.at.end]
        if begun:
            return tuple(
                Candidate(d.at.span, d.at.span, 1.0, _fit(question, stretch, number, d.at.span, []), alone=True)
                for d in begun
            )
    found = list(_in_sentence(question, stretch, number, sentence.at))
    following = number + 1
    if not found and question.wanted in _FOUND_BY_SORT and following < len(stretch.sentences):
        both = Span(sentence.at.start, stretch.sentences[following].at.end)
        found = [
            Candidate(c.at, both, c.typed, c.fit * 0.7, c.alone, c.counts)
            for c in _in_sentence(question, stretch, following, both)
        ]
    return tuple(sorted(found, key=lambda c: (-(c.typed * (c.fit + c.counts)), c.at)))


def _linked(role: Role, stretch: Stretch, sentence: Sentence) -> Iterator[Candidate]:
    """The names of those who moved or seconded a decision that the sentence begins, as printed beside it."""
    for decision in stretch.decisions:
        name = decision.proposer if role is Role.PROPOSER else decision.seconder
        at = decision.at.span
        if name is None or not sentence.at.start <= at.start < sentence.at.end:
            continue
        near = Span(max(0, at.start - _MOVERS_WITHIN), min(len(stretch.text), at.end + _MOVERS_WITHIN))
        places = [
            Span(m.start(), m.end())
            for m in re.finditer(rf"\b{re.escape(name)}\b", stretch.text)
            if m.start() >= near.start
        ] or [
            Span(m.start(), m.end())
            for m in re.finditer(rf"\b{re.escape(name.split()[-1])}\b", stretch.text)
            if m.start() >= near.start
        ]
        places = [place for place in places if place.end <= near.end]
        if not places:
            continue
        cue = _SECONDING if role is Role.SECONDER else _MOVING
        cues = [m.start() for m in cue.finditer(stretch.text, near.start, near.end)]
        best = min(places, key=lambda p: (min((abs(p.start - c) for c in cues), default=0), abs(p.start - at.start)))
        yield Candidate(best, Span(min(best.start, at.start), max(best.end, at.end)), 1.0, 1.0, alone=True)


_MOVERS_WITHIN = 250
_MOVING = re.compile(r"\b(?:propos|mov)(?:ed|er|es|al)?\b", re.IGNORECASE)
_SECONDING = re.compile(r"\bsecond(?:ed|er|s)?\b", re.IGNORECASE)
_FOUND_BY_SORT = frozenset(Wanted) - {Wanted.STATEMENT, Wanted.DECISION, Wanted.PLACE}


def _in_sentence(question: Question, stretch: Stretch, number: int, quote: Span) -> Iterator[Candidate]:
    sentence = stretch.sentences[number]
    text = stretch.text
    if question.wanted not in _FOUND_BY_SORT:
        words = sentence.at.of(text)
        cue = {Wanted.DECISION: _DECIDED, Wanted.PLACE: _PLACE}.get(question.wanted)
        typed = 1.0 if cue is None or cue.search(words) else 0.4
        if question.wanted is Wanted.DECISION and any(d.at.span.overlaps(sentence.at) for d in stretch.decisions):
            typed = 1.0
        yield Candidate(sentence.at, quote, typed, 0.5, alone=True)
        return
    rivals = [
        (span, typed) for span, typed in _typed(question, stretch, sentence) if not _asked(question, stretch, span)
    ]
    spans = [span for span, _ in rivals]
    for span, typed in rivals:
        fit = _fit(question, stretch, number, span, spans)
        yield Candidate(span, quote, typed, fit, len(rivals) == 1, _counts(question, sentence, span))


def _typed(question: Question, stretch: Stretch, sentence: Sentence) -> Iterator[tuple[Span, float]]:
    """Spans of the sort wanted in a sentence, with how surely they are of it."""
    words, start = sentence.at.of(stretch.text), sentence.at.start
    inside = [m for m in stretch.mentions if sentence.at.contains(m.at.span)]
    match question.wanted:
        case Wanted.TIME:
            yield from ((Span(m.start() + start, m.end() + start), 1.0) for m in _TIME.finditer(words))
        case Wanted.NUMBER:
            taken = [m.at.span for m in inside if m.label in (MentionLabel.DATE, MentionLabel.MONEY)]
            for match in _NUMBER.finditer(words):
                span = trimmed(stretch.text, Span(match.start() + start, match.end() + start))
                if not any(span.overlaps(other) for other in taken):
                    yield span, 1.0 if match.group()[0].isdigit() else 0.9
        case Wanted.DATE:
            for mention in inside:
                if mention.label is MentionLabel.DATE:
                    yield mention.at.span, _precision(mention.iso or "")
        case Wanted.ORGANISATION:
            own = (stretch.source.body or "").casefold()
            known = [m for m in inside if m.label in _LABELS[question.wanted]]
            others = [
                m
                for m in known
                if (m.canonical or "").casefold() != own and m.at.span.of(stretch.text).casefold() != own
            ]
            yield from ((m.at.span, 1.0 if m.label is MentionLabel.ORG else 0.7) for m in others)
            taken = [m.at.span for m in inside]
            for match in _NAME.finditer(words):
                span = Span(match.start() + start, match.end() + start)
                if match.start() > 0 and not any(span.overlaps(other) for other in taken):
                    yield span, 0.6
        case Wanted.PERSON:
            people = [m for m in inside if m.label is MentionLabel.PERSON]
            yield from ((m.at.span, 1.0) for m in people)
            if not people:
                yield from ((m.at.span, 0.5) for m in inside if m.label is MentionLabel.ORG)
        case _:
            labels = _LABELS[question.wanted]
            yield from ((m.at.span, 1.0) for m in inside if m.label in labels)


def _precision(iso: str) -> float:
    """A day answers "when" better than a month, a month better than a year."""
    return {10: 1.0, 7: 0.8}.get(len(iso), 0.9 if "/" in iso and len(iso) > 15 else 0.6)


def _asked(question: Question, stretch: Stretch, span: Span) -> bool:
    """What the question itself says is not its answer."""
    said = {term.stem for term in question.terms}
    tokens = [t.term for s in stretch.sentences if s.at.contains(span) for t in s.tokens
              if span.start <= s.at.start + t.start and s.at.start + t.end <= span.end]  # fmt: skip
    return question.wanted is not Wanted.NUMBER and bool(tokens) and said.issuperset(tokens)


def _counts(question: Question, sentence: Sentence, span: Span) -> bool:
    """Whether the words right after a number, or right before it, name what is counted."""
    if not question.counted:
        return False
    after = [t.term for t in sentence.tokens if sentence.at.start + t.start >= span.end][:3]
    before = [t.term for t in sentence.tokens if sentence.at.start + t.end <= span.start][-2:]
    return any(term in question.counted for term in (*after, *before))


def _fit(question: Question, stretch: Stretch, number: int, span: Span, rivals: list[Span]) -> float:
    """How close the words asked about stand to a span: each by its distance in words, further across a boundary."""
    nearby = range(max(0, number - 1), min(len(stretch.sentences), number + 2))
    total = reached = 0.0
    for term in question.terms:
        weight = 0.3 if term.light else 1.0
        total += weight
        best = 0.0
        for at in nearby:
            sentence = stretch.sentences[at]
            if term.stem not in sentence.stems and not term.kin & sentence.stems:
                continue
            for token in sentence.tokens:
                share = said_share(term, token.term)
                if share > best:
                    place = Span(sentence.at.start + token.start, sentence.at.start + token.end)
                    best = max(best, share * _closeness(stretch.text, span, place, rivals))
        reached += weight * best
    return reached / total if total else 0.0


def said_share(term: Term, stem: str) -> float:
    """What a word of a text counts for a term: itself wholly, a word that says the same for most of it."""
    return 1.0 if stem == term.stem else 0.7 if stem in term.kin else 0.0


def _closeness(text: str, span: Span, place: Span, rivals: list[Span]) -> float:
    if span.overlaps(place):
        return 1.0
    first, last = (span.end, place.start) if span.end <= place.start else (place.end, span.start)
    between = text[first:last]
    distance = len(between.split()) + 4 * len(_BOUNDARY.findall(between))
    blocked = any(first <= rival.start and rival.end <= last for rival in rivals)
    return (0.5 if blocked else 1.0) / (1 + distance / 8)
