"""Is a meeting that papers announce held at all? Other papers may say that it is cancelled or put off."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from panelsearch.answering.base import Evidence
from panelsearch.answering.body_linking import of_bodies
from panelsearch.gazetteers.loader import either, words_in_order
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan, Span
from panelsearch.query.ast import And, DateIn, Or, Query, Word

_OFF = words_in_order("meetings.notice_of_none")
_WORDS = (*_OFF, *words_in_order("meetings.moved"))
_NOTICE = either(_OFF)
_GAP = r"(?:[^.;\n]|\.(?=\d)|\n(?=[^\S\n]{0,40}(?-i:[a-z]|CANCEL|POSTPONE))){0,60}"
"""What stands between the day and what became of it: no new sentence, no line that begins one."""
_IS_CALLED_OFF = re.compile(
    rf"(?P<gap>{_GAP})(?:\b(?:is|was|were|been|be)\s+(?:now\s+|therefore\s+)?{either(_WORDS)}\b"
    rf"|[-–—:(*]\s{{0,4}}{_NOTICE}(?=\W{{0,4}}(?:$|\n|\)))|(?-i:\b{either(map(str.upper, _OFF))}\b))",
    re.IGNORECASE,
)
_ON_AFTER_ALL = re.compile(
    r"\b(?:not|cannot|never|if|unless|whether|should|may|might|could)\b|n['’]t\b"
    r"|(?<!\bin)(?<!\bat)(?<!\bof)(?<!\bfor)\s(?:the|an?|our)\s",
    re.IGNORECASE,
)
"""What stands in between where it is held, where that is open, or where something else is called off there."""
_MEETING = re.compile(r"\bmeetings?\b[^.;]{0,60}$", re.IGNORECASE)
_HEADED = re.compile(
    rf"(?<!not )\b{_NOTICE}\s{{0,4}}[:–—\n-]\s{{0,4}}(?:[^\W\d]{{1,20}}\s{{1,4}}){{0,5}}meeting\b[^.;\n\d]{{0,40}}$",
    re.IGNORECASE,
)
"""A notice that says it before it names the meeting."""
_PASSAGES, _BEFORE = 24, 80


def called_off(announced: tuple[Source, PageSpan], bodies: Collection[str], evidence: Evidence) -> date | None:
    """The day of a meeting announced, where a paper of the body says that it is not held then."""
    day = day_of(announced, evidence)
    if day is None:
        return None
    said = (Or(tuple(Word(word) for word in _WORDS)), of_bodies(bodies))
    since = DateIn(announced[0].meeting_date, day)
    searches: tuple[Query, ...] = (And((*said, since)), And(said))  # a notice may have no date of its own
    hits = (hit for tree in searches for hit in evidence.find(tree, _PASSAGES))
    for document, page in dict.fromkeys((hit.source.document, hit.at.page) for hit in hits):
        sheet = evidence.sheet(document, page)
        if any(one.iso == day.isoformat() and _is_off(sheet.text, one.at.span) for one in sheet.mentions):
            return day
    return None


def day_of(announced: tuple[Source, PageSpan], evidence: Evidence) -> date | None:
    """The day that the words of an announcement mean."""
    source, at = announced
    told = (one for one in evidence.sheet(source.document, at.page).mentions if one.at.span.overlaps(at.span))
    iso = next((one.iso for one in told if one.label is MentionLabel.DATE and one.iso), None)
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:  # no single day
        return None


def _is_off(text: str, day: Span) -> bool:
    """Whether the words around a day say that a meeting on it is called off."""
    before = max(0, day.start - _BEFORE)
    if _HEADED.search(text, before, day.start):
        return True
    off = _IS_CALLED_OFF.match(text, day.end)
    return bool(off and not _ON_AFTER_ALL.search(off["gap"]) and _MEETING.search(text, before, day.start))
