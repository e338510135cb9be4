"""Which words must a text hold for a pattern to be found in it? Derived from the pattern, so that none has to be kept.

To look for words takes a fraction of the time that it takes to try a pattern at every letter; most sentences hold none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

_MOST_WORDS, _FEW_WORDS = 90, 6
_WORTH_KNOWING = 0.006
"""Words that so large a share of places could begin by chance are not worth looking for."""
_CHANCE = 0.08  # of a letter being a given one


class KnownPattern:
    """A compiled pattern that is tried only on texts holding the words without which it matches nowhere.

    Its methods are those of `re.Pattern` and answer the same.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.compiled = re.compile(pattern, flags)
        self.known_by = required_words(pattern, flags)
        self._tests = [_Test(words) for words in self.known_by]

    def may_stand_in(self, text: str) -> bool:
        """Whether the text holds what every match holds."""
        if not self._tests:
            return True
        letters = small_letters(text)
        for test in self._tests:  # noqa: SIM110 - asked of every sentence by every pattern
            if not test.passes(letters):
                return False
        return True

    def places(self, text: str) -> list[int] | None:
        """Where words begin of which every match holds one, in order; None where no such words are known."""
        return self._tests[0].places(small_letters(text)) if self._tests else None

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See `re.Pattern.search`."""
        return self.compiled.search(text, pos, endpos) if self.may_stand_in(text) else None

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See `re.Pattern.match`."""
        return self.compiled.match(text, pos, endpos) if self.may_stand_in(text) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """See `re.Pattern.finditer`."""
        return self.compiled.finditer(text, pos, endpos) if self.may_stand_in(text) else iter(())

    def sub(self, by: str, text: str) -> str:
        """See `re.Pattern.sub`."""
        return self.compiled.sub(by, text) if self.may_stand_in(text) else text


class _Test:
    """Whether a text in small letters holds one of some words."""

    def __init__(self, words: Sequence[str]) -> None:
        self._few = words if len(words) <= _FEW_WORDS else ()
        # one pass for many: without a flag, and of plain words, a pattern skips what begins none of them
        self._any = re.compile("|".join(map(re.escape, words)))

    def passes(self, letters: str) -> bool:
        for word in self._few:
            if word in letters:
                return True
        return not self._few and self._any.search(letters) is not None

    def places(self, letters: str) -> list[int]:
        return [found.start() for found in self._any.finditer(letters)]


@lru_cache(16)  # many patterns are tried on one text after the other
def small_letters(text: str) -> str:
    """The text as a pattern that ignores case sees it: a few letters are one with a plain letter then."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def required_words(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    """Sets of words in small letters: a match of the pattern holds one of each set. No set where none is known."""
    try:
        tree: Any = import_module("re._parser").parse(pattern, flags)
    except (ImportError, AttributeError):  # the standard library's own view of a pattern: not promised to stay
        return ()
    found = [words for words in _of_sequence(tree) if len(words) <= _MOST_WORDS and _chance(words) <= _WORTH_KNOWING]
    return tuple(tuple(sorted(words)) for words in sorted(found, key=_chance)[:2])


def _chance(words: frozenset[str]) -> float:
    return sum(_CHANCE ** len(word) for word in words)


def _of_sequence(sequence: Any) -> list[frozenset[str]]:
    """The sets that a sequence of parts requires, one for each part that requires anything."""
    found: list[frozenset[str]] = []
    run = ""
    for op, value in sequence:
        name = str(op)
        if name == "LITERAL" and 32 < value < 128:
            run += chr(value).lower()
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        found += _of_part(name, value)
    if run:
        found.append(frozenset({run}))
    return found


def _of_part(name: str, value: Any) -> list[frozenset[str]]:
    if name == "SUBPATTERN":
        return _of_sequence(value[3])
    if name == "ATOMIC_GROUP":
        return _of_sequence(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(value[2]) if value[0] else []
    if name == "ASSERT":
        return _of_sequence(value[1])
    if name == "BRANCH":
        ways = [_of_sequence(way) for way in value[1]]
        if not all(ways):
            return []
        return [frozenset[str]().union(*(min(way, key=_chance) for way in ways))]
    return []
