"""Where does a run of `index` stand? A bar on a terminal, plain lines when piped; ctrl-C or SIGTERM asks it to stop."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from panelsearch.cli.output_text import printable
from panelsearch.model.ingest_reports import FileOutcome, Progress
from panelsearch.text.counts import counted

_LINE_EVERY_SECONDS = 5.0


class Narrator:
    """Tells progress on stderr, so that stdout stays data."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stderr, highlight=False)
        self._bar: Bar | None = None
        self._stage = ""
        self._last_line = 0.0

    def __enter__(self) -> Narrator:
        if self._console.is_terminal:
            self._bar = Bar(
                TextColumn("{task.description}"), BarColumn(20), TaskProgressColumn(), TimeRemainingColumn(),
                TextColumn("{task.fields[told]}", markup=False), console=self._console, transient=True,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task("starting", total=None, told="")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, progress: Progress) -> None:
        """Draw one state; failures are told at once, each on a line of its own."""
        report = progress.report
        if report is not None and report.outcome is FileOutcome.FAILED:
            self._console.print(Text(f"  {printable(report.document)}: {printable(report.reason)}"))
        if self._bar is not None:
            self._draw(self._bar, progress)
        else:
            self._write(progress)

    def _draw(self, bar: Bar, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._stage = progress.stage
            bar.reset(self._task, description=progress.stage)
        by_bytes = progress.bytes_total > 0
        told = f"{progress.files_done}/{progress.files_total}" if progress.files_total else ""
        if progress.pages_done:
            told += f", {counted(progress.pages_done, 'page')}"
        told += _recognised(progress)
        if progress.document:
            room = max(10, self._console.width - 66)
            name = printable(progress.document)
            told += "  " + (name if len(name) <= room else "…" + name[-room + 1 :])
        bar.update(
            self._task,
            total=(progress.bytes_total if by_bytes else progress.files_total) or None,
            completed=progress.bytes_done if by_bytes else progress.files_done,
            told=told,
        )

    def _write(self, progress: Progress) -> None:
        now, finished = time.monotonic(), progress.files_done == progress.files_total
        if progress.stage == self._stage and not finished and now - self._last_line < _LINE_EVERY_SECONDS:
            return
        self._stage, self._last_line = progress.stage, now
        if progress.files_total:
            pages = f", {counted(progress.pages_done, 'page')}" if progress.pages_done else ""
            done = f"{progress.files_done} of {progress.files_total}{pages}{_recognised(progress)}"
            print(f"{progress.stage}: {done}", file=sys.stderr)
        elif progress.document:
            print(f"{progress.stage} ({printable(progress.document)})", file=sys.stderr)


def _recognised(progress: Progress) -> str:
    """Such as ", 12 of 40 scanned pages recognised"; empty where there are none."""
    if not progress.to_recognise:
        return ""
    return f", {progress.recognised} of {progress.to_recognise} scanned pages recognised"


@contextmanager
def cancel_on_interrupt() -> Iterator[Callable[[], bool]]:
    """Whether ctrl-C was pressed, or SIGTERM came. The first asks for a clean stop; the second interrupts at once."""
    pressed = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()
        print("stopping ...", file=sys.stderr)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield pressed.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Counted:
    """Tells on stderr how many of how many are done, where that takes long."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._last = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Counted:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr)

    def show(self, done: int, total: int | None = None) -> None:
        """Say so, on a terminal in place, elsewhere on a line every few seconds."""
        now, drawn = time.monotonic(), sys.stderr.isatty()
        if now - self._last < (0.2 if drawn else _LINE_EVERY_SECONDS):
            return
        self._last = now
        told = f"{self._what}: {done}" + (f" of {total}" if total else "")
        if drawn:
            self._drawn = True
            print(f"\r\x1b[K{told}", end="", file=sys.stderr, flush=True)
        else:
            print(told, file=sys.stderr)
