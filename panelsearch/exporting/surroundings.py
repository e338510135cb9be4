"""What stands around a passage on its page? Sentences for readers, words for a line of a concordance."""

from __future__ import annotations

from panelsearch.text.sentences import sentences

_NEAR = 1_500
"""So many characters of the page are looked at for a sentence before and one after a passage."""
_SHOWN = 60
"""Characters shown on either side of a match."""
BESIDE = ("left", "right")
"""The columns that hold them."""


def sentences_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The sentence before a place of a page and the one after it; "" where there is none."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    earlier, later = sentences(before), sentences(after)
    return earlier[-1].of(before) if earlier else "", later[0].of(after) if later else ""


def words_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands left and right of a place of a page, on one line."""
    return _one_line(text[:start])[-_SHOWN:], _one_line(text[end:])[:_SHOWN]


def _one_line(text: str) -> str:
    return " ".join(text.split())
