"""What is asked for? The sort of answer wanted, the words that matter, and the constraints the question states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from panelsearch.answering.answer_types import Role, Wanted, role_wanted
from panelsearch.answering.body_linking import GENERIC_BODY_WORDS, named_bodies
from panelsearch.answering.paraphrases import said_otherwise
from panelsearch.answering.sort_model import likely_sorts
from panelsearch.answering.temporal_expressions import Period, times_named
from panelsearch.gazetteers.loader import pattern, words
from panelsearch.model.spans import Span
from panelsearch.text.analyzer import analyze, stemmed

_STOP_WORDS = words("questions.stop")
_LIGHT = frozenset(map(stemmed, words("questions.light")))
"""Words that say what sort of answer is wanted; papers need not repeat them."""
_COUNTED = re.compile(
    r"\b(?:how many|what (?:\S+ )?number of(?: the)?)\s+(?P<what>(?:[\w'’-]+\s+){0,3}[\w'’-]+)", re.IGNORECASE
)
_BALLOT = tuple(
    (re.compile(rf"\bhow many\b.*\b(?:{asked})", re.IGNORECASE), frozenset(map(stemmed, words(f"questions.{votes}"))))
    for asked, votes in (
        (r"abstain|abstention", "abstentions"),
        (r"(?:vote[ds]?|voting|votes? were) (?:cast )?(?:against|no\b)|against\b|opposed", "votes_against"),
        (r"(?:vote[ds]?|voting|votes? were) (?:cast )?(?:for|yes|in favour|in favor)\b", "votes_for"),
    )
)
_VERB = re.compile(
    r"\b(?:did|do|does|was|were|is|are|has|have|had|will|would|came|come|from|in|on|at|of|to)\b.*", re.IGNORECASE
)
_FOLLOWS = re.compile(
    r"^(?:and|but|what about|how about|then)\b|^(?:who|when|where|why|how much|how many)\W*$", re.IGNORECASE
)
_POINTS_BACK = re.compile(r"\b(?:it|that|this|them|they|he|she|his|her)\b", re.IGNORECASE)
_A_FEW = 5
_A_MONTH = 31
_MEETS = pattern("questions.a_meeting")
_MEETING = re.compile(
    rf"\b(?:{_MEETS}|(?:adjourn|clos|chair|present at|apologi|(?:took|take) the minutes)\w*)\b"
    r"(?:(?!\b(?:since|after|before|by|until)\b)[^,;?]){0,60}$"
    r"|\b(?:council|committee|panel|board|cabinet)(?:'s)?\s+(?:of|on|in|for|at|held)?\s*$",
    re.IGNORECASE,
)
_ANNUAL = re.compile(r"\b(?:agm|annual (?:general |parish |town )?meeting)\b", re.IGNORECASE)
_MEETING_AFTER = re.compile(rf"\s*,?\s*{_MEETS}\b", re.IGNORECASE)
_SORTS_AT_MOST, _SORT_AT_LEAST, _KINDRED_AT_LEAST = 3, 0.15, 0.05
_KINDRED = frozenset({Wanted.PERSON, Wanted.ORGANISATION})
"""Who did it may be either, whatever the wording."""
_YEAR_AWAY = re.compile(
    r"\bthe (?:(?P<before>year before|previous year|last year)|year after|next year|following year)\b", re.IGNORECASE
)
_OF_FOLLOWING = re.compile(r"years?|previous|last|next|following|before|after|about|then", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:who|whom|when|where|why|how|which|what time|did|was|were)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that matters: as typed, its stem, and the stems of other words that say the same.

    `proper` marks a name; `light` a word that says what sort of answer is wanted, which papers need not repeat;
    `of_body` a word that names a body, whose own papers need not say it.
    """

    word: str
    stem: str
    kin: frozenset[str] = frozenset()
    proper: bool = False
    light: bool = False
    of_body: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`terms` are the words that matter, in order; `bodies` those of the library's bodies that the question names.

    `wanted` is the likeliest sort of answer; `sorts` are all those that it may want, with how likely each is.

    `counted` are the stems of the words that say what is counted ("how many *pupils*"), empty otherwise. `sitting`
    tells that the time named is that of a meeting ("the meeting of 4 May"), not of what was talked about there;
    `counts_votes` that votes for, votes against or abstentions are counted. `is_whole` tells that the text says all of
    it: not one that keeps to the matter of another.
    """

    text: str
    wanted: Wanted
    terms: tuple[Term, ...]
    bodies: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()
    role: Role | None = None
    counted: frozenset[str] = frozenset()
    sorts: tuple[tuple[Wanted, float], ...] = ()
    sitting: bool = False
    counts_votes: bool = False
    is_whole: bool = True

    @property
    def days(self) -> tuple[tuple[date, date], ...]:
        """The first and the last day of each period."""
        return tuple((period.first, period.last) for period in self.periods)

    @property
    def stems_asked(self) -> frozenset[str]:
        """The stems of the words that matter and of those that say the same, but for those that name a body."""
        return frozenset().union(*({term.stem} | term.kin for term in self.terms if not term.of_body))

    @property
    def constraints(self) -> tuple[str, ...]:
        """How the question was understood, for people: the sort of answer, the bodies, the periods."""
        sort = self.role.value if self.role else self.wanted.value
        return (f"a {sort}" if sort[0] not in "aeiou" else f"an {sort}", *sorted(self.bodies), *map(str, self.periods))


def follows(text: str) -> bool:
    """Whether a question keeps to the matter of the one before: "and the year before?", "who seconded it?"."""
    plain = " ".join(text.split())
    if _FOLLOWS.search(plain):
        return True
    return len(plain.split()) <= _A_FEW and bool(_POINTS_BACK.search(plain))


def understood(text: str, bodies: Iterable[str], previous: str | None = None) -> Question:
    """The question as understood, given the names of the library's bodies and the question that it follows, if any."""
    asked = _understood(text, bodies)
    if previous is None or not follows(text):
        return asked
    return _following(asked, _understood(previous, bodies))


def _understood(text: str, bodies: Iterable[str]) -> Question:
    plain = " ".join(text.split())
    named, body_words = named_bodies(plain, bodies)
    terms: list[Term] = []
    times = times_named(plain)
    for token in analyze(plain):
        # a compound is asked for by its parts; the time by the dates that papers tell
        if token.whole or any(span.start <= token.start < span.end for span, _ in times):
            continue
        known = any(token.term == term.stem for term in terms)
        if token.exact in _STOP_WORDS or known or (len(token.exact) == 1 and not token.exact.isdigit()):
            continue
        if named and token.exact in GENERIC_BODY_WORDS:
            continue
        word = plain[token.start : token.end]
        proper = word[0].isupper() and token.start > 0
        kin = frozenset() if proper else said_otherwise(token.term)
        light = token.term in _LIGHT and not proper
        terms.append(Term(word, token.term, kin, proper, light, token.exact in body_words))
    role, sorts = role_wanted(plain), _sorts(plain)
    if role is not None:
        sorts = ((Wanted.PERSON, 1.0),)  # what was done at a meeting was done by people
    return Question(
        plain, sorts[0][0], tuple(terms), named, tuple(period for _, period in times), role, _counted(plain), sorts,
        any(_of_meeting(plain, span) for span, period in times if _is_of_a_sitting(plain, period)),
        any(asked.search(plain) for asked, _ in _BALLOT),
    )  # fmt: skip


def _is_of_a_sitting(text: str, period: Period) -> bool:
    """A day or a month may be a meeting's; a year only that of a meeting held once a year."""
    return (period.last - period.first).days <= _A_MONTH or bool(_ANNUAL.search(text))


def _of_meeting(text: str, named: Span) -> bool:
    """Whether the time that a question names beside a word for a meeting is the meeting's own."""
    return bool(_MEETING.search(text[: named.start]) or _MEETING_AFTER.match(text[named.end :]))


def _sorts(text: str) -> tuple[tuple[Wanted, float], ...]:
    """The likeliest sorts of answer, at most so many, and none that is much less likely than the first."""
    ranked = list(likely_sorts(text).items())[:_SORTS_AT_MOST]
    first, top = ranked[0]
    return tuple(
        (sort, share)
        for sort, share in ranked
        if share >= (_KINDRED_AT_LEAST if {first, sort} <= _KINDRED else _SORT_AT_LEAST) * top
    )


def _counted(text: str) -> frozenset[str]:
    for asked, counted in _BALLOT:
        if asked.search(text):
            return counted
    match = _COUNTED.search(text)
    if match is None:
        return frozenset()
    what = _VERB.sub("", match["what"])
    return frozenset(token.term for token in analyze(what) if token.exact not in _STOP_WORDS)


def _following(asked: Question, before: Question) -> Question:
    """A question that keeps the matter of the one before it, and whatever it does not say itself."""
    shift = _YEAR_AWAY.search(asked.text)
    span = asked.periods or before.periods
    if shift and not asked.periods:
        span = tuple(period.years_away(-1 if shift["before"] else 1) for period in before.periods)
    own = tuple(term for term in asked.terms if not _OF_FOLLOWING.fullmatch(term.word))
    known = {term.stem for term in own}
    asks = _ASKS.search(_FOLLOWS.sub("", asked.text)) or _ASKS.match(asked.text)
    return Question(
        asked.text,
        asked.wanted if asks else before.wanted,
        (*own, *(term for term in before.terms if term.stem not in known)),
        asked.bodies or before.bodies,
        span,
        asked.role if asks else before.role,
        asked.counted or before.counted,
        asked.sorts if asks else before.sorts,
        asked.sitting if asked.periods else before.sitting,
        is_whole=False,
    )
