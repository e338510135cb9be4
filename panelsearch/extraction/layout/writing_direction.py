"""In which order are words read that run from right to left? As they are written, whatever stands left on the page.

Fonts print letters from left to right, so Arabic and Hebrew come out of a file backwards: here they are turned. Figures
and Latin words among them keep their own order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from panelsearch.extraction.pdf.text_runs import Run

_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_HAS_LEFTWARD = re.compile(f"[{_LEFTWARD}]")
# Within a word turned round, figures are read from left to right all the same.
_KEPT = re.compile(r"[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/-][0-9\u0660-\u0669\u06f0-\u06f9]+)*|[A-Za-z]+")
_LETTER = re.compile(r".[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]*", re.DOTALL)  # and its marks
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_RIGHTWARD = re.compile(r"[A-Za-z\u00c0-\u058f]")
_GAP_EM = 0.1


def runs_leftward(text: str) -> bool:
    """Whether a text holds a letter that is written from right to left."""
    return not text.isascii() and _HAS_LEFTWARD.search(text) is not None


def turned(text: str) -> str:
    """A word as it is written, given as its letters stand on the page."""
    backwards = "".join(_LETTER.findall(text)[::-1]).translate(_MIRRORED)
    return _KEPT.sub(lambda kept: kept[0][::-1], backwards)


def as_read(runs: Sequence[Run]) -> list[Run]:
    """Runs of one line, each with its letters in order, as they are read; `spaced` tells where white stands between."""
    leftward = [runs_leftward(run.text) for run in runs]
    if not any(leftward):
        return list(runs)
    spaced = [True] + [
        run.spaced or run.x0 - before.x1 > _GAP_EM * min(run.size_pt, before.size_pt) for before, run in pairwise(runs)
    ]
    letters = sum(len(run.text) for run, left in zip(runs, leftward, strict=True) if left)
    latin = sum(len(_RIGHTWARD.findall(run.text)) for run in runs)
    groups = _groups(list(range(len(runs))), leftward, whole_line=letters >= latin)
    ordered: list[int] = [at for group in groups for at in group]
    read: list[Run] = []
    for place, at in enumerate(ordered):
        before = ordered[place - 1] if place else None
        white = True if before is None or abs(at - before) != 1 else spaced[max(at, before)]
        read.append(runs[at]._replace(spaced=white))
    return read


def _groups(numbers: list[int], leftward: Sequence[bool], *, whole_line: bool) -> list[list[int]]:
    """Neighbours of one direction, in order: the line from its right where it is written leftward as a whole."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and leftward[groups[-1][-1]] == leftward[number]:
            groups[-1].append(number)
        else:
            groups.append([number])
    each = [group[::-1] if leftward[group[0]] else group for group in groups]
    return each[::-1] if whole_line else each
