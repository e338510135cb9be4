"""The page's picture in the reader: drawn by what the terminal can do, moved, zoomed, or why there is none."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import SIZES, drive, on_screen, picture, search_for, shown, until
from PIL import Image
from textual.pilot import Pilot

from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.widgets.page_picture import PagePicture, Window

YELLOWISH = (255, 250, 205)


async def pictured(pilot: Pilot[int], query: str = "footbridge") -> tuple[ReaderScreen, PagePicture]:
    await search_for(pilot, query)
    await pilot.press("enter", "enter")
    reader = await on_screen(pilot, ReaderScreen)
    await until(pilot, lambda: reader.view is not None)
    await pilot.press("v")
    await until(pilot, lambda: reader.has_class("pictured"))
    return reader, reader.query_one(PagePicture)


def is_drawn(app: PanelsearchApp) -> bool:
    return "▀▀▀▀" in picture(app)


@pytest.mark.parametrize("size", SIZES)
def test_the_page_is_pictured_and_its_text_comes_back(library, size) -> None:
    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        reader, widget = await pictured(pilot)
        await until(pilot, lambda: is_drawn(app))
        assert "match 1 of 3" in shown(app, "#place")
        assert app.focused is widget
        before = widget.window
        await pilot.press("plus")
        assert widget.window.width < before.width
        await pilot.press("0")
        assert widget.window.height == 1.0
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: reader.page_number == 2 and is_drawn(app))
        await pilot.press("v")
        await until(pilot, lambda: "Grass cutting" in picture(app))

    drive(library.index_dir, script, size)


def test_a_paper_that_is_another_now_is_not_pictured(library, papers, tmp_path, make_pdf, fresh) -> None:
    shutil.copytree(papers, tmp_path / "papers")
    fresh.json("index", str(tmp_path / "papers"), expect=4)
    make_pdf(tmp_path / "papers" / "dunmere" / "2023-02-07-minutes.pdf", [["Another paper"]])

    async def script(app: PanelsearchApp, pilot: Pilot[int]) -> None:
        await pictured(pilot)
        await until(pilot, lambda: "has changed since it was indexed" in picture(app))
        assert "f4 brings" in picture(app)
        (tmp_path / "papers" / "dunmere" / "2023-02-07-minutes.pdf").unlink()
        await pilot.press("plus")
        await until(pilot, lambda: "no longer where it was indexed" in picture(app))

    drive(fresh.index_dir, script)


def test_nobody_looks_past_the_edges() -> None:
    assert Window(0.9, 0.0, 0.5, 0.4).inside() == Window(0.75, 0.2, 0.5, 0.4)
    assert Window(0.1, 0.5, 1.0, 1.0).inside().region == (0.0, 0.0, 1.0, 1.0)


# what terminals answer

_ATTRIBUTES = b"\x1b[c"
_QUESTION = re.compile(rb"\x1b\[c|\x1b_G[^\x1b]*a=q[^\x1b]*\x1b\\")

_SENT_WHOLE = re.compile(rb"\x1b_Gi=(\d+),m=0,f=100[^;]*;([^\x1b]*)\x1b\\")


class Terminal:
    """A terminal that answers what it can draw; keeps all that is written to it."""

    def __init__(self, index_dir: Path, *, sixel: bool = False, kitty: bool = False) -> None:
        import pty

        self._sixel, self._kitty = sixel, kitty
        self.written = b""
        self._answered = 0
        self._file, other = pty.openpty()
        import fcntl
        import struct
        import termios

        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 1000, 600))
        self._app = subprocess.Popen(
            [sys.executable, "-m", "panelsearch", "--index", str(index_dir)], stdin=other, stdout=other, stderr=other,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}, start_new_session=True,
        )  # fmt: skip
        os.close(other)

    def until(self, holds: Callable[[bytes], bool], seconds: float = 60) -> None:
        last = time.monotonic() + seconds
        while not holds(self.written):
            assert time.monotonic() < last, self.written[-2000:]
            if select.select([self._file], [], [], 0.1)[0]:
                with contextlib.suppress(OSError):
                    self.written += os.read(self._file, 65536)
            self._answer()

    def _answer(self) -> None:
        for found in _QUESTION.finditer(self.written, self._answered):
            if found.group() == _ATTRIBUTES:
                os.write(self._file, b"\x1b[?62;4c" if self._sixel else b"\x1b[?62c")
            elif self._kitty:
                os.write(self._file, b"\x1b_Gi=1;OK\x1b\\")
            self._answered = found.end()

    def type(self, keys: str) -> None:
        os.write(self._file, keys.encode())

    def close(self) -> None:
        self._app.kill()
        self._app.wait()
        os.close(self._file)


def read_page(terminal: Terminal) -> None:
    terminal.until(lambda written: b"documents" in written)
    terminal.type("footbridge")
    terminal.until(lambda written: b"1 passage" in written)
    terminal.type("\r")
    time.sleep(1)
    terminal.type("\r")
    terminal.until(lambda written: b"PDF p. 1 of 2" in written)
    terminal.type("v")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_a_terminal_with_sixels_gets_sixels(library) -> None:
    terminal = Terminal(library.index_dir, sixel=True)
    try:
        read_page(terminal)
        terminal.until(lambda written: re.search(rb"\x1bP[0-9;]*q.*\x1b\\", written, re.DOTALL) is not None)
    finally:
        terminal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_a_terminal_like_kitty_gets_the_picture_itself_with_the_marks(library) -> None:
    terminal = Terminal(library.index_dir, kitty=True)
    try:
        read_page(terminal)
        terminal.until(lambda written: bool(_SENT_WHOLE.search(written)))
    finally:
        terminal.close()
    number, last = _SENT_WHOLE.search(terminal.written).groups()
    parts = re.findall(rb"\x1b_Gi=%b,m=1,f=100[^;]*;([^\x1b]*)\x1b" % number, terminal.written)
    image = Image.open(io.BytesIO(base64.b64decode(b"".join([*parts, last]))))
    colours = {colour for _, colour in image.convert("RGB").getcolors(1_000_000) or []}
    assert image.width > 500  # far more than a dot a letter
    assert YELLOWISH in colours
