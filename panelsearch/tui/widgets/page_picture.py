"""The picture of a page, or the part of it in sight: zoomed, scrolled, and asked for anew whenever that changes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.widgets import Static

from panelsearch.model.pages import Page, Rect
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.messages import PictureWanted

if TYPE_CHECKING:
    from panelsearch.pictures.marking import MarkedPicture
    from panelsearch.tui.terminal_graphics import Graphics

_ZOOMS = (0.0, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0)
"""How wide the page is, in widths of the screen; 0 shows the whole of it."""
_AS_WIDE = 1
_STEP = 0.25
_MOST_PIXELS = 6_000_000
"""More is not painted: a very large terminal gets a coarser picture."""


@dataclass(frozen=True, slots=True)
class Window:
    """What of a page is in sight, all in shares of its width and height: the middle, and how much around it."""

    x: float
    y: float
    width: float
    height: float

    def inside(self) -> Window:
        """The nearest one that does not look past the page's edges."""
        x = min(max(self.x, self.width / 2), 1 - self.width / 2)
        y = min(max(self.y, self.height / 2), 1 - self.height / 2)
        return replace(self, x=x, y=y)

    @property
    def region(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        left, top = max(0.0, self.x - self.width / 2), max(0.0, self.y - self.height / 2)
        return left, top, min(1.0, left + self.width), min(1.0, top + self.height)


class PagePicture(Container, can_focus=True):
    """Draws what of a page is in sight; posts PictureWanted when that is another part, or larger."""

    BINDINGS = bindings(Place.PICTURE)
    DEFAULT_CSS = """
    PagePicture { height: 1fr; align: center top; overflow: hidden; }
    PagePicture #no-picture { display: none; padding: 1 2; }
    PagePicture.failed #no-picture { display: block; }
    PagePicture.failed .drawn { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="picture")
        self.graphics: Graphics | None = None
        self._page: Page | None = None
        self._zoom = _AS_WIDE
        self.window = Window(0.5, 0.5, 1.0, 1.0)
        self._cells = (1, 1)

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield Static("", id="no-picture", markup=False)

    def look_at(self, page: Page, focus: Rect | None) -> None:
        """Picture another page, or another place of it: the page's head where `focus` is None."""
        self._page = page
        x, y = 0.5, 0.0
        if focus is not None and page.width_pt and page.height_pt:
            x = (focus.x0_pt + focus.x1_pt) / 2 / page.width_pt
            y = 1 - (focus.y0_pt + focus.y1_pt) / 2 / page.height_pt
        self._look(x, y)

    def show(self, image: MarkedPicture) -> None:
        """Draw a picture that was asked for."""
        graphics = self.graphics
        assert graphics is not None
        drawn = self.query(graphics.widget)
        widget = drawn.first() if drawn else graphics.widget(classes="drawn")
        widget.styles.width, widget.styles.height = self._cells
        widget.image = image
        self.remove_class("failed")
        if not drawn:
            self.mount(widget)

    def show_why_not(self, why: str) -> None:
        """Words in the place of a picture that cannot be made."""
        self.query_one("#no-picture", Static).update(why)
        self.add_class("failed")

    def on_resize(self, event: Resize) -> None:
        """Another part is in sight."""
        self._look(self.window.x, self.window.y)

    # moving

    def action_zoom_in(self) -> None:
        """Larger, around the same place."""
        self._zoom_to(self._zoom + 1)

    def action_zoom_out(self) -> None:
        """Smaller, down to the whole page."""
        self._zoom_to(self._zoom - 1)

    def action_whole_page(self) -> None:
        """The whole page."""
        self._zoom_to(0)

    def action_pan_left(self) -> None:
        """To the left."""
        self._pan(-_STEP, 0)

    def action_pan_right(self) -> None:
        """To the right."""
        self._pan(_STEP, 0)

    def action_pan_up(self) -> None:
        """Up."""
        self._pan(0, -_STEP)

    def action_pan_down(self) -> None:
        """Down."""
        self._pan(0, _STEP)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self._pan(0, _STEP)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel scrolls."""
        event.stop()
        self._pan(0, -_STEP)

    def _zoom_to(self, zoom: int) -> None:
        if not 0 <= zoom < len(_ZOOMS):
            self.notify("This is the largest." if zoom > 0 else "This is the whole page.")
            return
        self._zoom = zoom
        self._look(self.window.x, self.window.y)

    def _pan(self, right: float, down: float) -> None:
        window = self.window
        self._look(window.x + right * window.width, window.y + down * window.height)

    def _look(self, x: float, y: float) -> None:
        graphics, page, size = self.graphics, self._page, self.size
        if graphics is None or page is None or not size.area or not page.width_pt or not page.height_pt:
            self.window = replace(self.window, x=x, y=y)
            return
        across, down = size.width * graphics.cell_width_px, size.height * graphics.cell_height_px
        tall = page.height_pt / page.width_pt
        page_width = across * _ZOOMS[self._zoom] or min(across, down / tall)
        width, height = min(1.0, across / page_width), min(1.0, down / (page_width * tall))
        self.window = Window(x, y, width, height).inside()
        wide, high = page_width * width, page_width * tall * height
        self._cells = round(wide / graphics.cell_width_px) or 1, round(high / graphics.cell_height_px) or 1
        shrunk = min(1.0, math.sqrt(_MOST_PIXELS / (wide * high)))
        self.post_message(PictureWanted(self.window.region, int(wide * shrunk) or 1, int(high * shrunk) or 1))
