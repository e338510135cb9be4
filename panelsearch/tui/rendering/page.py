"""How does a page look, and its heading? A page with its matches, as it was read out of the library."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.text import Text

from panelsearch.model.pages import Page
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import item, marked_words, ocr_mark, part
from panelsearch.tui.rendering.drawing import page_text

_NO_TEXT = {
    "blank": "This page is blank.",
    "picture": "This page is only a picture: it has no text to search. Press o to look at it in the PDF.",
    "garbled": "The font of this page gives no readable text. Press o to look at it in the PDF.",
    "failed": "This page is damaged and could not be read. Press o to look at it in the PDF.",
}


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of a document of `count` pages, its `matches` and the `current` one; `here` cites where that stands."""

    document: str
    page: Page
    count: int
    matches: tuple[Span, ...]
    current: int | None
    here: Source

    def at_match(self, number: int) -> PageView:
        """The same page, another match being the current one."""
        return replace(self, current=number)


def body_text(view: PageView, *, current_stands_out: bool) -> Text:
    """The page's text with its matches marked, or why it has none."""
    if not view.page.text.strip():
        return Text(_NO_TEXT.get(str(view.page.problem or "blank"), "This page has no text."))
    page, current = view.page, view.current if current_stands_out else None
    return page_text(page.text, view.matches, current, page.markings)


def heading(view: PageView) -> str:
    """The document, both page numbers, where in the paper it is, and which match of how many."""
    page, here = view.page, view.here
    label = f" (printed {page.label})" if page.label else ""
    ocr = f" · {ocr_mark(page.confidence)}" if page.source == "ocr" else ""
    if told := marked_words(one.kind for one in page.markings):
        ocr += f" · {told}"
    place = "".join(f" · {words}" for words in (part(here.part), item(here)) if words)
    place += " (inferred)" if "part" in here.inferred else ""
    told = f" · match {view.current + 1} of {len(view.matches)}" if view.current is not None else ""
    return f"{view.document} · PDF p. {page.number} of {view.count}{label}{ocr}{place}{told}"
