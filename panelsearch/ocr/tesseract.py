"""Tesseract, called as the program it is: a picture goes in, a table of words comes out.

The program is asked directly: the bindings either do no more than this, through files, or bring a build of their own
without its languages. It runs beside us, so that a page that takes too long can be ended.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from panelsearch.model.pages import Rect
from panelsearch.ocr.base import PagePicture, RecognisedWord, RecognitionError

INSTALL_COMMANDS = {
    "linux": "sudo apt install tesseract-ocr",
    "darwin": "brew install tesseract",
    "win32": "winget install UB-Mannheim.TesseractOCR",
}
"""By `sys.platform`: what to type where the program is missing."""

_WORD_LEVEL = "5"
_VERSION = re.compile(r"tesseract v?(\S+)")


def installed() -> str | None:
    """The program's path; None where it is not installed."""
    return shutil.which("tesseract")


class Tesseract:
    """The Tesseract found on this machine, reading English, and Welsh too where it was installed.

    RecognitionError where the program does not run.
    """

    def __init__(self, program: str, seconds_per_page: float) -> None:
        self._program = program
        self._seconds = seconds_per_page
        version = _VERSION.search(self._ask("--version"))
        languages = self._ask("--list-langs").split()
        self._languages = "+".join(name for name in ("eng", "cym") if name in languages) or "eng"
        self.fingerprint = f"tesseract {version[1] if version else 'unknown'} {self._languages}"

    def _ask(self, question: str) -> str:
        try:
            done = subprocess.run([self._program, question], capture_output=True, timeout=30, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RecognitionError("tesseract could not be started") from error
        return (done.stdout + done.stderr).decode("utf-8", "replace")

    def recognise(self, picture: PagePicture) -> tuple[RecognisedWord, ...]:
        """See `Recogniser.recognise`."""
        command = [self._program, "stdin", "stdout", "-l", self._languages, "--dpi", str(round(picture.dpi))]
        command += ["--psm", "3", "tsv"]
        try:
            done = subprocess.run(  # noqa: S603 - the program found on the path, with arguments of ours
                command,
                input=b"P5 %d %d 255\n" % (picture.width_px, picture.height_px) + picture.grey,
                capture_output=True,
                timeout=self._seconds,
                check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # pages are read side by side instead
            )
        except subprocess.TimeoutExpired as error:
            raise RecognitionError(f"recognising took longer than {self._seconds:.0f} seconds", passing=True) from error
        except OSError as error:
            raise RecognitionError("tesseract could not be started", passing=True) from error
        if done.returncode:
            killed = done.returncode < 0  # such as by a system without memory left
            raise RecognitionError(f"tesseract gave up (code {done.returncode})", passing=killed)
        return tuple(_words(done.stdout.decode("utf-8", "replace"), picture))


def _words(table: str, picture: PagePicture) -> list[RecognisedWord]:
    points = 72 / picture.dpi
    words: list[RecognisedWord] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        line = lines.setdefault(tuple(cells[1:5]), len(lines))  # page, block, paragraph and line
        left, top, width, height = (int(cell) * points for cell in cells[6:10])
        bottom = picture.height_px * points - top - height
        confidence = min(1.0, max(0.0, float(cells[10]) / 100))
        rect = Rect(left, bottom, left + width, bottom + height)
        words.append(RecognisedWord(cells[11].strip(), rect, round(confidence, 3), line))
    return words
