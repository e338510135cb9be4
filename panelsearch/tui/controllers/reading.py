"""How is a page read out of the library, with what is looked for marked? What the preview and the reader show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from panelsearch.errors import DocumentNotFoundError
from panelsearch.model.pages import Page
from panelsearch.model.sources import ItemRef, Source
from panelsearch.model.spans import Span, merged
from panelsearch.retrieval.citations import citation
from panelsearch.services.library import Library
from panelsearch.tui.entries import Entry
from panelsearch.tui.finding import occurrences
from panelsearch.tui.rendering.page import PageView

_COPIED_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Sought:
    """What is marked on pages: a query's matches, or, where the user looks for words in the paper, those `words`."""

    query: str = ""
    words: str = ""

    def on(self, library: Library, text: str) -> tuple[Span, ...]:
        """Where that stands on a page. QueryError."""
        if self.words:
            return occurrences(self.words, text)
        return tuple(library.highlights(self.query, text)) if self.query else ()


NOTHING_SOUGHT = Sought()


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page of a document, counted from 1, with what is `sought` and other `spans` marked.

    The current match is the one in `at`; `at` itself where none is; without it the first, or the last. `heading` is
    where to begin instead, as it stands on the page: no match is the current one then.
    """

    document: str
    number: int
    sought: Sought = NOTHING_SOUGHT
    at: Span | None = None
    spans: tuple[Span, ...] = ()
    from_last: bool = False
    heading: str = ""

    def load(self, library: Library) -> PageView:
        """Read it. DocumentNotFoundError, QueryError."""
        page = library.page(self.document, self.number)
        found = self.sought.on(library, page.text)
        if self.spans:
            found = merged((*found, *self.spans))
        if self.heading:
            matches, current, passage = found, None, next(iter(occurrences(self.heading, page.text)), None)
        else:
            (matches, current), passage = self._matches(found), self.at
        offset = matches[current].start if current is not None else passage.start if passage else 0
        here = library.source(self.document, self.number, offset)
        named = tuple(library.mentions_on(self.document, self.number))
        return PageView(
            self.document, page, library.page_count(self.document), matches, current, here, named, passage
        )  # fmt: skip

    def _matches(self, found: tuple[Span, ...]) -> tuple[tuple[Span, ...], int | None]:
        if self.at is None:
            return found, (len(found) - 1 if self.from_last else 0) if found else None
        inside = next((n for n, span in enumerate(found) if self.at.contains(span)), None)
        if inside is None:
            found = tuple(sorted((*found, self.at)))
            inside = found.index(self.at)
        return found, inside


def preview_of(entry: Entry, query: str) -> PageRequest:
    """The page of a result: the query's words and those that the hit is marked with, or an answer's quotation."""
    if entry.hit is None:
        return PageRequest(entry.source.document, entry.source.page, NOTHING_SOUGHT, entry.at)
    spans = tuple(Span(entry.at.start + one.start, entry.at.start + one.end) for one in entry.hit.highlights)
    return PageRequest(entry.source.document, entry.source.page, Sought(query), entry.at, spans)


def page_with_match(library: Library, document: str, sought: Sought, numbers: range) -> int | None:
    """The first of some pages that has a match; None where none has."""
    return next((n for n in numbers if sought.on(library, library.page_text(document, n))), None)


def counts_by_page(library: Library, document: str, sought: Sought) -> Mapping[int, int]:
    """How many matches each page of a document has, counted from 1; pages without any are left out."""
    counts = ((n, len(sought.on(library, library.page_text(document, n)))) for n in _pages(library, document))
    return {number: count for number, count in counts if count}


def page_called(library: Library, document: str, words: str) -> int:
    """The page that people mean by "14": the one printed so, else the PDF's; "#14" is the PDF's.

    DocumentNotFoundError, which says which pages there are, for one that is neither.
    """
    labels, wanted = library.labels(document), words.strip().casefold()
    of_pdf = wanted.removeprefix("#").strip()
    if not wanted.startswith("#"):
        for number, label in enumerate(labels, 1):
            if label and label.casefold() == wanted:
                return number
    if of_pdf.isdecimal() and 1 <= int(of_pdf) <= len(labels):
        return int(of_pdf)
    printed = [label for label in labels if label]
    told = f", printed {printed[0]} to {printed[-1]}" if printed else ", and prints no page numbers"
    raise DocumentNotFoundError(f"There is no page {words.strip()}: the paper has {len(labels)}{told}.", "")


def item_beside(library: Library, here: Source, step: int) -> PageRequest | None:
    """The heading of the item after the one that runs at a place (`step` 1), or before it (-1); None at either end."""
    _, items = library.outline(here.document)
    running = [
        n for n, one in enumerate(items) if one.page <= here.page and here.item == ItemRef(one.number, one.heading)
    ]
    if running:
        to = running[-1] + step
    elif step > 0:
        to = next((n for n, one in enumerate(items) if one.page >= here.page), len(items))
    else:
        to = sum(one.page < here.page for one in items) - 1
    if not 0 <= to < len(items):
        return None
    return PageRequest(here.document, items[to].page, heading=items[to].heading)


def passage_and_citation(library: Library, view: PageView) -> str:
    """The matched lines of a page, or its head, with their citation; "" for a page without text."""
    text = view.page.text
    if not text.strip():
        return ""
    start, end = _lines_of(view.page, view.matches[view.current]) if view.current is not None else (0, len(text))
    if view.current is None:
        end = min(end, _COPIED_AT_MOST)
    source = library.source(view.document, view.page.number, start)
    return f"{text[start:end].strip()}\n\n{citation(source)}"


def _pages(library: Library, document: str) -> range:
    return range(1, library.page_count(document) + 1)


def _lines_of(page: Page, span: Span) -> tuple[int, int]:
    start = page.text.rfind("\n\n", 0, span.start) + 1
    end = page.text.find("\n\n", span.end)
    return start, len(page.text) if end < 0 else end
