"""Where does a page's text go on in the next line? There the line's end becomes a blank, and the screen wraps anew."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from panelsearch.model.pages import Line, Page

_LETTERS_MEASURED = 4  # fewer say little of how wide the letters of a line are
_LEVEL_EM = 0.5
_NEARLY_LETTERS = 2.0
"""By how many letters a line may fall short of what its next word asks for: justified print is set loosely."""
_QUOTES = "'\""
_SENTENCE_ENDS = ".:;!?"
_BULLETS = frozenset({"Po", "Pd", "So", "Sm", "Sk", "Co"})
_MARK = re.compile(r"\(?(?:\d{1,5}|[a-zA-Z]|[ivxIVX]{1,5})(?:\.\d{1,3})*(?:[.):]|(?<=\.\d))")


def reflowed(page: Page) -> str:
    """The page's text with the ends of lines that only the sheet's width broke as blanks; as long as the text.

    A line goes on in the next one of its paragraph where that one's first word would not have fitted into it any
    more. Where that word has a capital, the paragraph must show elsewhere that its lines go on: in lists of names and
    rules the longest line is full, too. Rows of tables, headings in the margin, and lines set in another size or
    weight stay by themselves.
    """
    text = list(page.text)
    for paragraph in _paragraphs(page):
        right = max(line.rect.x1_pt for line in paragraph)
        full = [(line, then) for line, then in pairwise(paragraph) if _is_full(page.text, line, then, right)]
        plain = sum(page.text[then.span.start].islower() for _, then in full)
        for line, then in full:
            ends = page.text[line.span.end - 1] in _SENTENCE_ENDS
            asked = 0 if not page.text[then.span.start].isupper() else 2 if ends else 1
            if plain >= asked:
                text[line.span.end] = " "
    return "".join(text)


def _paragraphs(page: Page) -> list[list[Line]]:
    """Runs of lines with nothing but one line's end between each and the next."""
    found: list[list[Line]] = []
    for line in page.lines:
        before = found[-1][-1] if found else None
        if before is not None and page.text[before.span.end : line.span.start] == "\n":
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_full(text: str, line: Line, following: Line, right: float) -> bool:
    """Whether a line had no room for the first word of the next one, and that one may be its continuation."""
    if line.cells or following.cells or line.side or following.side or line.bold != following.bold:
        return False
    if abs(line.size_pt - following.size_pt) > _LEVEL_EM:
        return False
    if following.rect.x0_pt >= line.rect.x1_pt or following.rect.y1_pt > line.rect.y1_pt:
        return False  # it stands beside, or in the next column
    words = line.span.of(text)
    width = line.rect.x1_pt - line.rect.x0_pt
    if len(words) < _LETTERS_MEASURED or width <= 0:
        return False
    letter = width / len(words)
    first = _first_word(following.span.of(text).split())
    return right - line.rect.x1_pt < (len(first) + 1 + _NEARLY_LETTERS) * letter and not _begins_anew(first)


def _first_word(words: Sequence[str]) -> str:
    return words[0] if words else ""


def _begins_anew(word: str) -> bool:
    """Whether a line's first word is the mark of a list: a bullet, a number, a letter in brackets."""
    if not word or (unicodedata.category(word[0]) in _BULLETS and word[0] not in _QUOTES):
        return True
    return _MARK.fullmatch(word) is not None
