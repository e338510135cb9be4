"""Who moved, seconded, opposed or abstained? Names beside the words for it, and those that the register holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from panelsearch.answering.answer_types import Role
from panelsearch.answering.closeness import fit
from panelsearch.answering.context_windows import Window
from panelsearch.answering.question_analysis import Question
from panelsearch.model.spans import Span

BY_VOTE = frozenset({Role.PROPOSER, Role.SECONDER, Role.AGAINST, Role.ABSTAINED})
"""What only the words of a motion or a vote tell: a name that stands elsewhere is no answer."""
_NAME = r"[A-Z][\w’'.-]*(?:[ \t]+(?:[A-Z][\w’'.-]*|van|von|de|la)){0,3}"
_NAMES = rf"{_NAME}(?:(?:,| and|, and)[ \t]+{_NAME})*"
_NO_NAME = re.compile(
    r"(?:[Ii]t|[Tt]he|[Tt]h(?:is|at|ey|ose)|[Aa]n?|[Ww]e|[Ii]|[Mm]otions?|[Cc]ouncil|[Rr]esolved|[Aa]greed|[Mm]embers"
    r"|[Nn]one|[Nn]o|[Vv]otes?|[Aa]ll|[Bb]oard|[Cc]ommittee|[Mm]inutes|[Tt]o|RESOLVED|AGREED|MOTION|THAT|THE)\b[.:]?"
)
_BEFORE = {
    Role.PROPOSER: r"\b(?:[Pp]rop(?:osed|oser)?|PROP(?:OSED)?|[Mm]over?d?|MOVED|[Mm]otion by)\b(?:\s+[Bb][Yy])?",
    Role.SECONDER: r"\b(?:[Ss]econd(?:ed|er)?|SECONDED|2nd)\b(?:\s+[Bb][Yy])?",
    Role.AGAINST: r"\b(?:[Aa]gainst|AGAINST|[Oo]pposed(?:\s+by|(?=\s*:))|[Nn]ays?|NAYS?|[Nn]oes|NOES)\b",
    Role.ABSTAINED: r"\b(?:[Aa]bst(?:ain(?:ed|ing)?|entions?)|ABST(?:AIN(?:ED)?|ENTIONS?))\b(?:\s+by)?",
}
_AFTER = {
    Role.PROPOSER: r"(?:then |also |had )?(?:moved|moves|proposed|proposes|made (?:a|the) motion)\b(?!\s*(?:by\b|:))",
    Role.SECONDER: r"(?:then |also |had )?(?:seconded|seconds)\b(?!\s*(?:by\b|:))",
    Role.AGAINST: r"(?:had |who )?(?:voted (?:against|no|nay)\b|opposed|opposes|dissented|dissenting)"
    r"|[-–—:]?\s?(?:[Nn]o|[Nn]ay|NO|NAY)\b(?=\s*[.,;])",
    Role.ABSTAINED: r"(?:had |who )?abstain(?:ed|ing|s)?\b",
}
_CUES = {
    role: re.compile(
        rf"{_BEFORE[role]}\s*[.:;-]*\s*(?P<told>{_NAMES})|(?P<teller>{_NAMES})\s+(?:\([^)\n]*\)\s*)?(?:{_AFTER[role]})"
    )
    for role in BY_VOTE
}  # fmt: skip
_VOTE = re.compile(
    r"\b(?:vot(?:e[ds]?|ing)|in favou?r|abst|ayes?|nays?|noes|carried|lost|defeated|opposed|dissent|against\s*:"
    r"|roll\s*-?call)",
    re.I,
)
"""What tells a vote: "against" without it opposes a claim or a firm, and names no opponent of a motion."""
_MOTION = re.compile(r"\b(?:propos|mov|motion|amend|resol|agree|approv|elect|nominat)", re.IGNORECASE)
_NEAR, _NEXT = 250, 2
"""How far from a decision's words its movers are looked for, in characters; and from a motion, in sentences."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A name, the words to quote with it, and how close the words asked about stand, 0..1."""

    at: Span
    quote: Span
    fit: float


def movers(question: Question, window: Window, number: int) -> tuple[Mover, ...]:
    """Who did what the question asks about a motion that a sentence tells of, or that the next one names them for."""
    found = {one.at: one for one in (*_beside(question, window, number), *_of_register(question, window, number))}
    return tuple(sorted(found.values(), key=lambda one: (-one.fit, one.at)))


def _beside(question: Question, window: Window, number: int) -> Iterator[Mover]:
    """Names beside the word for it: in the sentence, else in those after it up to the next motion."""
    text, sentence = window.text, window.sentences[number].at
    here = list(_named(question.role, text, sentence))
    for name in here:
        yield Mover(name, sentence, fit(question, window, number, name, here))
    if here or not _MOTION.search(sentence.of(text)):
        return
    for later in window.sentences[number + 1 : number + 1 + _NEXT]:
        names = list(_named(question.role, text, later.at))
        for name in names:
            yield Mover(name, Span(sentence.start, later.at.end), 0.8 * fit(question, window, number, sentence))
        if names or _MOTION.match(later.at.of(text)):
            return


def _named(role: Role | None, text: str, within: Span) -> Iterator[Span]:
    if role is None or (role is Role.AGAINST and not _VOTE.search(text, within.start, within.end)):
        return
    for match in _CUES[role].finditer(text, within.start, within.end):
        start, end = match.span("told" if match["told"] else "teller")
        while word := _NO_NAME.match(text, start, end):
            start = word.end() + len(text[word.end() : end]) - len(text[word.end() : end].lstrip(" \t:,"))
        name = text[start:end].rstrip(".,")
        if name:
            yield Span(start, start + len(name))


def _of_register(question: Question, window: Window, number: int) -> Iterator[Mover]:
    """The names of those who moved or seconded a decision that the sentence begins, as printed beside it."""
    role, sentence, text = question.role, window.sentences[number].at, window.text
    for decision in window.decisions:
        name = {Role.PROPOSER: decision.proposer, Role.SECONDER: decision.seconder}.get(role) if role else None
        at = decision.at.span
        if name is None or not sentence.start <= at.start < sentence.end:
            continue
        if decision.proposer == decision.seconder:
            continue  # nobody seconds what he moves: one of the two is misread
        near = Span(max(0, at.start - _NEAR), min(len(text), at.end + _NEAR))
        places = next(filter(None, (list(_printed(words, text, near)) for words in (name, name.split()[-1]))), [])
        if not places:
            continue
        cues = [m.start() for m in re.finditer(_BEFORE[role], text[near.start : near.end])] if role else []
        best = min(
            places,
            key=lambda p: (min((abs(p.start - near.start - c) for c in cues), default=0), abs(p.start - at.start)),
        )
        yield Mover(best, Span(min(best.start, at.start), max(best.end, at.end)), fit(question, window, number, at))


def _printed(name: str, text: str, near: Span) -> Iterator[Span]:
    for match in re.compile(rf"\b{re.escape(name)}\b").finditer(text, near.start, near.end):
        yield Span(match.start(), match.end())
