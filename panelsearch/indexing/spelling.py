"""Which word was meant? The library's own words, one letter away before two, frequent before rare."""

from __future__ import annotations

from collections import Counter

from panelsearch.indexing.term_matching import edits_within

MOST = 5
"""So many words are suggested at most."""


def suggestions(wanted: str, counts: Counter[str]) -> tuple[str, ...]:
    """The likeliest words of `counts` that `wanted` may be a slip for."""
    near = []
    for word, count in counts.items():
        if word != wanted and word[:1].isalpha() and edits_within(wanted, word, 2 if len(wanted) > 4 else 1):
            near.append((not edits_within(wanted, word, 1), -count, word))
    return tuple(word for _, _, word in sorted(near)[:MOST])
