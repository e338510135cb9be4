"""When does a paper say that its body meets next? Where it says so as such, not where a matter waits until then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from panelsearch.gazetteers.loader import words
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span
from panelsearch.text.date_grammar import find_dates, order_in_figures, order_in_words
from panelsearch.text.rule_engine import Fence

_OWN = words("body_words.regular_meeting") | words("body_words.whole") | words("body_words.part")
_KIND = "|".join(sorted(map(re.escape, _OWN), key=len, reverse=True))
_NEXT = re.compile(
    rf"\b(?P<of>(?:dates?|day|time)\b[^.\n]{{0,30}}\b(?:of|for)\s+(?:the\s+)?)?next\s+(?:(?:{_KIND})\s+)*meetings?\b"
    r"|\bcyfarfod\s+nesaf\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"\b(?:at|to|until|till|before|by|for|from|in|since)\s+(?:the|our|its|their|your)\s+$", re.IGNORECASE
)
"""What stands before "next meeting" where something is left for it."""
_ANOTHER = re.compile(
    r"[.;?!]\s+(?-i:[A-Z])|\n\s*\d+[.)]|\bmeetings?\b|\bminutes\b|\b(?:last|previous|was held|unless|if)\b"
    r"|\b(?:by|before|until)\s+(?:the\s+|\w+day\s+)?$|\n\s*\n\s*\n",
    re.IGNORECASE,
)
"""What ends the words about that meeting before its day is told."""
_WITHIN = 170
_A_YEAR, _SOON = 400, 200
"""Days after the meeting within which the next one is: where its year is printed, and where it is not."""


def next_meeting(pages: Sequence[Page], held: date, fence: Fence) -> PageSpan | None:
    """The day of the next meeting, where it is printed, of a paper of the meeting held that day.

    The last place that tells one, for minutes tell it as they close.
    """
    for page in reversed(pages):
        if "next" not in page.text.lower() and "nesaf" not in page.text.lower():
            continue
        for cue in reversed(list(_NEXT.finditer(page.text))):
            if cue["of"] or not _PUT_OFF.search(page.text, 0, cue.start()):
                day = _day_after(page, cue, held, pages, fence)
                if day is not None:
                    return PageSpan(page.number, day.start, day.end)
    return None


def _day_after(page: Page, cue: re.Match[str], held: date, pages: Sequence[Page], fence: Fence) -> Span | None:
    texts = [one.text for one in pages]
    said = page.text[cue.start() : cue.end() + _WITHIN]
    begins = cue.end() - cue.start()
    dates = find_dates(
        said, held, fence=fence.uncounted(), words=order_in_words(texts), figures=order_in_figures(texts)
    )  # fmt: skip
    for one in dates:
        if one.span.start < begins:
            continue
        if _ANOTHER.search(said[begins : one.span.start].lstrip(" .:;–—-\t\n")):
            return None
        if not _is_ahead(one.iso, held, _A_YEAR if one.iso[:4] in one.span.of(said) else _SOON):
            return None
        return Span(cue.start() + one.span.start, cue.start() + one.span.end)
    return None


def _is_ahead(iso: str, held: date, within: int) -> bool:
    try:
        return 0 < (date.fromisoformat(iso) - held).days < within
    except ValueError:  # no single day
        return False
