"""A pattern that is tried only where its words stand finds what it finds when it is tried everywhere."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panelsearch.structure import attendance_zones
from panelsearch.text.required_words import KnownPattern, alternatives, required_words, small_letters
from panelsearch.text.word_trie import one_of

MODULES = (
    "action_items attendance_sentences attendance_zones cross_references decision_outcomes decision_formulas "
    "kind_witnesses speech_acts votes"
).split()
_FOUND = [
    value
    for module in MODULES
    for value in vars(import_module(f"panelsearch.structure.{module}")).values()
    if isinstance(value, KnownPattern)
] + [pattern for _, _, manners in attendance_zones._CUES for pattern in manners]
PATTERNS = list({id(pattern): pattern for pattern in _FOUND}.values())  # one may be known by several modules
WORDS = (
    "it was agreed resolved RESOLVED that the Council approve accounts Cllr Ash proposed seconded by Mr Birch clerk to "
    "asked majority of members votes for against two abstained minutes of the meeting agenda item 7 page 4 appendix "
    "present apologies from absent also in attendance public noted deferred carried unanimously recommends"
)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bresolv(?:ed|ing)\b", [{"resolv"}]),
        (r"(?i:Ash|BIRCH)\s+moved", [{"moved"}, {"ash", "birch"}]),
        (r"(?:ayes|nays)?\s*\d", []),
        (r"(?!never)(?=always)\w+", [{"always"}]),
        (r"(?:the\s+){2}end", [{"the"}, {"end"}]),
        (r"x|long", []),
    ],
)
def test_a_pattern_tells_which_words_it_needs(pattern: str, words: list[set[str]]) -> None:
    assert [set(each) for each in required_words(pattern)] == words


def test_words_are_known_of_most_patterns_in_use() -> None:
    assert sum(bool(pattern.known_by) for pattern in PATTERNS) > 0.9 * len(PATTERNS)


@given(text=st.text(st.sampled_from("AİIıiSſsKkk\u212a ") | st.characters()))
def test_small_letters_stand_where_the_letters_do(text: str) -> None:
    letters = small_letters(text)
    assert len(letters) == len(text)
    for word in ("sik", "k", "is"):
        assert (word in letters) >= bool(re.search(word, text, re.IGNORECASE))


@settings(deadline=None)  # the whole patterns are compiled for it
@given(
    words=st.lists(st.sampled_from(WORDS.split()) | st.sampled_from(["\n", "\t", ".", ":", "£5", "apologıeſ", "İS"])),
    shout=st.booleans(),
)
def test_what_is_found_is_what_the_pattern_finds(words: list[str], shout: bool) -> None:
    text = " ".join(words).upper() if shout else " ".join(words)
    for pattern in PATTERNS:
        expected = list(pattern.compiled.finditer(text))
        assert [told(found) for found in pattern.finditer(text)] == [told(found) for found in expected]
        assert told(pattern.search(text)) == told(pattern.compiled.search(text))
        assert told(pattern.search(text, 9, 60)) == told(pattern.compiled.search(text, 9, 60))
        assert told(pattern.match(text)) == told(pattern.compiled.match(text))
        assert pattern.sub("-", text) == pattern.compiled.sub("-", text)
        places = pattern.places(text)
        for found in expected if places is not None else ():
            assert any(found.start() <= place < found.end() + 200 for place in places)


def told(found: re.Match[str] | None) -> object:
    """Where a match stands and what its groups hold: an alternative found by itself knows no groups of the others."""
    if found is None:
        return None
    return found.span(), found.lastgroup, {group: text for group, text in found.groupdict().items() if text is not None}


@given(
    ways=st.lists(
        st.sampled_from(["ash", r"\|", "[|]", "(?:a|b(c|d))", r"\(", "[]|(]", r"[^\]|]+", "x{2}"]), min_size=1
    )
)
def test_a_pattern_is_parted_at_its_own_bars_only(ways: list[str]) -> None:
    assert alternatives("|".join(ways)) == ways


@given(words=st.lists(st.text("abc", min_size=1), min_size=1), text=st.text("abc "))
def test_words_told_by_what_begins_alike_are_found_where_they_stand(words: list[str], text: str) -> None:
    beginnings = {at for word in words for at in range(len(text)) if text.startswith(word, at)}
    found = one_of(tuple(words))
    assert {at for at in range(len(text)) if found.match(text, at)} == beginnings


def test_only_a_pattern_by_itself_may_match_nothing() -> None:
    parser = import_module("re._parser")
    for pattern in PATTERNS:
        widths = [parser.parse(way, pattern.flags).getwidth() for way in alternatives(pattern.pattern)]
        assert len(widths) == 1 or all(least for least, _ in widths)


@given(
    st.lists(
        st.sampled_from(["\n", "\t", ". ", "; ", ".\n\n", ":  ", "1. ", "(2024/7) ", "Ash", "Mr Ash and Ms Birch"])
        | st.sampled_from([" were present", " was in the Chair", " were also in attendance", " no members", ";", " "])
    ).map("".join)
)
def test_where_lists_begin_is_where_the_patterns_say(text: str) -> None:
    assert [found.span() for found in attendance_zones._starts(text)] == [
        f.span() for f in attendance_zones._STARTS.finditer(text)
    ]
    for end in (len(text), 40):
        found = [each.span("list") for each in attendance_zones.lists_before_a_verb(text, end)]
        assert found == [each.span("list") for each in attendance_zones._WERE_THERE.finditer(text, 0, end)]
