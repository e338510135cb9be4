"""Which capitalised names might be organisations, and what does a document show of each? Candidates and their traits.

A candidate is a run of capitalised words, or a part of one. Its traits say what stands round it wherever it is printed;
what it is like by itself tells `organisation_looks.py`, and `organisation_model.py` weighs both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import pattern, words
from panelsearch.gazetteers.non_names import WEEKDAYS_MONTHS
from panelsearch.ner.organisation_tables import cells_of_organisations
from panelsearch.text.normalization import plain
from panelsearch.text.pattern_prefilter import held
from panelsearch.text.required_words import KnownPattern

_WORD = r"(?:\d?[A-Z][\w']*(?:[.-]\w+)*)"
_JOIN = r"(?:& |of (?:the )?(?=[A-Z])|and (?=[A-Z])|for (?=[A-Z]))"
_RUN = re.compile(rf"(?<![\w'.@/-]){_WORD}(?: {_JOIN}?{_WORD}){{0,6}}")
_JOINS = re.compile(r" (?:of(?: the)?|and|for|&) ")
_FIRST = re.compile(r"[\w'.-]+")
_REST = re.compile(r"(?: (?:of(?: the)?|and|for|&))? ")
_LAST = re.compile(r" (?:(?:&|and|of|for) )?([\w'.-]+)$")
_SURELY_NONE = re.compile(r"[IVXLC]+|[A-Z]\.?|\d.*[a-z]{2}|[\W\d_]*")
_STOP = words("organisations.stop") | WEEKDAYS_MONTHS
_POSTS = words("posts.word")
_GENERAL = words("organisations.general")
_OWN_BUSINESS = frozenset({"forum", "fund"})
"""Behind general words these are the body's own: a "Public Forum" on its agenda, an "Operating Fund" of its money."""
_NO_INITIALS = words("organisations.not_initialism")

NAMES_KEPT = 64
"""Of so many names met last it is known what they are by themselves: a paper's pages share their names."""

_BEFORE = {
    **{word: word for word in ("the", "from", "by", "with", "to", "of", "for", "via")},
    **dict.fromkeys(("at", "in", "on", "near", "into", "along", "outside", "opposite"), "at"),
    **dict.fromkeys(("and", "&", "or"), "and"),
    **dict.fromkeys(
        (
            *("mr", "mrs", "ms", "miss", "dr", "cllr", "cllrs", "councillor", "councillors", "rev", "sir", "lady"),
            *("prof", "mayor", "president", "commissioner", "supervisor", "trustee", "pc", "pcso", "sgt", "officer"),
        ),
        "title",
    ),
}
"""What the word before a name tells."""
_BEFORE_MARKS = {",": "comma", ":": "colon", "(": "bracket", "-": "dash", "/": "slash", "[": "bracket"}
_BEHIND = {
    **dict.fromkeys("has have had is are was were will would can could should does do did said who".split(), "is"),
    **dict.fromkeys(("and", "&", "or"), "and"),
    **dict.fromkeys(("to", "for", "in", "at", "on", "re", "regarding", "about"), "to"),
}
"""What the word behind it tells."""
_BEHIND_MARKS = {
    ",": "comma",
    ".": "full stop",
    ":": "colon",
    ")": "bracket closes",
    "/": "slash",
    "-": "dash",
    "'": "own",
}
_HEARD_FROM = KnownPattern(rf"\b{pattern('organisations.heard_from')}(?: the)? $", re.IGNORECASE)
_DEALT_WITH = KnownPattern(rf"\b{pattern('organisations.dealt_with')}(?: the)? $", re.IGNORECASE)
_MEMBER_OF = KnownPattern(
    r"\b(?:members?|chair(?:man)?|director|secretary|treasurer|head|staff|trustees?|officers?|representatives?"
    r"|employees?|owner|clerk) (?:of|for|from) (?:the )?$",
    re.IGNORECASE,
)
_CUE_ENDS = frozenset("from by with to of for on in the contact contacted contacting engage engaged commission".split())
_SOMEBODY = re.compile(
    r"(?P<given>[A-Z][a-z]+)(?: [A-Z]\.?)? [A-Z][\w'-]+(?P<how>,? (?:of|from) (?:the )?| ?\((?:the )?| ?[-,:/] ?)$"
)
_DOES = re.compile(rf" {pattern('organisations.does')}")
_HAS = re.compile(rf"(?:'s)? {pattern('organisations.has')}")
_DEFINED = re.compile(r" ?\(\W{0,4}(?:the )?\W{0,4}[A-Z][A-Za-z]*[A-Z]s?\W{0,4}\)")
_SUM = re.compile(r"[£€$]? ?\d[\d,]*\.\d\d")
_BULLETS = " \u2022\u25cf\u25cb*-0123456789.()"
_SIGHT = 60
_BUT_FIRST = "but its first word"
PUT_DOWN = "put down"
"""Somebody is put down as theirs: in brackets behind a name, in a column of organisations."""
INITIALS = "initials"
"""They are somebody's initials: "Ann Bell (AB)"."""
_TITLED = re.compile(r"[A-Za-z][\w']{3,}")
_CAPITALS = 0.6
"""The share of a line's letters from which it is set in capitals, where every word looks like a name."""


@dataclass(slots=True)
class Candidate:
    """A name as printed, and on how many of its places in the document each trait is seen.

    `runs` are the runs of words it was cut from, by number: two candidates of one run are rivals.
    """

    name: str
    count: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    runs: list[int] = field(default_factory=list)


def candidates(texts: Sequence[str], hopeful: Callable[[str], bool] = bool) -> dict[str, Candidate]:
    """The candidates of a document by name, with what is seen round them; only `hopeful` names are looked at."""
    found: dict[str, Candidate | None] = {}
    runs = 0
    for text in texts:
        level = _with_cells(plain(text), text)
        rows = _Rows(text)
        for run in _RUN.finditer(level):
            runs += 1
            for at, name, how in _parts(run[0]):
                if name not in found:
                    found[name] = Candidate(name) if hopeful(name) else None
                one = found[name]
                start = run.start() + at
                if one is None or (how is _BUT_FIRST and not _begins(level, start)):
                    continue
                one.count += 1
                one.runs.append(runs)
                one.seen.update({how, *_round(level, rows, start, start + len(name))})
    return {name: one for name, one in found.items() if one is not None and one.count}


def _with_cells(level: str, text: str) -> str:
    """The levelled text, its cells parted as printed: no name runs over two of them."""
    if "\t" not in text:
        return level
    at, parts = 0, []
    for cell in text.split("\t"):
        parts.append(level[at : at + len(cell)])
        at += len(cell) + 1
    return "\t".join(parts)


@lru_cache(NAMES_KEPT)
def _parts(run: str) -> tuple[tuple[int, str, str], ...]:
    """The run without words that begin or end no name, the pieces it is joined of, and it without its first word.

    Each with where in the run it begins, and how it was cut.
    """
    start = 0
    while (first := _FIRST.match(run, start)) and first[0].lower().rstrip(".'").removesuffix("'s") in _STOP:
        rest = _REST.match(run, first.end())
        if not rest:
            return ()
        start = rest.end()
    name = run[start:].rstrip(".'")
    while (tail := _LAST.search(name)) and tail[1].lower().rstrip(".") in _STOP:
        name = name[: tail.start()]
    name = name.removesuffix("'s")
    if not _may_be(name):
        return ()
    found = [(start, name, "whole")]
    pieces = _JOINS.split(name)
    at = 0
    for piece in pieces if len(pieces) > 1 else ():
        at = name.index(piece, at)
        if _may_be(piece):
            found.append((start + at, piece, "piece"))
        at += len(piece)
    first_word, _, rest_of_it = name.partition(" ")
    if len(pieces) == 1 and rest_of_it and _may_be(rest_of_it):
        found.append((start + len(first_word) + 1, rest_of_it, _BUT_FIRST))
    return tuple(found)


def _begins(level: str, second: int) -> bool:
    """Whether the word before a name's second word begins a line or a sentence, where any word has a capital."""
    start = level.rfind(" ", 0, second - 1) + 1
    start = max(start, level.rfind("\n", 0, second) + 1)
    return start == 0 or level[start - 1] in "\n\t" or level[max(0, start - 2) : start] in (". ", ": ", "- ", ") ")


def _may_be(name: str) -> bool:
    return (
        len(name) >= 2
        and not _SURELY_NONE.fullmatch(name)
        and name not in _NO_INITIALS
        and name.upper() not in _NO_INITIALS
        and not _POSTS.issuperset(name.lower().split("-"))
        and not _is_a_post_or_business(name.lower().split())
    )


def _is_a_post_or_business(small: Sequence[str]) -> bool:
    """Whether words name a post ("Chartered Secretary") or a body's own business ("Public Forum")."""
    *before, last = small
    return bool(before) and (
        (last in _POSTS and not last.endswith("s")) or (last in _OWN_BUSINESS and _GENERAL.issuperset(before))
    )


class _Rows:
    """The lines of a page as printed: where a place's line begins and ends, its cells, and what the line is like."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at: dict[int, tuple[int, tuple[str, ...]]] = {}

    def like(self, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
        begin = self.text.rfind("\n", 0, start) + 1
        if begin not in self._at:
            stop = self.text.find("\n", end)
            stop = stop if stop >= 0 else len(self.text)
            self._at[begin] = stop, tuple(_of_a_row(self.text[begin:stop]))
        return begin, *self._at[begin]

    def under_a_head(self, start: int, end: int) -> bool:
        """Whether the cell is one of a column of organisations."""
        return (start, end) in cells_of_organisations(self.text)


def _of_a_row(row: str) -> Iterator[str]:
    if "." in row and _SUM.search(row):
        yield "row with a sum" if "\t" in row else "line with a sum"
    letters = sum(map(str.isalpha, row))
    if letters and sum(map(str.isupper, row)) > _CAPITALS * letters and " " in row.strip():
        yield "line in capitals"
    else:
        told = _TITLED.findall(row)
        if 2 <= len(told) <= 12 and all(word[0].isupper() for word in told):
            yield "line in title case"


def _round(level: str, rows: _Rows, start: int, end: int) -> Iterator[str]:
    """What stands round one place of a name."""
    begin, stop, like = rows.like(start, end)
    yield from like
    before = level[max(0, level.rfind("\n", 0, start) + 1, start - _SIGHT) : start]
    yield from _before(before, level[start:end])
    yield from _behind(level, end)
    if not before.strip(_BULLETS):
        yield "line begins"
        if not level[end:stop].strip(" .:;,"):
            yield "line of its own"
    elif before.endswith((". ", "? ", "! ")):
        yield "sentence begins"
    text = rows.text
    in_cells = text.find("\t", begin, stop) >= 0
    if in_cells and (start == begin or text[start - 1] == "\t") and (end == stop or text[end : end + 1] in "\t\n"):
        yield "cell of its own"
        if start == begin:
            yield "first cell"
        if rows.under_a_head(start, end):
            yield PUT_DOWN


def _before(before: str, name: str) -> Iterator[str]:
    told = before.rstrip(" ")
    if not told:
        return
    mark = told[-1:]
    if mark in _BEFORE_MARKS:
        yield f"before: {_BEFORE_MARKS[mark]}"
    elif mark.isalnum() or mark in "'&" or mark == ".":
        earlier, _, word = told.rpartition(" ")
        small = word.lower().rstrip(".")
        if mark == "." and small not in _BEFORE and len(word) > 2:
            return  # a sentence ended
        if small in _BEFORE:
            yield f"before: {_BEFORE[small]}"
        if small == "the" and (cue := earlier.rpartition(" ")[2].lower()) in _BEFORE:
            yield f"before: {_BEFORE[cue]}"
        yield "before: small word" if word.islower() else "before: figure" if word[0].isdigit() else "before: capital"
        if small not in _CUE_ENDS:
            return
        if _HEARD_FROM.search(before):
            yield "before: heard from"
        if _DEALT_WITH.search(before):
            yield "before: dealt with"
        if _MEMBER_OF.search(before):
            yield "before: member of"
        if small not in ("of", "from", "the"):
            return
    else:
        return
    if (somebody := _SOMEBODY.search(before)) and somebody["given"].lower() in GIVEN_NAMES:
        how = somebody["how"]
        if "(" not in how:
            yield "somebody of" if "of" in how or "from" in how else "somebody dash"
        elif " " in name or name[0] != somebody["given"][0] or not name[1:2].isupper():
            yield PUT_DOWN
        else:
            yield INITIALS


def _behind(level: str, end: int) -> Iterator[str]:
    mark = level[end : end + 1]
    if mark == " ":
        word = level[end + 1 : end + 16].partition(" ")[0]
        if word in _BEHIND:
            yield f"behind: {_BEHIND[word]}"
        if word[:1] in "(-)/:":
            mark = word[:1]
        elif word[:1].islower():
            yield "behind: small word"
            if _DOES.match(level, end):
                yield "behind: does"
        elif word[:1].isupper():
            yield "behind: capital"
        elif word[:1].isdigit() or word[:1] in "£$€":
            yield "behind: figure"
        if word[:1].isalpha() and _HAS.match(level, end):
            yield "behind: has"
    elif not mark or mark == "\n":
        yield "behind: line end"
    if mark == "(":
        yield "behind: defined" if _DEFINED.match(level, end) else "behind: bracket opens"
    elif mark in _BEHIND_MARKS:
        yield f"behind: {_BEHIND_MARKS[mark]}"
        if mark == "'" and _HAS.match(level, end):
            yield "behind: has"


def in_small_letters_too(names: Collection[str], everything: str) -> frozenset[str]:
    """The names that the document has in small letters as well: they are things."""
    single = set(re.findall(r"[a-z][a-z'-]+", everything))
    several = held(frozenset(name.lower() for name in names if " " in name and not name.islower()), everything)
    return frozenset(name for name in names if name.lower() in (several if " " in name else single))
