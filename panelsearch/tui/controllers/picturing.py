"""How is the page shown in the reader pictured? From its PDF, if that is still the one it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from panelsearch.errors import PaintingError, UnreadableDocumentError
from panelsearch.extraction.layout.span_geometry import rectangles
from panelsearch.model.pages import Rect
from panelsearch.services.library import Library
from panelsearch.storage.content_hash import sha256
from panelsearch.tui.child_processes import start_resource_tracker
from panelsearch.tui.rendering.page import PageView

if TYPE_CHECKING:
    from panelsearch.pictures.marking import Mark, MarkedPicture
    from panelsearch.pictures.painter import Painter

_PASSAGE, _MATCH, _CURRENT = (255, 250, 205), (255, 232, 90), (255, 190, 70)


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A region of a page, fitted into so many pixels, with what the view marks marked."""

    view: PageView
    region: tuple[float, float, float, float]
    width_px: int
    height_px: int

    def paint(self, library: Library, painter: Painter) -> MarkedPicture:
        """Paint and mark it. PaintingError, also where its PDF is gone, locked, or not the one that was read."""
        from panelsearch.pictures.marking import marked
        from panelsearch.pictures.painting import Region, Wanted

        path = _pdf(library, self.view.document)
        picture = painter.paint(
            Wanted(path, self.view.page.number, Region(*self.region), self.width_px, self.height_px)
        )
        return marked(picture, self.view.page, marks_of(self.view))


def load_painting() -> None:
    """Load what painting needs, which takes a moment."""
    import panelsearch.pictures.marking
    import panelsearch.pictures.painting  # noqa: F401

    start_resource_tracker()


def focus_of(view: PageView) -> Rect | None:
    """Where on the page the reader looks first: the current match, or the passage; None for the page's head."""
    span = view.matches[view.current] if view.current is not None else view.passage
    return next(iter(rectangles(view.page, span)), None) if span else None


def marks_of(view: PageView) -> tuple[Mark, ...]:
    """What the page's picture has marked: the passage that led to it, the matches, the current one framed."""
    from panelsearch.pictures.marking import Mark

    page = view.page
    passage = rectangles(page, view.passage) if view.passage else ()
    marks = [Mark(passage, _PASSAGE)]
    for number, span in enumerate(view.matches):
        is_current = number == view.current
        marks.append(Mark(rectangles(page, span), _CURRENT if is_current else _MATCH, framed=is_current))
    return tuple(marks)


def _pdf(library: Library, document: str) -> Path:
    read_from, _ = library.papers_called([document])[document]
    try:
        path = library.pdf_path(document)
    except UnreadableDocumentError as error:
        raise PaintingError(error.message) from error
    if path is None:
        raise PaintingError(f"{document} is no longer where it was indexed.", "f4 brings the library up to date.")
    if library.needs_password(document):
        raise PaintingError(f"{document} asks for its password: it is not pictured here.", "o opens it in a viewer.")
    try:
        stat = path.stat()
        if _hash(path, stat.st_mtime_ns, stat.st_size) != read_from:
            raise PaintingError(f"{document} has changed since it was indexed.", "f4 brings the library up to date.")
    except OSError as error:
        raise PaintingError(f"{document} cannot be read: {error.strerror or error}.", "") from error
    return path


@lru_cache(maxsize=16)
def _hash(path: Path, changed_ns: int, size_bytes: int) -> str:
    """The file's hash, looked at again when the file is another."""
    return sha256(path)
