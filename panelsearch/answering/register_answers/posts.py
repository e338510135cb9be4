"""Who holds a post: clerk, treasurer, mayor? The lists of those who came say so beside the names; so do elections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from panelsearch.answering.base import Evidence
from panelsearch.answering.body_linking import of_bodies
from panelsearch.answering.question_analysis import Question
from panelsearch.answering.register_answers.elections import Elected, elections
from panelsearch.answering.register_answers.post_words import KNOWN, Post, names_a_post, post_asked, posts_in, words_for
from panelsearch.answering.register_answers.record import A_MONTH, SURE, Record, bodies_asked, lines_of
from panelsearch.gazetteers.loader import either, words, words_in_order
from panelsearch.model.meetings import Attendee, DocumentKind
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.query.ast import And, DateIn, Or, Word
from panelsearch.text.analyzer import folded

_IN_THE_CHAIR = re.compile(
    r"\bin the chair\b|\bchairing\b|\bpresiding\b"
    r"|\bchair\w*\s+(?:for|of)\s+(?:the|this)\s+(?:meeting|evening|day|hearing|session)\b",
    re.IGNORECASE,
)
_FOR_A_DAY = re.compile(r"\babsence\b|\bto (?:take the )?chair\b", re.IGNORECASE)
"""What is said where somebody stands in for the chair."""
_LEADS = 60
_CHANGES = words_in_order("posts.changes")
_LATELY = timedelta(days=400)
_BEFORE, _BEHIND = 120, 160
_THE, _NEXT_TO = re.compile(r",[^,;().]*\bthe\s+$", re.IGNORECASE), 12
_ON_THE_LINE = 80
_MEETINGS, _MEETINGS_OF_A_TIME = 24, 200
_FOR_NOW = words("posts.for_now")


def from_posts(asked: Question, evidence: Evidence) -> Record | None:
    """Who held the post at the latest meeting that tells, or in the time asked for; or was elected to it since.

    None where papers of that time name several, or where somebody may have left or come since: who has the post for
    now, by a later list, need not hold it, but then it is not sure who does.
    """
    bodies = bodies_asked(asked, evidence) if names_a_post(asked.text) else frozenset()
    post = post_asked(asked, bodies) if bodies else None
    if post is None:
        return None
    meetings = _meetings(asked, bodies, evidence)
    if not meetings:
        return None
    of_a_day = any(period.is_day for period in asked.periods)
    holders = [one for source in meetings if (one := _holder(source, post, evidence, of_a_day))]
    chosen = _chosen(post, bodies, holders, meetings, evidence, bool(asked.periods))
    if not holders and not chosen:
        return None
    if asked.periods and not _is_told_of_one(asked, holders, chosen):
        return None
    if _is_told_otherwise(meetings, post, holders, chosen, evidence, of_a_day, bool(asked.periods)):
        return None
    if chosen and (not holders or not chosen[0].is_of(holders[0][1].name)):
        return _of_election(chosen, bodies, post, meetings[0], evidence)
    source, person = holders[0]
    since = chosen[0].source if chosen else source
    if not of_a_day and _may_have_changed(post, bodies, since, meetings[0], evidence, 1 if chosen else 0):
        return None
    return _recorded(source, person, post, evidence)


def _is_told_of_one(asked: Question, holders: Sequence[tuple[Source, Attendee]], chosen: Sequence[Elected]) -> bool:
    """Whether the papers of the time asked for name one person, and no election is all they tell of a longer time."""
    names = {_surname(person) for _, person in holders} | {one.surname for one in chosen}
    is_short = all((period.last - period.first).days <= A_MONTH for period in asked.periods)
    return len(names) == 1 and (bool(holders) or is_short)


def _meetings(asked: Question, bodies: frozenset[str], evidence: Evidence) -> list[Source]:
    """Papers of the body's meetings with lists, the latest first: minutes of the time asked for, or any of late.

    A pack lists its members, or prints the last minutes: good for who holds a post now, not for a day. Of late the
    last few are enough; a time of more meetings than can be looked at has none.
    """
    listed = [
        source
        for source in evidence.lists_of_meetings(bodies, asked.days)
        if source.meeting_date is not None and (source.kind is DocumentKind.MINUTES or not asked.periods)
    ]
    listed.sort(key=lambda one: (one.meeting_date, one.kind is DocumentKind.MINUTES, not one.draft, one.document))
    listed.reverse()
    if listed and not asked.periods:
        latest = listed[0].meeting_date
        listed = [one for one in listed if latest and one.meeting_date and latest - one.meeting_date <= _LATELY]
    if asked.periods:
        return listed if len(listed) <= _MEETINGS_OF_A_TIME else []
    return listed[:_MEETINGS]


def _chosen(
    post: Post,
    bodies: frozenset[str],
    holders: Sequence[tuple[Source, Attendee]],
    meetings: Sequence[Source],
    evidence: Evidence,
    of_a_time: bool,
) -> tuple[Elected, ...]:
    """Elections to the post since a list that names its holder, by the last meeting that tells one; all of a time."""
    since = meetings[-1] if of_a_time or not holders else holders[0][0]
    first, last = since.meeting_date, meetings[0].meeting_date
    found = elections(post, bodies, first, last, evidence) if first and last else ()
    return (
        found if of_a_time else tuple(one for one in found if one.source.meeting_date == found[0].source.meeting_date)
    )


def _of_election(
    chosen: Sequence[Elected], bodies: frozenset[str], post: Post, latest: Source, evidence: Evidence
) -> Record | None:
    """Who was elected last, where that meeting names one only, and no later one tells of another change."""
    first = chosen[0]
    if len({one.surname for one in chosen}) > 1 or _may_have_changed(post, bodies, first.source, latest, evidence, 1):
        return None
    text = evidence.page(first.source.document, first.page).text
    at = PageSpan(first.page, first.at.start, first.at.end)
    return Record(first.source, at, lines_of(text, first.page, first.told.start, first.told.end), SURE)


def _holder(source: Source, post: Post, evidence: Evidence, of_a_day: bool) -> tuple[Source, Attendee] | None:
    """The one person whom a meeting's lists give the post."""
    people = _listed(source, post, evidence, of_a_day)
    return (source, people[0]) if len({_surname(one) for one in people}) == 1 else None


def _is_told_otherwise(
    meetings: Sequence[Source],
    post: Post,
    holders: Sequence[tuple[Source, Attendee]],
    chosen: Sequence[Elected],
    evidence: Evidence,
    of_a_day: bool,
    of_a_time: bool,
) -> bool:
    """Whether a list gives the post, if only for now, to others than the last holder, or whoever was elected since.

    Of lists later than the holder's and the election, or of all of a time; one that gives it to one person is none.
    """
    last = chosen[0].surname if chosen else _surname(holders[0][1])
    told = meetings if of_a_time or not holders else meetings[: meetings.index(holders[0][0])]
    since = chosen[0].source.meeting_date if chosen and not of_a_time else None
    return any(
        _surname(one) != last
        for source in told
        if since is None or (source.meeting_date and source.meeting_date > since)
        if _holder(source, post, evidence, of_a_day) is None
        for one in _listed(source, post, evidence, of_a_day, _FOR_NOW)
    )


def _listed(
    source: Source, post: Post, evidence: Evidence, of_a_day: bool, aside: frozenset[str] = frozenset()
) -> list[Attendee]:
    """Those whom a meeting's lists give the post, but for words aside."""
    lists = evidence.attended(source.document)
    people = [one for one in lists.present if _has(one, post, of_a_day, aside, of_members="chair" in post)]
    return people + [one for one in (*lists.in_attendance, *lists.apologies) if _has(one, post, of_a_day, aside)]


def _has(person: Attendee, post: Post, of_a_day: bool, aside: frozenset[str], of_members: bool = False) -> bool:
    """Whether a role gives the post, and names nobody else's; before a member's chair it may say whom he sits for."""
    parts = [part if part == post else part - aside for part in _posts(person, of_a_day)]
    if post not in parts:
        return False
    others = parts[parts.index(post) :] if of_members else parts
    return all(part == post or KNOWN.issuperset(part) for part in others)


def _posts(person: Attendee, of_a_day: bool) -> Iterator[Post]:
    """The posts that a role tells; who was in the chair for a day need not hold it."""
    return posts_in(person.role if of_a_day else _IN_THE_CHAIR.sub("", person.role))


def _surname(person: Attendee) -> str:
    return folded(person.name.split()[-1])


def _may_have_changed(
    post: Post, bodies: frozenset[str], source: Source, latest: Source, evidence: Evidence, days_after: int = 0
) -> bool:
    """Whether a paper since that one, or so many days after it, tells beside the post that somebody came or left."""
    if source.meeting_date is None or latest.meeting_date is None:
        return True
    heads = Or(tuple(Word(word) for word in sorted(words_for(post))))
    changes = Or(tuple(Word(word) for word in _CHANGES))
    first = source.meeting_date + timedelta(days=days_after)
    if first > latest.meeting_date:
        return False
    found = evidence.find(And((heads, changes, of_bodies(bodies), DateIn(first, latest.meeting_date))), _MEETINGS)
    near = _beside(post, _CHANGES)
    return any(
        not _FOR_A_DAY.search(hit.text, max(0, told.start() - _LEADS), told.end())
        for hit in found
        for told in near.finditer(hit.text)
    )


def _beside(post: Post, others: Sequence[str]) -> re.Pattern[str]:
    head, other = either(sorted(words_for(post))), either(others)
    between = r"\b[^.;\n]{0,60}\b"
    return re.compile(rf"\b{head}{between}{other}\b|\b{other}{between}{head}\b", re.IGNORECASE)


def _recorded(source: Source, person: Attendee, post: Post, evidence: Evidence) -> Record | None:
    """The name, quoted with the post beside it; None where that is not printed beside it, or beside another's."""
    text, at = evidence.page(source.document, person.at.page).text, person.at
    post_words = re.compile(rf"\b{either(sorted(words_for(post)))}\b", re.IGNORECASE)
    told = [
        (_apart(found.span(), at), found)
        for found in post_words.finditer(text, max(0, at.start - _BEFORE), at.end + _BEHIND)
    ]
    if not told:
        return None
    nearest = min(told, key=lambda one: one[0])[1]
    quote = lines_of(text, at.page, min(at.start, nearest.start()), max(at.end, nearest.end()))
    line = lines_of(text, at.page, nearest.start(), nearest.end()).span
    lists = evidence.attended(source.document)
    listed = (*lists.present, *lists.in_attendance, *lists.apologies)
    others = [one for one in listed if one.at.page == at.page and one.at != at]
    before = text[max(0, nearest.start() - _ON_THE_LINE) : nearest.start()]
    if _THE.search(before) and any(0 < one.at.start - nearest.end() < _NEXT_TO for one in others):
        return None  # "the Clerk, A Ash, and the Engineer, B Bell"
    if not line.contains(at.span) and any(line.contains(other.at.span) for other in others):
        return None
    return Record(source, at, quote, SURE)


def _apart(found: tuple[int, int], at: PageSpan) -> int:
    return min(abs(found[0] - at.end), abs(at.start - found[1]))
