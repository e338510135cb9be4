"""How does a page look, and its heading? A page with its matches, as it was read out of the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rich.text import Text

from panelsearch.model.mentions import Mention, MentionLabel
from panelsearch.model.pages import Page
from panelsearch.model.sources import Source
from panelsearch.model.spans import Span
from panelsearch.retrieval.citations import item, marked_words, ocr_mark, part
from panelsearch.tui.rendering.drawing import TINTS, page_text
from panelsearch.tui.rendering.reflow import reflowed

_KINDS = {
    MentionLabel.PERSON: "people", MentionLabel.COUNCIL: "councils", MentionLabel.ORG: "organisations",
    MentionLabel.MONEY: "sums", MentionLabel.DATE: "dates",
}  # fmt: skip
_NO_TEXT = {
    "blank": "This page is blank.",
    "picture": "This page is only a picture: it has no text to search. Press o to look at it in the PDF.",
    "garbled": "The font of this page gives no readable text. Press o to look at it in the PDF.",
    "failed": "This page is damaged and could not be read. Press o to look at it in the PDF.",
}


@dataclass(frozen=True)
class PageView:
    """A page of a document of `count` pages, its `matches` and the `current` one; `here` cites where that stands.

    `named` is who and what the page names. `passage` is what brought the reader here, a result's or a quotation's
    place; None once they have turned the page.
    """

    document: str
    page: Page
    count: int
    matches: tuple[Span, ...]
    current: int | None
    here: Source
    named: tuple[Mention, ...] = ()
    passage: Span | None = None

    def beside(self, step: int) -> int | None:
        """The match after the current one (`step` 1), or before it (-1); None where it is on another page."""
        if self.current is not None:
            number = self.current + step
            return number if 0 <= number < len(self.matches) else None
        later = sum(span.start < self.begin for span in self.matches)
        number = later if step > 0 else later - 1
        return number if 0 <= number < len(self.matches) else None

    @property
    def begin(self) -> int:
        """The offset that is to be in sight: the current match's, else the passage's, else the page's first."""
        if self.current is not None:
            return self.matches[self.current].start
        return self.passage.start if self.passage else 0

    @cached_property
    def flowing(self) -> str:
        """The page's text with its paragraphs on one line each, as long as it."""
        return reflowed(self.page)

    def at_match(self, number: int) -> PageView:
        """The same page, another match being the current one."""
        return replace(self, current=number)


def body_text(view: PageView, *, current_stands_out: bool) -> Text:
    """The page's text with its matches marked, or why it has none."""
    if not view.page.text.strip():
        return Text(_NO_TEXT.get(str(view.page.problem or "blank"), "This page has no text."))
    page, current = view.page, view.current if current_stands_out else None
    click = "screen.match" if current_stands_out else ""
    return page_text(view.flowing, view.matches, current, page.markings, view.named, click)


def heading(view: PageView, counts: Mapping[int, int] | None = None) -> str:
    """Both page numbers, which match of how many, and the document; `counts` are the paper's matches by page."""
    page = view.page
    label = f" (printed {page.label})" if page.label else ""
    ocr = f" · {ocr_mark(page.confidence)}" if page.source == "ocr" else ""
    if told := marked_words(one.kind for one in page.markings):
        ocr += f" · {told}"
    told = ""
    if view.current is not None:
        told = f" · match {view.current + 1} of {len(view.matches)}"
        if counts:
            before = sum(count for number, count in counts.items() if number < page.number)
            told = f" · match {before + view.current + 1} of {sum(counts.values())} in the paper"
    return f"PDF p. {page.number} of {view.count}{label}{told} · {view.document}{ocr}"


def item_line(view: PageView) -> str:
    """The item that runs where the current match stands, the paper it is in, whose meeting's and of which day."""
    here = view.here
    paper = part(here.part) + (" (inferred)" if here.part and "part" in here.inferred else "")
    day = f"{here.held.day} {here.held:%B %Y}" if here.held else ""
    within = paper if day and day in paper else " · ".join(one for one in (paper, day) if one)
    return " · ".join(one for one in (item(here) or "no item", here.body or here.title, within) if one)


def legend(named: Iterable[Mention]) -> Text:
    """The kinds of what a page names, each as it is tinted there; empty where nothing is named."""
    kinds = {one.label for one in named}
    told = [Text(_KINDS[kind], style=TINTS[kind]) for kind in MentionLabel if kind in kinds]
    return Text(" ").join(told)
