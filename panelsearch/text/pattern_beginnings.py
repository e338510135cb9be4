"""With which letters does every match of a pattern begin? Derived from the pattern, so that none has to be kept.

`re` skips fast to a letter that every match begins with, but not where a pattern first looks at what stands before it,
or takes letters of either case: such a pattern it tries at every place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from panelsearch.text.word_trie import beginning_with

_LENGTH, _LEAST = 3, 2
"""So many letters of each beginning are told, and so many must be known of it to be worth looking for."""
_MOST = 600


class _Led(NamedTuple):
    """Beginnings that are told as far as they are known, and those behind which the pattern goes on."""

    told: frozenset[str]
    open: frozenset[str]

    def then(self, more: _Led) -> _Led:
        """These, with what comes behind them."""
        joined = {before + after for before in self.open for after in more.open}
        told = {before + after for before in self.open for after in more.told}
        long = {one[:_LENGTH] for one in joined if len(one) >= _LENGTH}
        return _Led(self.told | told | long, frozenset(one for one in joined if len(one) < _LENGTH))


_NOTHING = _Led(frozenset(), frozenset({""}))
_ANYTHING = _Led(frozenset({""}), frozenset())


@lru_cache(1)  # asked for by two, one after the other
def tree_of(pattern: str, flags: int) -> Any:
    """The parts of a pattern in order, as the standard library sees them; None where it no longer tells."""
    try:
        return import_module("re._parser").parse(pattern, flags)
    except (ImportError, AttributeError):  # not promised to stay
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Beginning:
    """Where a match of a pattern may begin; `first` is looked for in the text in small letters, or as it is."""

    pattern: re.Pattern[str]
    first: re.Pattern[str]
    small: bool

    def matches(self, text: str, letters: str, pos: int, endpos: int) -> Iterator[re.Match[str]]:
        """What `finditer` of the pattern finds; `letters` is what its beginning is looked for in."""
        match = self.pattern.match
        for place in self.first.finditer(letters, pos, endpos):
            at = place.start()
            if at >= pos and (found := match(text, at, endpos)):
                yield found
                pos = found.end()


def beginning_of(pattern: re.Pattern[str], *, small: bool | None = None) -> Beginning | None:
    """None where too little is known, or where `re` skips to it by itself; `small` letters may be asked for."""
    flags = pattern.flags & ~re.UNICODE
    tree = tree_of(pattern.pattern, flags)
    if not tree or (not flags & re.IGNORECASE and _is_skipped_to(tree)):
        return None
    small = bool(flags & re.IGNORECASE) or "(?i" in pattern.pattern if small is None else small
    led = _of_sequence(tree, small=small)
    found = {one[:_LENGTH] for one in led.told | led.open}
    if len(found) > _MOST or any(len(one) < _LEAST for one in found):
        return None
    return Beginning(pattern, beginning_with(tuple(sorted(found))), small)


def _is_skipped_to(sequence: Any) -> bool:
    """Whether `re` skips to where a match may begin: where that is a letter of some, whatever stands before it."""
    op, value = sequence[0]
    if str(op) == "SUBPATTERN":
        return not value[1] & re.IGNORECASE and _is_skipped_to(value[3])
    if str(op) == "BRANCH":
        return all(str(way[0][0]) == "LITERAL" for way in value[1])
    return str(op) in ("LITERAL", "IN")


def _of_sequence(sequence: Any, *, small: bool) -> _Led:
    led = _NOTHING
    for op, value in sequence:
        led = led.then(_of_part(str(op), value, small=small))
        if not led.open:
            break
        if len(led.open) + len(led.told) > _MOST:
            return _ANYTHING
    return led


def _of_part(name: str, value: Any, *, small: bool) -> _Led:
    if name == "LITERAL":
        return _one_of([value], small=small)
    if name == "IN" and all(str(op) == "LITERAL" for op, _ in value):
        return _one_of([code for _, code in value], small=small)
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _of_sequence(value[3] if name == "SUBPATTERN" else value, small=small)
    if name == "BRANCH":
        ways = [_of_sequence(way, small=small) for way in value[1]]
        return _Led(frozenset().union(*(way.told for way in ways)), frozenset().union(*(way.open for way in ways)))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, part = value
        once = _of_sequence(part, small=small)
        if most > 1:
            once = _Led(once.told | once.open, frozenset())
        return once if least else once._replace(open=once.open | {""})
    return _NOTHING if name in ("ASSERT", "ASSERT_NOT", "AT") else _ANYTHING


def _one_of(codes: Sequence[int], *, small: bool) -> _Led:
    if any(code > 127 for code in codes):
        return _ANYTHING
    return _Led(frozenset(), frozenset(chr(code).lower() if small else chr(code) for code in codes))
