"""How does a result look? Rank and place, the words around the best match, what else is to be said of it."""

from __future__ import annotations

from rich.text import Text

from panelsearch.model.search_results import Hit, Holds
from panelsearch.model.spans import PageSpan
from panelsearch.retrieval.highlighting import best_place
from panelsearch.tui.entries import Entry
from panelsearch.tui.rendering.drawing import MATCH, headline, place_line, safe
from panelsearch.tui.rendering.lines import wrapped

_SNIPPET, _BEFORE = 240, 40
_SAID_LINES, _QUOTED_LINES = 4, 12
_INDENT = 3
_HOLDS = {Holds.SOME: "only some of the words", Holds.NONE: "none of the words, but words that go with them"}


def entry_lines(entry: Entry, width: int, *, marked: bool) -> list[Text]:
    """A result's lines at a width in cells."""
    lines = [Text(safe(f"— {entry.head}"), style="bold italic")] if entry.head else []
    lines += _answer_lines(entry, width)
    lines += [
        headline(entry.number, entry.source, marked=marked),
        place_line(entry.source, PageSpan(entry.source.page, entry.at.start, entry.at.end)),
    ]
    if entry.hit is not None:
        lines.append(snippet(entry.hit))
        if told := _remarks(entry.hit):
            lines.append(Text(f"   {told}", style="dim italic"))
    return lines


def entry_height(entry: Entry, width: int) -> int:
    """How many lines that will be, without drawing those of a hit."""
    return (
        2
        + bool(entry.head)
        + (len(_answer_lines(entry, width)) if entry.hit is None else 1 + bool(_remarks(entry.hit)))
    )


def snippet(hit: Hit) -> Text:
    """The words around the best match, on one line."""
    start = max(0, best_place(hit.text, hit.highlights, _SNIPPET - _BEFORE) - _BEFORE)
    words = safe(hit.text[start : start + _SNIPPET]).replace("\n", " ").replace("\t", " ")
    drawn = Text("   " + ("…" if start else "") + words)
    shift = _INDENT + (1 if start else 0) - start
    for span in hit.highlights:
        if span.start >= start:
            drawn.stylize(MATCH, span.start + shift, span.end + shift)
    return drawn


def _answer_lines(entry: Entry, width: int) -> list[Text]:
    lines: list[Text] = []
    if entry.said:
        style = "italic" if entry.remark.startswith("phrased") else "bold green" if not entry.remark else "bold"
        said = Text(safe(" ".join(entry.said.split())), style=style)
        if entry.remark:
            said.append(f"  ({entry.remark})", style="not bold dim")
        lines += _indented(said, width, _SAID_LINES)
    if entry.quoted:
        lines += _indented(Text(safe("“" + " ".join(entry.quote.split()) + "”")), width, _QUOTED_LINES)
    return lines


def _indented(text: Text, width: int, most: int) -> list[Text]:
    return [Text(" " * _INDENT) + line for line in wrapped(text, width - _INDENT, most)]


def _remarks(hit: Hit) -> str:
    told = [
        f"{what} {len(places)} more place{'s' if len(places) > 1 else ''}"
        for what, places in (("also in", hit.also_in), ("nearly the same in", hit.near_in))
        if places
    ]
    if hit.holds is not Holds.ALL:
        told.append(_HOLDS[hit.holds])
    return "; ".join(told)
