"""What is sent to a terminal: no colour where NO_COLOR is set, nothing but lines where the terminal is dumb."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are pseudo-terminals on Unix only")

_SGR = re.compile(rb"\x1b\[([\d;:]*)m")
_COLOUR = re.compile(rb"(?:^|[;:])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?=[;:]|$)")
_SECONDS = 60


class _Session:
    """panelsearch in a pseudo-terminal; `sent` is all that it sent to it."""

    def __init__(self, index_dir: Path, folder: Path, **environment: str) -> None:
        keep = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "COLORTERM")}
        homes = dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(folder))
        told = {**keep, **homes, "COLUMNS": "100", "LINES": "30", **environment}
        self.sent = b""
        self._child, self._terminal = pty.fork()
        if not self._child:
            os.execve(sys.executable, [sys.executable, "-m", "panelsearch", "--index", str(index_dir)], told)

    def until(self, words: bytes) -> None:
        last = time.monotonic() + _SECONDS
        while words not in self.sent:
            assert time.monotonic() < last, self.sent[-2000:]
            self._read()

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def ended(self) -> int:
        """What it exited with."""
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])

    def _read(self) -> bool:
        try:
            some = os.read(self._terminal, 65536)
        except OSError:  # as Linux ends what a pseudo-terminal sends
            return False
        self.sent += some
        return bool(some)


def colours(sent: bytes) -> set[bytes]:
    """What of it sets a colour."""
    return {found for found in _SGR.findall(sent) if _COLOUR.search(found)}


@pytest.mark.parametrize("no_color", ["1", ""])
def test_no_colour_is_sent_where_none_is_wanted(library, tmp_path: Path, no_color: str) -> None:
    """An empty NO_COLOR wants nothing."""
    session = _Session(library.index_dir, tmp_path, TERM="xterm-256color", COLORTERM="truecolor", NO_COLOR=no_color)
    session.until(b"earch: words")
    session.type("footbridge")
    session.until(b"Mill Lane")
    session.type("\x1bOR")  # f3
    session.until(b"newest first")
    session.type("\x11")
    assert session.ended() == 0
    assert _SGR.search(session.sent)
    assert bool(colours(session.sent)) == (no_color == "")


def test_a_dumb_terminal_gets_lines_alone(library, tmp_path: Path) -> None:
    session = _Session(library.index_dir, tmp_path, TERM="dumb")
    session.type("footbridge\n")
    session.until(b"Mill Lane")
    session.type("\x04")
    assert session.ended() == 0
    assert b"\x1b" not in session.sent
