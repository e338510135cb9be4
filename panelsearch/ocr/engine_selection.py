"""Shall pages be recognised, and with what? The user's wish and what this machine has, as one value for the workers."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from panelsearch.ocr import tesseract
from panelsearch.ocr.base import Recogniser, RecognitionError

SECONDS_PER_PAGE = 120.0

# How pictures are made and levelled: changes whenever the same page could give another picture.
_PREPARATION = "prepared 1"
_WHEELS = ("pypdfium2", "PIL")


class OcrMode(StrEnum):
    """Which pages are recognised: those without usable text, none, or all."""

    AUTO = "auto"
    OFF = "off"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class Ocr:
    """How a run recognises pages. `engine` is its fingerprint, "" where none is installed; then the cache alone serves.

    `directory` is the index, where the cache lies.
    """

    mode: OcrMode
    engine: str
    directory: Path
    seconds_per_page: float = SECONDS_PER_PAGE

    @classmethod
    def here(cls, mode: OcrMode, directory: Path, seconds_per_page: float = SECONDS_PER_PAGE) -> Ocr:
        """The choice on this machine."""
        found = installed(seconds_per_page) if mode is not OcrMode.OFF else None
        engine = f"{found.fingerprint}, {_PREPARATION}" if found else ""
        return cls(mode, engine, directory, seconds_per_page)

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
        if self.mode is OcrMode.OFF or self.engine:
            return stamp in ("", self.stamp)
        return True  # what another machine, or an engine since removed, has recognised is not thrown away


def installed(seconds_per_page: float = SECONDS_PER_PAGE) -> Recogniser | None:
    """The engine of this machine, None where any part of it is missing."""
    program = tesseract.installed()
    if program is None or not all(find_spec(wheel) for wheel in _WHEELS):
        return None
    try:
        return tesseract.Tesseract(program, seconds_per_page)
    except RecognitionError:
        return None


def how_to_install() -> str:
    """The exact command that is missing; "" where nothing is."""
    commands = []
    if not all(find_spec(wheel) for wheel in _WHEELS):
        commands.append("pip install 'panelsearch[ocr]'")
    if tesseract.installed() is None:
        commands.append(tesseract.INSTALL_COMMANDS.get(sys.platform, tesseract.INSTALL_COMMANDS["linux"]))
    return " && ".join(commands)
