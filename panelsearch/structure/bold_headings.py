"""Where does a heading end that its bold type sets apart from its number or from what was said?"""

from __future__ import annotations

from panelsearch.structure.heading_words import (
    FIRST_STOP,
    GOES_ON,
    LONGEST_HEADING_WORDS,
    LONGEST_WRAPPED_WORDS,
    RAGGED_PT,
)
from panelsearch.structure.item_numbers import is_numbered
from panelsearch.structure.numbered_lines import Heading, NumberedLine

_LINES_OF_A_CELL, _WORDS_OF_A_LINE, _SAME_INDENT_PT = 4, 4, 14


def in_bold(one: NumberedLine) -> Heading | None:
    """The words that the line sets in bold before it goes on plain."""
    upto = one.line.span.start + one.line.lead
    if one.begin < upto >= one.line.span.end and not one.line.bold:
        return _all_in_bold(one)
    if _ends_in_a_word(one.page.text, upto):
        return None
    words = FIRST_STOP.split(one.page.text[one.begin : upto], maxsplit=1)[0].rstrip(" \t.:;,–—-")
    if one.line.bold or len(words) < 3 or len(words.split()) > LONGEST_HEADING_WORDS or not words[0].isupper():
        return None
    return Heading(one.begin + len(words), _over_the_lines_of_its_cell(one, words), one.at, run_in=True, bold=True)


def _ends_in_a_word(text: str, upto: int) -> bool:
    """Whether the bold seems to end inside a word: its "ff" or its stroke is of another font, which tells no weight."""
    behind = text[upto : upto + 1]
    return text[upto - 1 : upto].isalpha() and (behind.islower() or behind == "/")


def _over_the_lines_of_its_cell(one: NumberedLine, words: str) -> str:
    """The heading with what the lines below set in bold in the same narrow column of a table."""
    page, line = one.page, one.line
    if not line.cells or line.lead < len(line.cells[0]):
        return words
    for following in page.lines[one.at + 1 : one.at + _LINES_OF_A_CELL]:
        more = (following.cells[0] if following.cells else following.span).of(page.text).strip()
        in_bold = following.bold or (bool(following.cells) and following.lead >= len(following.cells[0]))
        below = abs(following.rect.x0_pt - line.rect.x0_pt) <= _SAME_INDENT_PT
        if not in_bold or not below or is_numbered(f"{more} X") or len(more.split()) > _WORDS_OF_A_LINE:
            break
        words = f"{words} {more}"
    return words.rstrip(" .:")


def _all_in_bold(one: NumberedLine) -> Heading | None:
    """All that stands behind a number that is set plain, where that goes on over its colon or its line's end."""
    page, rest, last = one.page, one.rest.rstrip(), one.at
    stop = FIRST_STOP.search(rest)
    if stop and not GOES_ON.match(rest, stop.end()):
        return Heading(one.begin + stop.start(), rest[: stop.start()].rstrip(" .:"), one.at, run_in=True, bold=True)
    words = rest
    for above, following in zip(page.lines[last:], page.lines[last + 1 :], strict=False):
        more = following.span.of(page.text).strip()
        full = above.rect.x1_pt >= following.rect.x1_pt - RAGGED_PT
        if not following.bold or following.side or is_numbered(more) or not (full or more[:1].islower()):
            break
        words, last = f"{words} {more}", last + 1
    if len(words.split()) > LONGEST_WRAPPED_WORDS:
        return None
    return Heading(page.lines[last].span.end, " ".join(words.split()).rstrip(" .:;,–—-"), last, bold=True)
