"""One grammar per label over one page, and the rule by which overlapping mentions are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.spans import PageSpan, Span
from panelsearch.ner.councils import find_councils
from panelsearch.ner.document_lexicon import Lexicon
from panelsearch.ner.money import find_money
from panelsearch.ner.organisations import find_organisations
from panelsearch.ner.people import find_people
from panelsearch.text.date_grammar import find_dates
from panelsearch.text.span_claims import Claims


def _at(page: int, span: Span) -> PageSpan:
    return PageSpan(page, span.start, span.end)


def _people(text: str, page: int, lexicon: Lexicon) -> tuple[Mention, ...]:
    companies = frozenset(short.lower() for short in lexicon.organisations.short)
    found = find_people(text, lexicon.people, companies)
    return tuple(Mention(MentionLabel.PERSON, _at(page, one.span), canonical=one.canonical) for one in found)


def _councils(text: str, page: int, lexicon: Lexicon) -> tuple[Mention, ...]:
    found = find_councils(text, lexicon.councils)
    return tuple(Mention(MentionLabel.COUNCIL, _at(page, one.span), canonical=one.canonical) for one in found)


def _organisations(text: str, page: int, lexicon: Lexicon) -> tuple[Mention, ...]:
    found = find_organisations(text, lexicon.organisations)
    return tuple(Mention(MentionLabel.ORG, _at(page, one.span), canonical=one.canonical) for one in found)


def _money(text: str, page: int, lexicon: Lexicon) -> tuple[Mention, ...]:
    return tuple(
        Mention(MentionLabel.MONEY, _at(page, one.span), value_pence=one.pence, currency=one.currency, unit=one.unit)
        for one in find_money(text, lexicon.dollars)
    )


def _dates(text: str, page: int, lexicon: Lexicon) -> tuple[Mention, ...]:
    found = find_dates(text, lexicon.meeting_date, lexicon.year)
    return tuple(Mention(MentionLabel.DATE, _at(page, one.span), iso=one.iso) for one in found)


Grammar = Callable[[str, int, Lexicon], tuple[Mention, ...]]

# In order of precedence where two mentions have the same length.
GRAMMARS: Mapping[MentionLabel, Grammar] = {
    MentionLabel.PERSON: _people,
    MentionLabel.COUNCIL: _councils,
    MentionLabel.ORG: _organisations,
    MentionLabel.MONEY: _money,
    MentionLabel.DATE: _dates,
}
_PRECEDENCE = {label: rank for rank, label in enumerate(GRAMMARS)}


def settled(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """No two overlap: the longer wins; of equal length the one whose grammar comes first. In order of place."""
    claims = Claims()
    by_length = sorted(mentions, key=lambda m: (m.at.start - m.at.end, _PRECEDENCE[m.label], m.at.start))
    kept = [m for m in by_length if m.at.start < m.at.end and claims.claim(m.at.start, m.at.end)]
    return tuple(sorted(kept, key=lambda m: m.at))
