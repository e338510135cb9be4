"""How is a text fitted into so many lines? Wrapped at words, cut with an ellipsis; a row always has its height."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rich.console import Console
from rich.text import Text


@cache
def _console() -> Console:
    return Console(width=80, file=None)


def wrapped(text: Text, width: int, most: int) -> list[Text]:
    """At most so many lines of a text, the last with an ellipsis where more would follow."""
    width = max(1, width)
    lines = list(text.wrap(_console(), width))
    if len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        last.rstrip()
        if last.cell_len > width - 1:
            words = last.plain[:-1].rfind(" ")
            last.truncate(max(1, words if words > width // 2 else width - 1))
            last.rstrip()
        last.append("…")
    return lines


def one_line(text: Text, width: int) -> Text:
    """A text on one line, cut with an ellipsis."""
    fitted = text.copy()
    fitted.truncate(max(1, width), overflow="ellipsis")
    return fitted


def of_height(lines: Sequence[Text], height: int) -> list[Text]:
    """So many lines exactly."""
    return [*lines[:height], *(Text() for _ in range(height - len(lines)))]
