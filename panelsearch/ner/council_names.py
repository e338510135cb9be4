"""What do councils' names look like: their kinds, their initials, the words that join them?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from panelsearch.gazetteers.loader import pattern, words
from panelsearch.ner.public_bodies import place_of

KINDS = pattern("council_words.kind")
JOINS = words("council_words.joining")


@dataclass(frozen=True, slots=True)
class KnownCouncils:
    """What one document says of councils: its own body, full names met, and abbreviations it defines.

    `others` are abbreviations it defines for something that is no council; `unnamed` are kinds of council that the
    paper says it is of without a name: "a meeting of the County Council". `spoken_of` says that it speaks of
    councillors or of the council: who never does, such as a club, means something else by the letters of one.
    """

    body: str | None = None
    names: tuple[str, ...] = ()
    acronyms: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    spoken_of: bool = False
    full: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """The body and the names, the first of each spelling, by their folded form."""
    of_kind: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """The names by the kind of council they say."""
    of_place: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """The names by their place."""

    @property
    def speaks_of_some(self) -> bool:
        """Whether the paper names a council or speaks of one."""
        return bool(self.body or self.names or self.spoken_of)

    def __post_init__(self) -> None:
        full: dict[str, str] = {}
        for name in filter(None, (self.body, *self.names)):
            full.setdefault(folded_name(name), name)
        object.__setattr__(self, "full", full)
        object.__setattr__(self, "of_kind", _grouped(self.names, kind_of))
        object.__setattr__(self, "of_place", _grouped(self.names, place_of))


def kind_of(name: str) -> str:
    """The kind of council that a name says, in small letters: "parish"; "" where it says none."""
    match = re.search(rf"(?:\b({KINDS}) )?Council$", name, re.IGNORECASE)
    return (match[1] or "").lower() if match else ""


def kind_words(name: str) -> str:
    """What sort of council the name says it is, as written: "District Council"."""
    match = re.search(rf"(?:\b(?:{KINDS}) )?Council$", name, re.IGNORECASE)
    return match[0] if match else ""


def _grouped(names: Iterable[str], by: Callable[[str], str]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for name in names:
        groups.setdefault(by(name), set()).add(name)
    return {key: frozenset(group) for key, group in groups.items()}


def titled(name: str) -> str:
    """A name in capitals as it is written in a sentence: "DUNMERE PARISH COUNCIL" -> "Dunmere Parish Council"."""
    if name != name.upper():
        return name

    def word(match: re.Match[str]) -> str:
        one = match[0].lower()
        return one if one in JOINS and match.start() else one[0].upper() + one[1:]

    return re.sub(r"[^\W\d_]+(?:'[^\W\d_]+)?", word, name)


def initials(name: str) -> str:
    """The first letters of a name's words, joining words left out: what its abbreviation would be."""
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in JOINS | {"for"})


def folded_name(name: str) -> str:
    """A council's name as names are compared: small letters, "and" for "&", no marks."""
    return re.sub(r"\W+", " ", name.replace("&", " and ")).lower().strip()
