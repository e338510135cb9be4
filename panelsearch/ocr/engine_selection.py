"""Shall pages be recognised, and with what? The user's wish and what this machine has, as one value for the workers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from panelsearch.ocr.engines import DEFAULT_ENGINE, installed

SECONDS_PER_PAGE = 120.0

# How pictures are made and levelled: changes whenever the same page could give another picture.
_PREPARATION = "prepared 1"


class OcrMode(StrEnum):
    """Which pages are recognised: those without usable text, none that was not before, or all."""

    AUTO = "auto"
    OFF = "off"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class Ocr:
    """How a run recognises pages. `engine` is its fingerprint, "" where none is installed; then the cache alone serves.

    `directory` is the index, where the cache lies; `name` is the engine's in the registry.
    """

    mode: OcrMode
    engine: str
    directory: Path
    seconds_per_page: float = SECONDS_PER_PAGE
    name: str = DEFAULT_ENGINE

    @classmethod
    def here(
        cls, mode: OcrMode, directory: Path, seconds_per_page: float = SECONDS_PER_PAGE, name: str = DEFAULT_ENGINE
    ) -> Ocr:
        """The choice on this machine. UsageError for an engine that nobody knows."""
        found = installed(seconds_per_page, name) if mode is not OcrMode.OFF else None
        engine = f"{found.fingerprint}, {_PREPARATION}" if found else ""
        return cls(mode, engine, directory, seconds_per_page, name)

    @property
    def wish(self) -> str:
        """What of it a whole library depends on."""
        return f"{self.mode} {self.engine}"

    @property
    def stamp(self) -> str:
        """What marks a library or document as read in this way, where there was something to recognise."""
        return "without OCR" if self.mode is OcrMode.OFF or not self.engine else f"{self.mode} {self.engine}"

    def accepts(self, stamp: str) -> bool:
        """Whether a document stored with that stamp (None to recognise: "") need not be read again."""
        if self.mode is OcrMode.FORCE:
            return stamp == self.stamp
        if self.engine:
            return stamp in ("", self.stamp)
        return True  # what was recognised before, by whichever engine, is not thrown away


def mode_of(made_by: str) -> OcrMode:
    """How a library was wished to be recognised, by what it says it was made by."""
    _, _, wish = made_by.partition(" ")
    mode = wish.split(" ")[0]
    return OcrMode(mode) if mode in tuple(OcrMode) else OcrMode.AUTO
