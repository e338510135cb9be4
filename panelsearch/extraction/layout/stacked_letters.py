"""Where letters are set singly, one below another, what words run down the page? Read in rows they are no words.

Vertical fonts and turned text say themselves which way they run; letters that are each placed by hand do not. Only
pages that are mostly so are looked at, and only what reads as words: in a table, a column of marks is one of marks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from panelsearch.extraction.layout.text_quality import reads
from panelsearch.extraction.pdf.text_runs import Run

_LEAST, _MOST = 20, 4_000
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
    x0, y0, x1, y1, em = np.array([(run.x0, run.y0, run.x1, run.y1, run.size_pt) for run in letters]).T
    across = np.minimum(x1[:, None], x1) - np.maximum(x0[:, None], x0)
    same_column = across > np.minimum(x1 - x0, (x1 - x0)[:, None]) / 2
    level = np.minimum(y1[:, None], y1) - np.maximum(y0[:, None], y0) > em[:, None] / 2
    down = np.where(same_column & (y0[:, None] - y0 > em[:, None] / 2), y0[:, None] - y1, np.inf)
    beside = np.where(level & ~same_column, -across, np.inf).min(axis=1)
    below, gap = down.argmin(axis=1), down.min(axis=1)
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
