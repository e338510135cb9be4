"""Which OCR engines are there? One entry each: whether it is installed here, and the command that would do that."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from panelsearch.errors import UsageError
from panelsearch.ocr import tesseract
from panelsearch.ocr.base import Recogniser, RecognitionError

DEFAULT_ENGINE = "tesseract"


@dataclass(frozen=True, slots=True)
class OcrEngine:
    """An engine as it is chosen.

    `start` takes the most seconds a page may cost; None, or RecognitionError, where the engine cannot run here.
    `install_command` is "" where nothing is missing.
    """

    start: Callable[[float], Recogniser | None]
    install_command: Callable[[], str]


def _tesseract(seconds_per_page: float) -> Recogniser | None:
    program = tesseract.installed()
    return tesseract.Tesseract(program, seconds_per_page) if program else None


def _install_tesseract() -> str:
    if tesseract.installed() is not None:
        return ""
    return tesseract.INSTALL_COMMANDS.get(sys.platform, tesseract.INSTALL_COMMANDS["linux"])


ENGINES: Mapping[str, OcrEngine] = {DEFAULT_ENGINE: OcrEngine(_tesseract, _install_tesseract)}


def installed(seconds_per_page: float, name: str = DEFAULT_ENGINE) -> Recogniser | None:
    """The engine of that name on this machine, None where any part of it is missing. UsageError for no such engine."""
    engine = _named(name)
    try:
        return engine.start(seconds_per_page)
    except RecognitionError:
        return None


def how_to_install(name: str = DEFAULT_ENGINE) -> str:
    """The exact command that is missing; "" where nothing is. UsageError for no such engine."""
    return _named(name).install_command()


def _named(name: str) -> OcrEngine:
    if name not in ENGINES:
        raise UsageError(f"There is no OCR engine {name}.", f"There are: {', '.join(ENGINES)}.")
    return ENGINES[name]
