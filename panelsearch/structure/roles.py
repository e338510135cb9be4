"""Is it an office, what somebody sits for, or only something said of them? What may stand beside a name in a list."""

from __future__ import annotations

import re

from panelsearch.gazetteers.given_names import GIVEN_NAMES
from panelsearch.gazetteers.loader import pattern, words

_OFFICE = re.compile(rf"\b{pattern('posts.office')}\b", re.IGNORECASE)
_JOINING = frozenset("of the to and for in on at by with & a an upon - –".split())
_WORDS_AT_MOST = 9
_OF_THE_MINUTES = re.compile(
    r"\b(?:absen\w+|apolog\w+|reasons?|noted|accepted|received|urgent|minutes|interests?|members?\s+of\s+the\s+public|(?:sent|gave)\s+(?:his|her|their))\b",
    re.I,
)
"""What the minutes go on to say, where an office might have stood."""
_PLACE_ENDS = words("names.place_ending")
_COMPASS = frozenset(("North", "South", "East", "West", "Mid"))
_MATTER = re.compile(r"(?:tion|ment|ance|ness|ility|ivity|ancy|ency|ship|ware)$", re.IGNORECASE)


def office(said: str) -> str:
    """The part of what is said beside a name that is an office or what somebody sits for; "" where none is.

    "Chair) Moorside" is both, "flu" and "who left at 8 pm" are neither.
    """
    kept: list[str] = []
    for part in re.split(r"[,;()]+", said):
        words = part.split()
        if not words:
            continue
        named = all(word[0].isupper() or word.casefold() in _JOINING for word in words)
        others = len(re.findall(r"\b(?:Councillors|Cllrs|Messrs|Mrs?|Ms|Miss|Dr)\b", part)) > 0 and len(words) > 2
        if _OF_THE_MINUTES.search(part):
            break
        if others or "public" in words or len(words) > _WORDS_AT_MOST or not (named or _OFFICE.search(part)):
            break
        kept.append(" ".join(words))
    return ", ".join(kept)


def is_matter(name: str) -> bool:
    """Whether capitalised words that stand like a name are a place's or a matter's: "Mill Lane", "Waste Collection"."""
    words = name.split()
    if len(words) < 2 or words[0].casefold() in GIVEN_NAMES:
        return False
    last = words[-1]
    return words[0] in _COMPASS or last.casefold() in _PLACE_ENDS or bool(_MATTER.search(last))
