"""All keys, and how to write a query; what is typed looks for some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

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
    """The actions it is given, place by place, under the keys that the user gave them."""

    BINDINGS = bindings(Place.HELP)
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen Vertical { width: 80; max-width: 100%; height: 90%; border: round $primary; background: $surface; }
    HelpScreen VerticalScroll { padding: 0 1; }
    """

    def __init__(self, actions: Sequence[Action], keys: Mapping[str, str]) -> None:
        super().__init__()
        self._actions, self._keys = actions, keys

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Vertical():
            yield Input(placeholder="type to find a key or what it does; esc closes this", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(Text(help_text(self._actions, self._keys)), markup=False)

    def begin(self) -> None:
        """What is typed looks for something."""
        self.set_focus(self.query_one(Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the words are about."""
        self.query_one(Static).update(Text(help_text(self._actions, self._keys, event.value)))

    def action_help_down(self) -> None:
        """A screenful on."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_help_up(self) -> None:
        """A screenful back."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)


def help_text(actions: Sequence[Action], keys: Mapping[str, str], words: str = "") -> str:
    """The keys place by place and the forms of queries; of those only what all words stand in."""
    sections = [(place.value.capitalize(), [_line(action, place, keys) for action in actions if place in action.places])
                for place in Place]  # fmt: skip
    sections.append(("Queries", [f"  {query:30} {what}" for query, what in _QUERIES]))
    lines: list[str] = []
    for head, told in sections:
        found = [one for one in told if all(word in f"{head} {one}".casefold() for word in words.casefold().split())]
        if found:
            lines += [head, *found, ""]
    return "\n".join(lines) or f"Nothing here is about {words.strip()}."


def _line(action: Action, place: Place, keys: Mapping[str, str]) -> str:
    return f"  {action.under(keys.get(f'{place}.{action.name}', action.keys)):14} {action.help}"
