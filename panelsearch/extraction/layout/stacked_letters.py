"""Where letters are set singly, one below another, what words run down the page? Read in rows they are no words.

Vertical fonts and turned text say themselves which way they run; letters that are each placed by hand do not. Only
pages that are mostly so are looked at, and only what reads as words: in a table, a column of marks is one of marks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from panelsearch.extraction.layout.text_quality import reads
from panelsearch.extraction.pdf.text_runs import Run

Array = NDArray[Any]

_LEAST, _MOST = 20, 4_000
_AT_ONCE = 64
"""So many letters, of a few rows, are held against those near them; all against all would fill the memory."""
_SHARE = 0.5
_DOWN = 270
_APART_EM = 0.5
"""Letters that stand nearer beside each other are of one line."""
_LONGEST_GAP_EM, _SPACE_GAPS = 2.0, 2
"""What may lie between two letters of a column: a space doubles the gap."""
_SPACE = 1.6
"""A step so many times as long as most is a space."""


def running_down(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs, with letters that stand one below another joined to words; as they were where few do."""
    letters = [run for run in runs if len(run.text) == 1 and run.angle == 0]
    count = sum(len(run.text) for run in runs)
    if not (_LEAST <= len(letters) <= _MOST and len(letters) > _SHARE * count):
        return runs
    columns = list(_columns(letters))
    stacked = {id(letter) for column in columns for letter in column}
    if len(stacked) <= _SHARE * count:
        return runs
    words = [word for column in columns for word in _words(column)]
    return [*words, *(run for run in runs if id(run) not in stacked)] if reads(words) else runs


def _columns(letters: Sequence[Run]) -> Iterator[list[Run]]:
    """Letters from top to bottom, each nearer to the one below than to any beside it; right columns come first."""
    boxes = np.array([(run.x0, run.y0, run.x1, run.y1, run.size_pt) for run in letters])
    beside, below, gap = _neighbours(boxes)
    x0, y0, _, _, em = boxes.T
    near = (beside > _APART_EM * em) & (gap < np.minimum(_SPACE_GAPS * beside, _LONGEST_GAP_EM * em))
    above: dict[int, int] = {}
    for at in sorted(np.flatnonzero(near).tolist(), key=gap.__getitem__):
        above.setdefault(int(below[at]), at)
    follows = {at: after for after, at in above.items()}
    for at in sorted(follows.keys() - follows.values(), key=lambda at: (-x0[at], -y0[at])):
        column = [at]
        while (after := follows.get(column[-1])) is not None:
            column.append(after)
        yield [letters[each] for each in column]


def _neighbours(boxes: Array) -> tuple[Array, Array, Array]:
    """How far each letter is from one beside it; which is next below, and how far. Those farther off do not matter."""
    beside, gap, below = np.empty(len(boxes)), np.empty(len(boxes)), np.empty(len(boxes), int)
    _, bottom, _, top, _ = boxes.T
    reach = bottom - _LONGEST_GAP_EM * boxes[:, 4]
    for some in np.split(np.argsort(bottom), range(_AT_ONCE, len(boxes), _AT_ONCE)):
        close = np.flatnonzero(~((top < reach[some].min()) | (bottom > top[some].max())))
        x0, y0, x1, y1, em = boxes[some].T[:, :, None]
        left, low, right, high, _ = boxes[close].T
        across = np.minimum(x1, right) - np.maximum(x0, left)
        same_column = across > np.minimum(x1 - x0, right - left) / 2
        level = np.minimum(y1, high) - np.maximum(y0, low) > em / 2
        down = np.where(same_column & (y0 - low > em / 2), y0 - high, np.inf)
        beside[some] = np.where(level & ~same_column, -across, np.inf).min(axis=1)
        below[some], gap[some] = close[down.argmin(axis=1)], down.min(axis=1)
    return beside, below, gap


def _words(column: Sequence[Run]) -> Iterator[Run]:
    """A column as words: a step that is longer than most is a space."""
    steps = [above.y0 - below.y0 for above, below in itertools.pairwise(column)]
    usual = median(steps)
    word = [column[0]]
    for step, letter in zip(steps, column[1:], strict=True):
        if step > _SPACE * usual:
            yield _joined(word)
            word = []
        word.append(letter)
    yield _joined(word)


def _joined(word: Sequence[Run]) -> Run:
    return word[0]._replace(
        text="".join(letter.text for letter in word),
        x0=min(letter.x0 for letter in word),
        y0=min(letter.y0 for letter in word),
        x1=max(letter.x1 for letter in word),
        y1=max(letter.y1 for letter in word),
        unmapped=sum(letter.unmapped for letter in word),
        angle=_DOWN,
    )
