"""Where does a text name something from a list? Looked up by first word, so that a long list costs no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from panelsearch.gazetteers.loader import lines
from panelsearch.ner import public_bodies
from panelsearch.text.pattern_prefilter import capitalised


class NameBook:
    """Names as printed, each beginning with a capital."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            if first := next((word for word, places in capitalised(name).items() if 0 in places), None):
                self._by_first[first].append(name)
        for alike in self._by_first.values():
            alike.sort(key=len, reverse=True)

    def find(self, level: str) -> Iterator[tuple[int, int]]:
        """The place of each name, the longest that stands there; names may overlap."""
        places = capitalised(level)
        starts = ((start, first) for first in self._by_first.keys() & places.keys() for start in places[first])
        for start, first in sorted(starts):
            for name in self._by_first[first]:
                if level.startswith(name, start) and not _goes_on(level, start + len(name)):
                    yield start, start + len(name)
                    break


def _goes_on(level: str, end: int) -> bool:
    following = level[end : end + 2]
    return following[:1].isalnum() or (following[:1] == "-" and following[1:].isalnum())


@cache
def national_bodies() -> NameBook:
    """Organisations that papers all over the country name: `gazetteers/nationals.txt` and `bodies.csv`.

    In a heading's capitals, too, where a name is of several words.
    """
    names = [*lines("nationals.txt"), *(body.name for body in public_bodies.bodies())]
    return NameBook([*names, *(name.upper() for name in names if " " in name)])
