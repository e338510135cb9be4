"""How does a result look? A title, its place, two lines of the words around the best match."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from panelsearch.model.pages import TextSource
from panelsearch.model.search_results import Hit, Holds
from panelsearch.model.sources import Source
from panelsearch.model.spans import PageSpan
from panelsearch.retrieval.citations import item, markings, ocr_mark, part
from panelsearch.retrieval.highlighting import best_place
from panelsearch.text.counts import counted
from panelsearch.tui.entries import Entry
from panelsearch.tui.rendering.drawing import MATCH, safe
from panelsearch.tui.rendering.lines import wrapped

_SNIPPET_LINES = 2
_SAID_LINES, _QUOTED_LINES = 4, 12
_INDENT = 4
_LEAST_OF_A_BODY = 8
_HIT_LINES = 2 + _SNIPPET_LINES
_HOLDS = {Holds.SOME: "only some of the words", Holds.NONE: "none of the words, but words that go with them"}


def entry_lines(entry: Entry, width: int, *, marked: bool) -> list[Text]:
    """A result's lines at a width in cells."""
    lines = [Text(safe(f"— {entry.head}"), style="bold italic")] if entry.head else []
    lines += _answer_lines(entry, width)
    lines += [title_line(entry.number, entry.source, marked=marked), place_line(entry, width)]
    if entry.hit is not None:
        lines += snippet(entry.hit, width)
    return lines


def entry_height(entry: Entry, width: int) -> int:
    """How many lines that will be, without drawing those of a hit."""
    return bool(entry.head) + (_HIT_LINES if entry.hit is not None else 2 + len(_answer_lines(entry, width)))


def title_line(number: int, source: Source, *, marked: bool) -> Text:
    """The item the words stand in, or the paper's title; a star for what is put aside."""
    title = item(source) or source.title or source.document
    return Text(safe(f"{number:2}.{'*' if marked else ' '}{title}"), style="bold")


def place_line(entry: Entry, width: int) -> Text:
    """Body, date and page, and what is to be said of the words or of the hit; where there is no room, less of the body.

    What does not fit at the end is cut where the line is drawn.
    """
    source = entry.source
    when = source.held.isoformat() if source.held else "no date"
    if source.held and "meeting_date" in source.inferred and not (source.part and source.part.meeting_date):
        when += " (inferred)"
    printed = f" (printed {source.page_label})" if source.page_label else ""
    body, place = Text(safe(source.body or "no body known")), f" · {when} · p. {source.page}{printed}"
    room = width - _INDENT - cell_len(place) - len(" …")  # for what is cut behind it
    body.truncate(max(_LEAST_OF_A_BODY, room), overflow="ellipsis")
    parts = [
        body.plain + place, part(source.part), f"{source.kind}{' draft' if source.draft else ''}",
        ocr_mark(source.ocr_confidence) if source.text_source is TextSource.OCR else "",
        markings(source, PageSpan(source.page, entry.at.start, entry.at.end)),
        *(_remarks(entry.hit) if entry.hit else ()), source.document,
    ]  # fmt: skip
    return Text(safe(" " * _INDENT + " · ".join(filter(None, parts))), style="dim")


def snippet(hit: Hit, width: int) -> list[Text]:
    """Two lines of the words around the best match, cut between words."""
    room = max(8, width - _INDENT)
    best = best_place(hit.text, hit.highlights, room * _SNIPPET_LINES - room // 2)
    start = _word_start(hit.text, max(0, best - room // 2)) if best > room else 0
    end = min(len(hit.text), start + room * (_SNIPPET_LINES + 2))
    words = safe(hit.text[start:end]).translate({ord("\n"): " ", ord("\t"): " "})
    drawn = Text(("…" if start else "") + words)
    shift = bool(start) - start
    for span in hit.highlights:
        if span.start >= start:
            drawn.stylize(MATCH, span.start + shift, span.end + shift)
    return _indented(drawn, width, _SNIPPET_LINES)


def _word_start(text: str, at: int) -> int:
    """The start of the word that a place lies in."""
    while at and not text[at - 1].isspace():
        at -= 1
    return at


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


def _remarks(hit: Hit) -> list[str]:
    told = [
        f"{what} {counted(len(places), 'more place')}"
        for what, places in (("also in", hit.also_in), ("nearly the same in", hit.near_in))
        if places
    ]
    if hit.holds is not Holds.ALL:
        told.append(_HOLDS[hit.holds])
    return told
