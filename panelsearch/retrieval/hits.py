"""How does a match become a hit? Its place and words, what is marked in them, and where else the same words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from panelsearch.indexing.base import Match
from panelsearch.model.mentions import Mention
from panelsearch.model.search_results import Grouping, Hit, HitGroup, Holds, Twin
from panelsearch.model.sources import ItemRef, Source
from panelsearch.model.spans import Span, merged
from panelsearch.query.ast import (
    And,
    Boost,
    DocumentIn,
    Everything,
    MoneyIn,
    NameIs,
    Or,
    Query,
    leaves,
)
from panelsearch.query.fields import FIELD_NAMED
from panelsearch.retrieval.highlighting import highlights
from panelsearch.retrieval.provenance import Places
from panelsearch.storage.base import StoreSnapshot
from panelsearch.storage.records import StoredPassage
from panelsearch.storage.tables.cited_places import CitedPassage
from panelsearch.text.body_names import body_key, names_hold
from panelsearch.text.currencies import currencies_meant
from panelsearch.text.near_duplicates import NEARLY_SAME, resemblance

_NEAR_SHOWN, _NEAR_LOOKED_AT = 10, 12
_OF_A_GROUP = 3


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in hits; those `beyond` do not match, and have a related word marked where they hold no other.

    The people, councils and sums that the query is `restricted` to are marked beside its words.
    """

    wanted: Query
    related: Query
    beyond: frozenset[int]
    restricted: Query = field(default_factory=Everything)

    def on(self, passage_id: int, text: str, item: ItemRef | None) -> tuple[tuple[Span, ...], Holds]:
        """What is marked in a passage, and which of the words it holds."""
        marked = highlights(text, self.wanted)
        if passage_id not in self.beyond:
            return marked, Holds.ALL
        if marked or (item and highlights(item.heading, self.wanted)):
            return marked, Holds.SOME
        return highlights(text, self.related), Holds.NONE


class Matched(NamedTuple):
    """A passage that matches, and what is marked in it: a hit as who takes very many of them needs it."""

    rank: int
    score: float
    cited: CitedPassage
    highlights: tuple[Span, ...]


class Hits:
    """Makes the hits of one generation."""

    def __init__(self, store: StoreSnapshot, places: Places) -> None:
        self._documents, self._queries, self._places = store.documents, store.queries, places

    def grouped(
        self, matches: Sequence[Match], by: Grouping, marks: Marks, limit: int | None
    ) -> tuple[HitGroup, ...]:  # fmt: skip
        """The best groups, each with its best hits; passages of the very same words are one hit within a group."""
        passages = self._documents.passages_by_id([match.passage_id for match in matches])
        members: dict[object, list[Match]] = {}
        for match in matches:
            members.setdefault(self._group_of(passages[match.passage_id], by), []).append(match)
        groups: list[HitGroup] = []
        rank = 0
        for some in list(members.values())[:limit]:
            hits = tuple(replace(hit, rank=rank + hit.rank) for hit in self.of(some[:_OF_A_GROUP], marks))
            rank += len(hits)
            matching = sum(match.passage_id not in marks.beyond for match in some)
            groups.append(HitGroup(by, hits[0].source, matching, hits))
        return tuple(groups)

    def _group_of(self, passage: StoredPassage, by: Grouping) -> object:
        """Equal for passages of one item, or of one meeting of a body; a paper of no known meeting is its own."""
        if by is Grouping.ITEM:
            return passage.document_id, passage.item
        document, page = self._places.document(passage.document_id), passage.at.page
        inside = (
            p.meeting_date for p in self._places.parts(passage.document_id) if p.first_page <= page <= p.last_page
        )
        held = next(inside, None) or document.meeting_date
        return (body_key(document.body), held) if document.body and held else passage.document_id

    def of(
        self, matches: Sequence[Match], marks: Marks | None, *, fold: bool = True, near: bool = True
    ) -> tuple[Hit, ...]:
        """Matches as values; folded, those of the very same words become one, the signed paper before its draft.

        Without marks nothing is marked; what is nearly the same is looked for only with them, and where `near`.
        """
        passages = self._documents.passages_by_id([match.passage_id for match in matches])
        groups: dict[object, list[StoredPassage]] = {}
        for match in matches:
            groups.setdefault(_words_key(passages[match.passage_id]), []).append(passages[match.passage_id])
        told = [passages[match.passage_id] for match in matches]
        texts = {p.id: text for p, text in zip(told, self._places.texts(told), strict=True)}
        sources = {p.id: source for p, source in zip(told, self._places.sources(told), strict=True)}
        hits: list[Hit] = []
        ranks: dict[object, int] = {}
        for match in matches:
            passage = passages[match.passage_id]
            key = _words_key(passage)
            same_as = ranks.setdefault(key, len(hits) + 1)
            if fold and same_as <= len(hits):
                continue
            if fold:
                passage = min(groups[key], key=lambda one: sources[one.id].draft)
            others = [sources[other.id] for other in groups[key] if other is not passage]
            rank, text, source = len(hits) + 1, texts[passage.id], sources[passage.id]
            hits.append(self._hit(passage, text, source, match.score, rank, same_as, others, marks, near=near))
        return tuple(hits)

    def matched(self, ranked: Sequence[tuple[int, Match]], marks: Marks | None) -> list[Matched]:
        """Matches with their ranks, each by itself; where else its words stand is not looked for."""
        told = zip(ranked, self._places.passages([match.passage_id for _, match in ranked]), strict=True)
        return [
            Matched(rank, match.score, one, self._marked(marks, one, one.text, one.item)[0] if marks else ())
            for (rank, match), one in told
        ]

    def _marked(
        self, marks: Marks, passage: StoredPassage | CitedPassage, text: str, item: ItemRef | None
    ) -> tuple[tuple[Span, ...], Holds]:  # fmt: skip
        marked, holds = marks.on(passage.id, text, item)
        if any(map(_is_marked, leaves(marks.restricted))):
            marked = merged((*marked, *self._asked_for(marks.restricted, passage, text)))
        return marked, holds

    def _hit(
        self, passage: StoredPassage, text: str, source: Source, score: float, rank: int, same_as: int,
        others: Sequence[Source], marks: Marks | None, *, near: bool,
    ) -> Hit:  # fmt: skip
        copies = [self._places.called(source, name) for name in self._places.names(passage.document_id)[1:]]
        nearly: list[Source] = []
        if marks and near:
            twins = self.twins(passage, text, _NEAR_LOOKED_AT)
            nearly = [twin.source for twin in twins if twin.resemblance < 1][:_NEAR_SHOWN]
        marked, holds = self._marked(marks, passage, text, source.item) if marks else ((), Holds.ALL)
        return Hit(
            rank, score, passage.id, source, passage.at, text, marked, (*copies, *others), tuple(nearly),
            same_as if same_as < rank else None, holds,
        )  # fmt: skip

    def _asked_for(self, restricted: Query, passage: StoredPassage | CitedPassage, text: str) -> Iterator[Span]:
        """Where a passage names what the query is restricted to, counted from its start."""
        for mention in self._documents.mentions(passage.document_id, passage.at.page):
            if passage.at.start <= mention.at.start and mention.at.end <= passage.at.end:
                span = Span(mention.at.start - passage.at.start, mention.at.end - passage.at.start)
                if _asks_for(restricted, mention, span.of(text), passage.document_id):
                    yield span

    def twins(self, passage: StoredPassage, text: str, at_most: int | None = None) -> tuple[Twin, ...]:
        """Where the same words stand elsewhere, or nearly the same, most alike first, among the likeliest `at_most`."""
        alike = self._queries.alike(self._places.generation, passage.id, at_most)
        found = [
            (resemblance(text, words), other) for other, words in zip(alike, self._places.texts(alike), strict=True)
        ]
        found = [(share, other) for share, other in found if share >= NEARLY_SAME]
        sources = self._places.sources([other for _, other in found])
        twins = [Twin(source, other.at, share) for (share, other), source in zip(found, sources, strict=True)]
        return tuple(sorted(twins, key=lambda twin: (-twin.resemblance, twin.source.document, twin.at)))


def _is_marked(leaf: Query) -> bool:
    """Whether what a restriction asks for is marked: people, bodies and sums are; a kind or a day of a paper is not."""
    return isinstance(leaf, MoneyIn) or (isinstance(leaf, NameIs) and FIELD_NAMED[leaf.field].marks is not None)


def _asks_for(query: Query, mention: Mention, text: str, document_id: int) -> bool:
    """Whether a restriction of the query is to what is mentioned; what is excluded is not asked for."""
    match query:
        case And(children):
            named = [child for child in children if not isinstance(child, DocumentIn)]
            here = all(document_id in child.documents for child in children if isinstance(child, DocumentIn))
            return here and any(_asks_for(child, mention, text, document_id) for child in named)
        case Or(children):
            return any(_asks_for(child, mention, text, document_id) for child in children)
        case Boost(child, _):
            return _asks_for(child, mention, text, document_id)
        case NameIs(name, value):
            return FIELD_NAMED[name].marks is mention.label and names_hold(mention.canonical or text, value)
        case MoneyIn(low, high, asked):
            pence = mention.value_pence
            within = pence is not None and (low is None or low <= pence) and (high is None or pence <= high)
            return within and (mention.currency or "GBP") in currencies_meant(asked)
        case _:
            return False


def _words_key(passage: StoredPassage) -> object:
    """Equal for passages of equal words; a short one is only like itself."""
    return passage.likeness if passage.likeness is not None else ("alone", passage.id)
