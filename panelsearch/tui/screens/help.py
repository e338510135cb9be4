"""All keys, and how to write a query."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from panelsearch.query.fields import FIELDS
from panelsearch.tui.actions import Action, Place, bindings
from panelsearch.tui.screens.leaving import LeavesOnce

_QUERIES = (
    ("grass cutting", "both words; passages with some of them follow"),
    ('"car park"', "these very words"),
    ("bridge OR ford   -word", "either; without"),
    *((field.example, field.help) for field in FIELDS),
    ("park*  te?t  footbrige~", "beginnings, unknown letters, slips"),
    ("Who proposed it?", "a question: enter asks it"),
)


class HelpScreen(ModalScreen[None], LeavesOnce[None]):
    """The actions it is given, place by place."""

    BINDINGS = bindings(Place.HELP)
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll {
        width: 76; max-width: 96%; height: 90%; border: round $primary; background: $surface; padding: 0 1;
    }
    """

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        lines = ["esc closes this", ""]
        for place in Place:
            lines.append(place.value.capitalize())
            lines += [f"  {a.shown_keys:12} {a.help}" for a in self._actions if place in a.places]
            lines.append("")
        lines.append("Queries")
        lines += [f"  {query:30} {what}" for query, what in _QUERIES]
        with VerticalScroll():
            yield Static(Text("\n".join(lines)), markup=False)
