"""How is document text drawn? As plain text objects, never as markup: a paper must not be able to style the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from rich.console import Console
from rich.style import Style
from rich.text import Text

from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Marked, Marking
from panelsearch.model.spans import Span

MATCH, _CURRENT = "bold black on yellow", "bold underline white on dark_red"
_MARKED = {
    Marked.FORM: "italic", Marked.NOTE: "italic", Marked.COVERED: "reverse dim", Marked.STRUCK: "strike dim",
}  # fmt: skip


_JOINER = "\u034f"
"""Unseen, and of no width on any terminal."""
_UNSEEN = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufe0e", "\ufe0f", "\ufeff",
           *map(chr, range(0x1F3FB, 0x1F400))}  # fmt: skip
"""What joins letters, parts them or says how they look, the colours of hands too: terminals differ in its width."""


def safe(text: str) -> str:
    """The text with characters a terminal would obey replaced; same length, so that offsets stay true."""
    return "".join(map(_drawn, text))


@cache
def _drawn(letter: str) -> str:
    if letter in _UNSEEN:
        return _JOINER
    return letter if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs") else "\ufffd"


TINTS = {
    MentionLabel.PERSON: "cyan underline", MentionLabel.COUNCIL: "green underline italic",
    MentionLabel.ORG: "green italic", MentionLabel.MONEY: "magenta bold", MentionLabel.DATE: "blue",
}  # fmt: skip
"""How what is named looks: each kind in a colour, most in letters of their own as well."""


def page_text(
    text: str, matches: Sequence[Span], current: int | None = None, laid: Sequence[Marking] = (),
    named: Sequence[Mention] = (), click: str = "",
) -> Text:  # fmt: skip
    """A page with what is `named` tinted by kind, its matches marked, the current one more so.

    Tabs between table cells are drawn as a bar. Words that are no plain print are drawn as what they are: struck out,
    covered, typed in, noted. With `click`, a match does that action with its number when it is clicked.
    """
    drawn = Text(safe(text).replace("\t", "¦"))
    for mention in named:
        drawn.stylize(TINTS[mention.label], mention.at.start, mention.at.end)
    for marking in laid:
        drawn.stylize(_MARKED[marking.kind], marking.span.start, marking.span.end)
    for number, span in enumerate(matches):
        drawn.stylize(_CURRENT if number == current else MATCH, span.start, span.end)
        if click:
            drawn.stylize(Style.from_meta({"@click": f"{click}({number})"}), span.start, span.end)
    return drawn


def row_of(text: str, offset: int, width: int) -> int:
    """The screen row on which an offset of a page's text falls when wrapped at `width`."""
    end = offset + len(re.split(r"\s", text[offset : offset + width], maxsplit=1)[0])  # a word is never cut
    before = Text(safe(text[:end]).replace("\t", "¦") or " ")
    return max(0, len(before.wrap(Console(width=width, file=None), width)) - 1)
