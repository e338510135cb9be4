"""What does a PDF page hold before anyone reads it? Text runs with boxes, in the file's order.

Both ways through pdfminer.six (lean and stock) make these; layout turns them into a `Page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from panelsearch.model.pages import Marked, Rect


class PageTooLargeError(Exception):
    """The page asks for more work than any real page does."""


class Run(NamedTuple):  # a paper holds very many: a tuple is made in a third of the time
    """Characters set together without white space between them: at most one word.

    Coordinates are points in the page as displayed (its /Rotate applied), origin bottom left. `angle` is the
    direction of writing in degrees as displayed: 0 is left to right. `size_pt` is the glyphs' height.
    `unmapped` counts characters without a Unicode value, which `text` holds as U+FFFD. `spaced` tells that white space
    was written just before the run: some papers squeeze it to nothing.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size_pt: float
    bold: bool = False
    italic: bool = False
    angle: int = 0
    font: str = ""
    unmapped: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page's runs. `image_share` is the part of the page's area under pictures, 0..1; `index` counts from 0.

    `pdf_label` is the PDF's own label for the page; `failed` says why the page could not be read ("" where it was).
    `marked` are places whose words are no plain print; `notes` are words laid on the page that no place of it shows;
    `unread` tells what was left out, and how much of it. `drawn`: hardly a word, but
    lines and curves, which may be words.
    """

    index: int
    width_pt: float
    height_pt: float
    runs: tuple[Run, ...]
    image_share: float = 0.0
    pdf_label: str | None = None
    failed: str = ""
    marked: tuple[tuple[Marked, Rect], ...] = ()
    notes: tuple[tuple[str, Rect], ...] = ()
    unread: tuple[str, ...] = ()
    drawn: bool = False


def place(run: Run) -> Rect:
    """Where a run stands, as a mark of its words says it."""
    return Rect(run.x0, run.y0, run.x1, run.y1)
