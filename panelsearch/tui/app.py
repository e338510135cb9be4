"""The app: opens the library, or offers to make it; holds the screens together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.app import App, SystemCommand
from textual.screen import Screen

from panelsearch.errors import LibraryDamagedError, LibraryError
from panelsearch.services.library import Library
from panelsearch.tui.actions import ACTIONS, Where, bindings
from panelsearch.tui.dialogs import HelpScreen
from panelsearch.tui.indexing import IndexScreen
from panelsearch.tui.search import SearchScreen

_WELCOME = "panelsearch reads a folder of council papers (PDFs) on this machine. Which folder?"


class PanelsearchApp(App[int]):
    """The terminal UI on one library."""

    TITLE = "panelsearch"
    BINDINGS = bindings(Where.EVERYWHERE)
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, index_dir: Path, roots: Sequence[Path]) -> None:
        super().__init__()
        self._index_dir = index_dir
        self._roots = list(roots)
        self._search: SearchScreen | None = None

    def on_mount(self) -> None:
        """Open the library, or offer to make one."""
        try:
            library = Library.open(self._index_dir)
        except LibraryDamagedError as error:
            self.exit(error.exit_code, message=f"panelsearch: {error.message}\n  {error.hint}")
        except LibraryError as error:
            self.action_index(f"{error.message}\n{_WELCOME}")
        else:
            self._show(library)

    def _show(self, library: Library) -> None:
        if self._search is None:
            self._search = SearchScreen(library)
            self.push_screen(self._search)
        else:
            self._search.use(library)

    def action_index(self, welcome: str = _WELCOME) -> None:
        """Read a folder, or bring the library up to date."""
        if not isinstance(self.screen, IndexScreen):
            self.push_screen(IndexScreen(self._index_dir, self._roots, welcome), self._indexed)

    def _indexed(self, changed: bool | None) -> None:
        if changed or self._search is None:
            try:
                self._show(Library.open(self._index_dir))
            except LibraryError as error:
                if self._search is None:
                    self.exit(error.exit_code, message=f"panelsearch: {error.message}\n  {error.hint}")

    def action_search(self) -> None:
        """Go to the query box."""
        if self._search is None or isinstance(self.screen, IndexScreen):
            return
        while self.screen is not self._search:
            self.pop_screen()
        self._search.query_one("#query").focus()

    def action_ask(self) -> None:
        """Ask what stands in the query box."""
        if self._search is not None and self.screen is self._search:
            self._search.action_ask()

    def action_decisions(self) -> None:
        """The decisions register."""
        if self._search is not None and self.screen is self._search:
            self._search.action_decisions()

    def action_timeline(self) -> None:
        """The query's matter through the meetings."""
        if self._search is not None and self.screen is self._search:
            self._search.action_timeline()

    def action_write(self) -> None:
        """Let the language model that the user has set phrase the answer on screen."""
        if self._search is not None:
            self._search.action_write()

    def action_to_do(self) -> None:
        """Who is to do what."""
        if self._search is not None and self.screen is self._search:
            self._search.action_to_do()

    def action_attendance(self) -> None:
        """Who came to what."""
        if self._search is not None and self.screen is self._search:
            self._search.action_attendance()

    def action_gaps(self) -> None:
        """What an empty result does not prove."""
        if self._search is not None and self.screen is self._search:
            self._search.action_gaps()

    def action_save(self) -> None:
        """Keep the query under a name."""
        if self._search is not None and self.screen is self._search:
            self._search.action_save()

    def action_saved(self) -> None:
        """The searches that are kept."""
        if self._search is not None and self.screen is self._search:
            self._search.action_saved()

    def action_help(self) -> None:
        """All keys."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    async def action_quit(self) -> None:
        """Leave."""
        self.exit(0)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Our actions beside Textual's own in the command palette."""
        yield from super().get_system_commands(screen)
        for action in ACTIONS:
            owner = self if action.where is Where.EVERYWHERE else self._search
            method = getattr(owner, f"action_{action.name}", None)
            if method is not None and action.where in (Where.EVERYWHERE, Where.RESULTS) and action.name != "quit":
                yield SystemCommand(action.label, action.help, method)


def run(index_dir: Path, roots: Sequence[Path]) -> int:
    """Open the UI; the exit code."""
    app = PanelsearchApp(index_dir, roots)
    return app.run() or app.return_code or 0
