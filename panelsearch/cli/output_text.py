"""How does text reach a terminal? Folded to its width, and without the control characters that documents may hold."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata

from panelsearch.model.sources import Source

NOTHING_INDEXED = "Nothing is indexed yet. Index a folder with: panelsearch index FOLDER"


def printable(text: str) -> str:
    """The text without anything that a terminal would obey, line breaks apart."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "\ufffd" for c in text)


def _width() -> int:
    """Lines are folded for a terminal only: piped text keeps the page's own lines."""
    return max(40, min(100, shutil.get_terminal_size().columns)) if sys.stdout.isatty() else 10_000


def indented(text: str, by: str = "  ") -> str:
    """The text's lines, printable and folded to the terminal."""
    lines = [" ".join(line.split()) for line in printable(text).splitlines()]
    return "\n".join(
        textwrap.fill(line, _width(), initial_indent=by, subsequent_indent=by, break_long_words=False)
        for line in lines
        if line
    )


def page_told(source: Source) -> str:
    """A page where body and list are said already: the day, the document and its page."""
    return f"{source.held} {source.document} p. {source.page}"
