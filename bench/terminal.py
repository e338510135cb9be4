"""A real terminal to type into: a program in tmux, its keys, what stands on its screen, what it copied."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

_SETTINGS = """\
set -g remain-on-exit on
set -g status off
set -g default-terminal tmux-256color
set -s escape-time 0
set -s set-clipboard on
"""
_NAMES = {
    "enter": "Enter", "escape": "Escape", "space": "Space", "tab": "Tab", "backspace": "BSpace", "delete": "DC",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End", "pageup": "PgUp",
    "pagedown": "PgDn", "shift+up": "S-Up", "shift+down": "S-Down", "shift+left": "S-Left", "shift+right": "S-Right",
}  # fmt: skip
_LONGEST_WAIT = 60.0
_BEAT = 0.05


class Terminal:
    """A command in a terminal of so many columns and rows; `keys` counts what was pressed, words typed left out."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], environment: Mapping[str, str], folder: Path
    ) -> None:  # fmt: skip
        self.keys = 0
        self._scratch = tempfile.TemporaryDirectory(prefix="tmux", ignore_cleanup_errors=True)
        self._socket = Path(self._scratch.name, "socket")
        settings = Path(self._scratch.name, "settings")
        settings.write_text(_SETTINGS, encoding="utf-8")
        given = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
        columns, rows = map(str, size)
        self._tmux(
            "-f", str(settings), "new-session", "-d", "-x", columns, "-y", rows, "-c", str(folder), *given,
            shlex.join(command),
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(subprocess.CalledProcessError):
            self._tmux("kill-server")
        self._scratch.cleanup()

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *arguments], check=True, capture_output=True,
            stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace",
        )  # fmt: skip
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys, as Textual calls them: enter, ctrl+f, f3, a letter."""
        self.keys += len(keys)
        for key in keys:
            self._press(key)

    def _press(self, key: str) -> None:
        if len(key) == 1:
            self._tmux("send-keys", "-l", "--", key)
        else:
            self._tmux("send-keys", _NAMES.get(key) or key.replace("ctrl+", "C-").replace("f", "F", key[0] == "f"))

    def type(self, words: str) -> None:
        """Type words."""
        self._tmux("send-keys", "-l", "--", words)

    def resize(self, columns: int, rows: int) -> None:
        """Another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    @property
    def screen(self) -> str:
        """What stands on the screen, as plain text."""
        return self._tmux("capture-pane", "-p")

    @property
    def copied(self) -> str:
        """What was put into the terminal's clipboard last; nothing where nothing was."""
        try:
            return self._tmux("show-buffer")
        except subprocess.CalledProcessError:
            return ""

    @property
    def exit_code(self) -> int | None:
        """How the program ended; None while it goes on."""
        dead, _, status = self._tmux("display-message", "-p", "#{pane_dead} #{pane_dead_status}").strip().partition(" ")
        return int(status or -1) if dead == "1" else None

    def until(self, holds: str | Callable[[str], bool], seconds: float = _LONGEST_WAIT) -> str:
        """Wait for words on the screen, or for what a function says of it; the screen. AssertionError."""
        last = time.monotonic() + seconds
        while True:
            screen = self.screen
            if holds in screen if isinstance(holds, str) else holds(screen):
                return screen
            assert time.monotonic() < last, f"it did not come to that ({holds!r}):\n{screen}"
            time.sleep(_BEAT)
