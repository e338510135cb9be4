"""Are these words, or what a font without a usable Unicode map gives? Fluent nonsense must never be indexed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from panelsearch.extraction.pdf.text_runs import Run

_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile(r"[aeiouyàâéèêëîïôûùŵŷáíóúäöü]")
_PLAIN_SIGNS = " .,;:!?'\"()-–—‘’“”£$€%/&@#*+=_|•[]<>\\"
_UNMAPPED_SHARE, _COMMON_SHARE = 0.25, 0.04
_JUDGED_FROM_WORDS = 25
# the commonest short words of the languages that councils here write in: English, Welsh, French
_COMMON = frozenset(
    """the of and to in is for that was be on with by at as it are from this an or have has not been were will which
    he she they we you i all no any but if their its had would there more one council meeting minutes page
    y yr yn ar ac a i o am gan wedi bod mae fydd cyngor le la les de des du et en un une est pour que dans sur par au
    total date report agenda item members""".split()
)


def is_garbled(runs: Sequence[Run]) -> bool:
    """Whether the page's characters are no language: unmapped, or words without vowels and without common words."""
    characters = sum([len(run.text) for run in runs])
    if not characters:
        return False
    text = " ".join([run.text for run in runs])
    unmapped = sum([run.unmapped for run in runs]) + 5 * text.count("(cid:")
    if unmapped > _UNMAPPED_SHARE * characters:
        return True
    words = _WORD.findall(text.lower())
    common = sum([word in _COMMON for word in words])
    if len(words) >= _JUDGED_FROM_WORDS and common >= _COMMON_SHARE * len(words):
        return False
    odd = sum(not (c.isalnum() or c in _PLAIN_SIGNS) for c in text)
    if len(words) < _JUDGED_FROM_WORDS:
        return odd > 0.5 * characters and characters > 60
    vowelless = sum(not _VOWEL.search(word) for word in words) / len(words)
    return vowelless > 0.35 or odd > 0.3 * characters
