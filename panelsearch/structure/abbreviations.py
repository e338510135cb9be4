"""What do capitals stand for? "Medium Term Financial Plan (MTFP)" and "MTFP (Medium Term Financial Plan)" say it.

Each capital must begin a word, in order, and only small words may stand between; after Schwartz and Hearst, "A simple
algorithm for identifying abbreviation definitions", PSB 2003, who also let letters within words count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from panelsearch.model.meetings import Acronym
from panelsearch.model.pages import Page
from panelsearch.model.spans import PageSpan, Span
from panelsearch.text.rule_engine import OPEN, Fence, rule

_BEHIND = re.compile(r"\(\s*[\"'“‘]?(?P<letters>[A-Z][A-Za-z&]{0,8}[A-Z])s?[\"'”’]?\s*\)")
_BEFORE = re.compile(r"\b(?P<letters>[A-Z][A-Za-z&]{0,8}[A-Z])s?\s+\((?P<words>[^()\d]{5,120})\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_FEWEST_WORDS = 2
_FURTHEST = 160
_PARAGRAPH = re.compile(r"\n\s*\n")


def find_acronyms(pages: Sequence[Page], fence: Fence = OPEN) -> tuple[Acronym, ...]:
    """Each acronym once for each thing it stands for, at the words written out."""
    found: dict[tuple[str, str], Acronym] = {}
    for page in pages:
        for of in (_behind, _before):
            for letters, span in fence.at(page.number).each(of, page.text):
                said = " ".join(span.of(page.text).casefold().split())
                found.setdefault((letters, said), Acronym(letters, PageSpan(page.number, span.start, span.end)))
    return tuple(found.values())


@rule("acronyms.behind")
def _behind(text: str) -> Iterator[tuple[str, Span]]:
    """Letters behind their words: "Medium Term Financial Plan (MTFP)"."""
    for match in _BEHIND.finditer(text):
        start = max(0, match.start() - _FURTHEST)
        start += next((gap.end() for gap in reversed([*_PARAGRAPH.finditer(text[start : match.start()])])), 0)
        words = [Span(start + w.start(), start + w.end()) for w in _WORD.finditer(text[start : match.start()])]
        if (first := _first_word(match["letters"], text, words)) is not None:
            yield match["letters"], Span(words[first].start, words[-1].end)


@rule("acronyms.before")
def _before(text: str) -> Iterator[tuple[str, Span]]:
    """Letters before their words: "MTFP (Medium Term Financial Plan)"."""
    for match in _BEFORE.finditer(text):
        start = match.start("words")
        words = [Span(start + w.start(), start + w.end()) for w in _WORD.finditer(match["words"])]
        if _first_word(match["letters"], text, words) == 0:
            yield match["letters"], Span(words[0].start, words[-1].end)


def _first_word(letters: str, text: str, words: Sequence[Span]) -> int | None:
    """Where the words begin that the letters stand for, if the last of them do; None where they do not.

    Small words have no letter (OLW: Office of the Lake Warden), or all have (DOT: Department of Transport).
    """
    spelt = [word.of(text).casefold() for word in words]
    wanted = [letter.casefold() for letter in letters if letter.isalpha()]
    large = [n for n, word in enumerate(spelt) if word not in _SMALL]
    for counted in (large, range(len(spelt))):
        last = counted[-len(wanted) :]
        ends_there = len(last) == len(wanted) >= _FEWEST_WORDS and last[-1] == len(spelt) - 1
        if ends_there and [spelt[n][0] for n in last] == wanted:
            return last[0]
    return None
