"""Where does a text name something from a list? Looked up by first word, so that a long list costs no more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from panelsearch.tagging import facts

_FIRST = re.compile(r"(?<![^\W_])(?<!\w['-])[A-Z][^\W_]*")


class NameBook:
    """Names as printed, each beginning with a capital."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            if first := _FIRST.match(name):
                self._by_first[first[0]].append(name)
        for alike in self._by_first.values():
            alike.sort(key=len, reverse=True)

    def find(self, level: str) -> Iterator[tuple[int, int]]:
        """The place of each name, the longest that stands there; names may overlap."""
        for word in _FIRST.finditer(level):
            for name in self._by_first.get(word[0], ()):
                end = word.start() + len(name)
                if level.startswith(name, word.start()) and not _goes_on(level, end):
                    yield word.start(), end
                    break


def _goes_on(level: str, end: int) -> bool:
    following = level[end : end + 2]
    return following[:1].isalnum() or (following[:1] == "-" and following[1:].isalnum())


@cache
def national_bodies() -> NameBook:
    """Organisations that papers all over the country name: `facts/nationals.txt` and the public bodies of the facts."""
    lines = (files(facts) / "nationals.txt").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    return NameBook([*listed, *(body.name for body in facts.bodies())])
