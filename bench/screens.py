"""How soon does the terminal UI answer on a large library? Its first frame, letters, a word's results, registers.

The first frame is a process of its own on a pseudo-terminal; the rest is driven without a terminal, at rest and while
a folder is read beside. A library that is read beside is another one, so that the one that is measured stays.
"""

from __future__ import annotations

import asyncio
import os
import pty
import shutil
import subprocess
import sys
import time
from asyncio import events
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

import psutil
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from bench.figures import OURS, Figure
from panelsearch.tui.app import PanelsearchApp
from panelsearch.tui.controllers.registers import REGISTERS
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.search import SearchScreen

ROOT = Path(__file__).resolve().parents[1]
_SIZE = (120, 40)
_WORDS = ("footbridge", "precept", "budget", "cemetery", "flooding", "library", "accounts", "complaints", "allotments")
_BEAT = 0.001
_LONGEST_WAIT = 60.0
_BETWEEN_LETTERS = 0.15
_STARTS = 5


STATES = ("at rest", "while indexing")


def measure_start(directory: Path, label: str) -> Iterator[Figure]:
    """Opens the library in `directory` as users do; milliseconds."""
    frames = sorted(_first_frame(directory) for _ in range(_STARTS))
    yield Figure(f"{label}: first frame, median", OURS, median(frames) * 1000, "ms")


def measure(directory: Path, label: str, state: str) -> Iterator[Figure]:
    """Drives it in one of STATES, once a process, whose memory is told; milliseconds and megabytes."""
    with _reading_beside() if state == STATES[1] else nullcontext():
        yield from asyncio.run(_measured(directory, f"{label}, {state}"))


def _first_frame(directory: Path) -> float:
    """Seconds from the start of the process until the query box is drawn."""
    main, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(_SIZE[0]), "LINES": str(_SIZE[1])}
    command = [sys.executable, "-m", "panelsearch", "--index", str(directory)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, cwd=ROOT)
    try:
        drawn = b""
        while b"earch: words" not in drawn:
            drawn += os.read(main, 65536)
        return time.perf_counter() - began
    finally:
        process.kill()
        process.wait()
        os.close(main)
        os.close(terminal)


@contextmanager
def _reading_beside() -> Iterator[None]:
    """While this lasts, papers are read into another library by a process of its own, over and over."""
    loop = (
        "import itertools, pathlib, subprocess, sys\n"
        "for n in itertools.count():\n"
        "    for paper in pathlib.Path('papers').rglob('*.pdf'):\n"
        "        paper.open('ab').write(b'%\\n')\n"
        "    subprocess.run([sys.executable, '-m', 'panelsearch', '--index', 'index', 'index', 'papers'],"
        " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
    )
    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        shutil.copytree(ROOT / "corpus", Path(scratch, "papers"))
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        process = psutil.Popen([sys.executable, "-c", loop], cwd=scratch, env={**os.environ, "PYTHONPATH": path})
        try:
            yield
        finally:
            for one in [*process.children(recursive=True), process]:
                with suppress(psutil.NoSuchProcess):
                    one.kill()


async def _measured(directory: Path, label: str) -> list[Figure]:
    app = PanelsearchApp(directory, [])
    async with app.run_test(size=_SIZE) as pilot:
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        await _until(lambda: app.access.is_open and screen._home is not None)
        with _held() as held:
            echoes, waits = await _typed(app, pilot, screen)
            opened = await _registers(app, pilot)
        memory = psutil.Process().memory_info().rss / 1e6
    return [
        Figure(f"{label}: a letter's echo, p95", OURS, _p95(echoes), "ms"),
        Figure(f"{label}: a word's results after its last letter, p95", OURS, _p95(waits), "ms"),
        *(Figure(f"{label}: {name} opened", OURS, value, "ms") for name, value in opened.items()),
        Figure(f"{label}: longest that the event loop was held", OURS, max(held)[0] * 1000, "ms"),
        Figure(f"{label}: the same in processor time", OURS, max(used for _, used in held) * 1000, "ms"),
        Figure(f"{label}: memory", OURS, memory, "MB"),
    ]


async def _typed(app: PanelsearchApp, pilot: Pilot[int], screen: SearchScreen) -> tuple[list[float], list[float]]:
    """The milliseconds that each letter took to be drawn, and each word to bring its results."""
    echoes: list[float] = []
    waits: list[float] = []
    box = screen.query_one(Input)
    for word in _WORDS:
        box.value = ""
        screen.go_to_box()
        await pilot.pause(0.5)
        for end in range(1, len(word) + 1):
            await asyncio.sleep(_BETWEEN_LETTERS)
            began = time.perf_counter()
            assert app._driver is not None
            app._driver.send_message(Key(word[end - 1], word[end - 1]))
            await _until(partial(_reads, app, box, word[:end]))
            echoes.append((time.perf_counter() - began) * 1000)
        await _until(partial(_found, screen, word))
        waits.append((time.perf_counter() - began) * 1000)
    return echoes, waits


def _reads(app: PanelsearchApp, box: Input, typed: str) -> bool:
    return typed in app.screen._compositor.render_strips()[box.region.y].text


def _found(screen: SearchScreen, word: str) -> bool:
    return screen.session.shown_query == word


async def _registers(app: PanelsearchApp, pilot: Pilot[int]) -> dict[str, float]:
    """The milliseconds from a register's key, or its number, until its first rows are there."""
    opened = {}
    for number, register in enumerate(REGISTERS, 1):
        keys = register.keys.split(",")[0]
        await pilot.pause(0.3)
        began = time.perf_counter()
        assert app._driver is not None
        app._driver.send_message(Key(keys or str(number), None if keys else str(number)))
        await _until(partial(_is_there, app, register.name))
        opened[register.title] = (time.perf_counter() - began) * 1000
    return opened


def _is_there(app: PanelsearchApp, name: str) -> bool:
    screen = app.screen
    return isinstance(screen, RegisterScreen) and screen.register.name == name and screen.loaded is not None


@contextmanager
def _held() -> Iterator[list[tuple[float, float]]]:
    """The seconds that each callback held the loop, and how many of them the processor worked for it."""
    taken: list[tuple[float, float]] = []
    run = events.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        began, used = time.perf_counter(), time.thread_time()
        run(handle)
        taken.append((time.perf_counter() - began, time.thread_time() - used))

    with patch.object(events.Handle, "_run", timed):
        yield taken


async def _until(holds: Callable[[], bool]) -> None:
    last = time.perf_counter() + _LONGEST_WAIT
    while not holds():
        assert time.perf_counter() < last, "the app does not come to that"
        await asyncio.sleep(_BEAT)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
