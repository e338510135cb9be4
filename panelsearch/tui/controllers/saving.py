"""How is the search on screen kept under a name, and its run remembered?"""

from __future__ import annotations

from dataclasses import replace

from panelsearch.services.library import Library
from panelsearch.services.saved_searches import SavedSearch, SavedSearches
from panelsearch.tui.controllers.host import Host
from panelsearch.tui.library_access import Lane
from panelsearch.tui.session import SearchSession


class SavingController:
    """Asks for a name, writes in a thread, says what came of it."""

    def __init__(self, host: Host, session: SearchSession) -> None:
        self._host = host
        self._session = session

    def start(self) -> None:
        """Ask for the name, if a search is on screen."""
        search = self._session.to_save()
        if search is None:
            self._host.tell(self._session.why_not("keep"))
            return
        self._host.ask_line("Keep this search under the name:", search.name, lambda name: self._save(search, name))

    def _save(self, search: SavedSearch, name: str) -> None:
        self._host.call(Lane.FILES, lambda library: _saved(library, replace(search, name=name)), self._host.tell)

    def note_run(self) -> None:
        """Remember that the saved search on screen was run now."""
        kept = self._session.shown_terms.kept
        if kept is not None:
            self._host.call(Lane.FILES, lambda library: _noted(library, kept.search), lambda _: None)


def _saved(library: Library, search: SavedSearch) -> str:
    saved = SavedSearches(library.files)
    again = saved.save(search)
    saved.note_run(saved.named(search.name), library)
    return f"Saved {'again ' if again else ''}as {search.name}; ctrl+o shows what is new for it."


def _noted(library: Library, search: SavedSearch) -> None:
    SavedSearches(library.files).note_run(search, library)
