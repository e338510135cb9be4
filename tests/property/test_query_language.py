"""The query language: every way of writing that people know, round trips, and nothing that makes it raise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from panelsearch.errors import QueryError
from panelsearch.query.ast import (
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
from panelsearch.query.fields import FIELDS, NAMED_FIELDS
from panelsearch.query.parser import parse
from panelsearch.query.printer import print_query
from panelsearch.query.relaxation import relaxed

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ('"car park"', Phrase(("car", "park"))),
        ("“car park”", Phrase(("car", "park"))),
        ('"car\npark"', Phrase(("car", "park"))),
        ('"parks"', Word("parks", exact=True)),
        ('"a b"~5', Near(("a", "b"), 5)),
        ("a NEAR b", Near(("a", "b"), 8, exact=False)),
        ("a NEAR b NEAR/3 c", Near(("a", "b", "c"), 3, exact=False)),
        ('"a b" NEAR c', Near(("a", "b", "c"), 8)),
        ("a NEAR b c", And((Near(("a", "b"), 8, exact=False), C))),
        ("word~", Fuzzy("word", 1)),
        ("word~2", Fuzzy("word", 2)),
        ("te?t", Wildcard("te?t")),
        ("test*", Wildcard("test*")),
        ("21/0417*", Wildcard("21/0417*")),
        ("DC/2017/01?18-A*", Wildcard("dc/2017/01?18-a*")),
        ("03171-C*", Wildcard("03171c*")),
        ("Łuk*", Wildcard("luk*")),
        ("a NEAR/1500 b", Near(("a", "b"), 1500, exact=False)),
        ('"a b"~1500', Near(("a", "b"), 1500)),
        ("a^2 b", And((Boost(A, 2.0), B))),
        ("person:mackay", NameIs("person", "mackay")),
        ('council:"Dunmere District Council"', NameIs("council", "Dunmere District Council")),
        ("person:(a b)", And((NameIs("person", "a"), NameIs("person", "b")))),
        ("date:2012", DateIn(date(2012, 1, 1), date(2012, 12, 31))),
        ("date:2012-07", DateIn(date(2012, 7, 1), date(2012, 7, 31))),
        ("date:2012-04-01..2013-03-31", DateIn(date(2012, 4, 1), date(2013, 3, 31))),
        ("date:[2012-04-01 TO 2013-03-31]", DateIn(date(2012, 4, 1), date(2013, 3, 31))),
        ("date:17/10/1989", DateIn(date(1989, 10, 17), date(1989, 10, 17))),
        ('date:"3rd March 2007"', DateIn(date(2007, 3, 3), date(2007, 3, 3))),
        ("date:2012..", DateIn(date(2012, 1, 1), None)),
        ("date:<2012", DateIn(None, date(2011, 12, 31))),
        ("fy:2012/13", DateIn(date(2012, 4, 1), date(2013, 3, 31))),
        ("amount:>100000", MoneyIn(10_000_001, None)),
        ("money:>=£1.2m", MoneyIn(120_000_000, None)),
        ("money:100k", MoneyIn(10_000_000, 10_000_000)),
        ("money:[500 TO 900]", MoneyIn(50_000, 90_000)),
        ("money:€500..", MoneyIn(50_000, None, "EUR")),
        ("money:>$1m", MoneyIn(100_000_001, None, "$")),
        ("money:US$1m..US$2m", MoneyIn(100_000_000, 200_000_000, "USD")),
        ('money:"500 euros"', MoneyIn(50_000, 50_000, "EUR")),
        ("money:<0", MoneyIn(None, -1)),
        ("money:-£50..0", MoneyIn(-5_000, 0)),
        ("page:12", PageIn(12, 12)),
        ("page:3..5", PageIn(3, 5)),
        ("minute:240 item:5a", And((NameIs("minute", "240"), NameIs("item", "5a")))),
        ("", Everything()),
        ("7:30", Word("7:30")),
    ],
)
def test_what_people_write_is_understood(text: str, tree: object) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('a "b', And((A, B))),
        ("(a b", And((A, B))),
        ("a b)", And((A, B))),
        ("a OR", A),
        ("OR a", A),
        ("a NEAR", And((A, Word("near")))),
        ("a AND", A),
        ("date:nonsense", Word("nonsense")),
        ("money:lots", Word("lots")),
    ],
)
def test_a_slip_is_taken_as_plain_words(text: str, tree: object) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize("text", ['a "b', "(a b", "a b)", "a OR", "date:nonsense"])
def test_a_slip_is_told(text: str) -> None:
    assert parse(text).notes


def test_an_unknown_field_names_the_valid_ones_and_its_place() -> None:
    with pytest.raises(QueryError) as caught:
        parse("grass colour:red")
    assert caught.value.position == 6
    assert all(f"{one.name}:" in caught.value.hint for one in FIELDS)


_words = st.sampled_from("grass bridge park minutes plate precept clerk".split())
_currencies = st.sampled_from(["GBP", "EUR", "USD", "$"])
_leaves = st.one_of(
    st.builds(Word, _words, st.booleans()),
    st.builds(Phrase, st.lists(_words, min_size=2, max_size=4).map(tuple)),
    st.builds(Near, st.lists(_words, min_size=2, max_size=3).map(tuple), st.integers(1, 20), st.booleans()),
    st.builds(Wildcard, st.sampled_from(["par*", "p?rk", "*ing"])),
    st.builds(Fuzzy, _words, st.integers(1, 2)),
    st.builds(
        NameIs, st.sampled_from(list(NAMED_FIELDS)), st.sampled_from(["mackay", "s mackay", "5a", "5(a)", "5(a)(ii)"])
    ),
    st.builds(DateIn, st.dates(), st.none()),
    st.builds(DateIn, st.none(), st.dates()),
    st.dates().map(lambda day: DateIn(day, day)),
    st.builds(MoneyIn, st.integers(-(10**12), 10**12), st.none(), _currencies),
    st.builds(MoneyIn, st.none(), st.integers(-(10**12), 10**12), _currencies),
    st.builds(lambda pence, currency: MoneyIn(pence, pence, currency), st.integers(-(10**12), 10**12), _currencies),
    st.integers(1, 9999).map(lambda page: PageIn(page, page)),
)
_trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner.filter(lambda t: not isinstance(t, And)), min_size=2, max_size=3).map(lambda t: And(tuple(t))),
        st.lists(inner.filter(lambda t: not isinstance(t, Or)), min_size=2, max_size=3).map(lambda t: Or(tuple(t))),
        inner.filter(lambda t: not isinstance(t, Not)).map(Not),
        st.builds(
            Boost,
            inner.filter(lambda t: isinstance(t, Word | Phrase | Near | Wildcard | Fuzzy | And | Or)),
            st.sampled_from([0.125, 2.0, 3.5]),
        ),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("text", ["0[NEAR/0", "a[NEAR b", "a [OR b"])
def test_an_operator_behind_a_stray_sign_is_a_word_and_printed_as_one(text: str) -> None:
    """Found by trying texts at random."""
    tree = parse(text).tree
    assert parse(print_query(tree)).tree == tree


@settings(max_examples=300)
@given(_trees)
def test_parsing_what_is_printed_gives_the_same_tree(tree: object) -> None:
    assert parse(print_query(tree)).tree == tree  # type: ignore[arg-type]


@settings(max_examples=400)
@example("?0/0/?|")
@given(st.text(max_size=60) | st.text(alphabet='ab "():-~^*?[]ORANDNEAR:.,/£', max_size=60))
def test_no_text_raises_anything_but_an_unknown_field(text: str) -> None:
    try:
        parsed = parse(text)
    except QueryError:
        return
    assert parse(parsed.canonical).tree == (parsed.tree if parsed.canonical else Everything())


_SIGNS = st.sampled_from([
    " ", "  ", " TO ", "\u00a0", "\n",
    *"""a bridge AND OR NOT NEAR " ( ) - ~ ~2 ^2 ^0 ^200 * ? [ ] .. : person: money: date: item: kind: 2020 £500, >100k
    5(a) . , ’ “ – é by-law DC/2017/01 7:30 ! || && // x:y ½ _ 2’x 2019-05""".split(),
])  # fmt: skip


@settings(max_examples=600)
@given(st.lists(_SIGNS, max_size=9).map("".join))
def test_what_was_understood_reads_the_same_when_typed_again(text: str) -> None:
    try:
        parsed = parse(text)
    except QueryError:
        return
    assert parse(parsed.canonical).tree == parsed.tree


@pytest.mark.parametrize("text", ["🙂", "-", '""', "()", "?", "[ ]", "NOT", "~"])
def test_signs_without_a_word_are_an_error_not_every_passage(text: str) -> None:
    with pytest.raises(QueryError, match="nothing to search for"):
        parse(text)


def test_a_star_is_every_passage() -> None:
    assert parse("*").tree == parse("").tree == Everything()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("-lawn", "only excludes"),
        ("person:", "without a value"),
        ("grass person:", "without a value"),
        ("money:900..500", "turned round"),
        ("date:2021..2019", "turned round"),
    ],
)
def test_what_may_not_be_meant_is_told(text: str, note: str) -> None:
    assert note in " ".join(parse(text).notes)


def test_the_place_of_an_unknown_field_is_marked() -> None:
    with pytest.raises(QueryError) as caught:
        parse("grass  colour:red")
    assert caught.value.marked == "grass colour:red\n      ^"


@pytest.mark.parametrize("written", ["minute:5(a)", 'minute:"5(a)"', "(minute:5(a))", "minute:5(a), "])
def test_an_item_number_keeps_its_brackets(written: str) -> None:
    assert parse(written).tree == NameIs("minute", "5(a)")


def test_a_number_with_brackets_is_found_as_it_is_printed() -> None:
    assert parse("minute 5(a)").tree == And((Word("minute"), Phrase(("5", "a"))))
    assert parse("2012(a OR bc)").tree == parse("2012 (a OR bc)").tree


def test_relaxing_keeps_restrictions_and_loosens_words() -> None:
    loose = relaxed(parse("grass cutting kind:minutes -lawn").tree)
    assert isinstance(loose, And)
    assert NameIs("kind", "minutes") in loose.children
    assert Not(Word("lawn")) in loose.children
    assert any(isinstance(child, Or) for child in loose.children)
    assert relaxed(Word("grass")) is None
    assert relaxed(parse("a OR b").tree) is None
