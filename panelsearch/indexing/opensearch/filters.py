"""Which passages match a tree? The same sets as the evaluator's, in OpenSearch's language.

How often a leaf stands in a passage is the score of a query of its own (`frequencies`): the similarity of the fields
gives a term's frequency times its boost, and of a phrase that much for each of its terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from panelsearch.indexing import bm25f
from panelsearch.indexing.opensearch.passage_fields import APART, DAY, DOCUMENT, PAGE, kept, whole_letters
from panelsearch.indexing.opensearch.server import Json
from panelsearch.indexing.segment_fields import LENGTH, MOST_SUM, names_in, sum_term
from panelsearch.query.ast import (
    Alike,
    And,
    DateIn,
    DocumentIn,
    Everything,
    Fuzzy,
    MoneyIn,
    NameIs,
    Near,
    Not,
    Or,
    PageIn,
    Phrase,
    Query,
    Wildcard,
    Word,
)
from panelsearch.query.visitor import QueryVisitor, Restriction, TextLeaf
from panelsearch.text.analyzer import folded, forms, stemmed, words_of
from panelsearch.text.currencies import currencies_meant

NOTHING: Json = {"match_none": {}}
_MOST_TERMS = 1 << 16
"""So many values a query may list (`index.max_terms_count`)."""
_MOST_NUMBER = (1 << 31) - 1


def any_of(queries: Sequence[Json]) -> Json:
    """What any of the queries matches; scores add up."""
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": queries, "minimum_should_match": 1}} if queries else NOTHING


def all_of(queries: Sequence[Json]) -> Json:
    """What all of the queries match; without a score."""
    return {"bool": {"filter": queries}}


def but(query: Json) -> Json:
    """What a query does not match."""
    return {"bool": {"must_not": [query]}}


def among(name: str, values: Iterable[int]) -> Json:
    """The passages of which a number is one of these, however many."""
    listed = sorted(values)
    parts = [listed[at : at + _MOST_TERMS] for at in range(0, len(listed), _MOST_TERMS)]
    return any_of([{"terms": {name: part}} for part in parts])


def forms_of(leaf: Word | Alike) -> tuple[tuple[str, ...], ...]:
    """The stems by which a word is found, each once."""
    words = leaf.words if isinstance(leaf, Alike) else (leaf.text,)
    return tuple(dict.fromkeys(form for word in words for form in forms(word)))


def matching(query: Query, *, titles: bool = True) -> Json:
    """The passages that match, a paper's title being said by each of its passages where `titles`; without a score."""
    return _Matching(titles=titles).visit(query)


def saying(query: Query) -> Json | None:
    """The passages that say one of the words themselves; None where none has to be said, or no title can say one."""
    return _Saying().visit(query) if _ByTitles().visit(query) else None


def frequencies(leaf: TextLeaf, average: float) -> Json:
    """The passages in which a leaf stands, and how often, fields weighted.

    `average` is how many words a passage has: what the frequencies of a longer one's text are divided by grows with it.
    """
    return _Frequencies(average).visit(leaf)


class _Restricted(QueryVisitor[Json]):
    """The passages of which something is known."""

    def visit_name(self, query: NameIs) -> Json:
        words = list(map(kept, dict.fromkeys(words_of(query.value))))
        name = names_in(query.field)
        if len(words) < 2:
            return any_of([{"term": {name: word}} for word in words])
        stand = [{"match": {"query": word}} for word in words]
        return {"intervals": {name: {"all_of": {"ordered": False, "max_gaps": APART - 1, "intervals": stand}}}}

    def visit_date(self, query: DateIn) -> Json:
        first = max(1, query.first.toordinal()) if query.first else 1
        return _between(DAY, first, query.last.toordinal() if query.last else None)

    def visit_money(self, query: MoneyIn) -> Json:
        least, most = (-MOST_SUM if query.low is None else query.low), (MOST_SUM if query.high is None else query.high)
        ends = [(sum_term(least, one), sum_term(most, one)) for one in currencies_meant(query.currency)]
        return any_of([{"range": {"sum": {"gte": first, "lte": last}}} for first, last in ends])

    def visit_page(self, query: PageIn) -> Json:
        return _between(PAGE, query.first or 0, query.last)

    def visit_document(self, query: DocumentIn) -> Json:
        return among(DOCUMENT, query.documents)

    def visit_everything(self, query: Everything) -> Json:
        return {"match_all": {}}


class _Said(QueryVisitor[Json]):
    """The passages that say something, and how often; in which fields a word is looked for is a subclass's to say."""

    def visit_word(self, query: Word) -> Json:
        return term("exact", folded(query.text)) if query.exact else self._of_forms(query)

    def visit_alike(self, query: Alike) -> Json:
        return self._of_forms(query)

    def visit_phrase(self, query: Phrase) -> Json:
        return phrase("exact", query.words)

    def visit_near(self, query: Near) -> Json:
        words = query.words if query.exact else tuple(map(stemmed, query.words))
        return near("exact" if query.exact else "body", words, query.distance)

    def _of_forms(self, query: Word | Alike) -> Json:
        raise NotImplementedError


class _Frequencies(_Said):
    """See `frequencies`."""

    def __init__(self, average: float) -> None:
        self._norm = {"least": 1 - bm25f.B, "each": bm25f.B / (average or 1)}

    def _of_forms(self, query: Word | Alike) -> Json:
        every = forms_of(query)
        singles = [form[0] for form in every if len(form) == 1]
        in_text = [phrase("body", form) if len(form) > 1 else term("body", form[0]) for form in every]
        if not in_text:
            return NOTHING
        script = {"source": f"_score / (params.least + params.each * doc['{LENGTH}'].value)", "params": self._norm}
        aside = [term("heading", single, bm25f.HEADING_WEIGHT) for single in singles]
        aside += [term("title", single, bm25f.TITLE_WEIGHT) for single in singles]
        return any_of([{"script_score": {"query": any_of(in_text), "script": script}}, *aside])


class _Matching(_Restricted, _Said):
    """See `matching`."""

    def __init__(self, *, titles: bool) -> None:
        self._titles = titles

    def visit_and(self, query: And) -> Json:
        return all_of([self.visit(child) for child in query.children])

    def visit_or(self, query: Or) -> Json:
        return any_of([self.visit(child) for child in query.children])

    def visit_not(self, query: Not) -> Json:
        return but(matching(query.child, titles=False))

    def visit_wildcard(self, query: Wildcard) -> Json:
        pattern = whole_letters(query.pattern)
        beginning = pattern[:-1]
        if beginning and pattern.endswith("*") and not set("*?") & set(beginning):
            return {"prefix": {"exact": {"value": beginning}}}
        return {"wildcard": {"exact": {"value": pattern.replace("\\", "\\\\")}}}

    def visit_fuzzy(self, query: Fuzzy) -> Json:
        return fuzzy("exact", folded(query.text), query.edits)

    def _of_forms(self, query: Word | Alike) -> Json:
        every = forms_of(query)
        fields = ("body", "heading", "title") if self._titles else ("body", "heading")
        phrases = [phrase("body", form) for form in every if len(form) > 1]
        singles = [kept(form[0]) for form in every if len(form) == 1]
        return any_of([*phrases, *({"terms": {name: singles}} for name in fields if singles)])


class _Saying(QueryVisitor[Json | None]):
    """See `saying`."""

    def visit_and(self, query: And) -> Json | None:
        said = [one for child in query.children if (one := self.visit(child)) is not None]
        return any_of(said) if said else None

    def visit_or(self, query: Or) -> Json | None:
        every = [self.visit(child) for child in query.children]
        said = [one for one in every if one is not None]
        return any_of(said) if len(said) == len(every) else None

    def visit_not(self, query: Not) -> Json | None:
        return None

    def visit_text(self, query: TextLeaf) -> Json | None:
        return matching(query, titles=False)

    def visit_restriction(self, query: Restriction) -> Json | None:
        return None


class _ByTitles(QueryVisitor[bool]):
    """Whether a title may make a passage match."""

    def visit_and(self, query: And) -> bool:
        return any(map(self.visit, query.children))

    def visit_or(self, query: Or) -> bool:
        return any(map(self.visit, query.children))

    def visit_not(self, query: Not) -> bool:
        return False

    def visit_word(self, query: Word) -> bool:
        return not query.exact

    def visit_alike(self, query: Alike) -> bool:
        return True

    def visit_text(self, query: TextLeaf) -> bool:
        return False

    def visit_restriction(self, query: Restriction) -> bool:
        return False


def term(name: str, value: str, boost: float = 1.0) -> Json:
    """Where a term stands; its frequency, `boost` times."""
    return {"term": {name: {"value": kept(value), "boost": boost}}}


def phrase(name: str, words: Sequence[str]) -> Json:
    """Where words stand one after another; how often they do."""
    if len(words) == 1:
        return _placed(name, words[0])
    return {"match_phrase": {name: {"query": " ".join(map(kept, words)), "boost": 1 / len(words)}}}


def near(name: str, words: Sequence[str], distance: int) -> Json:
    """Where all words stand at most `distance` apart; how often one stands with all others so far behind it, or less.

    For each word: its places from which another follows in time, of these the ones from which a third does, and so on.
    Where a place lies within a stretch from the same word to the next other one, it begins such a stretch itself.
    """
    distinct = list(dict.fromkeys(words))
    if len(distinct) == 1:
        return _placed(name, distinct[0])
    if distance < 1:
        return NOTHING
    slop = min(distance, APART) - 1
    found = []
    for word in distinct:
        stands = _span(name, word)
        places = stands
        for other in distinct:
            if other != word:
                stretch = {"span_near": {"clauses": [stands, _span(name, other)], "slop": slop, "in_order": True}}
                places = {"span_within": {"little": places, "big": stretch}}
        places["span_within"]["boost"] = 1 / len(distinct)
        found.append(places)
    return any_of(found)


def fuzzy(name: str, word: str, edits: int) -> Json:
    """Where terms stand that are at most `edits` letters away, all of them."""
    how = {"fuzziness": edits, "prefix_length": 0, "transpositions": True, "rewrite": "constant_score"}
    return {"fuzzy": {name: {"value": kept(word), **how}}}


def _placed(name: str, word: str) -> Json:
    """A term where it has a place among others: a compound's whole has none."""
    return {"span_first": {"match": _span(name, word), "end": APART}}


def _span(name: str, word: str) -> Json:
    return {"span_term": {name: kept(word)}}


def _between(name: str, first: int, last: int | None) -> Json:
    ends = {"gte": min(first, _MOST_NUMBER)}
    return {"range": {name: ends if last is None else {**ends, "lte": min(last, _MOST_NUMBER)}}}
