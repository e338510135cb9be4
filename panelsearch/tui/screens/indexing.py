"""The library screen: its folders, what could not be read, runs of indexing. An empty library opens on it, too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, ProgressBar, Static

from panelsearch.model.ingest_reports import Progress
from panelsearch.model.sources import Source
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.text.counts import counted
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.controllers.holdings import HoldingRow, Holdings, holding_rows, recognition_told
from panelsearch.tui.controllers.indexing import IndexingRun, RunEnded, progress_told
from panelsearch.tui.controllers.watching import FolderWatch
from panelsearch.tui.library_access import Lane, LibraryAccess
from panelsearch.tui.messages import PageWanted, RowChosen
from panelsearch.tui.rendering.drawing import safe
from panelsearch.tui.screens.base import LibraryScreen
from panelsearch.tui.widgets.key_hints import KeyHints
from panelsearch.tui.widgets.lazy_list import LazyList

WELCOME = "panelsearch reads a folder of council papers (PDFs) on this machine. Which folder?"
_READY = "Enter starts; esc goes back."


class HoldingsList(LazyList):
    """What the library holds. Plain letters are commands here."""

    BINDINGS = bindings(Place.LIBRARY)


class IndexScreen(LibraryScreen[None]):
    """Asks for a folder, starts the run it is given, shows how far it is. The run goes on without it."""

    PLACES = (Place.INDEXING, Place.LIBRARY)
    BINDINGS = bindings(Place.INDEXING)
    DEFAULT_CSS = """
    IndexScreen Vertical { padding: 0 1; }
    IndexScreen #told { height: auto; max-height: 6; }
    IndexScreen #report { height: auto; max-height: 40%; overflow-y: auto; }
    IndexScreen #holdings { height: 1fr; border-top: solid $primary; }
    """

    def __init__(
        self, access: LibraryAccess, run: IndexingRun, watch: FolderWatch, roots: Sequence[Path],
        welcome: str = WELCOME,
    ) -> None:  # fmt: skip
        super().__init__(access)
        self.run, self.folder_watch = run, watch
        self._is_ours = False  # the run at work was begun here, and is waited for
        self._roots = list(roots)
        self._welcome = welcome if welcome != WELCOME or not run.has_library else ""
        self.rows: tuple[HoldingRow, ...] = ()
        self._to_drop = ""

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Vertical():
            if self._welcome:
                yield Static(Text(safe(self._welcome)), id="welcome", markup=False)
            yield Input(*self._folder(), id="folder", compact=True)
            yield Static(_READY, id="told", markup=False)
            yield ProgressBar(show_eta=True, id="bar")
            yield Static("", id="report", markup=False)
            yield HoldingsList(id="holdings")
        yield KeyHints()

    def _folder(self) -> tuple[str, str]:
        """What stands in the box at first, and what an empty one says: a library knows its own folders."""
        if self.run.has_library:
            return "", "enter: read the library's folders again; or another folder of PDFs"
        return str(self._roots[0]) if self._roots else "", "a folder of PDFs"

    def begin(self) -> None:
        """Put the cursor where the user starts; show the run that is at work, and what there is."""
        self.query_one("#bar").display = self.run.is_at_work
        self.set_focus(self.query_one("#folder"))
        if self.run.is_at_work and self.run.latest is not None:
            self.show_progress(self.run.latest)
        self._look()

    # what there is

    def _look(self) -> None:
        """Look what the library holds."""
        rows = self.query_one(HoldingsList)
        rows.display = self.access.is_open
        if self.access.is_open:
            rows.border_title = "Library: looking at the folders ..."
            self.call(Lane.HOLDINGS, Holdings.of, self._show_holdings)

    def _show_holdings(self, holdings: Holdings) -> None:
        if self.run.ocr is None:
            self.run.ocr = holdings.ocr
        self._holdings = holdings
        if self.folder_watch.is_on and tuple(map(str, self.folder_watch.folders)) != holdings.status.roots:
            self.folder_watch.start(holdings.status.roots)
        self.rows = holding_rows(holdings)
        heads = frozenset(n for n, row in enumerate(self.rows) if not (row.folder or row.document))
        rows = self.query_one(HoldingsList)
        rows.show(len(self.rows), lambda row, width: [self.rows[row].words], heads=heads)
        self._show_title()

    def _show_title(self) -> None:
        status = self._holdings.status
        ocr = recognition_told(self.run.ocr or self._holdings.ocr, status.advice)
        told = f"Library: {counted(status.documents, 'paper')} · {ocr}"
        self.query_one(HoldingsList).border_title = (
            f"{told} · {self._watch_told()}" if self.folder_watch.is_on else told
        )

    def _watch_told(self) -> str:
        away = ", ".join(map(str, self.folder_watch.missing))
        return f"waiting for {away} to come back" if away else "watched for papers (w stops)"

    @property
    def _current(self) -> HoldingRow | None:
        at = self.query_one(HoldingsList).cursor
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def on_row_chosen(self, event: RowChosen) -> None:
        """Open the paper."""
        document = self.rows[event.row].document
        if document:
            self.call(Lane.PAGE, lambda library: library.source(document, 1), self._open)

    def _open(self, source: Source) -> None:
        self.post_message(PageWanted(source))

    # runs

    @property
    def is_indexing(self) -> bool:
        """Whether a run is at work."""
        return self.run.is_at_work

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Start."""
        folder = event.value.strip()
        self._start([Path(folder).expanduser()] if folder else [])

    def _start(self, roots: Sequence[Path], *, forget: Sequence[Path] = (), retry: bool = False) -> None:
        if self.is_indexing:
            return
        self._is_ours = True
        self.query_one("#bar").display = True
        self._say("looking for PDFs ...")
        self.run.start(roots, forget=forget, retry=retry)

    def action_add_folder(self) -> None:
        """Go to the box that takes a folder."""
        self.set_focus(self.query_one("#folder"))

    def action_drop_folder(self) -> None:
        """Drop the folder under the cursor, when asked twice: its papers leave the library, the files stay."""
        row = self._current
        if row is None or not row.folder:
            self._say("Go to a folder: d drops it and its papers from the library.")
        elif self._to_drop != row.folder:
            self._to_drop = row.folder
            self._say(f"d again drops {row.folder} and its papers from the library; the files stay where they are.")
        else:
            self._to_drop = ""
            self._start([], forget=[Path(row.folder)])

    def action_index_now(self) -> None:
        """Read the library's folders again."""
        self._start([])

    def action_try_again(self) -> None:
        """Read the folders again, what could not be read too."""
        self._start([], retry=True)

    def action_recognise(self) -> None:
        """Have scanned pages recognised in the next run, or not."""
        if not self.access.is_open or self.run.ocr is None:
            return
        self.run.ocr = OcrMode.AUTO if self.run.ocr is OcrMode.OFF else OcrMode.OFF
        self._show_title()
        self._say(f"From the next run on {recognition_told(self.run.ocr, self._holdings.status.advice)}.")

    def action_watch(self) -> None:
        """Read papers as they come into the library's folders, until told to stop or the program is left."""
        if not self.access.is_open or not self.rows:
            return
        if self.folder_watch.is_on:
            self.folder_watch.stop()
            self._say("The folders are watched no more.")
        else:
            self.folder_watch.start(self._holdings.status.roots)
            self._say("New and changed papers are read as they come, until w is pressed again or panelsearch is left.")
            if self._holdings.status.added or self._holdings.status.changed:
                self.action_index_now()
        self._show_title()

    def _say(self, text: str) -> None:
        self.query_one("#told", Static).update(Text(safe(text)))

    def show_progress(self, progress: Progress) -> None:
        """Draw how far the run is."""
        self.query_one("#bar").display = True
        by_bytes = progress.bytes_total > 0
        self.query_one("#bar", ProgressBar).update(
            total=(progress.bytes_total if by_bytes else progress.files_total) or None,
            progress=progress.bytes_done if by_bytes else progress.files_done,
        )
        self._say(f"{progress_told(progress)}\nesc stops and keeps what is finished; ctrl+f searches meanwhile")
        self.query_one("#report", Static).update(Text(safe(self.run.last_failures)))

    def show_end(self, end: RunEnded) -> None:
        """Say what came of the run; leave where there is nothing to read."""
        self.query_one("#bar").display = False
        if end.error is not None:
            self._say(f"{end.told}\nEnter tries again; esc goes back.")
            self.set_focus(self.query_one("#folder"))
            return
        self._say(f"{end.told}\nesc goes to the search.")
        self.query_one("#report", Static).update(Text(safe(end.reasons)))
        if end.is_clean and self._is_ours and not self.folder_watch.is_on:
            self.dismiss()
        self._is_ours = False

    def action_stop(self) -> None:
        """Stop the run, or leave the screen where none is at work."""
        if self.is_indexing:
            self.run.stop()
            self._say("stopping ...")
        else:
            self.dismiss()

    def show_watch(self) -> None:
        """Say what is watched, or waited for."""
        if self.rows:
            self._show_title()

    def library_opened(self) -> None:
        """Another state of the library is there."""
        self._look()
