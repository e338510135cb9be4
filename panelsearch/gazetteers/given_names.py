"""Which words are given names? Those met where English is spoken: `given_names.txt`."""

from __future__ import annotations

from panelsearch.gazetteers.loader import lines

GIVEN_NAMES = frozenset(lines("given_names.txt"))
