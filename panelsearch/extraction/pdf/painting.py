"""What is painted over a page's words? Boxes that cover them, lines that strike them out.

Reading text skips all drawing. A page that fills boxes or rules lines is looked through once more for them, and only
where one lies on words is asked whether the words stood there before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from panelsearch.extraction.pdf.text_canvas import Box, Matrix, shown_box, times
from panelsearch.extraction.pdf.text_runs import Run

_S = rb"[\x00\t\n\x0c\r ]"
_END = rb"(?=" + _S + rb"|$)"
_NUMBER = rb"[-+.0-9]++" + _S + rb"++"
# A text paints nothing, a picture neither; nor does a text within bounds of its own, as word processors set each.
# (the same as ".*?" up to the first ET behind white space, which is tried at every byte)
_TEXT = rb"(?>BT" + _S + rb"E?+(?:[^E]++|(?<!" + _S + rb")E|E(?!T))*+ET)"
_PICTURE = rb"BI" + _S + rb".*?" + _S + rb"EI"
_BOUNDS = rb"q" + _S + rb"++(?:" + _NUMBER + rb"){4}re" + _S + rb"++W\*?" + _S + rb"++n" + _S + rb"++"
_PLAIN = rb"(q|Q|cm|re|m|l|c|v|y|h|f\*?|F|B\*?|b\*?|S|s|n|W\*?|w|g|rg|k|sc|cs)"
_NAMED = rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]*+)" + _S + rb"++(gs|scn|Do)"
_OPERATION = re.compile(
    rb"(?<![^\x00\t\n\x0c\r >\])])(?:" + _BOUNDS + _TEXT + _S + rb"++Q|" + _TEXT + rb"|" + _PICTURE
    + rb"|((?:" + _NUMBER + rb"){0,6}+)" + _PLAIN + rb"|" + _NAMED + rb")" + _END,
    re.DOTALL,
)  # fmt: skip
_PAINTS = re.compile(rb"(?:re|[lh])" + _S + rb"++(?:h" + _S + rb"++)?(?:f\*?|F|B\*?|b\*?|S|s)" + _END)
_SIDE = re.compile(rb"(?<=[0-9.])" + _S + rb"++[lcvy]" + _END)
_DRAWING_SIDES = 16
_BOX_TOLD = re.compile(rb"(?:" + _NUMBER + rb"){4}\Z")
_FILLS = re.compile(rb"re" + _S + rb"++(?:f\*?|F)" + _END)
_MOST_BYTES_TOLD = 256
_MOVES = re.compile(_S + rb"cm" + _END)
_MOST_BYTES = 4_000_000
_THIN_PT, _LEAST_PT = 2.5, 4.0
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_OPAQUE = 0.95
_DEEPEST_FORM = 3
_MOST_IN_A_FRAME = 40
_LEVEL_PT = 12.0


@dataclass(frozen=True, slots=True)
class Painted:
    """A box filled or a line ruled, as displayed, and where in the content it is; a line is a thin box."""

    box: Box
    offset: int

    @property
    def is_line(self) -> bool:
        """Whether it is too thin to cover words."""
        return self.box[3] - self.box[1] <= _THIN_PT or self.box[2] - self.box[0] <= _THIN_PT


@dataclass(slots=True)
class _State:
    ctm: Matrix
    clip: Box = _EVERYWHERE
    pattern: bool = False
    alpha: float = 1.0
    line_width: float = 1.0


@dataclass(slots=True)
class _Path:
    """The path in hand: boxes as they are told, and straight sides."""

    boxes: list[Box] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    curved: bool = False
    clips: bool = False

    def polygon(self) -> Box | None:
        """The box that the sides in hand go round; None where they go round none."""
        xs, ys = {round(x, 1) for x, _ in self.points}, {round(y, 1) for _, y in self.points}
        if self.curved or len(self.points) < 4 or len(xs) != 2 or len(ys) != 2:
            return None
        return min(xs), min(ys), max(xs), max(ys)


def may_mark(content: bytes) -> bool:
    """Whether content paints anything that could lie over words."""
    return len(content) <= _MOST_BYTES and _PAINTS.search(content) is not None


class Named(Protocol):
    """What a content stream calls by name, as far as it bears on what is painted."""

    def opacity(self, wanted: bytes) -> float | None:
        """How opaque a named state makes what is filled, 0 to 1; None where it leaves that as it is."""

    def form(self, wanted: bytes) -> tuple[bytes, Matrix, Named] | None:
        """A form's content, its matrix and what it calls by name; None where that is no form."""


def draws(content: bytes) -> bool:
    """Whether a content stream draws more than a rule or a frame: letters as outlines, a plan, a chart."""
    return sum(1 for _ in islice(_SIDE.finditer(content), _DRAWING_SIDES)) >= _DRAWING_SIDES


def plain_lines(content: bytes, ctm: Matrix) -> list[Painted] | None:
    """The lines of a page that fills thin boxes where they are told and paints nothing else, as most pages do."""
    if b"cm" in content and _MOVES.search(content):
        return None
    lines: list[Painted] = []
    for paints in _PAINTS.finditer(content):
        told = _BOX_TOLD.search(content, max(0, paints.start() - _MOST_BYTES_TOLD), paints.start())
        if told is None or not _FILLS.match(content, paints.start()):
            return None
        try:
            x, y, w, h = map(float, told[0].split())
        except ValueError:
            return None
        line = Painted(shown_box(ctm, x, y, x + w, y + h), told.start())
        if not line.is_line:
            return None
        lines.append(line)
    return lines


def painted(content: bytes, ctm: Matrix, named: Named, deep: int = 0) -> Iterator[Painted]:
    """What opaque boxes and straight lines a content stream paints, under a matrix."""
    state, kept, path = _State(ctm), list[_State](), _Path()
    for match in _OPERATION.finditer(content):
        numbers, operator, wanted, of_name = match.groups()
        if of_name == b"gs":
            told = named.opacity(wanted)
            state.alpha = state.alpha if told is None else told
        elif of_name == b"scn":
            state.pattern = True  # which one may see through
        elif of_name == b"Do" and deep < _DEEPEST_FORM and (form := named.form(wanted)) is not None:
            inner, matrix, its = form
            for one in painted(inner, times(matrix, state.ctm), its, deep + 1) if may_mark(inner) else ():
                yield Painted(_cut(one.box, state.clip), match.start())
        if operator is None:
            continue
        if operator == b"q":
            kept.append(_State(state.ctm, state.clip, state.pattern, state.alpha, state.line_width))
            continue
        if operator == b"Q":
            state = kept.pop() if kept else state
            continue
        try:
            if operator in _PAINTING:
                yield from _painted(operator, state, path, match.start())
                _clip(state, path)
            else:
                _carry_out(operator, [float(number) for number in numbers.split()], state, path)
        except (ValueError, IndexError):
            continue  # drawn by damage; words do not depend on it


_PAINTING = frozenset((b"f", b"f*", b"F", b"B", b"B*", b"b", b"b*", b"S", b"s", b"n"))


def _carry_out(operator: bytes, v: Sequence[float], state: _State, path: _Path) -> None:
    """Go on with the path, or change the state, as an operator says that paints nothing."""
    if operator == b"re":
        x, y, w, h = v[-4:]
        path.boxes.append(shown_box(state.ctm, x, y, x + w, y + h))
        path.points = []
    elif operator in (b"m", b"l"):
        if operator == b"m":
            _close(path)
        path.points.append(_at(state.ctm, *v[-2:]))
    elif operator in (b"c", b"v", b"y"):
        path.curved = True
        path.points.append(_at(state.ctm, *v[-2:]))
    elif operator == b"cm":
        a, b, c, d, e, f = v[-6:]
        state.ctm = times((a, b, c, d, e, f), state.ctm)
    elif operator in (b"W", b"W*"):
        path.clips = True
    elif operator == b"w":
        state.line_width = v[-1]
    elif operator in (b"g", b"rg", b"k", b"sc", b"cs"):
        state.pattern = False


def _painted(operator: bytes, state: _State, path: _Path, offset: int) -> Iterator[Painted]:
    if operator in (b"S", b"s"):
        scale = (abs(state.ctm[0] * state.ctm[3] - state.ctm[1] * state.ctm[2])) ** 0.5
        half = min(state.line_width * scale, _THIN_PT) / 2
        for (x0, y0), (x1, y1) in zip(path.points, path.points[1:], strict=False):
            if abs(y0 - y1) < 1:
                yield Painted((min(x0, x1), (y0 + y1) / 2 - half, max(x0, x1), (y0 + y1) / 2 + half), offset)
        return
    if operator == b"n" or state.alpha < _OPAQUE or state.pattern:
        return
    _close(path)
    for at, box in enumerate(path.boxes):
        others = [*path.boxes[:at], *path.boxes[at + 1 :]] if len(path.boxes) <= _MOST_IN_A_FRAME else []
        if any(_holds(box, other) or _holds(other, box) for other in others):
            continue  # a frame: what stands within it is seen
        seen = _cut(box, state.clip)
        if seen[0] < seen[2] and seen[1] < seen[3]:
            yield Painted(seen, offset)


def _clip(state: _State, path: _Path) -> None:
    if path.clips:
        _close(path)
        if path.boxes:
            state.clip = _cut(state.clip, (
                min(box[0] for box in path.boxes), min(box[1] for box in path.boxes),
                max(box[2] for box in path.boxes), max(box[3] for box in path.boxes),
            ))  # fmt: skip
    path.boxes, path.points, path.curved, path.clips = [], [], False, False


def _close(path: _Path) -> None:
    box = path.polygon()
    if box is not None:
        path.boxes.append(box)
    path.points, path.curved = [], False


def _at(ctm: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = ctm
    return a * x + c * y + e, b * x + d * y + f


def _cut(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


class OverWords:
    """Which of a page's runs lie under what is painted, by their numbers."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._levels: dict[int, list[int]] = {}
        for number, run in enumerate(runs):
            self._levels.setdefault(int((run.y0 + run.y1) / 2 // _LEVEL_PT), []).append(number)

    def covered(self, box: Box) -> list[int]:
        """The runs most of which lies within a box."""
        if box[3] - box[1] < _LEAST_PT or box[2] - box[0] < _LEAST_PT:
            return []
        return [number for number in self._near(box) if _is_covered(self._runs[number], box)]

    def struck(self, box: Box) -> list[int]:
        """The runs through whose middle a thin box runs, and from whose first to whose last it reaches."""
        crossed = [number for number in self._near(box) if _is_crossed(self._runs[number], box)]
        if not crossed:
            return []
        size = self._runs[crossed[0]].size_pt
        first, last = min(self._runs[n].x0 for n in crossed), max(self._runs[n].x1 for n in crossed)
        return crossed if first - size <= box[0] and box[2] <= last + size else []

    def _near(self, box: Box) -> Iterator[int]:
        low, high = int(box[1] // _LEVEL_PT) - 1, int(box[3] // _LEVEL_PT) + 1
        levels = range(low, high + 1) if high - low < len(self._levels) else sorted(self._levels)
        for level in levels:
            yield from self._levels.get(level, ())


def _is_covered(run: Run, box: Box) -> bool:
    wide, high = min(run.x1, box[2]) - max(run.x0, box[0]), min(run.y1, box[3]) - max(run.y0, box[1])
    return wide >= 0.6 * (run.x1 - run.x0) and high >= 0.6 * (run.y1 - run.y0) and wide > 0 and high > 0


def _is_crossed(run: Run, box: Box) -> bool:
    if run.angle % 180 or not run.y1 > run.y0:
        return False
    level = ((box[1] + box[3]) / 2 - run.y0) / (run.y1 - run.y0)
    return 0.32 < level < 0.62 and min(run.x1, box[2]) - max(run.x0, box[0]) >= 0.7 * (run.x1 - run.x0) > 0
