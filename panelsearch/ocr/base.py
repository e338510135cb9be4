"""The recognition seam: what turns the picture of a page into words with boxes and a confidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from panelsearch.model.pages import Rect


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as an engine sees it: `grey` holds `height_px` rows of `width_px` bytes, 0 black, 255 white.

    `dpi` says how many pixels make an inch of the page as displayed (its /Rotate applied).
    """

    grey: bytes
    width_px: int
    height_px: int
    dpi: float

    def __post_init__(self) -> None:
        if len(self.grey) != self.width_px * self.height_px or not self.grey or self.dpi <= 0:
            raise ValueError("a picture has a byte for each of its pixels, at least one, and a resolution")

    @property
    def sha256(self) -> str:
        """The same for the same picture, whichever file it was found in."""
        size = f"{self.width_px}x{self.height_px}@{self.dpi:.2f}:".encode()
        return hashlib.sha256(size + self.grey).hexdigest()


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word as the engine read it: `rect` in points, origin bottom left; `confidence` from 0 to 1.

    Words of one printed line share its number `line`, which says nothing of their order.
    """

    text: str
    rect: Rect
    confidence: float
    line: int

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1 or not self.text.strip():
            raise ValueError("a recognised word has text and a confidence between 0 and 1")


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What an engine made of a page: its words, or in `failed` why it made none.

    The words' boxes are those of the levelled page; the printed lines climb to the right by `skew_degrees`.
    """

    words: tuple[RecognisedWord, ...]
    skew_degrees: float = 0.0
    failed: str = ""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What came of looking at one page of a file: the hash of its picture and the words in it, or why there are none.

    `page` is None where the cache has the words of that `picture` already. `passing` is as for RecognitionError.
    """

    picture: str | None = None
    page: RecognisedPage | None = None
    failed: str = ""
    passing: bool = False


class RecognitionError(Exception):
    """A page could not be recognised; the message says why, in words for the report.

    `passing`: for a reason that does not lie in its picture, so that the next run may well recognise it.
    """

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


class Recogniser(Protocol):
    """An engine. `fingerprint` changes whenever it could read the same picture differently."""

    @property
    def fingerprint(self) -> str:
        """Such as "tesseract 5.3.0 eng"."""
        ...

    def recognise(self, picture: PagePicture) -> tuple[RecognisedWord, ...]:
        """The words of the picture in no particular order. RecognitionError where it cannot be done."""
        ...
