"""A pattern that is tried only where a match may begin finds what it finds when it is tried everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panelsearch.text.pattern_beginnings import beginning_of
from panelsearch.text.required_words import small_letters
from panelsearch.text.word_trie import beginning_with

PATTERNS = [
    r"\b(?:re-?)?elected\b",
    r"(?<!not )\b(?:abab|baba)\w*",
    r"\b(?=[AB])(?:Ash|Birch){1,2}(?: (?:Ann|Bo))?",
    r"(?i:\bash|birch)\s?(?P<who>Ann|Bo)?",
    r"\b(?:St\.? )?(?:[Aa]sh|[Bb]irch)",
    r"(?<=\s)(?>ash|as)\b",
]
WORDS = st.sampled_from("elected re-elected reelected not ababa Ash ash Birch AshBirch ANN Ann Bo St. St aſh İ".split())


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize("small", [True, None])
@given(text=st.lists(WORDS | st.sampled_from([" ", " ", "\n", "a", "b"])).map("".join), begin=st.integers(0, 9))
def test_what_is_found_is_what_the_pattern_finds(
    pattern: str, flags: int, small: bool | None, text: str, begin: int
) -> None:
    compiled = re.compile(pattern, flags)
    beginning = beginning_of(compiled, small=small)
    assert beginning is not None
    letters = small_letters(text) if beginning.small else text
    found = beginning.matches(text, letters, begin, len(text))
    assert [each.regs for each in found] == [each.regs for each in compiled.finditer(text, begin)]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b\w+",  # anything may begin it
        r"\b(?:ash)?",  # it may be nothing
        r"\ba",  # a letter is too little
        r"\b(?:é|ash)",  # no plain letter
        r"ash|birch",  # `re` skips to it by itself
        r"(?P<word>[AB]sh)",
    ],
)
def test_nothing_is_gained_where_too_little_is_known(pattern: str) -> None:
    assert beginning_of(re.compile(pattern)) is None


@given(words=st.lists(st.text("ab", min_size=1), min_size=1), text=st.text("ab "))
def test_words_are_found_where_they_begin_also_within_one_another(words: list[str], text: str) -> None:
    there = [at for at in range(len(text)) if text.startswith(tuple(words), at)]
    assert [found.start() for found in beginning_with(tuple(words)).finditer(text)] == there
