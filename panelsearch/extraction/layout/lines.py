"""What stands on one printed line? Runs become rows, cut into cells at wide gaps and at a second left margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from panelsearch.extraction.layout.word_segmentation import cleaned, joined_letters, printed_once
from panelsearch.extraction.layout.writing_direction import as_read, runs_leftward
from panelsearch.extraction.pdf.text_runs import RawPage, Run
from panelsearch.model.pages import Rect

_CELL_GAP_EM = 1.3
_MARGIN_FROM_ROWS = 6
_SIGN = 0.85
"""A sign raised or lowered, such as the mark of a note, is set at most at this share of its line's size."""
_LEAST_SIGN, _INITIAL = 0.35, 0.65
_LEFT = attrgetter("x0")


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
        first = runs[0]
        x0, x1, y0, y1, size = first.x0, first.x1, first.y0, first.y1, first.size_pt
        for run in runs:
            x0 = run.x0 if run.x0 < x0 else x0
            x1 = run.x1 if run.x1 > x1 else x1
            y0 = run.y0 if run.y0 < y0 else y0
            y1 = run.y1 if run.y1 > y1 else y1
            size = run.size_pt if run.size_pt > size else size
        return cls(runs, x0, x1, y0, y1, size)


@dataclass(slots=True)
class Row:
    """Cells on one baseline, from left to right.

    `side` marks a side heading; `gap_before` asks for a blank line; `jumped`: it is read after what stands below it.
    """

    cells: list[Cell]
    side: bool = False
    gap_before: bool = False
    jumped: bool = False

    @property
    def y0(self) -> float:
        """Bottom, in points."""
        return self.cells[0].y0 if len(self.cells) == 1 else min([cell.y0 for cell in self.cells])

    @property
    def y1(self) -> float:
        """Top, in points."""
        return self.cells[0].y1 if len(self.cells) == 1 else max([cell.y1 for cell in self.cells])

    @property
    def size(self) -> float:
        """The largest size of type, in points."""
        return self.cells[0].size if len(self.cells) == 1 else max([cell.size for cell in self.cells])

    @property
    def rect(self) -> Rect:
        """The rectangle of the page that holds the row."""
        if not any(run.angle for cell in self.cells for run in cell.runs):
            return Rect(self.cells[0].x0, self.y0, max([cell.x1 for cell in self.cells]), self.y1)
        places = [ink(run) for cell in self.cells for run in cell.runs]
        return Rect(
            min(place.x0_pt for place in places),
            min(place.y0_pt for place in places),
            max(place.x1_pt for place in places),
            max(place.y1_pt for place in places),
        )

    @property
    def bold(self) -> bool:
        """Whether all of it is set in bold."""
        return all(run.bold for cell in self.cells for run in cell.runs)

    @property
    def words_by_cell(self) -> list[str]:
        """The words of each of its cells."""
        return [" ".join([run.text for run in cell.runs]) for cell in self.cells]

    @property
    def plain(self) -> str:
        """Its words, cells apart."""
        return "  ".join(self.words_by_cell)


def printed_rows(page: RawPage, *, recognised: bool = False) -> list[Row]:
    """The page's rows from top to bottom, text that runs left to right first, turned text after it.

    The letters of words that were `recognised` are in the order in which they are read.
    """
    rows: list[Row] = []
    by_angle: dict[int, list[Run]] = {}
    for run in printed_once(cleaned(page.runs, as_they_stand=not recognised)):
        by_angle.setdefault(run.angle % 360, []).append(run)
    for angle in sorted(by_angle, key=lambda a: (a != 0, -len(by_angle[a]))):
        rows += _rows(by_angle[angle] if angle == 0 else _turned(by_angle[angle], angle))
    return rows


def ink(run: Run) -> Rect:
    """Where a run of a row stands on the page: turned text is laid out in a frame of its own (see `_turned`)."""
    if not run.angle:
        return Rect(run.x0, run.y0, run.x1, run.y1)
    angle = run.angle % 360
    if 45 <= angle < 135:
        return Rect(-run.y1, run.x0, -run.y0, run.x1)
    if 135 <= angle < 225:
        return Rect(-run.x1, -run.y1, -run.x0, -run.y0)
    if 225 <= angle < 315:
        return Rect(run.y0, -run.x1, run.y1, -run.x0)
    return Rect(run.x0, run.y0, run.x1, run.y1)


def _turned(runs: Sequence[Run], angle: int) -> list[Run]:
    """Turned text in a frame where it runs left to right, so that it can be read; for order only."""

    def place(run: Run) -> tuple[float, float, float, float]:
        if 45 <= angle < 135:
            return run.y0, -run.x1, run.y1, -run.x0
        if 135 <= angle < 225:
            return -run.x1, -run.y1, -run.x0, -run.y0
        if 225 <= angle < 315:
            return -run.y1, run.x0, -run.y0, run.x1
        return run.x0, run.y0, run.x1, run.y1

    return [r._replace(x0=x0, y0=y0, x1=x1, y1=y1) for r in runs for x0, y0, x1, y1 in [place(r)]]


@dataclass(slots=True)
class _Baseline:
    """A printed line as it is gathered: where most of it stands, and its runs."""

    middle: float
    bottom: float
    size: float
    runs: list[Run]

    def takes(self, run: Run) -> bool:
        """Whether a run stands on this line: level with it, or a small sign raised or lowered right beside a word."""
        off = abs(self.middle - (run.y0 + run.y1) / 2)
        if self.size == run.size_pt:  # as nearly always
            return off < 0.35 * self.size
        large, small = max(self.size, run.size_pt), min(self.size, run.size_pt)
        if small >= _SIGN * large:
            return off < 0.35 * large
        if small < _LEAST_SIGN * large or _is_initial(run if run.size_pt == large else self.runs[0], small):
            return False  # a watermark, or the initial of a paragraph: it reaches over lines
        if abs(self.bottom - run.y0) < 0.2 * small:
            return True
        beside = any(-0.1 * large < max(run.x0 - r.x1, r.x0 - run.x1) < 0.35 * large for r in self.runs)
        return off < 0.6 * large and beside

    def add(self, run: Run) -> None:
        """Take a run in; the largest type says where the line stands."""
        self.runs.append(run)
        if run.size_pt > self.size:
            self.middle, self.bottom, self.size = (run.y0 + run.y1) / 2, run.y0, run.size_pt


def _as_read(cells: list[Cell]) -> list[Cell]:
    """The cells of a line, each with its words in the order in which they are read."""
    for cell in cells:
        cell.runs = as_read(cell.runs)
    return cells


def _rows(runs: Sequence[Run]) -> list[Row]:
    leftward = any(runs_leftward(run.text) for run in runs)
    lines: list[_Baseline] = []
    level: tuple[float, float, float] | None = None  # where all that is as high and as large stands on the last line
    for run in sorted(runs, key=_place_on_page):
        stands = run.y0, run.y1, run.size_pt
        if stands == level:
            lines[-1].runs.append(run)
            continue
        for line in lines[-1:-4:-1]:
            if line.takes(run):
                line.add(run)
                break
        else:
            lines.append(_Baseline((run.y0 + run.y1) / 2, run.y0, run.size_pt, [run]))
        last = lines[-1]
        level = stands if last.runs[-1] is run and 0 < last.size == run.size_pt else None
    for at, small in enumerate(lines):  # raised signs come before the line they belong to
        for line in lines[at + 1 : at + 4]:
            if small.size < _SIGN * line.size and small.runs and all(line.takes(run) for run in small.runs):
                line.runs += small.runs
                small.runs = []
                break
    rows = []
    for line in (line for line in lines if line.runs):
        members = sorted(line.runs, key=_LEFT)
        cells = [Cell.of(part) for part in _cut_at_gaps(joined_letters(members))]
        if leftward:
            cells = _as_read(cells)
        rows.append(Row(cells))
    return _cut_at_margin(_with_initials(rows))


def _is_initial(run: Run, size: float) -> bool:
    """Whether a run is one large letter beside type of a size, as at the head of a paragraph."""
    return len(run.text) == 1 and run.text.isupper() and size < _INITIAL * run.size_pt


def _with_initials(rows: list[Row]) -> list[Row]:
    """The rows, large initials made a part of the words that they begin: the line beside them that stands highest."""
    initials = [row for row in rows if len(row.cells) == 1 and len(row.cells[0].runs) == 1]
    for row in initials:
        (letter,) = row.cells[0].runs
        if not (len(letter.text) == 1 and letter.text.isupper()):
            continue
        for other in rows:
            first = other.cells[0].runs[0]
            if (
                _is_initial(letter, first.size_pt)
                and abs(first.y1 - letter.y1) < 0.5 * letter.size_pt
                and -0.2 * first.size_pt < first.x0 - letter.x1 < first.size_pt
            ):
                whole = first._replace(text=letter.text + first.text, x0=letter.x0)
                other.cells[0] = Cell.of([whole, *other.cells[0].runs[1:]])
                rows = [one for one in rows if one is not row]
                break
    return rows


def _place_on_page(run: Run) -> tuple[float, float]:
    return -(run.y0 + run.y1), run.x0


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
    size_before = 0.0
    for run in runs:
        x1, size = run.x1, run.size_pt
        if part and run.x0 - reach > _CELL_GAP_EM * (size_before if size_before > size else size):
            yield part
            part = []
        part.append(run)
        reach = x1 if len(part) == 1 or x1 > reach else reach
        size_before = size
    if part:
        yield part
