"""The indexing screen: which folder, how far, and what came of it. Also what an empty library opens on."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, ProgressBar, Static

from panelsearch.errors import Interrupted, PanelsearchError
from panelsearch.model.ingest_reports import FileOutcome, IngestReport, Progress
from panelsearch.tui.drawing import safe

_REDRAW_SECONDS = 0.1


def _start_resource_tracker() -> None:
    """Start what Python's worker processes need while stderr is a real file: under Textual it has no descriptor."""
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        with contextlib.redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()


class IndexScreen(Screen[bool]):
    """Asks for a folder, indexes it in a thread, shows progress. Dismissed with whether the library changed."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "stop", "Stop / back"), ("ctrl+q", "app.quit", "Quit")]
    DEFAULT_CSS = """
    IndexScreen Vertical { padding: 1 2; }
    IndexScreen #told { height: auto; margin: 1 0; }
    IndexScreen #report { height: 1fr; }
    """

    class Progressed(Message):
        """The run got further."""

        def __init__(self, progress: Progress) -> None:
            super().__init__()
            self.progress = progress

    class Finished(Message):
        """The run ended: with a report, or with an error."""

        def __init__(self, report: IngestReport | None, error: PanelsearchError | None) -> None:
            super().__init__()
            self.report = report
            self.error = error

    def __init__(self, index_dir: Path, roots: Sequence[Path], welcome: str) -> None:
        super().__init__()
        self._index_dir = index_dir
        self._roots = list(roots)
        self._welcome = welcome
        self._stop = threading.Event()
        self._started: float | None = None
        self._changed = False
        self._failures: list[str] = []

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Vertical():
            yield Static(Text(self._welcome), id="welcome", markup=False)
            yield Input(str(self._roots[0]) if self._roots else "", placeholder="a folder of PDFs", id="folder")
            yield Static("Enter starts; esc goes back.", id="told", markup=False)
            yield ProgressBar(show_eta=True, id="bar")
            yield Static("", id="report", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor where the user starts."""
        self.query_one("#bar").display = False
        self.query_one("#folder").focus()

    @property
    def is_indexing(self) -> bool:
        """Whether a run is at work."""
        return self._started is not None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Start."""
        if self._started is not None:
            return
        folder = event.value.strip()
        self._stop.clear()
        self._started = time.monotonic()
        self._failures.clear()
        self.query_one("#folder", Input).disabled = True
        self.query_one("#bar").display = True
        self._run([Path(folder).expanduser()] if folder else [])

    @work(thread=True, exclusive=True, group="index")
    def _run(self, roots: list[Path]) -> None:
        from panelsearch.ingestion.pipeline import ingest

        _start_resource_tracker()
        last = 0.0

        def progressed(progress: Progress) -> None:
            nonlocal last
            now = time.monotonic()
            failed = progress.report is not None and progress.report.outcome is FileOutcome.FAILED
            if failed or now - last >= _REDRAW_SECONDS or progress.files_done == progress.files_total:
                last = now
                self.post_message(self.Progressed(progress))

        try:
            report = ingest(self._index_dir, roots, on_progress=progressed, cancelled=self._stop.is_set)
        except PanelsearchError as error:
            self.post_message(self.Finished(None, error))
        else:
            self.post_message(self.Finished(report, None))

    def on_index_screen_progressed(self, message: Progressed) -> None:
        """Draw how far it is."""
        progress = message.progress
        by_bytes = progress.bytes_total > 0
        self.query_one("#bar", ProgressBar).update(
            total=(progress.bytes_total if by_bytes else progress.files_total) or None,
            progress=progress.bytes_done if by_bytes else progress.files_done,
        )
        told = f"{progress.stage}: {progress.files_done} of {progress.files_total}, {progress.pages_done} pages"
        if progress.to_recognise:
            told += f", {progress.recognised} of {progress.to_recognise} scanned pages recognised"
        told += f"   {progress.document}\nesc stops and keeps what is finished"
        self.query_one("#told", Static).update(Text(safe(told)))
        if progress.report is not None and progress.report.outcome is FileOutcome.FAILED:
            self._failures.append(f"{progress.report.document}: {progress.report.reason}")
            self.query_one("#report", Static).update(Text(safe("\n".join(self._failures[-12:]))))

    def on_index_screen_finished(self, message: Finished) -> None:
        """Say what came of it."""
        self._started = None
        self.query_one("#folder", Input).disabled = False
        told = self.query_one("#told", Static)
        if message.error is not None:
            self._changed = self._changed or isinstance(message.error, Interrupted)
            told.update(Text(safe(f"{message.error.message}\n{message.error.hint}\nEnter tries again; esc goes back.")))
            self.query_one("#folder").focus()
            return
        self._changed = True
        report = message.report
        assert report is not None
        counts = {o: sum(f.outcome is o for f in report.files) for o in FileOutcome}
        done = ", ".join(f"{n} {o.value}" for o, n in counts.items() if n) or "no PDFs found there"
        told.update(Text(f"Done in {report.seconds:.1f} s: {done}.\nesc goes to the search."))
        lines = [f"{f.document}: {f.reason}" for f in report.files if f.reason]
        if report.advice:
            lines.insert(0, f"To have scanned pages recognised: {report.advice}, then index again")
        self.query_one("#report", Static).update(Text(safe("\n".join(lines[:30]))))
        if not any(f.outcome in (FileOutcome.FAILED, FileOutcome.SKIPPED) for f in report.files) and report.files:
            self.dismiss(True)

    def action_stop(self) -> None:
        """Stop the run, or leave the screen where none is at work."""
        if self._started is not None:
            self._stop.set()
            self.query_one("#told", Static).update(Text("stopping ..."))
        else:
            self.dismiss(self._changed)
