"""How is a page read out of the library, with its matches? What the preview and the reader show."""

from __future__ import annotations

from dataclasses import dataclass

from panelsearch.model.pages import Page
from panelsearch.model.spans import Span, merged
from panelsearch.retrieval.citations import citation
from panelsearch.services.library import Library
from panelsearch.tui.entries import Entry
from panelsearch.tui.rendering.page import PageView

_COPIED_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page of a document, counted from 1, with the query's matches and other `spans` marked.

    The current match is the one in `at`; `at` itself where none is; without it the first, or the last.
    """

    document: str
    number: int
    query: str = ""
    at: Span | None = None
    spans: tuple[Span, ...] = ()
    from_last: bool = False

    def load(self, library: Library) -> PageView:
        """Read it. DocumentNotFoundError, QueryError."""
        page = library.page(self.document, self.number)
        found = library.highlights(self.query, page.text) if self.query else ()
        matches, current = self._matches(merged((*found, *self.spans)) if self.spans else tuple(found))
        offset = matches[current].start if current is not None else 0
        here = library.source(self.document, self.number, offset)
        return PageView(self.document, page, library.page_count(self.document), matches, current, here)

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
        return PageRequest(entry.source.document, entry.source.page, "", entry.at)
    spans = tuple(Span(entry.at.start + one.start, entry.at.start + one.end) for one in entry.hit.highlights)
    return PageRequest(entry.source.document, entry.source.page, query, entry.at, spans)


def page_with_match(library: Library, document: str, query: str, numbers: range) -> int | None:
    """The first of some pages that the query matches on; None where it matches on none."""
    if not query:
        return None
    return next((n for n in numbers if library.highlights(query, library.page(document, n).text)), None)


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


def _lines_of(page: Page, span: Span) -> tuple[int, int]:
    start = page.text.rfind("\n\n", 0, span.start) + 1
    end = page.text.find("\n\n", span.end)
    return start, len(page.text) if end < 0 else end
