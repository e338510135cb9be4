"""In which order do equals stand, without numbering all anew? Keys of documents, between any two of which is room.

A key is one step of eight hexadecimal digits or several; the shorter of two that begin alike comes first. So a paper
that comes between two others gets a key between theirs, and nothing is written of the papers that were there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

_STEP = 8
_MIDDLE, _HIGHEST = 1 << 31, (1 << 32) - 1


def arranged(documents: Sequence[int], known: Mapping[int, str]) -> dict[int, str]:
    """The key of each document, so that they sort as the documents stand; all known ones that can stay do."""
    staying = _ascending([known.get(document) for document in documents])
    keys: dict[int, str] = {}
    following: list[str | None] = [None] * len(documents)
    after: str | None = None
    for at in range(len(documents) - 1, -1, -1):
        following[at] = after
        if at in staying:
            after = known[documents[at]]
    before = ""
    for at, document in enumerate(documents):
        before = keys[document] = known[document] if at in staying else between(before, following[at])
    return keys


def between(before: str, after: str | None) -> str:
    """A key after the one and before the other; "" and None where there is none. Keys of one depth count on."""
    if (step := _step(before)) is not None and step < _HIGHEST:
        higher = _stepped(before, step + 1)
        if after is None or higher < after:
            return higher
    if after is not None and (step := _step(after)):
        lower = _stepped(after, step - 1)
        if before < lower:
            return lower
    return f"{before}{_MIDDLE:08x}"


def _step(key: str) -> int | None:
    return int(key[-_STEP:], 16) if key else None


def _stepped(key: str, step: int) -> str:
    return f"{key[:-_STEP]}{step:08x}"


def _ascending(keys: Sequence[str | None]) -> set[int]:
    """Where the keys stand that ascend, as many as there can be: the longest increasing subsequence."""
    last: list[str] = []
    places: list[int] = []
    before: dict[int, int] = {}
    for at, key in enumerate(keys):
        if key is None:
            continue
        length = bisect_left(last, key)
        if length:
            before[at] = places[length - 1]
        last[length : length + 1] = [key]
        places[length : length + 1] = [at]
    found: set[int] = set()
    place = places[-1] if places else None
    while place is not None:
        found.add(place)
        place = before.get(place)
    return found
