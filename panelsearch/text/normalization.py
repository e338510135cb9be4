"""What does a grammar read? The page's text with typography levelled, letter for letter, so offsets stay true."""

from __future__ import annotations

import re
from itertools import pairwise

from panelsearch.text.document_cache import remembered

_LEVELLED = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u2013": "-",
    "\u2014": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
    "\t": " ",
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
}
# A line that fills this share of the page's usual measure ran on because it was full, not because it was finished.
_FULL = 0.72
# What begins an entry of a list, or a numbered paragraph: no sentence runs on into it.
_ENTRY = re.compile(
    r"\s*(?:[\u2022\u25aa\u25cf\u25cb\u25e6\uf0b7\u2023]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?:\s|$)|-\s)"
)
# Of the lines of a narrow column of prose so many begin in small letters, where those of a list begin with capitals.
_BEGIN_SMALL, _NARROW, _LEAST_LINES, _FULL_IN_COLUMN = 0.4, 60, 4, 0.6


def _narrow_prose(lines: list[str]) -> set[int]:
    """The lines of narrow columns that ran on because they were full, by their places."""
    found: set[int] = set()
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and lines[at].strip():
            continue
        block = lines[start:at]
        if len(block) >= _LEAST_LINES and (widest := max(map(len, block))) < _NARROW:
            small = sum(line.lstrip()[:1].islower() for line in block[1:])
            if small >= _BEGIN_SMALL * (len(block) - 1):
                found.update(start + n for n, line in enumerate(block[:-1]) if len(line) >= widest * _FULL_IN_COLUMN)
            elif small and all(_could_hold_no_more(line, after, widest) for line, after in pairwise(block)):
                found.update(range(start, start + len(block) - 1))
        start = at + 1
    return found


def _could_hold_no_more(line: str, following: str, widest: int) -> bool:
    """Whether the next line's first word would have made the line longer than the widest: it broke for want of room."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) >= widest


# A line that ends so goes on with the next, however short.
_JOINING_END = re.compile(r"[^\s\W] (?:of|and|the|for|to|in|at|by|with|from|&|OF|AND|THE|FOR) *$")

# A date broken at a line's end: "on the 5th" and "of June", "5 June" and "2018".
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_ENDS_WITH_DAY = re.compile(
    r"\b(?:[0-3]?\d ?(?:st|nd|rd|th)|(?:on|held|dated|until|from|to|\w*day,?|the) [0-3]?\d)(?: of)? *$", re.IGNORECASE
)
_BEGINS_WITH_MONTH = re.compile(rf" *(?:of )?{_MONTH},?(?: (?:19|20)\d\d\b| [a-z]|[.,])")
_ENDS_WITH_MONTH = re.compile(
    rf"\b(?:[0-3]?\d ?(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} [0-3]?\d(?:st|nd|rd|th)?),? *$", re.IGNORECASE
)
_ENDS_WITH_BARE_MONTH = re.compile(
    rf"\b(?:in|of|since|to|until|till|from|by|for|and|during|end(?:ed|ing)|between) {_MONTH} *$"
)
# "On September" wants its day, also where that could number an entry: "14."
_WANTS_A_DAY = re.compile(rf"\b(?:on|dated|\w+day,?) {_MONTH} *$")
_BEGINS_WITH_DAY = re.compile(r" *[0-3]?\d(?:st|nd|rd|th)?(?![\w:/%]|\.\d)")
_BEGINS_WITH_YEAR = re.compile(r" *(?:19|20)\d\d(?![\w/-]|[.,]\d| - )")


def _is_open(line: str, following: str) -> bool:
    """Whether a line ends, or the next begins, as no sentence does."""
    begins = following.lstrip()[:1]
    return begins.islower() or begins == "(" or _JOINING_END.search(line) is not None or _breaks_a_date(line, following)


def _breaks_a_date(line: str, following: str) -> bool:
    if _BEGINS_WITH_YEAR.match(following):
        return (_ENDS_WITH_MONTH.search(line) or _ENDS_WITH_BARE_MONTH.search(line)) is not None
    return _BEGINS_WITH_MONTH.match(following) is not None and _ENDS_WITH_DAY.search(line) is not None


@remembered
def plain(text: str) -> str:
    """The text, same length: straight quotes, plain dashes and blanks; line ends inside a sentence become blanks.

    A line break that stays therefore means something: a new row, heading or list entry.
    """
    level = text
    for printed, plainly in _LEVELLED.items():
        level = level.replace(printed, plainly)
    lines = level.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    measure = lengths[len(lengths) * 9 // 10] if lengths else 0
    narrow = _narrow_prose(lines)
    parts: list[str] = []
    for at, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        full = (len(line) >= 40 and len(line) >= measure * _FULL) or at in narrow
        runs_on = bool(line.strip()) and bool(following.strip()) and not line.rstrip().endswith((".", ":", ";"))
        parts.append(line)
        entry = not line.rstrip().endswith(("-", "/", ",")) and _ENTRY.match(following)
        wants = _BEGINS_WITH_DAY.match(following) and _WANTS_A_DAY.search(line)
        parts.append(" " if runs_on and (wants or (not entry and (full or _is_open(line, following)))) else "\n")
    return "".join(parts[:-1])
