"""How are a hundred thousand rows shown? Only those in sight are drawn, and only those drawn are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.messages import RowChosen, RowHighlighted, RowsWanted
from panelsearch.tui.rendering.lines import of_height, one_line

Draw = Callable[[int, int], Sequence[Text] | None]
"""The lines of a row (counted from 0) at a width in cells; None where the row is not there yet."""

Heights = int | Callable[[int], Sequence[int]]
"""How many lines every row has; or each, at a width."""

_STRIPS_KEPT = 400


class LazyList(ScrollView, can_focus=True):
    """Rows with a cursor. Posts RowHighlighted, RowChosen, and RowsWanted for a row that `draw` does not have."""

    BINDINGS = bindings(Place.LISTS)
    COMPONENT_CLASSES = {"lazy-list--cursor", "lazy-list--cursor-away"}  # noqa: RUF012 - as Textual wants it
    DEFAULT_CSS = """
    LazyList { height: 1fr; overflow-x: hidden; overflow-y: auto; }
    LazyList > .lazy-list--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    LazyList > .lazy-list--cursor-away { background: $block-cursor-blurred-background; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.count = 0
        self.cursor: int | None = None
        self._draw: Draw = lambda row, width: None
        self._heights: Heights = 1
        self._heads: frozenset[int] = frozenset()
        self._tops: Sequence[int] = range(1)
        self._strips: dict[tuple[int, bool], list[Strip]] = {}
        self._instead: Sequence[Text] = ()

    def show(self, count: int, draw: Draw, heights: Heights = 1, *, heads: frozenset[int] = frozenset()) -> None:
        """Show so many rows, from the first on. The cursor passes over `heads`."""
        self.count, self._draw, self._heights, self._heads = count, draw, heights, heads
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.cursor = None
        self.move_to(0, 1)

    def show_instead(self, lines: Sequence[str]) -> None:
        """Show no row, but words in their place."""
        self._instead = [Text(line, style="dim") for line in lines]
        self.show(0, lambda row, width: None)

    def redraw(self) -> None:
        """Draw what is in sight anew: rows came, or look different."""
        self._strips.clear()
        self.refresh()

    def drop_row(self, row: int) -> None:
        """One row fewer; the cursor goes to what follows it."""
        at = self.cursor
        self.count -= 1
        self._lay_out()
        self.cursor = None
        if self.count:
            self.move_to(min(row if at is None else at, self.count - 1), -1)

    def lengthen(self, count: int) -> None:
        """Further rows have become known below; the cursor stays."""
        self.count = count
        self._lay_out()

    # moving

    def move_to(self, row: int, step: int = 1) -> None:
        """Put the cursor on a row, or on the next one in the direction of `step` that is no head."""
        row = max(0, min(row, self.count - 1))
        while 0 <= row < self.count and row in self._heads:
            row += step
        if not 0 <= row < self.count:
            return
        moved = row != self.cursor
        self.cursor = row
        self._see(row)
        if moved:
            self.refresh()
            self.post_message(RowHighlighted(row))

    def action_cursor_down(self) -> None:
        """Next row."""
        self.move_to(0 if self.cursor is None else self.cursor + 1)

    def action_cursor_up(self) -> None:
        """Previous row."""
        self.move_to(0 if self.cursor is None else self.cursor - 1, -1)

    def action_first(self) -> None:
        """First row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Last row."""
        self.move_to(self.count - 1, -1)

    def action_page_down(self) -> None:
        """A screenful on."""
        self._page(1)

    def action_page_up(self) -> None:
        """A screenful back."""
        self._page(-1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.cursor is not None:
            self.post_message(RowChosen(self.cursor))

    def _page(self, step: int) -> None:
        if not self.count:
            return
        at = self.cursor or 0
        line = self._tops[at] + step * max(1, self.scrollable_content_region.height)
        row = self._row_at(max(0, line))
        self.move_to(at + step if row == at else row, step)

    def on_click(self, event: Click) -> None:
        """A click puts the cursor on a row, a double click chooses it."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        row = self._row_at(line)
        if 0 <= line < self._tops[-1] and row not in self._heads:
            self.move_to(row)
            if event.chain >= 2:
                self.action_choose()

    # drawing

    def on_resize(self, event: Resize) -> None:
        """Rows have other lines at another width; the cursor stays in sight."""
        self._lay_out()
        if self.cursor is not None:
            self._see(self.cursor)

    def watch_show_vertical_scrollbar(self) -> None:
        """So they have where a scroll bar comes or goes, which is no new size."""
        if self.is_attached:
            self._lay_out()

    @property
    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def _lay_out(self) -> None:
        self._strips.clear()
        if isinstance(self._heights, int):
            self._tops = range(0, self.count * self._heights + 1, self._heights)
        else:
            self._tops = tuple(accumulate(self._heights(self._width), initial=0))
        self.virtual_size = Size(self._width, self._tops[-1])
        self.refresh()

    def _row_at(self, line: int) -> int:
        return min(bisect_right(self._tops, line) - 1, self.count - 1)

    def _see(self, row: int) -> None:
        top = self._tops[row]
        region = Region(0, top, self._width, self._tops[row + 1] - top)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line of the widget, `y` from its top."""
        line = y + self.scroll_offset.y
        if not self.count and line < len(self._instead):
            return self._strip(self._instead[line], self.size.width, self.rich_style)
        if not 0 <= line < self._tops[-1]:
            return Strip.blank(self.size.width, self.rich_style)
        row = self._row_at(line)
        strips = self._drawn(row)
        return strips[line - self._tops[row]]

    def _drawn(self, row: int) -> list[Strip]:
        key = (row, row == self.cursor)
        kept = self._strips.get(key)
        if kept is not None:
            return kept
        height = self._tops[row + 1] - self._tops[row]
        lines = self._draw(row, self._width)
        if lines is None:
            self.post_message(RowsWanted(row))
        style = self._style(row)
        width = self.size.width
        drawn = [self._strip(line, width, style) for line in of_height(lines or [Text("   …", style="dim")], height)]
        if lines is not None:
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.clear()
            self._strips[key] = drawn
        return drawn

    def _style(self, row: int) -> Style:
        if row != self.cursor:
            return self.rich_style
        part = "lazy-list--cursor" if self.has_focus else "lazy-list--cursor-away"
        return self.rich_style + self.get_component_rich_style(part, partial=True)

    def _strip(self, line: Text, width: int, style: Style) -> Strip:
        fitted = one_line(line, self._width)
        fitted.end = ""
        segments = Segment.apply_style(fitted.render(self.app.console), style)
        return Strip(segments).adjust_cell_length(width, style)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor looks different where the list has the focus."""
        super().watch_has_focus(_has_focus)
        self._strips.clear()
        self.refresh()
