"""The pages that a list of those present may run over, as one text: where do lines end, cells begin, columns stand?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from panelsearch.model.pages import Line, Page
from panelsearch.model.spans import PageSpan, Span
from panelsearch.structure.paragraphs import cell_starts, ended_lines


class Sheet:
    """A few pages as one text, with the way back to the page."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self._starts: list[int] = []
        parts: list[str] = []
        ends: set[int] = set()
        cells: set[int] = set()
        origin = 0
        for page in pages:
            self._starts.append(origin)
            parts.append(page.text)
            ends.update(origin + end for end in ended_lines(page))
            cells.update(origin + start for start in cell_starts(page.lines))
            origin += len(page.text) + 1
        self.text = "\n".join(parts)
        self.breaks = tuple(sorted(ends | cells))
        """Where a line ends because its writer ended it, and where a cell begins."""
        self.cells = frozenset(cells)

    @cached_property
    def lines(self) -> tuple[tuple[Span, Line], ...]:
        """Each printed line with its span in the whole text, in order."""
        return tuple(
            (line.span.shift(start), line) for start, page in zip(self._starts, self.pages, strict=True)
            for line in page.lines
        )  # fmt: skip

    @cached_property
    def _bold(self) -> list[Span]:
        return [span for span, line in self.lines if line.bold]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [span.start for span, _ in self.lines]

    def place(self, span: Span) -> PageSpan | None:
        """The span on its page; None where it runs over the page's end."""
        i = bisect_right(self._starts, span.start) - 1
        local = span.shift(-self._starts[i])
        return PageSpan(self.pages[i].number, local.start, local.end) if local.end <= len(self.pages[i].text) else None

    def bold_at(self, offset: int) -> bool:
        """Whether what stands there is set in bold."""
        i = bisect_right(self._bold, offset, key=lambda span: span.start) - 1
        return i >= 0 and offset < self._bold[i].end

    def line_at(self, offset: int) -> int | None:
        """Which of the lines holds the place."""
        i = bisect_right(self._line_starts, offset) - 1
        return i if i >= 0 and offset < max(self.lines[i][0].end, self.lines[i][0].start + 1) else None

    def breaks_in(self, start: int, end: int) -> Sequence[int]:
        """The breaks between two places."""
        return self.breaks[bisect_right(self.breaks, start) : bisect_right(self.breaks, end - 1)]

    def left_of(self, span: Span) -> float | None:
        """Where the first word of a span stands on its page, in points from the left; None where nobody knows."""
        i = bisect_right(self._starts, span.start) - 1
        page, local = self.pages[i], span.shift(-self._starts[i])
        word = bisect_left(page.boxes, local.start, key=lambda box: box.span.start)
        if word < len(page.boxes) and page.boxes[word].span.start < local.end:
            return page.boxes[word].rect.x0_pt
        line = self.line_at(span.start)
        if line is None or self.lines[line][0].start != span.start:
            return None
        return self.lines[line][1].rect.x0_pt
