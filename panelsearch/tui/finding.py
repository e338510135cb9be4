"""Where do words stand in a text, to the letter? As people type them: no matter which case, blanks, quotes, dashes."""

from __future__ import annotations

import re
from functools import lru_cache

from panelsearch.model.spans import Span

_ALIKE = ("'‘’‚`´", '"“”„«»', "-‐‑‒–—−")


def occurrences(words: str, text: str) -> tuple[Span, ...]:
    """The places of the words, one after the other as they are typed, across the ends of lines; none for no words."""
    pattern = _pattern(words)
    return tuple(Span(*found.span()) for found in pattern.finditer(text)) if pattern else ()


@lru_cache(maxsize=32)
def _pattern(words: str) -> re.Pattern[str] | None:
    parts = ["".join(map(_any_of, part)) for part in words.split()]
    return re.compile(r"\s+".join(parts), re.IGNORECASE) if parts else None


def _any_of(letter: str) -> str:
    alike = next((some for some in _ALIKE if letter in some), "")
    return f"[{re.escape(alike)}]" if alike else re.escape(letter)
