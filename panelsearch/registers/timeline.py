"""How did a matter go? One step a meeting and stage, oldest first, each in the papers' own words.

A decision is a decision because the reading found it to be one; that a matter was raised, reported on or acted on
is inferred from the order of the meetings and from the verbs, and said so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from panelsearch.gazetteers.loader import pattern
from panelsearch.model.meetings import DecisionOutcome, DocumentKind
from panelsearch.model.register_rows import Stage, TimelineRow
from panelsearch.model.sources import Citation, Source
from panelsearch.model.spans import PageSpan, Span, trimmed
from panelsearch.text.body_names import body_key
from panelsearch.text.person_names import folded

_REPORTED = re.compile(
    r"\b(?:report(?:s|ed)?|updat(?:e|ed)|advised|informed|presented|outlined|explained|told|described|set\s+out|briefed|correspondence)\b",
    re.I,
)
_ACTED = re.compile(
    r"\b(?:has|have|had|was|were)\s+(?:now\s+|since\s+|been\s+|already\s+)*(?:been\s+)?"
    rf"{pattern('verbs.carried_out')}\b"
    r"|\b(?:ACTION|Action\s+(?:by|taken|point))\b"
)
_SENTENCE_END = re.compile(r"[.;?!][\"')”’]?\s+(?=[A-Z“\"'(\d•])|\n\s*\n")
_LONGEST_QUOTE = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A passage about the matter, or a decision or action (`formal`); `first_match`: where the query's words begin."""

    source: Source
    at: PageSpan
    text: str
    first_match: Span
    score: float = 0.0
    formal: Stage | None = None
    outcome: DecisionOutcome | None = None


def timeline(found: Iterable[Found]) -> tuple[TimelineRow, ...]:
    """The steps of all bodies in order of date; what has no date is left out."""
    meetings: dict[tuple[date, str], list[Found]] = defaultdict(list)
    for one in found:
        if one.source.held is not None:
            meetings[one.source.held, body_key(one.source.body or "")].append(one)
    rows: list[TimelineRow] = []
    decided_by: set[str] = set()
    for day, body in sorted(meetings):
        here = sorted(meetings[day, body], key=lambda one: (one.source.draft, -one.score, one.at))
        rows += _steps(here, is_first=not rows, decided_before=body in decided_by)
        if any(one.formal is Stage.DECIDED for one in here):
            decided_by.add(body)
    return tuple(rows)


def _steps(here: Sequence[Found], *, is_first: bool, decided_before: bool) -> list[TimelineRow]:
    """At most one telling passage of each stage, then every decision and every action, told once."""
    formal: dict[str, TimelineRow] = {}
    for one in here:
        if one.formal is not None:
            formal.setdefault(
                folded(one.text), TimelineRow(one.formal, Citation(one.source, one.at, one.text), one.outcome)
            )
    steps: dict[Stage, Citation] = {}
    for one in here:
        quoted = _quoted(one)
        if one.formal is not None or any(_says(quoted.quote, row.citation) for row in formal.values()):
            continue
        stage = Stage.RAISED if is_first and not steps else _stage(quoted.quote, one, decided_before=decided_before)
        steps.setdefault(stage, quoted)
    if formal or steps.keys() - {Stage.DISCUSSED}:
        steps.pop(Stage.DISCUSSED, None)
    order = list(Stage).index
    rows = [TimelineRow(stage, citation) for stage, citation in steps.items()]
    return sorted((*rows, *formal.values()), key=lambda row: (order(row.stage), row.citation.at))


def _says(quote: str, decision: Citation) -> bool:
    return folded(quote) in folded(decision.quote) or folded(decision.quote) in folded(quote)


def _stage(quote: str, one: Found, *, decided_before: bool) -> Stage:
    if decided_before and _ACTED.search(quote):
        return Stage.ACTED
    if one.source.kind is DocumentKind.REPORT or _REPORTED.search(quote):
        return Stage.REPORTED
    return Stage.DISCUSSED


def _quoted(one: Found) -> Citation:
    """The sentence around the first match: a span of the passage, so that it stands on the page."""
    text, focus = one.text, one.first_match
    start = max((m.end() for m in _SENTENCE_END.finditer(text) if m.end() <= focus.start), default=0)
    ends = [m.start() + 1 for m in _SENTENCE_END.finditer(text) if m.start() >= focus.end]
    end = ends[0] if ends else len(text)
    if end - start > _LONGEST_QUOTE:
        start = max(start, _word_start(text, focus.start - _LONGEST_QUOTE // 2))
        end = min(end, _word_end(text, start + _LONGEST_QUOTE))
    span = trimmed(text, Span(start, end))
    at = PageSpan(one.at.page, one.at.start + span.start, one.at.start + span.end)
    return Citation(one.source, at, span.of(text))


def _word_start(text: str, near: int) -> int:
    near = max(0, near)
    found = text.find(" ", near)
    return found + 1 if 0 < near <= found else near


def _word_end(text: str, near: int) -> int:
    if near >= len(text):
        return len(text)
    found = text.rfind(" ", 0, near)
    return found if found > 0 else near
