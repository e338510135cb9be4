"""One contract for every index; the plain one in memory is the oracle for the fast one."""

from __future__ import annotations

import json
import random
import zlib
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panelsearch.errors import LibraryDamagedError, UsageError
from panelsearch.indexing import bm25f
from panelsearch.indexing.base import FacetCount, IndexEngine, Match, Sort, Standing
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.ast import (
    Alike,
    And,
    Boost,
    DateIn,
    Everything,
    Fuzzy,
    MoneyIn,
    NameIs,
    Near,
    Not,
    Or,
    PageIn,
    Phrase,
    Wildcard,
    Word,
)
from panelsearch.query.fields import COUNTED_FIELDS, NAMED_FIELDS
from panelsearch.query.parser import parse
from panelsearch.testing.index_engines import open_engine
from panelsearch.testing.memory_index import MemoryIndex
from panelsearch.text.analyzer import stemmed, stems_of
from tests.index_places import ENGINE_PARAMETERS, new_index

PASSAGES = [
    IndexedPassage(
        1, 10, "The footbridge at Mill Lane was repaired for £4,500.", "Footbridge", "Minutes",
        "Dunmere Parish Council", "minutes", date(2023, 2, 7), 1, "2", ("B Nnamdi", "A Pryce"), sums=(("GBP", 450000),),
        named_people=("B Nnamdi", "A Pryce"), named_councils=("Dunmere Parish Council",),
        outcomes=("resolved", "noted"),
    ),
    IndexedPassage(
        2, 10, "Grass cutting: three quotations for cutting the grass; by-law 5(a) applies.", "Grass cutting",
        "Minutes", "Dunmere Parish Council", "minutes", date(2023, 2, 7), 2, "3", ("Siân O'Rourke",),
        sums=(("GBP", 10), ("GBP", 99_999_999), ("EUR", 50_000)),
    ),
    IndexedPassage(
        3, 11, "Planning application DC/2017/01318 was noted. The bridge is a foot wide.", "Planning", "Agenda pack",
        "Severnmoor Police and Crime Panel", "pack", date(2022, 11, 21), 14, "5a", ("Anne Pryce",),
        named_people=("A Pryce",), outcomes=("noted",),
    ),
    IndexedPassage(
        4, 12, "Cllr Pryce organised the plate AB1 sale. Ferris's bylaw.",
        sums=(("GBP", -300), ("CAD", 50_000)),
    ),
]  # fmt: skip
STANDING = Standing((11, 12, 10), {3: 4})


@pytest.fixture(params=ENGINE_PARAMETERS)
def engine(request, tmp_path) -> IndexEngine:
    return new_index(request, request.param, tmp_path)


def build(engine: IndexEngine, number: int, passages=PASSAGES, base=None, remove=(), standing=STANDING):
    with engine.writer(engine.name_of(number), engine.name_of(base) if base else None) as writer:
        writer.remove(remove)
        writer.add(passages)
        writer.arrange(standing)
    return engine.reader(engine.name_of(number))


@pytest.fixture
def reader(engine):
    reader = build(engine, 1)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("footbridge", {1}),
        ("repairing", {1}),
        ('"repairing"', set()),
        ("grass cutting", {2}),
        ("bridge OR grass", {2, 3}),
        ("bridge -planning", set()),
        ("minutes", {1, 2}),
        ("£4,500", {1}),
        ("4500", {1}),
        ("DC/2017/01318", {3}),
        ("dc/2017/01318 noted", {3}),
        ("by-law", {2, 4}),
        ("bylaw", {2, 4}),
        ('"cutting the grass"', {2}),
        ('"cutting grass"', set()),
        ('"grass quotations"~3', {2}),
        ("grass NEAR quotations", {2}),
        ("grass NEAR quotation", {2}),
        ('"grass" NEAR "quotation"', set()),
        ("AB1", {4}),
        ("foot*", {1, 3}),
        ("gra?s", {2}),
        ("footbrige~", {1}),
        ("councillor pryce", {4}),
        ("organized", {4}),
        ("ferris", {4}),
        ("person:pryce", {1, 3}),
        ('person:"a pryce"', {1}),
        ("person:sian", {2}),
        ("body:dunmere", {1, 2}),
        ("kind:pack", {3}),
        ("item:5a", {3}),
        ("item:footbridge", {1}),
        ("minute:3", {2}),
        ("page:2..", {2, 3}),
        ("page:14", {3}),
        ("date:2023", {1, 2}),
        ("date:<2023", {3}),
        ("fy:2022/23", {1, 2, 3}),
        ("money:>4k", {1, 2}),
        ("money:4500", {1}),
        ("money:..1", {2, 4}),
        ("5", {2}),
        ("a", {2, 3}),
        ("minutes footbridge", {1}),  # a title's word counts beside one of the passage's own,
        ("minutes OR grass", {2}),  # is no match alone where another passage says a word itself,
        ("footbridge -minutes", {1}),  # and excludes nothing
        ("grass -cutting", set()),
        ("", {1, 2, 3, 4}),
    ],
)
def test_queries_find_what_they_say(reader, query: str, found: set[int]) -> None:
    tree = parse(query).tree
    assert reader.matching_ids(tree) == found
    result = reader.search(tree, limit=None)
    assert result.total == len(found)
    assert {match.passage_id for match in result.matches} == found


def test_headings_lift_and_repetition_lowers(engine) -> None:
    reader = build(
        engine,
        1,
        [
            IndexedPassage(1, 1, "the weir was discussed at some length today by all"),
            IndexedPassage(2, 2, "the weir was discussed at some length today by all", heading="Weir"),
            IndexedPassage(3, 3, "the weir was discussed at some length today by all"),
        ],
        standing=Standing(repeats={3: 9}),
    )
    assert [match.passage_id for match in reader.search(Word("weir")).matches] == [2, 1, 3]


def test_what_is_repeated_ranks_like_the_rest_on_request(engine) -> None:
    passages = [
        IndexedPassage(1, 1, "the weir was discussed at length and put off"),
        IndexedPassage(2, 2, "the weir was discussed at some length and at last put off until spring"),
    ]
    reader = build(engine, 1, passages, standing=Standing(repeats={1: 40}))
    demoted, plain = reader.search(Word("weir")).matches, reader.search(Word("weir"), demoted=False).matches
    assert [match.passage_id for match in demoted] == [2, 1]
    assert [match.passage_id for match in plain] == [1, 2]
    assert demoted[1].score / plain[0].score == pytest.approx(bm25f.prior("", 40), rel=1e-6)


def test_sorting_by_date_puts_undated_passages_last(reader) -> None:
    everything = Everything()
    assert [m.passage_id for m in reader.search(everything, sort=Sort.OLDEST).matches] == [3, 1, 2, 4]
    assert [m.passage_id for m in reader.search(everything, sort=Sort.NEWEST).matches] == [1, 2, 3, 4]


def test_equals_stand_in_the_order_of_their_documents_and_then_of_their_place(engine) -> None:
    passages = [IndexedPassage(n, document, "the weir") for n, document in ((1, 5), (2, 9), (3, 9), (4, 7), (5, 6))]
    for number, documents, expected in (
        (1, (9, 5, 7, 6), [2, 3, 1, 4, 5]),
        (2, (), [1, 5, 4, 2, 3]),  # not told: by the documents' numbers
        (3, (7,), [4, 1, 5, 2, 3]),  # those it is not told of come last
    ):
        reader = build(engine, number, passages, standing=Standing(documents))
        assert [m.passage_id for m in reader.search(Word("weir"), limit=None).matches] == expected
        assert [m.passage_id for m in reader.search(Word("weir"), limit=2).matches] == expected[:2]


def test_how_a_passage_stands_is_said_anew_in_each_generation(engine) -> None:
    old = [IndexedPassage(1, 1, "the weir is old"), IndexedPassage(2, 2, "the weir is old")]
    build(engine, 1, old, standing=Standing((1, 2), {1: 7}))
    more = [IndexedPassage(3, 3, "the weir is old")]
    reader = build(engine, 2, more, 1, standing=Standing((3, 2, 1), {2: 7}))
    matches = reader.search(Word("weir")).matches
    assert [m.passage_id for m in matches] == [3, 1, 2]
    assert matches[0].score == matches[1].score > matches[2].score
    before = engine.reader(engine.name_of(1)).search(Word("weir")).matches
    assert [m.passage_id for m in before] == [2, 1], "the generation before is as it was"


def test_limit_cuts_and_total_counts(reader) -> None:
    result = reader.search(Everything(), limit=2)
    assert (result.total, len(result.matches)) == (4, 2)


@pytest.mark.parametrize(
    ("facet", "query", "counts"),
    [
        ("body", "", [("Dunmere Parish Council", 2), ("Severnmoor Police and Crime Panel", 1)]),
        ("kind", "", [("minutes", 2), ("pack", 1)]),
        ("date", "", [("2023", 2), ("2022", 1)]),
        ("fy", "", [("2022/23", 3)]),
        ("person", "", [("A Pryce", 2), ("B Nnamdi", 1)]),
        ("person", "kind:pack", [("A Pryce", 1)]),
        ("council", "bridge OR footbridge", [("Dunmere Parish Council", 1)]),
        ("outcome", "", [("noted", 2), ("resolved", 1)]),
        ("outcome", "plate", []),
    ],
)
def test_all_matches_are_counted_by_facet(reader, facet: str, query: str, counts: list[tuple[str, int]]) -> None:
    assert reader.facets(parse(query).tree, facet) == tuple(FacetCount(*count) for count in counts)


@pytest.mark.parametrize("query", ["", "nowhere"])
def test_a_facet_that_is_none_is_a_fault_of_the_caller(reader, query: str) -> None:
    with pytest.raises(KeyError, match="colour"):
        reader.facets(parse(query).tree, "colour")
    assert reader.facets(parse("").tree, "kind")


@pytest.mark.parametrize("query", ["", "bridge OR footbridge", "kind:minutes", "nowhere"])
def test_all_matches_are_counted_by_day_the_undated_first(reader, query: str) -> None:
    tree = parse(query).tree
    found = reader.matching_ids(tree)
    held = [one.meeting_date for one in PASSAGES if one.passage_id in found]
    counted = reader.by_day(tree)
    assert counted == Counter(held)
    assert list(counted) == sorted(counted, key=lambda day: day or date.min)


def test_suggestions_come_from_the_library(reader) -> None:
    assert reader.suggest("fotbridge")[0] == "footbridge"
    assert reader.suggest("zzzzzz") == ()


def test_a_new_generation_starts_from_the_old_one_and_leaves_it_as_it_was(engine) -> None:
    old = build(engine, 1)
    more = [IndexedPassage(5, 13, "A new weir was built.")]
    new = build(engine, 2, more, base=1, remove=[10])
    assert old.matching_ids(Everything()) == {1, 2, 3, 4}
    assert new.matching_ids(Everything()) == {3, 4, 5}
    assert new.search(Word("weir")).matches[0].passage_id == 5
    assert engine.reader(engine.name_of(1)).matching_ids(Word("footbridge")) == {1}


def test_a_writer_that_fails_commits_nothing_and_holds_no_lock(engine) -> None:
    build(engine, 1).close()

    def fail() -> None:
        with engine.writer(engine.name_of(2), engine.name_of(1)) as writer:
            writer.add([IndexedPassage(9, 9, "never seen")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert engine.reader(engine.name_of(1)).matching_ids(Everything()) == {1, 2, 3, 4}
    assert not engine.holds(engine.name_of(2))
    assert build(engine, 2, [IndexedPassage(9, 9, "seen")]).matching_ids(Everything()) == {9}


def test_an_engine_keeps_the_generations_it_is_told_to(engine) -> None:
    for number in (1, 2, 3):
        build(engine, number, base=None).close()
    engine.sweep({engine.name_of(2), engine.name_of(3)})
    assert [engine.holds(engine.name_of(number)) for number in (1, 2, 3, 4)] == [False, True, True, False]
    with pytest.raises(LibraryDamagedError):
        engine.reader(engine.name_of(1))


def test_what_a_killed_run_left_is_gone_before_its_generation_is_made_again(engine, tmp_path) -> None:
    build(engine, 1, [IndexedPassage(8, 8, "left by a run that was killed")]).close()
    assert build(engine, 1, [IndexedPassage(9, 9, "seen")]).matching_ids(Everything()) == {9}


def test_an_engine_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(UsageError, match="solr"):
        open_engine(tmp_path, "solr")


@pytest.mark.parametrize("name", ["../elsewhere", "generation-1/..", "", "."])
def test_a_generation_named_by_somebody_else_leads_nowhere(tmp_path, name: str) -> None:
    with pytest.raises(LibraryDamagedError):
        open_engine(tmp_path / "index").reader(name)


# -- the fast one against the oracle ----------------------------------------------------------------------------------

_words = st.sampled_from(
    "footbridge grass cutting the a 5 bridge pryce by-law bylaw minutes £4,500 dc/2017/01318 foot nowhere".split()
)
_exact = st.sampled_from("the grass cutting was a bridge law by mill lane quotations for".split())
_leaves = st.one_of(
    st.builds(Word, _words, st.booleans()),
    st.builds(
        Alike, st.lists(_words | st.sampled_from(["grass cutting", "by-law"]), min_size=1, max_size=3).map(tuple)
    ),
    st.builds(Phrase, st.lists(_exact, min_size=2, max_size=3).map(tuple)),
    st.builds(Near, st.lists(_exact, min_size=2, max_size=3).map(tuple), st.integers(1, 8), st.booleans()),
    st.builds(Wildcard, st.sampled_from(["foot*", "*ing", "gr?ss", "b*", "???"])),
    st.builds(Fuzzy, st.sampled_from(["bridg", "gras", "law"]), st.integers(1, 2)),
    st.builds(
        NameIs, st.sampled_from(list(NAMED_FIELDS)), st.sampled_from(["pryce", "a pryce", "dunmere", "pack", "3", "5a"])
    ),
    st.builds(DateIn, st.none() | st.just(date(2023, 1, 1)), st.none() | st.just(date(2023, 2, 7))),
    st.builds(
        MoneyIn,
        st.none() | st.integers(-1000, 10**8) | st.just(10**30),
        st.none() | st.integers(-1000, 10**8) | st.just(10**30),
        st.sampled_from(["GBP", "EUR", "CAD", "$", "JPY"]),
    ),
    st.builds(PageIn, st.none() | st.integers(1, 15), st.none() | st.integers(1, 15)),
    st.just(Everything()),
)
_trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: And(tuple(some))),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: Or(tuple(some))),
        inner.map(Not),
        st.builds(Boost, inner, st.sampled_from([0.5, 2.0])),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module", params=[one for one in ENGINE_PARAMETERS if one.values != ("memory",)])
def fast(request, tmp_path_factory):
    """Two segments and a deletion."""
    engine = new_index(request, request.param, tmp_path_factory.mktemp("fast"))
    doomed = IndexedPassage(50, 99, "The footbridge and the grass, cutting the bridge.")
    build(engine, 1, [*PASSAGES[:2], doomed]).close()
    reader = build(engine, 2, PASSAGES[2:], base=1, remove=[99])
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def plain() -> MemoryIndex:
    return MemoryIndex(PASSAGES, STANDING)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=_trees, sort=st.sampled_from(list(Sort)))
def test_the_fast_index_agrees_with_the_plain_one(fast, plain, tree, sort: Sort) -> None:
    assert fast.matching_ids(tree) == plain.matching_ids(tree)
    ours, theirs = fast.search(tree, None, sort).matches, plain.search(tree, None, sort).matches
    assert _scores(ours) == pytest.approx(_scores(theirs), rel=1e-4)
    if not any(match.score for match in ours):  # no rounding tells equals apart
        assert [m.passage_id for m in ours] == [m.passage_id for m in theirs]
    for facet in COUNTED_FIELDS:
        assert fast.facets(tree, facet) == plain.facets(tree, facet)
    assert fast.by_day(tree) == plain.by_day(tree)


def _scores(matches: Iterable[Match]) -> dict[int, float]:
    return {match.passage_id: match.score for match in matches}


def test_alternatives_searched_within_one_thing_and_another_find_the_same_each_time(engine) -> None:
    words = "bridge grass pryce noted quotations plate footbridge".split()
    pairs = [Or((Word(one), Word(other))) for one, other in pairwise(words)]
    within = (Everything(), DateIn(date(2023, 1, 1), None), PageIn(2, None), NameIs("body", "Dunmere Parish Council"))
    asked = [And((pair, one)) for _ in range(2) for pair in pairs for one in within]
    with closing(build(engine, 1)) as kept:
        found = [kept.search(tree) for tree in asked]
    assert found[: len(found) // 2] == found[len(found) // 2 :]
    for number, at in enumerate(range(0, len(asked), 9), 2):
        with closing(build(engine, number)) as afresh:
            assert found[at] == afresh.search(asked[at])
    assert any(one.total for one in found)


def test_the_passages_that_hold_a_word_are_counted(reader) -> None:
    words = ("footbridge", "Bridges", "weir", "nowhere")
    counted = reader.holding(words)
    assert counted == tuple(len(reader.matching_ids(Word(word))) for word in words)


def test_the_passages_that_hold_all_of_some_words_are_those_that_hold_each(reader) -> None:
    asked = (("the",), ("The", "grasses"), ("planning", "noted", "foot"), ("grass", "repair"), ("weir",))
    found = reader.holding_all(asked)
    for words, holding in zip(asked, found, strict=True):
        each = [
            {p.passage_id for p in PASSAGES if stemmed(word.lower()) in stems_of(f"{p.text} {p.heading}")}
            for word in words
        ]
        assert holding == frozenset.intersection(*map(frozenset, each))
    assert list(map(len, found)) == [4, 1, 1, 0, 0]
    assert reader.holding_all([]) == []


def test_an_index_from_somebody_else_runs_no_code(tmp_path) -> None:
    import pickle

    engine = open_engine(tmp_path)
    build(engine, 1).close()
    folder = tmp_path / engine.name_of(1)
    marker = tmp_path / "marker"

    class Evil:
        def __reduce__(self):
            return (marker.write_text, ("ran",))

    for file in folder.iterdir():
        file.write_bytes(pickle.dumps(Evil()) + file.read_bytes())
    with pytest.raises(LibraryDamagedError):
        engine.reader(engine.name_of(1)).search(Word("grass"))
    assert not marker.exists()


def test_nothing_of_an_index_is_a_pickle(tmp_path, monkeypatch) -> None:
    import pickle

    def forbidden(*_: object) -> None:
        raise AssertionError("a pickle")

    engine = open_engine(tmp_path)
    build(engine, 1).close()
    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(pickle, name, forbidden)
    with engine.writer(engine.name_of(2), engine.name_of(1)) as writer:
        writer.remove({1})
    with closing(engine.reader(engine.name_of(2))) as reader:
        assert reader.search(Word("grass"))


def test_a_list_of_segments_names_none_outside_its_folder(tmp_path) -> None:
    engine = open_engine(tmp_path)
    build(engine, 1).close()
    (toc,) = (tmp_path / engine.name_of(1)).glob("*.toc")
    _, _, told = toc.read_bytes().partition(b" ")
    ((name, size, deleted),) = json.loads(told)
    listed = json.dumps([[f"/../../{engine.name_of(1)}/MAIN_{name}", size, deleted]]).encode()
    toc.write_bytes(b"%08x " % zlib.crc32(listed) + listed)
    with pytest.raises(LibraryDamagedError):
        engine.reader(engine.name_of(1))


@pytest.mark.parametrize("which", ["*.toc", "MAIN_*.arrays", "standing.arrays"])
def test_every_bit_of_an_index_that_says_something_is_checked(tmp_path, which: str) -> None:
    engine = open_engine(tmp_path)
    reader = build(engine, 1)
    asked = [Word("grass"), Word("footbridge", True), Phrase(("grass", "cutting")), Everything()]
    told = [reader.search(one, None) for one in asked]
    reader.close()
    (path,) = (tmp_path / engine.name_of(1)).glob(which)
    whole, dice = path.read_bytes(), random.Random(7)
    damaged = 0
    for at in dice.sample(range(len(whole)), min(len(whole), 150)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :])
        try:
            with closing(engine.reader(engine.name_of(1))) as one:
                assert [one.search(query, None) for query in asked] == told
        except LibraryDamagedError:
            damaged += 1
    assert damaged > 5
