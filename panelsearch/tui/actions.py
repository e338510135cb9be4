"""Which keys do what? One registry feeds bindings, footer, help, command palette and the manual's key table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Place(StrEnum):
    """Where an action's keys are bound; EVERYWHERE is on every screen."""

    EVERYWHERE = "everywhere"
    SEARCH = "search"
    BOX = "query box"
    LISTS = "lists"
    RESULTS = "results"
    READER = "page reader"
    PICTURE = "page picture"
    OUTLINE = "contents"
    REGISTERS = "registers"
    SAVED = "saved searches"
    BASKET = "basket"
    FACETS = "counts"
    MONTHS = "months"
    INDEXING = "indexing"
    LIBRARY = "library"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Action:
    """`keys` are its keys, the first shown, bound at its `places`; `handler` is the Textual action that does it.

    Without a `handler` it is the screen's method `action_NAME`. `foot` puts it in the footer. What is done
    `at_once` comes before the next key is looked at, and before what has the focus sees this one.
    """

    name: str
    keys: str
    label: str
    help: str
    places: tuple[Place, ...]
    handler: str = ""
    foot: bool = False
    at_once: bool = False

    @property
    def does(self) -> str:
        """The action as Textual runs it: a namespace, a name, arguments."""
        return self.handler or f"screen.{self.name}"

    @property
    def where(self) -> str:
        """Its places in words."""
        return ", ".join(self.places)

    @property
    def shown_keys(self) -> str:
        """The keys as people write them."""
        return self.under(self.keys)

    @staticmethod
    def under(keys: str) -> str:
        """Keys, parted by commas, as people write them."""
        return " ".join(_WRITTEN.get(key, key) for key in keys.split(","))


_WRITTEN = {
    "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]", "left_curly_bracket": "{",
    "right_curly_bracket": "}", "escape": "esc", "minus": "-", "plus": "+", "equals_sign": "=",
    "pagedown": "pgdn", "pageup": "pgup",
}  # fmt: skip

_EVERYWHERE, _SEARCH, _BOX = (Place.EVERYWHERE,), (Place.SEARCH,), (Place.BOX,)
_LISTS = (Place.LISTS,)
_RESULTS, _READER, _PICTURE = (Place.RESULTS,), (Place.READER,), (Place.PICTURE,)

ACTIONS: tuple[Action, ...] = (
    Action("search", "ctrl+f", "Search", "go to the query box", _EVERYWHERE, "app.search", foot=True, at_once=True),
    Action("search_here", "slash", "Search", "go to the query box, where letters are commands", _EVERYWHERE,
           "app.search"),
    Action("quit", "ctrl+q", "Quit", "leave panelsearch", _EVERYWHERE, "app.quit", foot=True),
    Action("complete", "tab", "Complete", "take what the word may go on as (or right)", _BOX, "complete"),
    Action("older", "up", "Earlier", "the query before; down comes back", _BOX, "older"),
    Action("ask", "f2", "Ask", "ask the query as a question (or end it with ?)", _SEARCH, foot=True),
    Action("correct", "ctrl+g", "Correct", "take the words that are suggested for those in no paper", _SEARCH),
    Action("write", "f9", "Phrase", "let the language model you have set phrase the answer", _SEARCH),
    Action("save", "ctrl+s", "Save this search", "keep the query on screen under a name", _SEARCH),
    Action("to_results", "down", "Results", "from the query box to the results", _SEARCH, foot=True, at_once=True),
    Action("to_box", "escape", "Query", "from the results to the query box; from there home", _SEARCH, foot=True,
           at_once=True),
    Action("cursor_down", "j,down", "Next", "next row", _LISTS, "cursor_down"),
    Action("cursor_up", "k,up", "Previous", "previous row", _LISTS, "cursor_up"),
    Action("first", "g,home", "First", "first row", _LISTS, "first"),
    Action("last", "G,end", "Last", "last row", _LISTS, "last"),
    Action("page_down", "pagedown", "Page down", "a screenful on", _LISTS, "page_down"),
    Action("page_up", "pageup", "Page up", "a screenful back", _LISTS, "page_up"),
    Action("choose", "enter", "Open", "open the row: its page, its search, its value", _LISTS, "choose", foot=True),
    Action("copy", "y", "Copy", "copy quotation and citation", (Place.RESULTS, Place.READER, Place.BASKET),
           foot=True),
    Action("view_pdf", "o", "PDF", "open the PDF at that page", (Place.RESULTS, Place.READER), foot=True),
    Action("facets", "f", "Filter", "count the matches by body, year, person; keep some", _RESULTS, foot=True),
    Action("months", "m", "Months", "when it was spoken of: the matches by month, in bars and figures", _RESULTS),
    Action("sort", "s", "Sort", "by relevance, oldest first, newest first; a register has orders of its own",
           (Place.RESULTS, Place.REGISTERS), foot=True),
    Action("mark", "space", "Mark", "put the passage into the basket, or take it out", _RESULTS, foot=True),
    Action("export", "e", "Export", "write the basket to a file; all that match where it is empty",
           (Place.RESULTS, Place.BASKET), foot=True),
    Action("export_all", "E", "Export all", "write all that match to a file", _RESULTS),
    Action("note", "n", "Note", "write a note on a passage of the basket", (Place.RESULTS, Place.BASKET)),
    Action("group", "v", "Group", "passage by passage, by item, by meeting", _RESULTS),
    Action("boilerplate", "b", "Boilerplate", "rank what many papers repeat lower, or like the rest", _RESULTS),
    Action("explain", "x", "Explain", "how the query was understood", _RESULTS),
    Action("quit_here", "q", "Quit", "leave panelsearch", _RESULTS, "app.quit"),
    Action("find", "slash", "Find", "find words in this paper, to the letter", _READER, foot=True),
    Action("next_match", "n", "Next match", "next match, on this page or a later one", _READER, foot=True),
    Action("previous_match", "N", "Previous match", "previous match", _READER),
    Action("next_page", "right_square_bracket,right", "Next page", "next page", _READER),
    Action("previous_page", "left_square_bracket,left", "Back a page", "previous page", _READER),
    Action("first_page", "g", "First page", "first page of the document", _READER),
    Action("last_page", "G", "Last page", "last page of the document", _READER),
    Action("go_to_page", "p", "Page", "go to a page by the number printed on it, or the PDF's", _READER, foot=True),
    Action("outline", "t", "Contents", "the paper's parts and items, to go to one", _READER, foot=True),
    Action("next_item", "right_curly_bracket", "Next item", "heading of the next item", _READER),
    Action("previous_item", "left_curly_bracket", "Previous item", "heading of the item before", _READER),
    Action("picture", "v", "Picture", "the page's picture, its matches marked; back to its text", _READER, foot=True),
    Action("zoom_in", "plus,equals_sign", "Larger", "larger", _PICTURE, "zoom_in", foot=True),
    Action("zoom_out", "minus", "Smaller", "smaller, down to the whole page", _PICTURE, "zoom_out", foot=True),
    Action("whole_page", "0", "Whole page", "the whole page", _PICTURE, "whole_page"),
    Action("pan_left", "h,shift+left", "Left", "to the left", _PICTURE, "pan_left"),
    Action("pan_right", "l,shift+right", "Right", "to the right", _PICTURE, "pan_right"),
    Action("pan_up", "k,up", "Up", "up", _PICTURE, "pan_up"),
    Action("pan_down", "j,down", "Down", "down", _PICTURE, "pan_down"),
    Action("scroll_down", "j,down", "Down", "scroll down", _READER),
    Action("scroll_up", "k,up", "Up", "scroll up", _READER),
    Action("follow", "f", "References", "what the page refers to, and what refers to it", _READER),
    Action("filter", "slash", "Filter", "filter the rows while you type", (Place.REGISTERS,), foot=True),
    Action("only_new", "n", "Only new", "run it over what came in since it was last run", (Place.SAVED,), foot=True),
    Action("forget", "d,delete", "Drop", "drop it from the list", (Place.SAVED,), foot=True),
    Action("drop", "d,delete", "Drop", "take the passage out", (Place.BASKET,), foot=True),
    Action("earlier", "K,shift+up", "Up", "move the passage up", (Place.BASKET,), foot=True),
    Action("later", "J,shift+down", "Down", "move the passage down", (Place.BASKET,), foot=True),
    Action("tick", "space", "Tick", "keep these, and what else is ticked", (Place.FACETS,), foot=True),
    Action("leave_out", "x,minus", "Leave out", "all matches but these", (Place.FACETS,), foot=True),
    Action("add_folder", "a", "Add", "read another folder", (Place.LIBRARY,), foot=True),
    Action("drop_folder", "d,delete", "Drop", "drop the folder and its papers from the library", (Place.LIBRARY,),
           foot=True),
    Action("index_now", "i", "Index", "read the library's folders again", (Place.LIBRARY,), foot=True),
    Action("try_again", "t", "Retry", "read again what could not be read", (Place.LIBRARY,), foot=True),
    Action("recognise", "r", "OCR", "recognise scanned pages in the next run, or not", (Place.LIBRARY,), foot=True),
    Action("watch", "w", "Watch", "read papers as they come into the folders, or watch no more", (Place.LIBRARY,),
           foot=True),
    Action("stop", "escape", "Stop or go back", "stop the run; go back where none is at work", (Place.INDEXING,),
           foot=True),
    Action("help_down", "down,pagedown", "Down", "a screenful on", (Place.HELP,)),
    Action("help_up", "up,pageup", "Up", "a screenful back", (Place.HELP,)),
    Action("back", "escape,q", "Back", "back to where you came from",
           (Place.READER, Place.OUTLINE, Place.REGISTERS, Place.SAVED, Place.BASKET, Place.FACETS, Place.MONTHS,
            Place.HELP),
           foot=True),
)  # fmt: skip


def bindings(*places: Place, actions: Sequence[Action] = ACTIONS) -> list[BindingType]:
    """Textual's bindings for the actions of some places."""
    return [
        Binding(a.keys, a.does, a.label, show=a.foot, tooltip=a.help, priority=a.at_once, id=f"{place}.{a.name}")
        for place in places
        for a in actions
        if place in a.places and a.keys
    ]


def keys_of(*places: Place) -> frozenset[str]:
    """The keys that do something at some places, where no user has set others."""
    return frozenset(key for a in ACTIONS if set(places) & set(a.places) for key in a.keys.split(","))


def key_table(actions: Iterable[Action]) -> str:
    """The keys as a Markdown table; what the manual prints."""
    rows = [
        f"| {f'`{action.shown_keys}`' if action.keys else 'palette'} | {action.where} | {action.help} | {action.name} |"
        for action in actions
    ]
    return "\n".join(["| key | where | does | name |", "|---|---|---|---|", *rows])
