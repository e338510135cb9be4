"""Which words must a text hold for a pattern to be found in it? Derived from the pattern, so that none has to be kept.

To look for words takes a fraction of the time that it takes to try a pattern at every letter; most sentences hold none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from panelsearch.text.pattern_beginnings import beginning_of, tree_of
from panelsearch.text.word_trie import FEW, one_of

_MOST_WORDS = 120
_WORTH_KNOWING = 0.006
"""Words that so large a share of places could begin by chance are not worth looking for."""
_CHANCE = 0.08  # of a letter being a given one


class KnownPattern:
    """A compiled pattern that is tried only on texts holding the words without which it matches nowhere.

    What it is an alternative of, "A|B|C", is tried one by one: most texts hold the words of one of them at most. Its
    methods are those of `re.Pattern` and answer the same, but that a match knows the groups of its alternative only.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags
        self._ways = [_Way(way, flags) for way in alternatives(pattern)]

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The whole pattern, tried wherever it is asked to."""
        return self._ways[0].compiled if len(self._ways) == 1 else re.compile(self.pattern, self.flags)

    @cached_property
    def known_by(self) -> tuple[tuple[str, ...], ...]:
        """Sets of words in small letters of each of which every match holds one."""
        return required_words(self.pattern, self.flags)

    @cached_property
    def _places(self) -> re.Pattern[str] | None:
        return one_of(self.known_by[0]) if self.known_by else None

    def places(self, text: str) -> list[int] | None:
        """Where words begin of which every match holds one, in order; None where no such words are known."""
        return [found.start() for found in self._places.finditer(small_letters(text))] if self._places else None

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See `re.Pattern.search`."""
        letters, first = small_letters(text), None
        for way in self._ways:
            if way.may_stand_in(letters):
                found = way.search(text, letters, pos, endpos)
                if found and (first is None or found.start() < first.start()):
                    first = found
        return first

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See `re.Pattern.match`."""
        letters = small_letters(text)
        for way in self._ways:
            if way.may_stand_in(letters) and (found := way.compiled.match(text, pos, endpos)):
                return found
        return None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """See `re.Pattern.fullmatch`."""
        letters = small_letters(text)
        for way in self._ways:
            if way.may_stand_in(letters) and (found := way.compiled.fullmatch(text)):
                return found
        return None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """See `re.Pattern.finditer`; no alternative of several may match nothing."""
        letters = small_letters(text)
        ways = [way for way in self._ways if way.may_stand_in(letters)]
        if len(ways) == 1:
            yield from ways[0].finditer(text, letters, pos, endpos)
            return
        ahead = [(way, way.search(text, letters, pos, endpos)) for way in ways]
        while ahead := [(way, found) for way, found in ahead if found]:
            first = min((found for _, found in ahead if found), key=lambda found: found.start())
            yield first
            free = first.end()
            ahead = [
                (way, way.search(text, letters, free, endpos) if found and found.start() < free else found)
                for way, found in ahead
            ]

    def sub(self, by: str, text: str) -> str:
        """The text with `by`, as it is, in place of each match."""
        parts: list[str] = []
        at = 0
        for found in self.finditer(text):
            parts += text[at : found.start()], by
            at = found.end()
        return "".join(parts) + text[at:] if parts else text


class _Way:
    """One alternative of a pattern, and the words without which it matches nowhere."""

    __slots__ = ("_begins", "_few", "_first_only", "_many", "compiled")

    def __init__(self, pattern: str, flags: int) -> None:
        self.compiled = re.compile(pattern, flags)
        self._first_only = pattern.startswith("^") and not flags & re.MULTILINE
        known_by = required_words(pattern, flags)
        self._few = [words for words in known_by if len(words) <= FEW]
        self._many = [one_of(words) for words in known_by if len(words) > FEW]
        self._begins = beginning_of(self.compiled, small=True)

    def may_stand_in(self, letters: str) -> bool:
        """Whether a text in small letters holds what every match holds."""
        for few in self._few:
            for word in few:
                if word in letters:
                    break
            else:
                return False
        for many in self._many:  # noqa: SIM110 - asked of every sentence by every pattern
            if not many.search(letters):
                return False
        return True

    def search(self, text: str, letters: str, pos: int, endpos: int) -> re.Match[str] | None:
        """Its first match; `letters` are the text in small letters."""
        if self._first_only:
            return None if pos else self.compiled.match(text, 0, endpos)
        if self._begins is None:
            return self.compiled.search(text, pos, endpos)
        return next(self.finditer(text, letters, pos, endpos), None)

    def finditer(self, text: str, letters: str, pos: int, endpos: int) -> Iterator[re.Match[str]]:
        """Its matches in order."""
        if self._begins is None:
            return self.compiled.finditer(text, pos, endpos)
        return self._begins.matches(text, letters, pos, endpos)


_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.DOTALL)


def alternatives(pattern: str) -> list[str]:
    """What a pattern is an alternative of: "A|(?:B|C)" is one of "A" and "(?:B|C)"."""
    ways, depth = [""], 0
    for part in _PARTS.findall(pattern):
        if part == "|" and not depth:
            ways.append("")
            continue
        depth += {"(": 1, ")": -1}.get(part, 0)
        ways[-1] += part
    return ways


@lru_cache(16)  # many patterns are tried on one text after the other
def small_letters(text: str) -> str:
    """The text as a pattern that ignores case sees it: a few letters are one with a plain letter then."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def required_words(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    """Sets of words in small letters: a match of the pattern holds one of each set. No set where none is known."""
    tree = tree_of(pattern, flags) or ()
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
