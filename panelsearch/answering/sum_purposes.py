"""What is a sum for? Whether the words round it say what the question asks: a cost, a refund, an estimate, a total."""

from __future__ import annotations

import re
from functools import lru_cache

from panelsearch.gazetteers.loader import groups, pattern
from panelsearch.model.spans import Span

_PURPOSES = {
    purpose: re.compile(rf"\b{pattern(f'purposes.{purpose}')}", re.IGNORECASE) for purpose in groups("purposes")
}
_NEAR = 70


@lru_cache(256)
def purposes_asked(question: str) -> frozenset[str]:
    """What the sum asked for is for, as far as the question says."""
    return frozenset(purpose for purpose, words in _PURPOSES.items() if words.search(question))


def purpose_fits(asked: frozenset[str], text: str, span: Span) -> float:
    """Whether the words beside a sum, in its line or its clause, say what is asked: 1; something else: 0; else 0.5."""
    if not asked:
        return 0.5
    start, end = max(0, span.start - _NEAR), min(len(text), span.end + _NEAR)
    before = re.split(r"[;.]\s|\n\s*\n|\n(?=[^\n]*\t)", text[start : span.start])[-1]
    after = re.split(r"[;.]\s|\n\s*\n|\t|,\s(?=[^\n]{0,40}[£$€])", text[span.end : end])[0]
    told = purposes_asked(f"{before} {after}")
    return 1.0 if told & asked else 0.0 if told else 0.5
