"""Where does a form stand on a page? On lines that hold one of its words: the costly pattern is tried nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from panelsearch.tagging.remembering import remembered

_CAPITALISED = re.compile(r"(?<![^\W_])(?<!\w['-])[A-ZÀ-ÖØ-Þ][^\W_]*")


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A pattern, and words of which each of its matches holds one on its first line, where it also ends.

    Words in small letters may be looked for in `any_case`; a form without words is looked for everywhere.
    """

    pattern: re.Pattern[str]
    words: tuple[str, ...] = ()
    any_case: bool = False

    def found_on(self, level: str) -> Iterator[re.Match[str]]:
        """Its matches in a levelled page, in order."""
        if not self.words:
            return self.pattern.finditer(level)
        lines = lines_with(self.words, in_small_letters(level) if self.any_case else level)
        return (match for line in lines for match in self.pattern.finditer(level, *line))


def form_of(pattern: str, flags: int = 0, *, words: tuple[str, ...] = (), any_case: bool = False) -> Form:
    """A form by its pattern's text."""
    return Form(re.compile(pattern, flags), words, any_case)


@remembered
def matches(form: Form, level: str) -> tuple[re.Match[str], ...]:
    """All matches of a form, kept: learning from a page and finding in it share them."""
    return tuple(form.found_on(level))


def lines_with(words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """The lines that hold one of the words, from their first letter to before their end, in order."""
    lines = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            line = line_at(text, at)
            lines.add(line)
            at = text.find(word, line[1])
    return sorted(lines)


@remembered
def lines_of(form: Form, level: str) -> tuple[tuple[int, int], ...]:
    """The lines on which a form stands, in order."""
    lines: list[tuple[int, int]] = []
    for match in form.found_on(level):
        if not lines or match.start() >= lines[-1][1]:
            lines.append(line_at(level, match.start()))
    return tuple(lines)


def line_at(text: str, at: int) -> tuple[int, int]:
    """The line round a place."""
    stop = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if stop < 0 else stop


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
