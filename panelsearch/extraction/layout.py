"""In which order does a clerk read the page? Runs become printed rows; rows are put in reading order by position.

A row is what stands on one baseline, cut into cells at wide gaps. Rows that share a gutter make a band. A band reads
in one of three ways: side by side (two columns of prose, left first), or anchored (a narrow or short left column: side
headings, item numbers, the first column of a table), where each left cell is read before what stands beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from panelsearch.documents import Rect
from panelsearch.extraction.raw import RawPage, Run
from panelsearch.extraction.words import cleaned, joined_letters

_CELL_GAP_EM = 1.3
_PROSE_WORDS = 5
_NARROW = 0.36
_MOST_COLUMNS_DEEP = 12
_MARGIN_FROM_ROWS = 6


@dataclass(slots=True)
class Cell:
    """Runs side by side on one baseline, no wide gap between them."""

    runs: list[Run]
    x0: float
    x1: float
    y0: float
    y1: float
    size: float

    @classmethod
    def of(cls, runs: list[Run]) -> Cell:
        """The cell that holds these runs, in order from left to right."""
        return cls(
            runs,
            min(r.x0 for r in runs),
            max(r.x1 for r in runs),
            min(r.y0 for r in runs),
            max(r.y1 for r in runs),
            max(r.size_pt for r in runs),
        )


@dataclass(slots=True)
class Row:
    """Cells on one baseline, from left to right. `side` marks a side heading; `gap_before` asks for a blank line."""

    cells: list[Cell]
    side: bool = False
    gap_before: bool = False

    @property
    def y0(self) -> float:
        """Bottom, in points."""
        return min(cell.y0 for cell in self.cells)

    @property
    def y1(self) -> float:
        """Top, in points."""
        return max(cell.y1 for cell in self.cells)

    @property
    def size(self) -> float:
        """The largest size of type, in points."""
        return max(cell.size for cell in self.cells)

    @property
    def rect(self) -> Rect:
        """The rectangle that holds the row."""
        return Rect(self.cells[0].x0, self.y0, max(cell.x1 for cell in self.cells), self.y1)

    @property
    def bold(self) -> bool:
        """Whether all of it is set in bold."""
        return all(run.bold for cell in self.cells for run in cell.runs)

    @property
    def plain(self) -> str:
        """Its words, cells apart."""
        return "  ".join(" ".join(run.text for run in cell.runs) for cell in self.cells)


def printed_rows(page: RawPage) -> list[Row]:
    """The page's rows from top to bottom, text that runs left to right first, turned text after it."""
    rows: list[Row] = []
    by_angle: dict[int, list[Run]] = {}
    for run in cleaned(page.runs):
        by_angle.setdefault(run.angle % 360, []).append(run)
    for angle in sorted(by_angle, key=lambda a: (a != 0, -len(by_angle[a]))):
        rows += _rows(by_angle[angle] if angle == 0 else _turned(by_angle[angle], angle))
    return rows


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """The rows as a clerk reads them; cells of one table row stay in one row."""
    ordered = list(_read(list(rows), 0))
    _mark_gaps(ordered)
    return ordered


# -- rows -------------------------------------------------------------------------------------------------------------


def _turned(runs: Sequence[Run], angle: int) -> list[Run]:
    """Turned text in a frame where it runs left to right, so that it can be read; for order only."""
    from dataclasses import replace

    def place(run: Run) -> tuple[float, float, float, float]:
        if 45 <= angle < 135:
            return run.y0, -run.x1, run.y1, -run.x0
        if 135 <= angle < 225:
            return -run.x1, -run.y1, -run.x0, -run.y0
        if 225 <= angle < 315:
            return -run.y1, run.x0, -run.y0, run.x1
        return run.x0, run.y0, run.x1, run.y1

    return [replace(r, x0=x0, y0=y0, x1=x1, y1=y1) for r in runs for x0, y0, x1, y1 in [place(r)]]


@dataclass(slots=True)
class _Baseline:
    """A printed line as it is gathered: where most of it stands, and its runs."""

    middle: float
    bottom: float
    size: float
    runs: list[Run]

    def takes(self, run: Run) -> bool:
        """Whether a run stands on this line: level with it, or a small sign raised or lowered right beside a word."""
        large, small = max(self.size, run.size_pt), min(self.size, run.size_pt)
        off = abs(self.middle - (run.y0 + run.y1) / 2)
        if small >= 0.8 * large:
            return off < 0.35 * large
        if abs(self.bottom - run.y0) < 0.2 * small:
            return True
        beside = any(-0.1 * large < max(run.x0 - r.x1, r.x0 - run.x1) < 0.35 * large for r in self.runs)
        return off < 0.6 * large and beside

    def add(self, run: Run) -> None:
        """Take a run in; the largest type says where the line stands."""
        self.runs.append(run)
        if run.size_pt > self.size:
            self.middle, self.bottom, self.size = (run.y0 + run.y1) / 2, run.y0, run.size_pt


def _rows(runs: Sequence[Run]) -> list[Row]:
    lines: list[_Baseline] = []
    for run in sorted(runs, key=lambda r: (-(r.y0 + r.y1), r.x0)):
        home = next((line for line in reversed(lines[-3:]) if line.takes(run)), None)
        if home is None:
            lines.append(_Baseline((run.y0 + run.y1) / 2, run.y0, run.size_pt, [run]))
        else:
            home.add(run)
    for at, small in enumerate(lines):  # raised signs come before the line they belong to
        for line in lines[at + 1 : at + 4]:
            if small.size < 0.8 * line.size and small.runs and all(line.takes(run) for run in small.runs):
                line.runs += small.runs
                small.runs = []
                break
    rows = []
    for line in (line for line in lines if line.runs):
        members = sorted(line.runs, key=lambda r: r.x0)
        rows.append(Row([Cell.of(part) for part in _cut_at_gaps(joined_letters(members))]))
    return _cut_at_margin(rows)


def _cut_at_margin(rows: list[Row]) -> list[Row]:
    """Cut rows where a second left margin runs down the page, however narrow the gap before it.

    A margin is where many rows begin. It is a gutter only if nearly all rows that begin left of it and reach across
    have a word that begins right there: the lines of a paragraph do not.
    """
    starts = Counter(round(row.cells[0].x0) for row in rows)
    for margin, count in starts.most_common(3):
        if count < _MARGIN_FROM_ROWS:
            break
        across = [row for row in rows if row.cells[0].x0 < margin - 15 and row.cells[-1].x1 > margin + 15]
        if not across:
            continue
        cuts = [_margin_cut(row, margin) for row in across]
        if sum(cut is not None for cut in cuts) >= 0.8 * len(across):
            for row, cut in zip(across, cuts, strict=True):
                if cut is not None:
                    row.cells = cut
            return rows
    return rows


def _margin_cut(row: Row, margin: float) -> list[Cell] | None:
    """The row's cells with a cut at the margin; None where no word begins there."""
    for number, cell in enumerate(row.cells):
        if abs(cell.x0 - margin) < 1.5:
            return list(row.cells)
        for at, run in enumerate(cell.runs):
            if at and abs(run.x0 - margin) < 1.5 and run.x0 > cell.runs[at - 1].x1:
                halves = [Cell.of(cell.runs[:at]), Cell.of(cell.runs[at:])]
                return [*row.cells[:number], *halves, *row.cells[number + 1 :]]
    return None


def _cut_at_gaps(runs: Sequence[Run]) -> Iterator[list[Run]]:
    part: list[Run] = []
    reach = 0.0
    for run in runs:
        if part and run.x0 - reach > _CELL_GAP_EM * max(run.size_pt, part[-1].size_pt):
            yield part
            part = []
        part.append(run)
        reach = run.x1 if len(part) == 1 else max(reach, run.x1)
    if part:
        yield part


# -- bands ------------------------------------------------------------------------------------------------------------


def _read(rows: list[Row], depth: int) -> Iterator[Row]:
    at = 0
    while at < len(rows):
        end, gutter = _band(rows, at)
        if gutter is None or depth > _MOST_COLUMNS_DEEP:
            yield rows[at]
            at += 1
            continue
        yield from _read_band(rows[at:end], gutter, depth)
        at = end


def _band(rows: Sequence[Row], start: int) -> tuple[int, tuple[float, float] | None]:
    """The end of the band that starts here and its gutter (left and right edge), None where there is no gutter."""
    first = rows[start]
    low, high = -1e9, 1e9
    end, split, pending_left, pending_right = start, False, 0, 0
    best: tuple[int, tuple[float, float] | None] = (start + 1, None)
    for at in range(start, len(rows)):
        row = rows[at]
        narrow = 0.3 * row.size
        if not split and len(row.cells) < 2:
            if at > start and first.cells:
                pass
            return best
        gaps = [(max(low, a.x1), min(high, b.x0)) for a, b in zip(row.cells, row.cells[1:], strict=False)]
        whole_left = (max(low, row.cells[-1].x1), high)
        whole_right = (low, min(high, row.cells[0].x0))
        fitting = [gap for gap in gaps if gap[1] - gap[0] > narrow]
        if not split:
            if not fitting:
                return best
            low, high = fitting[0]
            split = True
        elif fitting:
            low, high = fitting[0]
        elif whole_left[1] - whole_left[0] > narrow and row.cells[-1].x1 <= high:
            low = whole_left[0]
            pending_left += 1
        elif whole_right[1] - whole_right[0] > narrow:
            high = whole_right[1]
            pending_right += 1
        else:
            break
        end = at + 1
        best = (end, (low, high))
    return best


def _read_band(rows: list[Row], gutter: tuple[float, float], depth: int) -> Iterator[Row]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [_part(row, middle, leftward=True) for row in rows]
    right = [_part(row, middle, leftward=False) for row in rows]
    lefts = [row for row in left if row]
    rights = [row for row in right if row]
    if _is_prose(lefts) and _is_prose(rights) and len(lefts) >= 4 and len(rights) >= 4:
        yield from _read(lefts, depth + 1)
        yield from _read(rights, depth + 1)
        return
    beside_prose = _is_prose(rights) and not _is_prose(lefts)
    anchored = list(_anchored(left, right, by_gap=beside_prose or _in_blocks(lefts)))
    side = beside_prose and _are_headings(lefts, rights)
    for label, beside in anchored:
        if not beside_prose and len(label) == 1 and len(beside) >= 1 and _same_line(label[0], beside[0]):
            # a table row, or a number with what it numbers: one printed line
            rest = list(_read(beside, depth + 1))
            if rest and _same_line(label[0], rest[0]):
                yield Row([*label[0].cells, *rest[0].cells])
                yield from rest[1:]
                continue
            yield label[0]
            yield from rest
            continue
        if beside_prose and len(label) == 1 and not side and beside and _same_line(label[0], beside[0]):
            yield Row([*label[0].cells, *beside[0].cells])
            yield from _read(beside[1:], depth + 1)
            continue
        for row in label:
            yield Row(row.cells, side=side)
        yield from _read(beside, depth + 1)


def _part(row: Row, middle: float, *, leftward: bool) -> Row | None:
    cells = [cell for cell in row.cells if ((cell.x0 + cell.x1) / 2 < middle) == leftward]
    return Row(cells) if cells else None


def _anchored(
    left: Sequence[Row | None], right: Sequence[Row | None], *, by_gap: bool
) -> Iterator[tuple[list[Row], list[Row]]]:
    """Each left block (a cell that may run over several lines) with the right rows from its top to the next block's."""
    label: list[Row] = []
    beside: list[Row] = []
    last_left: Row | None = None
    for a, b in zip(left, right, strict=True):
        if a is not None:
            follows = (
                last_left is not None
                and last_left.y0 - a.y1 < 0.55 * a.size
                and (by_gap or b is None)
                and last_left.bold == a.bold
            )
            if not follows and (label or beside):
                yield label, beside
                label, beside = [], []
            label.append(a)
            last_left = a
        if b is not None:
            beside.append(b)
    if label or beside:
        yield label, beside


def _in_blocks(rows: Sequence[Row]) -> bool:
    """Whether cells run over several tight lines with clear white between them: a table of paragraphs."""
    whites = [(before.y0 - row.y1) / row.size for before, row in pairwise(rows)]
    wide = sum(white > 0.55 for white in whites)
    return wide >= 1 and len(whites) - wide >= 2


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether these lines are running text: most are several words long and reach near the right edge."""
    if len(rows) < 3:
        return False
    words = median(sum(len(cell.runs) for cell in row.cells) for row in rows)
    single = sum(len(row.cells) == 1 for row in rows)
    return words >= _PROSE_WORDS and single >= 0.7 * len(rows)


def _are_headings(lefts: Sequence[Row], rights: Sequence[Row]) -> bool:
    """Whether the left cells are side headings: words, not only numbers or bullets, and fewer than the lines beside."""
    worded = sum(any(len(run.text) > 2 and run.text[0].isalpha() for run in row.cells[0].runs) for row in lefts)
    return worded >= 0.5 * len(lefts) and len(lefts) <= 0.8 * len(rights)


def _same_line(a: Row, b: Row) -> bool:
    return min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0)


def _mark_gaps(rows: Sequence[Row]) -> None:
    """Ask for a blank line where the white above a row is clearly more than between lines of a paragraph."""
    for before, row in pairwise(rows):
        white = before.y0 - row.y1
        size = max(before.size, row.size)
        jumped = row.y0 > before.y1  # another column, or beside a heading
        row.gap_before = (white > 0.62 * size and not jumped) or (jumped and not before.side)
