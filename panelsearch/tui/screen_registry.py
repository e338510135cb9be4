"""Which screens are there? Each is declared once: what it is called, which keys open it, how it is made.

A register needs no line here: REGISTERS has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from textual.screen import Screen

from panelsearch.tui.actions import ACTIONS, Action, Place
from panelsearch.tui.controllers.indexing import IndexingRun
from panelsearch.tui.controllers.keeping import BasketKeeper
from panelsearch.tui.controllers.papers import PAPERS
from panelsearch.tui.controllers.registers import REGISTERS, Register
from panelsearch.tui.controllers.watching import FolderWatch
from panelsearch.tui.library_access import LibraryAccess
from panelsearch.tui.screens.basket import BasketScreen
from panelsearch.tui.screens.help import HelpScreen
from panelsearch.tui.screens.indexing import IndexScreen
from panelsearch.tui.screens.register import RegisterScreen
from panelsearch.tui.screens.saved_searches import SavedSearchesScreen
from panelsearch.tui.session import SearchSession


@dataclass(frozen=True, slots=True)
class Workplace:
    """What screens are made from."""

    access: LibraryAccess
    session: SearchSession
    indexing: IndexingRun
    watch: FolderWatch
    keeper: BasketKeeper
    roots: Sequence[Path] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """A screen that a key opens from everywhere; `on_top` keeps what lies below it, the others take its place."""

    name: str
    title: str
    keys: str
    help: str
    make: Callable[[Workplace], Screen[None]]
    foot: bool = False
    on_top: bool = False
    needs_library: bool = True

    @property
    def action(self) -> Action:
        """Opening it."""
        return Action(
            f"open_{self.name}", self.keys, self.title, self.help, (Place.EVERYWHERE,), f"app.visit('{self.name}')",
            foot=self.foot,
        )  # fmt: skip


def _of_register(register: Register) -> ScreenSpec:
    def make(work: Workplace) -> Screen[None]:
        return RegisterScreen(work.access, register, work.session.matter, REGISTERS)

    return ScreenSpec(register.name, register.title, register.keys, register.help, make)


SCREENS: tuple[ScreenSpec, ...] = (
    *map(_of_register, (*REGISTERS, PAPERS)),
    ScreenSpec("saved", "Saved searches", "ctrl+o", "pick a saved search, see what is new for each",
               lambda work: SavedSearchesScreen(work.access)),
    ScreenSpec("basket", "Basket", "f12,ctrl+l", "the passages put aside: order, note, drop, export them",
               lambda work: BasketScreen(work.access, work.session, work.keeper)),
    ScreenSpec("index", "Library", "f4,ctrl+n", "its folders, what could not be read; read folders of PDFs",
               lambda work: IndexScreen(work.access, work.indexing, work.watch, work.roots), needs_library=False),
    ScreenSpec("help", "Help", "f1", "all keys", lambda work: HelpScreen(all_actions(), work.keys), foot=True,
               on_top=True, needs_library=False),
)  # fmt: skip


def all_actions() -> tuple[Action, ...]:
    """What keys do, opening screens included, in the order in which people are told."""
    everywhere = [action for action in ACTIONS if Place.EVERYWHERE in action.places]
    elsewhere = [action for action in ACTIONS if Place.EVERYWHERE not in action.places]
    return (*everywhere, *(screen.action for screen in SCREENS), *elsewhere)


def screen_named(name: str) -> ScreenSpec:
    """A screen by its name. KeyError."""
    return {screen.name: screen for screen in SCREENS}[name]
