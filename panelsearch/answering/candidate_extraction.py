"""Which words of a stretch would answer? Finds the spans of the sort wanted and how close they stand to the matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from panelsearch.answering.answer_types import Role, Wanted, asks_what_was_decided
from panelsearch.answering.context_windows import Sentence, Stretch
from panelsearch.answering.question_analysis import Question, Term
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.spans import Span, trimmed
from panelsearch.text.analyzer import analyze
from panelsearch.text.date_words import MONTH

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
    r"\b(?:[Aa]t|[Ii]n|[Oo]utside|[Ii]nside|to|[Oo]n|near|opposite|behind|beside|under|into|onto|within)\s+(?:the\s+)?"
    rf"(?:(?!{MONTH}\b)[A-Z](?!rs?\b|iss\b|s\b)|[\w’' -]{{0,25}}(?:hall|school|church|road|lane|street|green|park|wharf"
    r"|room|chamber|site|cent(?:re|er)|memorial|office|house|yard|field|wall|bridge|square|library|pub|inn)\b)"
    r"|\b(?:online|zoom|teams)\b"
)
_FREQUENCY = re.compile(
    r"\b(?:once|twice|\w+ times|every|each)\s+(?:\w+\s+){0,2}(?:day|night|week|fortnight|month|quarter|year)s?\b"
    r"|\b(?:daily|nightly|weekly|fortnightly|monthly|quarterly|annually|yearly)\b",
    re.IGNORECASE,
)
_MEETING_ENDS = re.compile(r"\b(?:clos|end|finish|conclud|terminat|adjourn|rose\b)", re.IGNORECASE)
_MEETING_STARTS = re.compile(r"\b(?:start|beg[aiu]n|commenc|open|held|meeting)", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:resolved|agreed|decided|approved|carried|defeated|lost|refused|rejected|granted|adopted|accepted|noted"
    r"|deferred|declined|proposed|recommended|supported|felt|feeling|feels|opinion|consensus|view|preferred|preference|chosen|unanimous(?:ly)?"
    r"|objections?|objected|voted|not to|happy to|in favour)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|none)\b", re.IGNORECASE)
_SAYS = re.compile(r"(?:\S+\s+){5}\S")
"""A sentence of a few words is a heading or the head of a table, and says nothing yet."""
_BOUNDARY = re.compile(r"[;.:)(•]|,|\n\s*\n|[–—]")
_LABELS: Mapping[Wanted, tuple[MentionLabel, ...]] = {
    Wanted.PERSON: (MentionLabel.PERSON,),
    Wanted.SUM: (MentionLabel.MONEY,),
    Wanted.DATE: (MentionLabel.DATE,),
    Wanted.ORGANISATION: (MentionLabel.ORG, MentionLabel.COUNCIL),
}


_WHOLE = 0.5
"""The fit of a whole sentence: the words asked about stand within it."""


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
        linked = tuple(_linked(question, stretch, number))
        if linked:
            return linked
    if question.wanted is Wanted.DECISION:
        decided = tuple(_decided(question, stretch, number))
        if decided:
            return decided
    found = list(_in_sentence(question, stretch, number, sentence.at))
    following = number + 1
    if not found and question.wanted in _FOUND_BY_SORT and following < len(stretch.sentences):
        both = Span(sentence.at.start, stretch.sentences[following].at.end)
        found = [
            Candidate(c.at, both, c.typed, c.fit * 0.7, c.alone, c.counts)
            for c in _in_sentence(question, stretch, following, both)
        ]
    return tuple(sorted(found, key=lambda c: (-(c.typed * (c.fit + c.counts)), c.at)))


def _decided(question: Question, stretch: Stretch, number: int) -> Iterator[Candidate]:
    """The decisions that a sentence begins; a motion together with what became of it, where that is told."""
    sentence = stretch.sentences[number]
    if MOTION.search(sentence.at.of(stretch.text)):
        for later in stretch.sentences[number + 1 : number + _FATE_WITHIN]:
            words = later.at.of(stretch.text)
            if FATE.search(words):
                at = Span(sentence.at.start, later.at.end)
                yield Candidate(at, at, 1.0, _WHOLE, alone=True)
                return
            if MOTION.search(words) or any(later.at.start <= d.at.start < later.at.end for d in stretch.decisions):
                break
    for decision in stretch.decisions:
        if sentence.at.start <= decision.at.start < sentence.at.end:
            at = decision.at.span
            yield Candidate(at, at, 1.0, _WHOLE, alone=True)


def _linked(question: Question, stretch: Stretch, number: int) -> Iterator[Candidate]:
    """The names of those who moved or seconded a decision that the sentence begins, as printed beside it."""
    role, sentence = question.role, stretch.sentences[number]
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
        quote = Span(min(best.start, at.start), max(best.end, at.end))
        yield Candidate(best, quote, 1.0, _fit(question, stretch, number, at, []), alone=True)


MOTION = re.compile(r"\b(?:propos(?:ed|al)|moved|motion|amendment|vetoed)\b", re.IGNORECASE)
FATE = re.compile(
    r"\b(?:lost|carried|passed|defeated|fell|failed|withdrawn|deferred|tabled|no seconder)\b", re.IGNORECASE
)
FALLEN = re.compile(r"\b(?:lost|defeated|fell|failed|withdrawn|no seconder|not seconded)\b", re.IGNORECASE)
_FATE_WITHIN = 8
"""Sentences within which it is told what became of a motion."""
_MOVERS_WITHIN = 250
_MOVING = re.compile(r"\b(?:propos|mov)(?:ed|er|es|al)?\b", re.IGNORECASE)
_SECONDING = re.compile(r"\bsecond(?:ed|er|s)?\b", re.IGNORECASE)
_FOUND_BY_SORT = frozenset(Wanted) - {Wanted.STATEMENT, Wanted.DECISION, Wanted.PLACE}


def _in_sentence(question: Question, stretch: Stretch, number: int, quote: Span) -> Iterator[Candidate]:
    sentence = stretch.sentences[number]
    text = stretch.text
    if question.wanted not in _FOUND_BY_SORT:
        words = sentence.at.of(text)
        cue = {Wanted.DECISION: _DECIDED, Wanted.PLACE: _PLACE}.get(question.wanted, _SAYS)
        plainly = question.wanted is Wanted.DECISION and not asks_what_was_decided(question.text)
        typed = 1.0 if cue.search(words) or (plainly and _NEGATED.search(words)) else 0.3
        if question.wanted is Wanted.DECISION and any(d.at.span.overlaps(sentence.at) for d in stretch.decisions):
            typed = 1.0
        yield Candidate(sentence.at, quote, typed, _WHOLE, alone=True)
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
            surely = _happens(question.text, words)
            yield from ((Span(m.start() + start, m.end() + start), surely) for m in _TIME.finditer(words))
        case Wanted.NUMBER if _OFTEN.search(question.text):
            yield from ((Span(m.start() + start, m.end() + start), 1.0) for m in _FREQUENCY.finditer(words))
        case Wanted.NUMBER:
            taken = [m.at.span for m in inside if m.label in (MentionLabel.DATE, MentionLabel.MONEY)]
            for match in _NUMBER.finditer(words):
                span = trimmed(stretch.text, Span(match.start() + start, match.end() + start))
                if not any(span.overlaps(other) for other in taken):
                    yield span, _measures(question.text, match.group(), stretch.text[span.end : span.end + 24])
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
                if not any(span.overlaps(other) for other in taken) and _may_be_firm(match, question, stretch):
                    yield span, 0.8 if _GIVER.search(words[: match.start()]) else 0.5
        case Wanted.PERSON:
            people = [m for m in inside if m.label is MentionLabel.PERSON]
            yield from ((m.at.span, _moved(question.role, stretch.text, m.at.span)) for m in people)
            if not people and not _OFFICE.search(question.text):
                yield from ((m.at.span, 0.35) for m in inside if m.label is MentionLabel.ORG)
        case _:
            labels = _LABELS[question.wanted]
            yield from ((m.at.span, 1.0) for m in inside if m.label in labels)


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


def _may_be_firm(name: re.Match[str], question: Question, stretch: Stretch) -> bool:
    """Whether a capitalised name may be a firm's: no body asked about, and no word that the page also says small."""
    tokens = analyze(name.group())
    bodies = {term.stem for term in question.terms if term.of_body}
    if any(token.term in bodies for token in tokens):
        return False
    return not all(re.search(rf"\b{re.escape(word.lower())}\b", stretch.text) for word in name.group().split())


_GIVER = re.compile(r"\b(?:by|from|with|to|of|using|appointed?|instruct(?:ed)?|engaged?|paid)\s+$", re.IGNORECASE)


def _moved(role: Role | None, text: str, name: Span) -> float:
    """How surely a name in the text is that of the mover or seconder asked for: the word for it stands beside it."""
    cue = {Role.PROPOSER: _MOVING, Role.SECONDER: _SECONDING}.get(role) if role else None
    if cue is None:
        return 1.0
    before, after = text[max(0, name.start - 28) : name.start], text[name.end : name.end + 28]
    return 1.0 if cue.search(before) or cue.search(re.split(r"[.;]", after)[0]) else 0.2


def _measures(asked: str, number: str, after: str) -> float:
    """How surely a number measures what is asked: how long in hours or years, how far in miles, a share in per cent."""
    for question, unit in _MEASURES:
        if question.search(asked):
            return 1.0 if unit.search(number + after) else 0.3
    return 1.0 if number[0].isdigit() else 0.9


_MEASURES = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(unit, re.IGNORECASE))
    for asked, unit in (
        (r"\bhow old\b", r"^\S+\s+years?(?:\W+old|\s+of age)|^\S+-year-old|\baged\b"),
        (r"\bhow long\b", r"^[\w.,]+(?:\s+\w+)?\s+(?:second|minute|hour|day|night|week|month|year|decade)s?\b"),
        (
            r"\bhow (?:far|big|large|tall|high|wide|deep)\b",
            r"^[\w.,]+\s*(?:\w+\s+)?(?:mm|cm|m|km|met|kilo|mile|yard|f[oe]*t|inch|acre|hect|square)",
        ),
        (r"\b(?:percentage|proportion|share)\b", r"^[\d.,]+\s?(?:%|per\s?cent)"),
    )
)


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
                if share > best and not is_lesser(question, stretch.text, sentence.at.start + token.start):
                    place = Span(sentence.at.start + token.start, sentence.at.start + token.end)
                    best = max(best, share * _closeness(stretch.text, span, place, rivals))
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


def _closeness(text: str, span: Span, place: Span, rivals: list[Span]) -> float:
    if span.overlaps(place):
        return 1.0
    first, last = (span.end, place.start) if span.end <= place.start else (place.end, span.start)
    between = text[first:last]
    distance = len(between.split()) + 4 * len(_BOUNDARY.findall(between))
    blocked = any(first <= rival.start and rival.end <= last for rival in rivals)
    return (0.5 if blocked else 1.0) / (1 + distance / 8)
