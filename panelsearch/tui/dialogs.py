"""Small dialogs: the keys, one line of input, a list to read. They only give back what the user did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from panelsearch.model.register_rows import DecisionRow
from panelsearch.tui.actions import ACTIONS, Where
from panelsearch.tui.drawing import headline, place_line, safe


class HelpScreen(ModalScreen[None]):
    """All keys, and how to write a query."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,f1", "dismiss", "Back")]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll {
        width: 76; max-width: 96%; height: 90%; border: round $primary; background: $surface; padding: 0 1;
    }
    """
    QUERIES = (
        ("grass cutting", "both words; passages with some of them follow"),
        ('"car park"', "these very words"),
        ("bridge OR ford   -word", "either; without"),
        ("person:mackay  body:dunmere", "who; whose papers"),
        ("date:2023  fy:2023/24", "when the meeting was"),
        ("money:>100k  kind:minutes", "sums; kinds of paper"),
        ("park*  te?t  footbrige~", "beginnings, unknown letters, slips"),
        ("Who proposed it?", "a question: enter asks it"),
    )

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        lines = ["esc closes this", ""]
        for place in Where:
            lines.append(place.value.capitalize())
            lines += [f"  {a.shown_keys:12} {a.help}" for a in ACTIONS if a.where is place]
            lines.append("")
        lines.append("Queries")
        lines += [f"  {query:30} {what}" for query, what in self.QUERIES]
        with VerticalScroll():
            yield Static(Text("\n".join(lines)), markup=False)


class LineDialog(ModalScreen[str | None]):
    """Asks for one line of text; None when the user changes their mind."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel", "Cancel")]
    DEFAULT_CSS = """
    LineDialog { align: center middle; }
    LineDialog Vertical {
        width: 70; max-width: 96%; height: auto; border: round $primary; background: $surface; padding: 1;
    }
    """

    def __init__(self, question: str, value: str) -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        with Vertical():
            yield Static(Text(self._question), markup=False)
            yield Input(self._value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back."""
        self.dismiss(event.value.strip() or None)

    def action_cancel(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


class DecisionsScreen(Screen[DecisionRow | None]):
    """The decisions register; gives back the decision to read in its page."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "back", "Back"), ("j", "down", ""), ("k", "up", "")]

    def __init__(self, rows: Sequence[DecisionRow], query: str) -> None:
        super().__init__()
        self._rows = rows
        self._query = query

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        about = f" for {self._query}" if self._query.strip() else ""
        yield Static(Text(safe(f"{len(self._rows)} decisions{about}, newest first")), markup=False)
        yield OptionList(*(Option(self._drawn(n, row)) for n, row in enumerate(self._rows, 1)), markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Put the cursor where the user starts."""
        self.query_one(OptionList).focus()

    @staticmethod
    def _drawn(number: int, row: DecisionRow) -> Text:
        decision = row.decision
        people = "".join(
            f", {what} {name}" for what, name in (("moved", decision.proposer), ("seconded", decision.seconder)) if name
        )
        words = Text(safe(f"   [{decision.outcome}{people}] " + " ".join(row.text.split())))
        return Text("\n").join([headline(number, row.source), place_line(row.source), words])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the chosen decision back."""
        self.dismiss(self._rows[event.option_index])

    def action_down(self) -> None:
        """Next row."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Previous row."""
        self.query_one(OptionList).action_cursor_up()

    def action_back(self) -> None:
        """Back without a choice."""
        self.dismiss(None)
