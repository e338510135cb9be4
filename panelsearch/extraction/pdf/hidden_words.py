"""Which words of a layer that nobody sees are said by no printed ones? A page recognised says each word twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from panelsearch.extraction.pdf.text_runs import Run

_LEVEL_PT = 12.0
_HIDDEN_SHARE = 0.3
"""How much of an unseen word must lie behind a printed one to be that word once more."""
_ALIKE = 0.5
"""How much of their letters two words share that are one, as far as recognising letters can be trusted."""
STAMP = 1.8
"""What is so much higher than a word is no second reading of it."""
_WORD_LETTERS = 3
_LINE_WORDS, _LEVEL_SHARE, _SAID_SHARE = 4, 0.4, 0.8
"""Of a line of so many unseen words, this share of its height beside printed ones, so many must be among those."""


def unhidden(unseen: Sequence[Run], printed: Sequence[Run]) -> tuple[list[Run], int]:
    """The unseen runs that printed ones do not say, and how many other words are left out.

    Under a stamp, much larger or turned otherwise, words stand as before; a word behind another one of its size is left
    out and counted, where it has three letters.
    """
    if not printed:
        return list(unseen), 0
    levels: dict[int, list[Run]] = {}
    for run in printed:
        for level in _levels(run):
            levels.setdefault(level, []).append(run)
    kept: list[Run] = []
    left_out = 0
    said = _lines_said(unseen, levels)
    for run in unseen:
        if run in said:
            continue
        near = {other for level in _levels(run) for other in levels.get(level, ())}
        over = [other for other in near if _share_behind(run, other) > _HIDDEN_SHARE]
        if all(_stamps(other, run) and not _is_alike(run.text, other.text) for other in over):
            kept.append(run)
        elif not any(_is_alike(run.text, other.text) for other in over):
            left_out += sum(map(str.isalnum, run.text)) >= _WORD_LETTERS
    return kept, left_out


def _lines_said(unseen: Sequence[Run], levels: Mapping[int, Sequence[Run]]) -> set[Run]:
    """The unseen runs that a printed line says, word for word: laid there in one piece, they stray from its words."""
    lines: dict[tuple[float, float, int], list[Run]] = {}
    for run in unseen:
        lines.setdefault((run.y0, run.y1, run.angle), []).append(run)
    said: set[Run] = set()
    for line in lines.values():
        if len(line) < _LINE_WORDS:
            continue
        low, high = line[0].y0, line[0].y1
        near = {one for level in _levels(line[0]) for one in levels.get(level, ())}
        level = (one for one in near if min(one.y1, high) - max(one.y0, low) > _LEVEL_SHARE * (high - low))
        printed = Counter(one.text.casefold() for one in level)
        if (Counter(run.text.casefold() for run in line) & printed).total() >= _SAID_SHARE * len(line):
            said.update(run for run in line if run.text.casefold() in printed)
    return said


def _levels(run: Run) -> Iterable[int]:
    return range(int(run.y0 // _LEVEL_PT), int(run.y1 // _LEVEL_PT) + 1)


def _stamps(other: Run, run: Run) -> bool:
    return other.angle != run.angle or other.y1 - other.y0 > STAMP * (run.y1 - run.y0)


def _is_alike(one: str, other: str) -> bool:
    one, other = (re.sub(r"[\W_]+", "", word.casefold()) for word in (one, other))
    if not (one and other):
        return not one  # a line to write on says no word, and marks alone are none
    return one in other or other in one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _share_behind(run: Run, other: Run) -> float:
    """How much of a run lies behind another."""
    wide = min(run.x1, other.x1) - max(run.x0, other.x0)
    high = min(run.y1, other.y1) - max(run.y0, other.y0)
    area = (run.x1 - run.x0) * (run.y1 - run.y0)
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0
