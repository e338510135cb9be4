"""The app: opens the library, holds the screens together, and outlives a fault in one of them."""

from __future__ import annotations

import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import RenderableType
from textual import work
from textual.app import App, SystemCommand
from textual.events import Event, InputEvent, Key, Paste
from textual.filter import LineFilter, Monochrome
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider
from textual.worker import WorkerFailed

from panelsearch.config.log import log_file, why_unwritten
from panelsearch.errors import LibraryBusyError, LibraryDamagedError, LibraryError, PanelsearchError
from panelsearch.pictures.painter import Painter
from panelsearch.storage.place import Place as LibraryPlace
from panelsearch.tui import confinement, narration
from panelsearch.tui.actions import Place, bindings
from panelsearch.tui.controllers.indexing import IndexingRun
from panelsearch.tui.controllers.keeping import BasketKeeper
from panelsearch.tui.controllers.registers import references
from panelsearch.tui.controllers.watching import FolderWatch
from panelsearch.tui.keys_in_turn import KeysInTurn
from panelsearch.tui.last_resort import log, logged
from panelsearch.tui.library_access import LibraryAccess, spare_the_library
from panelsearch.tui.messages import (
    BasketChanged,
    FacetsWanted,
    FoldersChanged,
    IndexFinished,
    IndexProgressed,
    LibraryMoved,
    PageWanted,
    ReferencesWanted,
    RegisterWanted,
    SavedSearchWanted,
    ScreenWanted,
    SearchWanted,
)
from panelsearch.tui.palette import Palette
from panelsearch.tui.remembered import Memory
from panelsearch.tui.rendering.colourless import Colourless
from panelsearch.tui.rendering.themes import DEFAULT, MONOCHROME, THEMES
from panelsearch.tui.rendering.wording import told
from panelsearch.tui.requests import Terms
from panelsearch.tui.screen_registry import ScreenSpec, Workplace, all_actions, screen_named
from panelsearch.tui.screens.basket import BasketScreen
from panelsearch.tui.screens.facets import FacetsScreen
from panelsearch.tui.screens.indexing import WELCOME, IndexScreen
from panelsearch.tui.screens.leaving import LeavesOnce
from panelsearch.tui.screens.months import MonthsScreen
from panelsearch.tui.screens.reader import ReaderScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.search import SearchScreen
from panelsearch.tui.session import SearchSession
from panelsearch.tui.settings import Preferences

_DEEPEST = 24
"""How many screens may lie on one another; esc leads back through them."""
_TRY_AGAIN_SECONDS = 20.0
"""After which a watch asks again for a library that somebody else writes to."""
_LOOK_SECONDS = 30.0
"""How often a front page that nobody leaves looks whether others have brought the library up to date."""
_FAULTS_APART_SECONDS = 5.0
_FAULT_EXIT_CODE = 70  # as in sysexits.h: a fault of the program


class PanelsearchApp(App[int]):
    """The terminal UI on one library. The search screen lies at the bottom; others come on top and go again."""

    TITLE = "panelsearch"
    BINDINGS = bindings(Place.EVERYWHERE, actions=all_actions())
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self, place: LibraryPlace | Path, roots: Sequence[Path], session: SearchSession | None = None,
        memory: Memory | None = None, preferences: Preferences | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._preferences = preferences or Preferences()
        self._complaints = self._take_preferences()
        self.memory = memory or Memory()
        self.fault: Exception | None = None
        self.farewell: RenderableType | None = None
        self.session = session or SearchSession()
        self.access = LibraryAccess(place := LibraryPlace.of(place), self._library_moved)
        self.painter = Painter()
        self.indexing = IndexingRun(place, self._index_progressed, self._index_ended)
        self.folder_watch = FolderWatch(place.directories, self._folders_changed)
        self._to_read, self._away, self._waits = False, list[Path](), False
        self.keeper = BasketKeeper(self.access, self.session, self._basket_changed, self._basket_failed)
        keys = self._preferences.settings.keys
        self._workplace = Workplace(
            self.access, self.session, self.indexing, self.folder_watch, self.keeper, roots, keys
        )
        self._keys = KeysInTurn(self, super().on_event)
        self._home = SearchScreen(self.access, self.session, self.keeper, self.memory, self._keys)
        self._leaving = self._is_over = False

    async def on_mount(self) -> None:
        """Open the library, or offer to make one."""
        self.theme_changed_signal.subscribe(self, self._note_theme)
        await self.push_screen(self._home)
        self.call_after_refresh(self._open_library)  # what it costs would keep the first frame waiting
        self.set_interval(_LOOK_SECONDS, self._look)
        for complaint in self._complaints:
            self.notify(complaint, severity="warning", markup=False)

    def _take_preferences(self) -> list[str]:
        """Take the user's colours and keys; what of them cannot be followed."""
        for theme in THEMES:
            self.register_theme(theme)
        wanted, keys = self._preferences.theme or DEFAULT, self._preferences.settings.keys
        if self.no_color:
            wanted = MONOCHROME
        known = {f"{place}.{action.name}" for action in all_actions() for place in action.places}
        complaints = [f"settings.toml: there is no action {name}; docs/terminal.md lists them." for name in keys
                      if name not in known]  # fmt: skip
        if wanted not in self.available_themes:
            complaints.append(f"There is no theme {wanted}; there are {', '.join(theme.name for theme in THEMES)}.")
            wanted = DEFAULT
        self.theme = wanted
        for name in set(self.available_themes) - {theme.name for theme in THEMES}:
            self.unregister_theme(name)
        self.set_keymap({name: pressed for name, pressed in keys.items() if name in known})
        return [self._preferences.complaint, *complaints] if self._preferences.complaint else complaints

    def _note_theme(self, theme: Theme) -> None:
        """Note other colours for the next visit; where that cannot be, it is said once and not tried again."""
        try:
            self._preferences.note_theme(theme.name)
        except OSError as error:
            told = f"The colours will not be remembered: {self._preferences.chosen} cannot be written"
            self._preferences = replace(self._preferences, chosen=None)
            self.notify(f"{told} ({error.strerror or error}).", severity="warning", markup=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing has a colour in the theme that has none, the words of papers neither."""
        if self.no_color:
            return [Colourless()]
        filters = super().get_line_filters()
        return [*filters, Monochrome()] if self.theme == MONOCHROME else filters

    def on_unmount(self) -> None:
        """The painter's process and the watch end with the app."""
        self.painter.close()
        self.folder_watch.stop()

    # the library

    @work(exclusive=True, group="library")
    async def _open_library(self) -> None:
        try:
            await self.access.open()
        except LibraryDamagedError as error:
            self.exit(error.exit_code, return_code=error.exit_code, message=f"panelsearch: {told(error)}")
        except LibraryError as error:
            self._home.tell_error(error)
            if not self.access.is_open and not self._of_indexing():
                then = "Enter reads its folders." if self.indexing.has_library else WELCOME
                roots = self._workplace.roots
                welcome = f"{error.message}\n{then}"
                await self._push(IndexScreen(self.access, self.indexing, self.folder_watch, roots, welcome))
        else:
            if not self.is_running:  # it is left already
                return
            self._home.library_opened()
            for screen in self._begun_of_indexing():
                screen.library_opened()
            self.keeper.load()
            spare_the_library()

    def _look(self) -> None:
        """Look whether there is a newer state of the library, where nothing of the one that is open is read."""
        if self.screen is self._home and self._home.is_front_page:
            self.run_worker(self.access.follow(), group="state", exclusive=True)

    def _library_moved(self, documents: int) -> None:
        self.post_message(LibraryMoved(documents))

    def on_library_moved(self, event: LibraryMoved) -> None:
        """Say so. What is read stays; what lies below it is read anew when it is come back to."""
        self.notify(narration.brought_up_to_date(event.documents), markup=False)
        self._home.library_moved()

    def _basket_changed(self) -> None:
        self.post_message(BasketChanged())

    def _basket_failed(self, error: PanelsearchError) -> None:
        self.notify(told(error), markup=False)

    def on_basket_changed(self) -> None:
        """Show what is put aside, wherever it is looked at."""
        for screen in self.screen_stack:
            if isinstance(screen, SearchScreen | BasketScreen) and screen.has_begun:
                screen.show_basket()

    def _index_progressed(self, *_: object) -> None:
        self.post_message(IndexProgressed())

    def _index_ended(self) -> None:
        self.post_message(IndexFinished())

    def on_index_progressed(self) -> None:
        """Draw how far it is, where somebody looks."""
        for screen in self._begun_of_indexing():
            if self.indexing.latest is not None and self.indexing.is_at_work:
                screen.show_progress(self.indexing.latest)

    def on_index_finished(self) -> None:
        """Go on with the new library, or leave if that was only waiting for the run to stop."""
        end = self.indexing.end
        if end is None:
            return
        if self._leaving:
            self.exit(0, message="\n".join(filter(None, (end.told, self._remember()))))
            return
        screens = self._begun_of_indexing()
        for screen in screens:
            screen.show_end(end)
        waits = isinstance(end.error, LibraryBusyError) and self.folder_watch.is_on
        if waits:  # somebody else writes: what came is read once they are done
            self.set_timer(_TRY_AGAIN_SECONDS, self.on_folders_changed)
        if self.screen not in screens and not (waits and self._waits):
            self.notify(f"{end.told} The folders are watched: it is tried again." if waits else end.told, markup=False)
        self._waits = waits
        if end.changed:
            self._open_library()
        if self._to_read and end.report is not None:  # not where the user stopped the run
            self.on_folders_changed()

    def _folders_changed(self) -> None:
        self.post_message(FoldersChanged())

    def on_folders_changed(self) -> None:
        """Read what came, again after a run that may not have seen it; nothing while a folder is away."""
        if self._leaving or not self.folder_watch.is_on:
            return
        away, self._away = self._away, self.folder_watch.missing
        for screen in self._begun_of_indexing():
            screen.show_watch()
        if self._away:
            if self._away != away:
                told = ", ".join(map(str, self._away))
                self.notify(
                    f"{told} is not there now: its papers stay, and are looked at when it is back.", markup=False
                )
            return
        self._to_read = self.indexing.is_at_work
        self.indexing.start([])

    def _of_indexing(self) -> list[IndexScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, IndexScreen)]

    def _begun_of_indexing(self) -> list[IndexScreen]:
        return [screen for screen in self._of_indexing() if screen.has_begun]

    # screens

    async def _push(self, screen: Screen[None]) -> None:
        """Put a screen on top; the next key is its own, and finds it whole."""
        if len(self.screen_stack) < _DEEPEST:
            await self.push_screen(screen)
        else:
            self.notify("esc goes back: many screens are open.")

    def _go_home(self) -> bool:
        """To the search screen; whether it is still there."""
        while self.screen is not self._home and len(self.screen_stack) > 1:
            self.workers.cancel_node(self.screen)  # before what they work on is taken away
            self.pop_screen()
        return self._home.can_show

    async def action_visit(self, name: str) -> None:
        """Open a screen: in the place of those on the search screen, or on top of them."""
        spec = screen_named(name)
        if self._shows(spec):
            return
        if spec.needs_library and not self.access.is_open:
            self.notify("There is no library yet: index a folder first.")
            return
        if not spec.on_top and not self._go_home():
            return
        screen = spec.make(self._workplace)
        screen.add_class(spec.name)
        await self._push(screen)

    def _shows(self, spec: ScreenSpec) -> bool:
        shown = self.screen
        if isinstance(shown, RegisterScreen):
            return shown.register.name == spec.name and shown.asked_for == self.session.matter
        return shown.has_class(spec.name)

    def action_search(self) -> None:
        """Go to the query box."""
        if not self.access.is_open:
            self.notify("There is no library yet: index a folder first.")
            return
        if self._go_home():
            self._home.go_to_box()

    async def on_page_wanted(self, event: PageWanted) -> None:
        """Read a page on top of what led to it."""
        await self._push(ReaderScreen(self.access, event, self.painter))

    async def on_register_wanted(self, event: RegisterWanted) -> None:
        """Another register in the place of the one on screen."""
        await self.action_visit(event.name)

    async def on_references_wanted(self, event: ReferencesWanted) -> None:
        """What a page refers to."""
        await self._push(RegisterScreen(self.access, references(event.document, event.page), self.session.shown_query))

    async def on_facets_wanted(self, event: FacetsWanted) -> None:
        """What a query's matches count under; what is chosen narrows it."""

        def narrow(added: str | None) -> None:
            if added is not None:
                self._home.narrow(added)

        if self.screen is self._home:
            counts = MonthsScreen if event.by_month else FacetsScreen
            await self.push_screen(counts(self.access, event.query), narrow)

    def on_search_wanted(self, event: SearchWanted) -> None:
        """Search for a query."""
        if self._go_home():
            self._home.set_query(event.query)

    async def on_screen_wanted(self, event: ScreenWanted) -> None:
        """Open a screen."""
        await self.action_visit(event.name)

    def on_saved_search_wanted(self, event: SavedSearchWanted) -> None:
        """Run a saved search."""
        if self._go_home():
            self.session.run_saved(event.chosen)
            self._home.show_session()

    # leaving

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave: what is typed from now on is for nobody. `run` tells the message, on a terminal that is free again."""
        self._is_over = True
        self.farewell = message
        super().exit(result, return_code)

    async def on_event(self, event: Event) -> None:
        """Pass input on, as long as there is somebody to take it; keys in their turn."""
        if self._is_over and isinstance(event, InputEvent):
            return
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave; a run that is at work is stopped first, and what it finished is kept."""
        if self.indexing.is_at_work and not self._leaving:
            self._leaving = True
            self.indexing.stop()
            self.notify("Stopping the run and keeping what is finished; ctrl+q again leaves at once.")
        else:
            await self.keeper.finish()
            self.exit(0, message=self._remember())

    def _remember(self) -> str:
        """Note where the user is, for the next visit; what is to be said where that cannot be, else ""."""
        if self._home.is_attached:
            self.memory.note_place(self.session.text, self.session.terms.sort, self._home.row)
            return self.memory.write()
        return ""

    def _handle_exception(self, error: Exception) -> None:
        """End with the fault noted; `run` tells it in a line and begins again."""
        if isinstance(error, WorkerFailed):  # says that something failed, and not where
            error = error.error if isinstance(error.error, Exception) else error
        log.critical("fault in the terminal UI", exc_info=error)
        self.fault = self.fault or error
        self._return_code = 1
        if self._exception is None:  # which Textual's tests look at
            self._exception = error
            self._exception_event.set()
        self._is_over = True
        self._close_messages_no_wait()

    # commands

    async def action_command_palette(self) -> None:  # type: ignore[override]  # Textual awaits what is awaitable
        """All actions, to be searched."""
        if not any(isinstance(one, Palette) for one in self.screen_stack):
            await self._push(Palette(id="--command-palette"))

    async def action_change_theme(self) -> None:  # type: ignore[override]  # likewise
        """All colours, to be searched."""
        await self._push(Palette(providers=[ThemeProvider], placeholder="Search for colours ..."))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The actions that act on the screen, and the colours."""
        for action in all_actions():
            here = set(screen.PLACES if isinstance(screen, LeavesOnce) else ()) & set(action.places)
            if here or Place.EVERYWHERE in action.places:
                yield SystemCommand(action.label, action.help, self._doing(action.does))
        yield SystemCommand("Theme", "other colours", self.action_change_theme)

    def _doing(self, does: str) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            await self.run_action(does, default_namespace=self.screen)

        return do


def run(place: LibraryPlace | Path, roots: Sequence[Path]) -> int:
    """Open the UI; the exit code. After a fault it begins again with the same query, but not after two on end."""
    place = LibraryPlace.of(place)
    # who comes by a browser sees nothing of what others asked
    memory = Memory.of(place.home) if confinement.folder() is None else Memory()
    preferences = Preferences.of_user()
    session = SearchSession(memory.last.text, Terms(sort=memory.last.sort))
    path = log_file()
    while True:
        began = time.monotonic()
        with logged():
            app = PanelsearchApp(place, roots, session, memory, preferences)
            code = app.run()
        if app.farewell:
            print(app.farewell, file=sys.stderr)
        if app.fault is None:
            return code or app.return_code or 0
        why = why_unwritten()
        told_where = f"{path} cannot be written ({why})" if why else f"its details are in {path}"
        print(f"panelsearch: a fault of the program; {told_where}.", file=sys.stderr)
        if time.monotonic() - began < _FAULTS_APART_SECONDS:
            return _FAULT_EXIT_CODE
        session = session.afresh()
