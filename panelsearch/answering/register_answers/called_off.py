"""Is a meeting that papers announce held at all? Other papers may say that it is cancelled or put off."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from panelsearch.answering.base import Evidence
from panelsearch.answering.body_linking import of_bodies
from panelsearch.model.mentions import MentionLabel
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.query.ast import And, Or, Word

_WORDS = ("cancelled", "canceled", "postponed", "rearranged", "rescheduled")
_IS_CALLED_OFF = re.compile(
    rf"[^.;\n]{{0,40}}\b(?:is|was|were|been|be)\s+(?:now\s+|therefore\s+)?(?:{'|'.join(_WORDS)})\b", re.IGNORECASE
)
_MEETING = re.compile(r"\bmeetings?\b[^.;]{0,60}$", re.IGNORECASE)
_PASSAGES, _BEFORE = 24, 80


def called_off(announced: tuple[Source, PageSpan], bodies: Collection[str], evidence: Evidence) -> date | None:
    """The day of a meeting announced, where a paper of the body says that it is not held then."""
    source, at = announced
    told = (one for one in evidence.sheet(source.document, at.page).mentions if one.at.span.overlaps(at.span))
    day = next((one.iso for one in told if one.label is MentionLabel.DATE), None)
    if day is None:
        return None
    hits = evidence.find(And((Or(tuple(Word(word) for word in _WORDS)), of_bodies(bodies))), _PASSAGES)
    for document, page in {(hit.source.document, hit.at.page) for hit in hits}:
        sheet = evidence.sheet(document, page)
        for mention in sheet.mentions:
            is_of_a_meeting = _MEETING.search(sheet.text, max(0, mention.at.start - _BEFORE), mention.at.start)
            if mention.iso == day and is_of_a_meeting and _IS_CALLED_OFF.match(sheet.text, mention.at.end):
                return date.fromisoformat(day)
    return None
