"""When does a paper say that its body meets next? Where it says so as such, not where a matter waits until then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from panelsearch.gazetteers.loader import words
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span
from panelsearch.structure.whose_meeting import is_anothers, words_of_head
from panelsearch.text.date_grammar import FoundDate, find_dates, order_in_figures, order_in_words
from panelsearch.text.rule_engine import Fence

_OWN = words("body_words.regular_meeting") | words("body_words.whole") | words("body_words.part")
_KIND = "|".join(sorted(map(re.escape, _OWN), key=len, reverse=True))
_NEXT = re.compile(
    rf"\b(?P<of>(?:dates?|day|time)\b[^.\n]{{0,30}}\b(?:of|for)\s+(?:the\s+)?)?next\s+"
    rf"(?P<whose>(?:(?:{_KIND})\s+){{0,6}})meetings?\b"
    r"|\bcyfarfod\s+nesaf\b|(?-i:\bDONM\b)",
    re.IGNORECASE,
)
_SAID = words("body_words.next_meeting")
_ANNUAL = re.compile(
    r"\W*(?:the\s+)?annual\s+(?:general\s+|(?:(?:parish|town|community)\s+)?council\s+)?meeting"
    r"(?:\s+of\s+the\s+(?:(?:parish|town|community)\s+)?council)?\s*[:,–-]?\s*(?:on\s+)?",
    re.IGNORECASE,
)
"""What may stand under the heading, where the next meeting is the annual one of the body, not of electors."""
_PUT_OFF = re.compile(
    r"\b(?:at|to|until|till|before|by|for|from|in|since)\s+(?:the|our|its|their|your)\s+$", re.IGNORECASE
)
"""What stands before "next meeting" where something is left for it."""
_ANOTHER = re.compile(
    r"[.;?!]\s+(?-i:[A-Z])|\n\s*\d+[.)]|\bmeetings?\b|\bminutes\b|\b(?:last|previous|was held|unless|if|with|between)\b"
    r"|\b(?:from|changed|moved|was\s+to|instead|brought\s+forward)\b"
    r"|\b(?:by|before|until)\s+(?:the\s+|\w+day\s+)?$|\n\s*\n\s*\n",
    re.IGNORECASE,
)
"""What ends the words about that meeting before its day is told."""
_MOVED = re.compile(
    r"[^.\n]{0,40}\b(?:(?:changed|moved|brought\s+forward|put\s+back)\s+to\s+(?:the\s+)?(?:\w+day\b|\d)|now\s+(?:be\s+)?on\b)",
    re.IGNORECASE,
)
"""What stands behind a day that is none any more."""
_BEFORE, _WITHIN = 24, 170
_A_YEAR, _SOON = 400, 200
"""Days after the meeting within which the next one is: where its year is printed, and where it is not."""


def next_meeting(pages: Sequence[Page], held: date, fence: Fence) -> PageSpan | None:
    """The day of the next meeting, where it is printed, of a paper of the meeting held that day.

    The last place that tells one, for minutes tell it as they close.
    """
    cues = [(page, cue) for page in pages for cue in _cues(page.text)]
    if not cues:
        return None
    own = words_of_head(next(page.text for page in pages if page.text.strip()))
    cues = [(page, cue) for page, cue in cues if not is_anothers(page.text, cue, own)]
    if not cues:
        return None
    texts = [page.text for page in pages]
    dates = partial(
        find_dates, meeting_date=held, fence=fence.uncounted(),
        words=order_in_words(texts), figures=order_in_figures(texts),
    )  # fmt: skip
    for page, cue in reversed(cues):
        if day := _day_after(page.text, cue, held, dates):
            return PageSpan(page.number, day.start, day.end)
    return None


def _cues(text: str) -> Iterator[re.Match[str]]:
    low = text.lower()
    if any(word in low for word in _SAID):
        for cue in _NEXT.finditer(text):
            if cue["of"] or not _PUT_OFF.search(text, max(0, cue.start() - _BEFORE), cue.start()):
                yield cue


def _day_after(text: str, cue: re.Match[str], held: date, dates: Callable[[str], Sequence[FoundDate]]) -> Span | None:
    """The first day that is told behind the cue, where it is told of that meeting and lies ahead."""
    said = text[cue.start() : cue.end() + _WITHIN]
    begins = (_ANNUAL.match(text, cue.end()) or cue).end() - cue.start()
    for one in dates(said):
        if one.span.start < begins:
            continue
        if _ANOTHER.search(said[begins : one.span.start].lstrip(" .:;–—-\t\n")):
            return None
        if _MOVED.match(said, one.span.end):
            return None
        within = _A_YEAR if one.iso[:4] in one.span.of(said) else _SOON
        ahead = _is_ahead(one.iso, held, within)
        return Span(cue.start() + one.span.start, cue.start() + one.span.end) if ahead else None
    return None


def _is_ahead(iso: str, held: date, within: int) -> bool:
    try:
        return 0 < (date.fromisoformat(iso) - held).days < within
    except ValueError:  # no single day
        return False
