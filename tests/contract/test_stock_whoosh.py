"""The same passages and scores as stock Whoosh: its own index, codec, matchers and BM25F, over the same words.

Only the idf is ours (never negative). Stock Whoosh indexes afresh what ours holds in several segments, some deleted.
"""

from __future__ import annotations

import warnings
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, query, scoring
    from whoosh.filedb.filestore import FileStorage, RamStorage

from panelsearch.indexing.base import Matches
from panelsearch.indexing.bm25f import K1, B, idf
from panelsearch.indexing.engines import open_engine
from panelsearch.indexing.whoosh_codec import SegmentList, schema
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import And, Not, Or, Phrase, Query, Word
from panelsearch.testing.whoosh_reading import read_by_whoosh
from panelsearch.text.analyzer import analyze

_STOCK_EXACT_WORDS = 10  # it keeps the length of a longer text rounded
_WORDS = "weir bridge grass mill lane repaired noted quoted budget the of and".split()
_texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=_STOCK_EXACT_WORDS).map(" ".join)
_words = st.sampled_from([*_WORDS, "nowhere"]).map(Word)
_trees = st.recursive(
    _words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: And(tuple(some))),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: Or(tuple(some))),
    ),
    max_leaves=5,
)


class OurIdf(scoring.BM25F):
    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def idf(self, searcher, fieldname, text):
        return idf(searcher.doc_count_all(), searcher.doc_frequency(fieldname, text))


class OurTerms(analysis.Analyzer):
    def __call__(self, value, **_):
        for found in analyze(value):
            yield analysis.Token(text=found.term, pos=found.position, boost=1.0, stopped=False)


@mock.patch("whoosh.index.TOC", SegmentList.__base__)
def stock(passages):
    made = fields.Schema(key=fields.STORED, body=fields.TEXT(analyzer=OurTerms(), phrase=True))
    index = RamStorage().create_index(made)
    writer = index.writer()
    for passage in passages:
        writer.add_document(key=passage.passage_id, body=passage.text)
    writer.commit()
    return index.searcher(weighting=OurIdf())


def as_whoosh(tree: Query):
    match tree:
        case Word(text):
            return query.Term("body", analyze(text)[0].term)
        case And(children):
            return query.And([as_whoosh(child) for child in children])
        case Or(children):
            return query.Or([as_whoosh(child) for child in children])
        case Phrase(words):
            return query.Phrase("body", [analyze(word)[0].term for word in words])
    raise AssertionError(tree)


def in_segments(folder, passages, doomed):
    """Two generations: the first half and what is to go, then the second half."""
    engine = open_engine(folder)
    one, two = engine.name_of(1), engine.name_of(2)
    half = len(passages) // 2
    with engine.writer(one) as writer:
        writer.add([*passages[:half], *doomed])
    with engine.writer(two, one) as writer:
        writer.remove({passage.document_id for passage in doomed})
        writer.add(passages[half:])
    return engine.reader(two)


def scores(matches: Matches) -> dict[int, float]:
    return {match.passage_id: round(match.score, 3) for match in matches.matches}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(_texts, min_size=2, max_size=8),
    doomed=st.lists(_texts, max_size=2),
    trees=st.lists(_trees, min_size=1, max_size=6),
    dropped=_words,
)
def test_passages_and_scores_are_those_of_stock_whoosh(tmp_path_factory, texts, doomed, trees, dropped) -> None:
    passages = [IndexedPassage(number, number, text) for number, text in enumerate(texts, 1)]
    gone = [IndexedPassage(100 + number, 100 + number, text) for number, text in enumerate(doomed)]
    ours = in_segments(tmp_path_factory.mktemp("ours"), passages, gone)
    with stock(passages) as searcher:
        for tree in trees:
            found = searcher.search(as_whoosh(tree), limit=None)
            assert scores(ours.search(tree, None)) == {hit["key"]: round(hit.score, 3) for hit in found}
            # its own Not counts one in the ranking, its AndNot lets through what it should not
            found = searcher.search(as_whoosh(tree), mask=as_whoosh(dropped), limit=None)
            kept = ours.search(And((tree, Not(dropped))), None)
            assert scores(kept) == {hit["key"]: round(hit.score, 3) for hit in found}
        for words in (("the", "weir"), ("of", "the"), ("mill", "lane", "bridge")):
            expected = {hit["key"] for hit in searcher.search(as_whoosh(Phrase(words)), limit=None)}
            assert ours.matching_ids(Phrase(words)) == expected
    ours.close()


def test_whooshs_own_searcher_reads_our_segments(tmp_path) -> None:
    passages = [IndexedPassage(number, number, text) for number, text in enumerate(
        ["the weir at mill lane", "the bridge", "grass at the lane of the mill", "weir, weir and weir", "mill lane"], 1
    )]  # fmt: skip
    reader = in_segments(tmp_path, passages, [IndexedPassage(9, 9, "a weir that goes")])
    index = FileStorage(str(tmp_path / "generation-2")).open_index(schema=schema())
    with read_by_whoosh(), index.searcher(weighting=OurIdf()) as searcher:
        for asked in (query.Term("body", "weir"), query.Phrase("body", ["mill", "lane"]), query.Prefix("body", "we")):
            found = {searcher.ixreader.is_deleted(hit.docnum) for hit in searcher.search(asked)}
            assert found == {False}
        assert len(searcher.search(query.Phrase("body", ["mill", "lane"]))) == 2
        assert len(searcher.search(query.Term("body", "weir"))) == len(reader.matching_ids(Word("weir"))) == 2
    reader.close()
