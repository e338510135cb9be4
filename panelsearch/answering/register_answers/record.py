"""What is an answer out of a register, and which questions ask for nothing else?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from panelsearch.answering.base import Evidence
from panelsearch.answering.body_linking import GENERIC_BODY_WORDS, SORTS_BY_INITIALS
from panelsearch.answering.question_analysis import Question
from panelsearch.gazetteers.loader import sets
from panelsearch.gazetteers.loader import words as known
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span, trimmed
from panelsearch.text.analyzer import analyze, folded

SURE = 0.9
"""How surely a register is right where it is asked for nothing but what it holds."""
_NEARLY_ALL = 0.75
_PARTS = known("body_words.part_asked")
"""Of a body and a part of it, a question that says one of these is about the part."""
_KINDS = _PARTS | known("body_words.sort_asked")
"""A question that says one of these is about a body of that sort."""
_TURNED = re.compile(
    r"\b(?:before|since|between|until|till|others?|more|less|up|down|should|would)\b|\bafter next\b|\bfrom\b.*\bto\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\bafter\b", re.IGNORECASE)
_THOSE_OF = {one[0]: one[1] for one in sets("body_words.those_of")}
"""Those who are a body, by a word of its name: the governors are the governing body."""
_JOINS = frozenset("the of and for".split())
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


def held(source: Source) -> date:
    """When the meeting was that a paper is of; before all others where it does not say so."""
    return source.meeting_date or date.min


def bodies_asked(asked: Question, evidence: Evidence, *, or_a_part: bool = False) -> frozenset[str]:
    """The one body that a question is about, by all the names that its papers have for it; none where it is not told.

    None where the question says another sort of body than it is, but with `or_a_part` the body itself, of which a part
    may be meant.
    Of several that it may name, the one of whose own words it says most, and leaves out fewest; of equals the one it
    names in full, or else the one that nearly all of their meetings are of. Where it names none, the only one there is.
    """
    known = asked.bodies or evidence.bodies()
    bodies = frozenset(body for body in known if or_a_part or is_of_kind(asked, body))
    if not asked.bodies or not bodies:
        return bodies if len(bodies) == 1 == len(evidence.bodies()) else frozenset()
    said = _words(asked.text)
    closest = max(_closeness(body, said) for body in bodies)
    alike = [body for body in sorted(bodies) if _closeness(body, said) == closest]
    in_full = [body for body in alike if said.issuperset(_words(body))]
    first = max(in_full, key=lambda body: len(_words(body))) if in_full else _met_most(alike, evidence)
    if first is None:
        return frozenset()
    names = _names_of(first, bodies)
    told = {word for body in bodies for word in _words(body) & said if word in _PARTS or word not in GENERIC_BODY_WORDS}
    return names if any(told <= _words(name) for name in names) else frozenset()


def is_of_kind(asked: Question, body: str) -> bool:
    """Whether a body is of the sort that a question says, where it says one: "the town council", "a committee"."""
    own = _words(body)
    return _words(asked.text) & _KINDS <= own.union(*(SORTS_BY_INITIALS.get(word, ()) for word in own))


def turns_round(asked: Question) -> bool:
    """Whether small words turn a question from what a register holds: "before", "the other"."""
    return bool(_TURNED.search(asked.text))


def asks_after(asked: Question) -> bool:
    """Whether a question is of what came after the time that it names."""
    return bool(_AFTER.search(asked.text))


def names_a_part(asked: Question, bodies: Collection[str]) -> bool:
    """Whether a question says "committee", or another word for a part of a body, that none of these names has."""
    return bool(_words(asked.text) & _PARTS - {word for body in bodies for word in _words(body)})


def _closeness(body: str, said: frozenset[str]) -> tuple[int, int]:
    own = own_words(body)
    return len(own & said), -len(own - said)


def own_words(body: str) -> frozenset[str]:
    """The words of a body's name that tell it from others of its sort."""
    return _words(body) - GENERIC_BODY_WORDS


def _met_most(bodies: Sequence[str], evidence: Evidence) -> str | None:
    """The one of these that nearly all of their meetings are of, by whatever names; None where none is known."""
    if len(bodies) == 1:
        return bodies[0]
    held = Counter(source.body for source in evidence.lists_of_meetings(bodies, []) if source.body)
    first = max(bodies, key=lambda body: held[body])
    names = _names_of(first, frozenset(bodies))
    return first if held and sum(held[name] for name in names) >= _NEARLY_ALL * held.total() else None


def _names_of(body: str, bodies: frozenset[str]) -> frozenset[str]:
    """The names that differ by no more than one word for what sort of body it is: "Ash Parish", its council."""
    own = _words(body)
    return frozenset(
        other
        for other in bodies
        if len(apart := own ^ _words(other)) <= 1 and apart <= GENERIC_BODY_WORDS
    )  # fmt: skip


@lru_cache(4096)
def _words(text: str) -> frozenset[str]:
    words = (token.exact for token in analyze(text) if not token.whole)
    return frozenset(_THOSE_OF.get(word, word) for word in words)


def words_asked(asked: Question, bodies: Collection[str] = ()) -> list[str]:
    """The words that matter in a question, folded, without those that name a body or say of what sort it is.

    `bodies` are the names of the body that is meant: their words, and initials of them, name it too.
    """
    named = {word for body in bodies for word in (*_words(body), *_initials(body))}
    words = [word for term in asked.terms if not term.of_body for word in re.split(r"[-/]", folded(term.word))]
    return [word for word in words if word not in GENERIC_BODY_WORDS and _THOSE_OF.get(word, word) not in named]


def _initials(body: str) -> Iterator[str]:
    """Those of the words that a name ends in: "PCC" for a Parochial Church Council, whosever it is."""
    firsts = "".join(token.exact[0] for token in analyze(body) if token.exact not in _JOINS and not token.whole)
    yield from (firsts[start:] for start in range(len(firsts) - 1))


def asks_only(asked: Question, words: Collection[str], bodies: Collection[str] = ()) -> bool:
    """Whether a question says nothing but these words, a body and a time."""
    return all(word in words for word in words_asked(asked, bodies))
