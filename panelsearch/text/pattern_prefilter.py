"""Where does a form stand on a page? On lines that hold one of its words: the costly pattern is tried nowhere else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from panelsearch.text.document_cache import remembered
from panelsearch.text.letters import UPPER
from panelsearch.text.pattern_beginnings import Beginning, beginning_of
from panelsearch.text.word_trie import FEW, one_of

_CAPITALISED = re.compile(rf"[{UPPER}](?<![^\W_].)(?<!\w['-].)[^\W_]*")


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A pattern that never crosses a line's end, and what its lines are known by: one of some words, or another form.

    Words in small letters may be looked for in `any_case`; known by nothing, a form is looked for everywhere.
    One that `begins_so` begins where the form begins by which it is known, and is tried at those places only.
    """

    pattern: re.Pattern[str]
    known_by: tuple[str, ...] | Form = ()
    any_case: bool = False
    begins_so: bool = False

    def found_on(self, level: str) -> Iterator[re.Match[str]]:
        """Its matches in a levelled page, in order."""
        if isinstance(self.known_by, Form):
            if self.begins_so:
                return self._begun_on(level, self.known_by)
            lines = lines_of(self.known_by, level)
        elif self.known_by:
            lines = lines_with(self.known_by, in_small_letters(level) if self.any_case else level)
        else:
            lines = [(0, len(level))]
        begins = _beginning(self)
        if begins is None:
            return (match for line in lines for match in self.pattern.finditer(level, *line))
        letters = in_small_letters(level) if begins.small else level
        return (match for line in lines for match in begins.matches(level, letters, *line))

    def _begun_on(self, level: str, known_by: Form) -> Iterator[re.Match[str]]:
        free, end = 0, -1
        for beginning in matches(known_by, level):
            at = beginning.start()
            if at < free:
                continue
            if at > end:
                end = level.find("\n", at)
                end = len(level) if end < 0 else end
            if found := self.pattern.match(level, at, end):
                yield found
                free = found.end()


@lru_cache(None)  # of forms
def _beginning(form: Form) -> Beginning | None:
    return beginning_of(form.pattern)


def form_of(pattern: str, flags: int = 0, *, known_by: tuple[str, ...] | Form = (), any_case: bool = False) -> Form:
    """A form by its pattern's text."""
    return Form(re.compile(pattern, flags), known_by, any_case)


@remembered
def matches(form: Form, level: str) -> tuple[re.Match[str], ...]:
    """All matches of a form, kept: reading a page, learning from it and finding in it share them."""
    return tuple(form.found_on(level))


_ALIKE = 2
"""Of words that begin with ever other letters a pattern skips little: so few by a letter are looked for one by one."""


@lru_cache(None)  # words of forms
def _begin_alike(words: tuple[str, ...]) -> bool:
    return len(words) > max(FEW, _ALIKE * len({word[0] for word in words}))


def lines_with(words: tuple[str, ...], text: str) -> Sequence[tuple[int, int]]:
    """The lines that hold one of the words, from their first letter to before their end, in order."""
    if _begin_alike(words):
        return lines_round((found.start() for found in one_of(words).finditer(text)), text)
    lines = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            line = line_at(text, at)
            lines.add(line)
            at = text.find(word, line[1])
    return sorted(lines)


@remembered
def lines_of(form: Form, level: str) -> Sequence[tuple[int, int]]:
    """The lines on which a form stands, in order."""
    return lines_round((match.start() for match in matches(form, level)), level)


def lines_round(places: Iterable[int], text: str) -> list[tuple[int, int]]:
    """The lines round places that come in order."""
    lines: list[tuple[int, int]] = []
    for place in places:
        if not lines or place > lines[-1][1]:
            lines.append(line_at(text, place))
    return lines


def line_at(text: str, at: int) -> tuple[int, int]:
    """The line round a place."""
    stop = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, stop if stop >= 0 else len(text)


# From so many names on a text is gone through once for all of them, and no longer once for each.
_MANY = 300
_START = 4


def held(names: Collection[str], text: str) -> frozenset[str]:
    """Which of the names stand in a text."""
    many = len(names) > _MANY
    found = {name for name in names if not (many and len(name) >= _START) and name in text}
    by_start: dict[str, list[str]] = {}
    for name in names if many else ():
        by_start.setdefault(name[:_START], []).append(name)
    for at in range(len(text)) if many else ():
        found.update(name for name in by_start.get(text[at : at + _START], ()) if text.startswith(name, at))
    return frozenset(found)


@remembered
def in_small_letters(level: str) -> str:
    """The page in small letters, letter for letter: one capital has a small letter that is two code points."""
    return level.replace("\u0130", "i").lower()


@remembered
def capitalised(level: str) -> Mapping[str, list[int]]:
    """The places of each capitalised word, up to a mark in it: "Co" of "Co-operative"."""
    places: dict[str, list[int]] = {}
    for match in _CAPITALISED.finditer(level):
        places.setdefault(match[0], []).append(match.start())
    return places
