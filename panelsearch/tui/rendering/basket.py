"""How does a passage look that was put aside? Its place, its words, the note on it."""

from __future__ import annotations

from rich.text import Text

from panelsearch.retrieval.citations import citation
from panelsearch.services.basket import Kept, Standing
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.rendering.lines import one_line, wrapped

LINES = 4
_INDENT = 3


def kept_lines(number: int, kept: Kept, standing: Standing | None, width: int) -> list[Text]:
    """Its citation, two lines of its words, and the note, or by which words it was found."""
    place = f"{kept.document}, PDF p. {kept.page}"
    if standing is not None:
        place = citation(standing.cited.source) if standing.cited else f"{place}: the words are not there any more"
    words = wrapped(Text(safe(" ".join(kept.quote.split()))), width - _INDENT, 2)
    last = Text(f"   note: {safe(kept.note)}", style="bold italic") if kept.note else Text(
        f"   found by: {safe(kept.query)}" if kept.query else "", style="dim"
    )  # fmt: skip
    drawn = [
        one_line(Text(f"{number:2}. {safe(place)}", style="bold"), width),
        *(Text(" " * _INDENT) + line for line in words),
    ]
    return [*drawn, *(Text() for _ in range(LINES - 1 - len(drawn))), last]
