"""The indexing screen: which folder, how far, and what came of it. Also what an empty library opens on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, ProgressBar, Static

from panelsearch.model.ingest_reports import Progress
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.controllers.indexing import IndexingRun, RunEnded, progress_told
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.screens.leaving import LeavesOnce
from panelsearch.tui.widgets.key_hints import KeyHints

WELCOME = "panelsearch reads a folder of council papers (PDFs) on this machine. Which folder?"


class IndexScreen(LeavesOnce[None]):
    """Asks for a folder, starts the run it is given, shows how far it is. The run goes on without it."""

    BINDINGS = bindings(Place.INDEXING)
    DEFAULT_CSS = """
    IndexScreen Vertical { padding: 0 2; }
    IndexScreen #told { height: auto; margin: 1 0; }
    IndexScreen #report { height: 1fr; }
    """

    def __init__(self, run: IndexingRun, roots: Sequence[Path], welcome: str = WELCOME) -> None:
        super().__init__()
        self.run = run
        self._roots = list(roots)
        self._welcome = welcome

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Vertical():
            yield Static(Text(safe(self._welcome)), id="welcome", markup=False)
            yield Input(*self._folder(), id="folder", compact=True)
            yield Static("Enter starts; esc goes back.", id="told", markup=False)
            yield ProgressBar(show_eta=True, id="bar")
            yield Static("", id="report", markup=False)
        yield KeyHints()

    def _folder(self) -> tuple[str, str]:
        """What stands in the box at first, and what an empty one says: a library knows its own folders."""
        if self.run.has_library:
            return "", "enter: the library's own folders; or another folder of PDFs"
        return str(self._roots[0]) if self._roots else "", "a folder of PDFs"

    def begin(self) -> None:
        """Put the cursor where the user starts; or show the run that is at work."""
        self.query_one("#bar").display = self.run.is_at_work
        self.set_focus(self.query_one("#folder"))
        if self.run.is_at_work and self.run.latest is not None:
            self.show_progress(self.run.latest)

    @property
    def is_indexing(self) -> bool:
        """Whether a run is at work."""
        return self.run.is_at_work

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Start."""
        if self.is_indexing:
            return
        folder = event.value.strip()
        self.query_one("#bar").display = True
        self._say("looking for PDFs ...")
        self.run.start([Path(folder).expanduser()] if folder else [])

    def _say(self, text: str) -> None:
        self.query_one("#told", Static).update(Text(safe(text)))

    def show_progress(self, progress: Progress) -> None:
        """Draw how far the run is."""
        by_bytes = progress.bytes_total > 0
        self.query_one("#bar", ProgressBar).update(
            total=(progress.bytes_total if by_bytes else progress.files_total) or None,
            progress=progress.bytes_done if by_bytes else progress.files_done,
        )
        self._say(f"{progress_told(progress)}\nesc stops and keeps what is finished; / searches meanwhile")
        self.query_one("#report", Static).update(Text(safe(self.run.last_failures)))

    def show_end(self, end: RunEnded) -> None:
        """Say what came of the run; leave where there is nothing to read."""
        if end.error is not None:
            self._say(f"{end.told}\nEnter tries again; esc goes back.")
            self.set_focus(self.query_one("#folder"))
            return
        self._say(f"{end.told}\nesc goes to the search.")
        self.query_one("#report", Static).update(Text(safe(end.reasons)))
        if end.is_clean:
            self.dismiss()

    def action_stop(self) -> None:
        """Stop the run, or leave the screen where none is at work."""
        if self.is_indexing:
            self.run.stop()
            self._say("stopping ...")
        else:
            self.dismiss()
