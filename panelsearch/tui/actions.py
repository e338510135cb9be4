"""Which keys do what? One registry feeds bindings, footer, help, command palette and the README's key table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """The place an action belongs to."""

    EVERYWHERE = "everywhere"
    RESULTS = "results"
    READER = "page reader"
    LISTS = "lists"
    SAVED = "saved searches"
    FACETS = "counts"


@dataclass(frozen=True, slots=True)
class Action:
    """`name` is the method it calls (`action_...`), `keys` its keys, the first shown; `foot` puts it in the footer."""

    name: str
    keys: str
    label: str
    help: str
    where: Where
    foot: bool = False

    @property
    def shown_keys(self) -> str:
        """The keys as people write them."""
        names = {
            "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
            "upper_n": "N", "upper_g": "G", "N": "N", "G": "G", "escape": "esc",
        }  # fmt: skip
        return " ".join(names.get(key, key) for key in self.keys.split(","))


ACTIONS = (
    Action("search", "slash,ctrl+f", "Search", "go to the query box", Where.EVERYWHERE, foot=True),
    Action("ask", "f2", "Ask", "ask the query as a question (or end it with ?)", Where.EVERYWHERE),
    Action("write", "f9", "Phrase", "let the language model you have set phrase the answer", Where.EVERYWHERE),
    Action("decisions", "f3,ctrl+r", "Decisions", "the decisions register for the query", Where.EVERYWHERE),
    Action("timeline", "f5", "Timeline", "the query's matter through the meetings", Where.EVERYWHERE),
    Action("to_do", "f8", "Actions", "who is to do what, for the query", Where.EVERYWHERE),
    Action("attendance", "f6", "Attendance", "who came to what, by body", Where.EVERYWHERE),
    Action("gaps", "f7", "Gaps", "what an empty result does not prove", Where.EVERYWHERE),
    Action("save", "ctrl+s", "Save this search", "keep the query under a name", Where.EVERYWHERE),
    Action("saved", "ctrl+o", "Saved searches", "pick one, see what is new for each", Where.EVERYWHERE),
    Action("index", "f4,ctrl+n", "Index", "read a folder of PDFs, or bring the library up to date", Where.EVERYWHERE),
    Action("help", "f1", "Help", "all keys", Where.EVERYWHERE, foot=True),
    Action("quit", "ctrl+q", "Quit", "leave panelsearch", Where.EVERYWHERE, foot=True),
    Action("open_page", "enter", "Read", "open the passage in its page", Where.RESULTS, foot=True),
    Action("down", "j,down", "Next", "next result", Where.RESULTS),
    Action("up", "k,up", "Previous", "previous result", Where.RESULTS),
    Action("first", "g,home", "First", "first result", Where.RESULTS),
    Action("last", "G,end", "Last", "last result", Where.RESULTS),
    Action("mark", "space", "Mark", "mark the passage for export", Where.RESULTS),
    Action("sort", "s", "Sort", "by relevance, oldest first, newest first", Where.RESULTS, foot=True),
    Action("group", "v", "Group", "passage by passage, by item, by meeting", Where.RESULTS),
    Action("facets", "f", "Filter", "count the matches by body, year, person; keep some", Where.RESULTS, foot=True),
    Action("boilerplate", "b", "Boilerplate", "rank what many papers repeat lower, or like the rest", Where.RESULTS),
    Action("explain", "x", "Explain", "how the query was understood", Where.RESULTS),
    Action("copy", "y", "Copy", "copy quotation and citation", Where.RESULTS, foot=True),
    Action("view_pdf", "o", "PDF", "open the PDF at that page", Where.RESULTS, foot=True),
    Action("export", "e", "Export", "write marked passages, or all that match, to a file", Where.RESULTS, foot=True),
    Action("leave", "q", "Quit", "leave panelsearch", Where.RESULTS),
    Action("next_match", "n", "Next match", "next match, on this page or a later one", Where.READER, foot=True),
    Action("previous_match", "N", "Previous match", "previous match", Where.READER),
    Action("next_page", "right_square_bracket,right", "Next page", "next page", Where.READER, foot=True),
    Action("previous_page", "left_square_bracket,left", "Previous page", "previous page", Where.READER, foot=True),
    Action("first_page", "g", "First page", "first page of the document", Where.READER),
    Action("last_page", "G", "Last page", "last page of the document", Where.READER),
    Action("scroll_down", "j,down", "Down", "scroll down", Where.READER),
    Action("scroll_up", "k,up", "Up", "scroll up", Where.READER),
    Action("follow", "f", "References", "what the page refers to, and what refers to it", Where.READER, foot=True),
    Action("copy", "y", "Copy", "copy the match's sentence or page head and citation", Where.READER, foot=True),
    Action("view_pdf", "o", "PDF", "open the PDF at that page", Where.READER, foot=True),
    Action("back", "escape,q", "Back", "back to the results", Where.READER, foot=True),
    Action("down", "j", "Next", "next saved search", Where.SAVED),
    Action("up", "k", "Previous", "previous saved search", Where.SAVED),
    Action("only_new", "n", "Only new", "run it over what came in since it was last run", Where.SAVED, foot=True),
    Action("forget", "d,delete", "Drop", "drop it from the list", Where.SAVED, foot=True),
    Action("back", "escape,q", "Back", "back to the results", Where.SAVED, foot=True),
    Action("down", "j", "Next", "next value", Where.FACETS),
    Action("up", "k", "Previous", "previous value", Where.FACETS),
    Action("leave_out", "x,minus", "Leave out", "all matches but these", Where.FACETS, foot=True),
    Action("back", "escape,q", "Back", "back to the results", Where.FACETS, foot=True),
)


def bindings(*places: Where) -> list[BindingType]:
    """Textual's bindings for the actions of some places."""
    owner = "screen." if Where.RESULTS in places else ""  # bound to the list, done by its screen
    return [
        Binding(a.keys, f"{owner}{a.name}", a.label, show=a.foot, tooltip=a.help, id=f"{place}.{a.name}")
        for place in places
        for a in ACTIONS
        if a.where is place
    ]


def key_table() -> str:
    """The keys as a Markdown table; what the README prints."""
    rows = [f"| `{action.shown_keys}` | {action.where} | {action.help} |" for action in ACTIONS]
    return "\n".join(["| key | where | does |", "|---|---|---|", *rows])
