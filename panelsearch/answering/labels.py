"""Does a label beside a span say what is asked for? "Manager: J Ferrers", "M Oakes – Treasurer", "Mrs Lund, Clerk"."""

from __future__ import annotations

import re
from collections.abc import Collection

from panelsearch.model.spans import Span
from panelsearch.text.analyzer import analyze

_BEFORE = re.compile(r"(?:^|[\n\t.;(),]|\s[–-]\s)[ ]*(?P<label>[^\n\t:.;(),–]{3,45}?)\s*(?::|\s[–-]|\t)\s*$")
_AFTER = re.compile(r"\s*(?:\([^()\n]{0,12}[–-] ?|[–-]\s|,\s|\(|\t)\s*(?P<label>[^\n\t:.;(),–-]{3,45})")
_WITHIN = re.compile(r"(?P<label>[^\n\t:.;(,–]{3,45}?)\s*:\s")
_SIGHT = 60
_WORDS_AT_MOST = 6
_SMALL = frozenset("the of a an and for to in on at by is".split())


def labelled(wanted: Collection[str], text: str, span: Span) -> float:
    """The share of a label's words, by their stems, that are asked for; of the best label, 0 where there is none.

    A label stands right before the span, right after it, or as its own first words.
    """
    found = (
        _BEFORE.search(text[max(0, span.start - _SIGHT) : span.start]),
        _AFTER.match(text[span.end : span.end + _SIGHT]),
        _WITHIN.match(span.of(text)),
    )
    return max((_share(wanted, match["label"]) for match in found if match), default=0.0)


def _share(wanted: Collection[str], label: str) -> float:
    words = [token.term for token in analyze(label) if not token.whole and token.exact not in _SMALL]
    if not words or len(words) > _WORDS_AT_MOST:
        return 0.0
    return sum(word in wanted for word in words) / len(words)
