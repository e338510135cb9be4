"""Are these words, or what a font without a usable Unicode map gives? Fluent nonsense must never be indexed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from panelsearch.extraction.raw import Run

_WORD = re.compile(r"[^\W\d_]{2,}")
_UNMAPPED_SHARE = 0.25
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
    characters = sum(len(run.text) for run in runs)
    if not characters:
        return False
    unmapped = sum(run.unmapped for run in runs) + sum(5 for run in runs if "(cid:" in run.text)
    if unmapped > _UNMAPPED_SHARE * characters:
        return True
    words = [word.lower() for run in runs for word in _WORD.findall(run.text)]
    odd = sum(1 for run in runs for c in run.text if not (c.isalnum() or c in ".,;:!?'\"()-–—‘’“”£$€%/&@#*+=_|•[]<>\\"))
    if len(words) < _JUDGED_FROM_WORDS:
        return odd > 0.5 * characters and characters > 60
    common = sum(word in _COMMON for word in words) / len(words)
    if common >= 0.04:
        return False
    vowelless = sum(not re.search(r"[aeiouyàâéèêëîïôûùŵŷáíóúäöü]", word) for word in words) / len(words)
    return vowelless > 0.35 or odd > 0.3 * characters
