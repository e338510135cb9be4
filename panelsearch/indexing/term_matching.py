"""When do words match? The small definitions that every index and the highlighter share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache


@lru_cache(maxsize=256)
def wildcard_pattern(pattern: str) -> re.Pattern[str]:
    """`*` any letters, `?` one letter, the rest as it stands."""
    return re.compile("".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern))


def edits_within(a: str, b: str, most: int) -> bool:
    """Whether two words are at most `most` insertions, deletions, changes or swaps of neighbours apart.

    Optimal string alignment distance (Damerau 1964, restricted).
    """
    if abs(len(a) - len(b)) > most:
        return False
    two_back: list[int] = []
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, two_back[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
        two_back, before = before, row
    return before[-1] <= most


def phrase_starts(words: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    """Where in `words` the phrase starts."""
    size = len(phrase)
    for at in range(len(words) - size + 1):
        if words[at] == phrase[0] and tuple(words[at : at + size]) == tuple(phrase):
            yield at


def near_spans(words: Sequence[str], wanted: Sequence[str], distance: int) -> Iterator[tuple[int, ...]]:
    """Places of all wanted words at most `distance` apart, each window by its first word."""
    places = {word: [at for at, w in enumerate(words) if w == word] for word in set(wanted)}
    if not all(places.values()):
        return
    for at in sorted(at for some in places.values() for at in some):
        window = []
        for word in dict.fromkeys(wanted):
            following = next((place for place in places[word] if at <= place <= at + distance), None)
            if following is None:
                break
            window.append(following)
        else:
            yield tuple(sorted(window))
