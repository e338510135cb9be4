"""What is noted of how many papers repeat a passage? From which run on how many, nearly.

A formula that thousands of papers print is repeated once more by each new one. Its passages would all be written anew
whenever a meeting comes in. So a large number is told to one part in 128, which changes a score by one in a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence

_BITS = 8
_COUNT_BITS = 24
_MOST = (1 << _COUNT_BITS) - 1


def told(repeats: int) -> int:
    """A number as it is kept: itself below 256, of a larger one its first eight binary digits."""
    rough = max(0, repeats.bit_length() - _BITS)
    return min(repeats >> rough << rough, _MOST)


def entry(number: int, repeats: int) -> int:
    """That from a run on so many papers repeat a passage: entries sort by their runs."""
    return number << _COUNT_BITS | repeats


def script(name: str, at: str) -> str:
    """The lines of a script that look up in the entries of a field how many (`r`) it is as of a run."""
    return f"long r = 0; for (long e : doc['{name}']) {{ if ((e >> {_COUNT_BITS}) <= {at}) r = e & {_MOST}L; }}"


def at(entries: Sequence[int], number: int) -> int:
    """How many it is as of a run."""
    before = [one for one in entries if one >> _COUNT_BITS <= number]
    return before[-1] & _MOST if before else 0


def noted(entries: Sequence[int], number: int, repeats: int, oldest: int) -> list[int]:
    """The entries and that of a new run, without those that no generation looks at, the `oldest` being of that run."""
    held = at(entries, oldest)
    later = [one for one in entries if oldest < one >> _COUNT_BITS < number]
    return [*([entry(oldest, held)] if held else []), *later, entry(number, repeats)]


def without(entries: Sequence[int], number: int) -> list[int]:
    """The entries up to a run."""
    return [one for one in entries if one >> _COUNT_BITS <= number]
