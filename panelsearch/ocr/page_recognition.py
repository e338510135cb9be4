"""How is one page recognised? Painted, looked up, levelled and read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from panelsearch.ocr.base import LookedAt, PagePicture, RecognisedPage, Recogniser, RecognitionError
from panelsearch.ocr.cache import RecognitionCache
from panelsearch.ocr.engine_selection import Ocr, OcrMode
from panelsearch.ocr.engines import how_to_install, installed
from panelsearch.storage.content_hash import HeldFile, held, sha256

Knows = Callable[[str, str], bool]


def look_at(
    file: HeldFile, number: int, ocr: Ocr, passwords: Sequence[str] = (), knows: Knows | None = None
) -> LookedAt | None:
    """The words of page `number` (from 1) of a PDF, or why there are none; None without an engine.

    `knows` says of a picture's hash and an engine whether that has read it before, and need not again.
    """
    from panelsearch.ocr.rasterization import picture_of

    engine = installed(ocr.seconds_per_page, ocr.name)
    if engine is None:
        return None
    try:
        picture = picture_of(file.content, number, passwords)
    except RecognitionError as error:
        return LookedAt(failed=str(error), passing=error.passing)
    if knows is not None and knows(picture.sha256, ocr.engine):
        return LookedAt(picture.sha256)
    try:
        return LookedAt(picture.sha256, recognised(picture, engine))
    except RecognitionError as error:
        return LookedAt(failed=str(error), passing=error.passing)


def recognised(picture: PagePicture, engine: Recogniser) -> RecognisedPage:
    """What an engine reads in a picture that may lie crooked. RecognitionError."""
    from panelsearch.ocr import deskewing

    if deskewing.is_blank(picture):
        return RecognisedPage(())
    skew = deskewing.skew_degrees(picture)
    return RecognisedPage(engine.recognise(deskewing.turned(picture, skew) if skew else picture), skew)


class RecognisedAgain:
    """The recognised pages of a PDF as it lies on the disk now: from the cache where its very bytes are known there."""

    def __init__(self, path: Path, directory: Path, passwords: Sequence[str] = ()) -> None:
        self._path = path
        self._passwords = passwords
        self._directory = directory
        self._cache = RecognitionCache(directory)
        self._sha256 = sha256(path)

    @cached_property
    def _ocr(self) -> Ocr:
        return Ocr.here(OcrMode.AUTO, self._directory)  # asks the engine, which a PDF without pictures can do without

    def page(self, number: int) -> RecognisedPage | None:
        """What was recognised on the page, now where never before; None without an engine."""
        found = self._cache.page(self._sha256, number, self._ocr.engine)
        if found is None and self._ocr.engine:
            with held(self._path) as file:
                looked_at = look_at(file, number, self._ocr, self._passwords, self._cache.knows)
            if looked_at is not None:
                self._cache.save(file.sha256, number, self._ocr.engine, looked_at)
            found = self._cache.page(self._sha256, number, self._ocr.engine)
        return found

    def why_not(self, number: int) -> str:
        """Why nothing was recognised on a page; "" where that is not known."""
        found = self._cache.page(self._sha256, number, self._ocr.engine)
        if found is not None:
            return found.failed
        return f"the page is a picture, and OCR is not installed: {how_to_install()}"
