"""One recognizer per label over one page, and the rule by which overlapping mentions are settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.spans import PageSpan, Span
from panelsearch.ner.councils import find_councils
from panelsearch.ner.document_context import DocumentContext
from panelsearch.ner.money import find_money
from panelsearch.ner.organisations import find_organisations
from panelsearch.ner.people import find_people
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.rule_engine import OPEN, Fence
from panelsearch.text.span_claims import Claims


def _at(page: int, span: Span) -> PageSpan:
    return PageSpan(page, span.start, span.end)


def _people(text: str, page: int, context: DocumentContext, fence: Fence) -> Iterator[Mention]:
    companies = frozenset(short.lower() for short in context.organisations.short)
    for one in find_people(text, context.people, companies, fence):
        at = _at(page, one.span)
        yield Mention(MentionLabel.PERSON, at, canonical=one.canonical, rule=one.rule, score=one.score)


def _councils(text: str, page: int, context: DocumentContext, fence: Fence) -> Iterator[Mention]:
    for one in find_councils(text, context.councils, fence):
        at = _at(page, one.span)
        yield Mention(MentionLabel.COUNCIL, at, canonical=one.canonical, rule=one.rule, score=one.score)


def _organisations(text: str, page: int, context: DocumentContext, fence: Fence) -> Iterator[Mention]:
    for one in find_organisations(text, context.organisations, fence):
        at = _at(page, one.span)
        yield Mention(MentionLabel.ORG, at, canonical=one.canonical, rule=one.rule, score=one.score)


def _money(text: str, page: int, context: DocumentContext, fence: Fence) -> Iterator[Mention]:
    for one in find_money(text, context.dollars, fence):
        yield Mention(
            MentionLabel.MONEY,
            _at(page, one.span),
            value_pence=one.pence,
            currency=one.currency,
            unit=one.unit,
            rule=one.rule,
            score=one.score,
        )


_BESIDE_TODAY = "dates.relative"
"""What says when by today alone: "next month" is no mention of a date, "the 3rd next month" is."""


def _dates(text: str, page: int, context: DocumentContext, fence: Fence) -> Iterator[Mention]:
    found = find_dates(text, context.meeting_date, context.year, fence, words=context.words, figures=context.figures)
    for one in found:
        if one.rule == _BESIDE_TODAY and not any(map(str.isdigit, one.span.of(text))):
            continue
        yield Mention(MentionLabel.DATE, _at(page, one.span), iso=one.iso, rule=one.rule, score=one.score)


Recognizer = Callable[[str, int, DocumentContext, Fence], Iterator[Mention]]

# In order of precedence where two mentions are as sure and as long.
RECOGNIZERS: Mapping[MentionLabel, Recognizer] = {
    MentionLabel.PERSON: _people,
    MentionLabel.COUNCIL: _councils,
    MentionLabel.ORG: _organisations,
    MentionLabel.MONEY: _money,
    MentionLabel.DATE: _dates,
}
LAYERS: Mapping[MentionLabel, str] = {
    MentionLabel.PERSON: "people",
    MentionLabel.COUNCIL: "councils",
    MentionLabel.ORG: "organisations",
    MentionLabel.MONEY: "money",
    MentionLabel.DATE: "dates",
}
"""What the mentions of a label are called where a document lacks them: the layer of their rules."""
_PRECEDENCE = {label: rank for rank, label in enumerate(RECOGNIZERS)}


def recognized(
    label: MentionLabel, text: str, page: int, context: DocumentContext, fence: Fence = OPEN
) -> Sequence[Mention]:
    """The mentions of one label on one page. One that does not lie on the page is refused; a slip costs this label."""

    def made() -> Sequence[Mention]:
        return [*RECOGNIZERS[label](text, page, context, on_page)]

    on_page = fence.at(page)
    kept: list[Mention] = []
    nothing: Sequence[Mention] = ()
    for one in on_page.stage(LAYERS[label], nothing, made):
        if one.at.start < one.at.end <= len(text):
            kept.append(one)
        else:
            on_page.refuse(one.rule, LAYERS[label], f"{one.at.start}..{one.at.end} is no stretch of the page")
    return kept


def settled(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """No two of a page overlap: the surer wins, of equals the longer, then the label that comes first. In order."""
    claims: defaultdict[int, Claims] = defaultdict(Claims)
    by_weight = sorted(mentions, key=lambda m: (-m.score, m.at.start - m.at.end, _PRECEDENCE[m.label], m.at.start))
    kept = [m for m in by_weight if m.at.start < m.at.end and claims[m.at.page].claim(m.at.start, m.at.end)]
    return tuple(sorted(kept, key=lambda m: m.at))
