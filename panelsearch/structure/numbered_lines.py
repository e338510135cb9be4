"""What is known of a numbered line while its heading is looked for, and what is a heading found in one?"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from panelsearch.model.pages import Line, Page
from panelsearch.structure.item_numbers import ItemNumber


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that begins with a number, as the rules read it."""

    page: Page
    at: int
    number: ItemNumber
    rest: str
    ended: Container[int]
    margin: Container[int]
    agenda: bool

    @property
    def line(self) -> Line:
        """The line as printed."""
        return self.page.lines[self.at]

    @property
    def begin(self) -> int:
        """Where in the page's text the words behind the number begin."""
        return self.line.span.start + self.number.upto


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a heading ends, its words, the last line it takes; cut from its line, by its bold type; or a sentence."""

    end: int
    words: str
    last: int
    run_in: bool = False
    sentence: bool = False
    bold: bool = False
