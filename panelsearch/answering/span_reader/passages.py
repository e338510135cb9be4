"""What is the reader shown of a proposal, and what may it make of it?

The paper, its day and item are shown; then the quotation and what stands around it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from panelsearch.answering.candidate_retrieval import Proposal
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span

_HEAD, _BEFORE, _AFTER = 120, 160, 140
_LONG = 420
"""A quotation of more characters is shown only around the answer: so much before it, after it, and in all."""
_LONG_BEFORE, _LONG_AFTER, _LONG_WHOLE = 200, 160, 460


@dataclass(frozen=True, slots=True)
class Shown:
    """Words for the reader, and where in them the proposed answer stands; empty where it lies outside."""

    text: str
    at: Span


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader makes of a proposal.

    share: how much of its belief falls on the proposed words, 0..1. lead: how far they stand above "no answer", in tens
    of logits, at most 1.5 either way.
    """

    share: float
    lead: float

    def by_name(self) -> dict[str, float]:
        """Both, each by its name."""
        return asdict(self)


def shown(proposal: Proposal) -> Shown:
    """What the reader is shown of a proposal."""
    text, at = proposal.text, proposal.at
    window = _window(text, proposal.quote, at)
    head = f"{_head(proposal.source)[:_HEAD]} : "
    moved = len(head) - window.start
    start = min(max(at.start, window.start), window.end)
    return Shown(head + window.of(text), Span(start + moved, max(start, min(at.end, window.end)) + moved))


def _head(source: Source) -> str:
    held = f"{source.held.day} {source.held:%B} {source.held.year}" if source.held else ""
    return " - ".join(filter(None, (source.title, held, source.item.heading if source.item else "")))


def _window(text: str, quote: Span, at: Span) -> Span:
    """The quotation and its surroundings, from one blank to another."""
    first, last = min(quote.start, at.start), max(quote.end, at.end)
    if last - first > _LONG:
        first = max(first, at.start - _LONG_BEFORE)
        last = min(last, at.end + _LONG_AFTER, first + _LONG_WHOLE)
    start, end = max(0, first - _BEFORE), min(len(text), last + _AFTER)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)
