"""Who holds a post: clerk, treasurer, mayor? The lists of those who came say so beside the names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from panelsearch.answering.base import Evidence
from panelsearch.answering.body_linking import GENERIC_BODY_WORDS, of_bodies
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.record import SURE, Record, bodies_asked, lines_of, words_asked
from panelsearch.gazetteers.loader import entries, words
from panelsearch.model.meetings import Attendee, DocumentKind
from panelsearch.model.sources import Source
from panelsearch.query.ast import And, DateIn, Or, Word
from panelsearch.text.analyzer import folded

_ASKS_OTHERWISE = re.compile(r"\b(?:when|where|why|how|which|whose|whom|did|does|do)\b", re.IGNORECASE)
_NAME_OF = frozenset("name person current currently present".split())
_POSTS, _HELD_BY_ONE = words("posts.word"), words("posts.held_by_one")
_SAME = {word: entry.words[0] for entry in entries("posts.same") for word in entry.words}
_OF = frozenset("the of to and for a".split())
_IN_THE_CHAIR = re.compile(r"\bin the chair\b|\bchairing\b|\bpresiding\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,;&/|]|\band\b)\s*")
_CHANGES = ("elected", "appointed", "resigned", "election", "nominated", "retired", "retirement", "vacancy")
_LATELY = timedelta(days=400)
_BEFORE, _BEHIND = 120, 160
_MEETINGS = 24

Post = frozenset[str]
"""The words of a post, each as the first of those that mean the same, without those that say of what body."""


def from_posts(asked: Question, evidence: Evidence) -> Record | None:
    """Who held the post at the latest meeting that tells, or in the time asked for.

    None where lists of that time name several, or where somebody may have been elected or left since.
    """
    post = _post_asked(asked)
    bodies = bodies_asked(asked, evidence) if post else frozenset()
    if post is None or not bodies:
        return None
    meetings = _meetings(asked, bodies, evidence)
    of_a_day = any(period.is_day for period in asked.periods)
    holders = [one for source in meetings if (one := _holder(source, post, evidence, of_a_day))]
    if not holders or (asked.periods and len({_surname(person) for _, person in holders}) > 1):
        return None
    source, person = holders[0]
    if not of_a_day and _may_have_changed(post, bodies, source, meetings[0], evidence):
        return None
    return _recorded(source, person, post, evidence)


def _post_asked(asked: Question) -> Post | None:
    said = [word for word in words_asked(asked) if word not in _NAME_OF]
    if not asked.is_whole or asked.role is not None or _ASKS_OTHERWISE.search(asked.text):
        return None
    if not said or not _POSTS.issuperset(said) or _HELD_BY_ONE.isdisjoint(said):
        return None
    return frozenset(_SAME.get(word, word) for word in said)


def _meetings(asked: Question, bodies: frozenset[str], evidence: Evidence) -> list[Source]:
    """Papers of the body's meetings with lists, the latest first: minutes of the time asked for, or any of late.

    A pack lists its members, or prints the last minutes: good for who holds a post now, not for a day.
    """
    periods = [(period.first, period.last) for period in asked.periods]
    listed = [
        source
        for source in evidence.lists_of_meetings(bodies, periods)
        if source.meeting_date is not None and (source.kind is DocumentKind.MINUTES or not periods)
    ]
    listed.sort(key=lambda one: (one.meeting_date, one.kind is DocumentKind.MINUTES, not one.draft, one.document))
    listed.reverse()
    if listed and not periods:
        latest = listed[0].meeting_date
        listed = [one for one in listed if latest and one.meeting_date and latest - one.meeting_date <= _LATELY]
    return listed[:_MEETINGS]


def _holder(source: Source, post: Post, evidence: Evidence, of_a_day: bool) -> tuple[Source, Attendee] | None:
    """The one person whom a meeting's lists give the post."""
    lists = evidence.attended(source.document)
    people = [one for one in (*lists.present, *lists.in_attendance, *lists.apologies) if _has(one, post, of_a_day)]
    return (source, people[0]) if len({_surname(one) for one in people}) == 1 else None


def _has(person: Attendee, post: Post, of_a_day: bool) -> bool:
    parts = list(_posts_in(person.role, of_a_day))
    return post in parts and all(_POSTS.issuperset(part) for part in parts)


def _posts_in(role: str, of_a_day: bool) -> Iterator[Post]:
    """The posts that a role tells; who was in the chair for a day need not hold it."""
    for part in _PARTS.split(role):
        if of_a_day or not _IN_THE_CHAIR.search(part):
            said = [word for word in re.split(r"[^\w'’]+", folded(part)) if word]
            told = [_SAME.get(word, word) for word in said if word not in GENERIC_BODY_WORDS | _OF | {"in"}]
            if told:
                yield frozenset(told)


def _surname(person: Attendee) -> str:
    return folded(person.name.split()[-1])


def _may_have_changed(post: Post, bodies: frozenset[str], source: Source, latest: Source, evidence: Evidence) -> bool:
    """Whether a paper since that list speaks of an election, or of somebody's leaving, beside the post."""
    if source.meeting_date is None or latest.meeting_date is None:
        return True
    heads = Or(tuple(Word(word) for word in sorted(_names_for(post))))
    changes = Or(tuple(Word(word) for word in _CHANGES))
    since = DateIn(source.meeting_date, latest.meeting_date)
    found = evidence.find(And((heads, changes, of_bodies(bodies), since)), _MEETINGS)
    near = _beside(post, _CHANGES)
    return any(near.search(hit.text) for hit in found)


def _beside(post: Post, others: Sequence[str]) -> re.Pattern[str]:
    head, other = "|".join(map(re.escape, sorted(_names_for(post)))), "|".join(others)
    between = r"\b[^.;\n]{0,60}\b"
    return re.compile(rf"\b(?:{head}){between}(?:{other})\b|\b(?:{other}){between}(?:{head})\b", re.IGNORECASE)


def _names_for(post: Post) -> set[str]:
    """Every word for what is held by one."""
    heads = {word for word in post if word in _HELD_BY_ONE}
    return heads | {word for word, same in _SAME.items() if same in heads}


def _recorded(source: Source, person: Attendee, post: Post, evidence: Evidence) -> Record | None:
    """The name, quoted with the post beside it; None where that is not printed beside it."""
    text, at = evidence.page(source.document, person.at.page).text, person.at
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_names_for(post))))})\b", re.IGNORECASE)
    told = [
        (min(abs(found.start() - at.end), abs(at.start - found.end())), found)
        for found in words.finditer(text, max(0, at.start - _BEFORE), at.end + _BEHIND)
    ]
    if not told:
        return None
    nearest = min(told, key=lambda one: one[0])[1]
    quote = lines_of(text, at.page, min(at.start, nearest.start()), max(at.end, nearest.end()))
    return Record(source, at, quote, SURE)
