"""Whatever a page holds, its tokens are words: no blank in them, and true to their place."""

import sys
import unicodedata
from itertools import filterfalse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panelsearch.text.analyzer import Token, analyze, folded

_PAGES = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["\u00a3", "$", "\n", "\t", " ", "\u00a0", "6", "1,200", ".50", "by-", "law", "DC/17", "k", "'s"]
        ),
        max_size=30,
    ).map("".join),
)


@given(_PAGES)
def test_no_term_holds_a_blank_and_each_stands_where_it_says(page: str) -> None:
    for token in analyze(page):
        assert token.term
        assert token.exact
        assert not any(letter.isspace() for letter in token.term + token.exact)
        assert 0 <= token.start < token.end <= len(page)


@given(st.lists(_PAGES, max_size=4))
def test_words_are_the_same_whatever_stands_beside_them(pages: list[str]) -> None:
    parts = [part for page in pages for part in page.split()]
    if any(part.endswith(("\u00a3", "$", "\u20ac")) for part in parts):
        return  # a sign joins what comes behind it
    alone: list[Token] = []
    for part in parts:
        first = alone[-1].position + 1 if alone else 0
        alone += [token._replace(position=first + token.position) for token in analyze(part)]
    at, placed = 0, []
    text = " ".join(parts)
    for part, tokens in zip(parts, map(analyze, parts), strict=True):
        placed += [(token.start + at, token.end + at) for token in tokens]
        at += len(part) + 1
    together = analyze(text)
    assert [(t.term, t.exact, t.position, t.whole) for t in together] == [
        (t.term, t.exact, t.position, t.whole) for t in alone
    ]
    assert [(t.start, t.end) for t in together] == placed


def test_a_sum_parted_from_its_sign_by_a_lines_end_is_one_term() -> None:
    assert [token.exact for token in analyze("paid \u00a3\n6,600.00")] == ["paid", "\u00a36600", "6600"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("£1250", "£1,250.00"),
        ("£1,250", "£1250.00"),
        ("£2.5", "£2.50"),
        ("1250", "£1,250.00"),
        ("lodz", "Łódź"),
        ("zdzislaw", "Zdzisław"),
        ("bjorn", "Bjørn"),
        ("aelfric", "Ælfric"),
        ("encyclopaedia", "encyclopædia"),
        ("thor", "Þór"),
    ],
)
def test_what_is_typed_is_found_as_it_is_printed(typed: str, printed: str) -> None:
    assert {token.exact for token in analyze(typed)} & {token.exact for token in analyze(printed)}


def test_noughts_that_mean_something_stay() -> None:
    assert [token.exact for token in analyze("£100 at 10.00 for 1.50")] == ["£100", "100", "at", "10.00", "for", "1.50"]


def test_what_is_folded_stays_as_it_is() -> None:
    letters = map(chr, filterfalse(range(0xD800, 0xE000).__contains__, range(sys.maxunicode + 1)))
    turned = (one for one in letters if not unicodedata.is_normalized("NFKD", one) or one.casefold() != one)
    assert [one for one in turned if folded(folded(one)) != folded(one)] == []
    assert folded("\u1d2c\u1d2e") == "ab"  # raised capitals
