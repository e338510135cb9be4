"""Where does a page's text stand as displayed? Page geometry, and the pen that joins glyphs to runs.

Both ways of reading a content stream write through a `Canvas`, so that they split words alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from panelsearch.extraction.pdf.fonts import Face
from panelsearch.extraction.pdf.hidden_words import unhidden
from panelsearch.extraction.pdf.text_runs import PageTooLargeError, RawPage, Run
from panelsearch.model.pages import Marked, Rect
from panelsearch.text.counts import counted

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Stretch = tuple[str, float, float, int, bool]
"""Text on a line, where it starts and ends along it, how many of its characters have no Unicode value, and whether
white space stands on both sides of it; no text means white space."""

US_LETTER: Box = (0.0, 0.0, 612.0, 792.0)
# A wider gap than this between two glyphs, in ems, is taken for white space; a longer step back for a new word.
# Each is a hair more than a round figure: papers step by round figures, and rounding must not decide.
GAP_EM, BACK_EM, _DRIFT_EM = 0.150_001, 0.350_001, 0.100_001
_MOST_RUNS = 200_000
# Larger sheets and words than these (in points) are made by damage; the format's own limit for a sheet is 14,400.
_LARGEST_SHEET, _LARGEST_WORD = 200_000, 1_000_000
_new = tuple.__new__  # makes a run in a third of the time that its class takes
_STROKED_TOO = 2  # the rendering mode that word processors use to make letters bold
_UNSEEN = 3  # the mode that lays recognised words over the picture of a page
HAIR_EM, WIDEST_EM = 0.120_001, 1.2
"""A letter struck twice is set again by a hair, so the pen steps back by at most the widest letter."""
_SLANT_EM = 0.5
"""Letters that are made italic by slanting them lean by less than this."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page and how it is turned: a matrix from the page's own space to the display."""

    width_pt: float
    height_pt: float
    matrix: Matrix

    @classmethod
    def of(cls, media: Box, crop: Box, rotate: int) -> Frame:
        """The frame of a page with these boxes, turned clockwise by `rotate` degrees."""
        x0, y0, x1, y1 = visible(media, crop)
        match round(rotate / 90) % 4:
            case 1:
                return cls(y1 - y0, x1 - x0, (0, -1, 1, 0, -y0, x1))
            case 2:
                return cls(x1 - x0, y1 - y0, (-1, 0, 0, -1, x1, y1))
            case 3:
                return cls(y1 - y0, x1 - x0, (0, 1, -1, 0, y1, -x0))
            case _:
                return cls(x1 - x0, y1 - y0, (1, 0, 0, 1, -x0, -y0))


def visible(media: Box, crop: Box) -> Box:
    """The crop box within the media box; the media box where that leaves nothing, a plain sheet where it is nothing."""
    media, crop = _ordered(media), _ordered(crop)
    cut = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    for box in (cut, media):
        if 1 <= box[2] - box[0] <= _LARGEST_SHEET and 1 <= box[3] - box[1] <= _LARGEST_SHEET:
            return box
    return US_LETTER


def _ordered(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then`."""
    a1, b1, c1, d1, e1, f1 = first
    a0, b0, c0, d0, e0, f0 = then
    return (
        a0 * a1 + c0 * b1,
        b0 * a1 + d0 * b1,
        a0 * c1 + c0 * d1,
        b0 * c1 + d0 * d1,
        a0 * e1 + c0 * f1 + e0,
        b0 * e1 + d0 * f1 + f0,
    )


def shown_box(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The box about a rectangle under a matrix."""
    a, b, c, d, e, f = matrix
    if not b and not c:  # as nearly every page stands
        left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        return min(left, right), min(low, high), max(left, right), max(low, high)
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set, as displayed: its direction, and how far glyphs reach off the baseline."""

    font: str
    bold: bool
    italic: bool
    size_pt: float
    angle: int
    along: tuple[float, float]
    low: tuple[float, float]
    high: tuple[float, float]
    unseen: bool = False

    @classmethod
    def of(cls, face: Face, size: float, scaling: float, render: int, a: float, b: float, c: float, d: float) -> Style:
        """The style of `face` at `size` under a text matrix whose turning part is a, b, c, d as displayed."""
        turn = 1.0 if size * scaling >= 0 else -1.0
        along, up = (a * turn, b * turn), (c * size, d * size)
        low, high = face.low, face.low + face.height
        if face.vertical:
            along, up = (-c * turn, -d * turn), (a * size, b * size)
            low, high = -0.5, 0.5
        length = math.hypot(*along) or 1.0
        degrees = math.degrees(math.atan2(along[1], along[0]))
        return cls(
            face.name,
            face.bold or render == _STROKED_TOO,
            face.italic,
            round(math.hypot(*up) * (high - low), 2),
            round(degrees) % 360 if math.isfinite(degrees) else 0,
            (round(along[0] / length, 4), round(along[1] / length, 4)),
            (round(up[0] * low, 2), round(up[1] * low, 2)),
            (round(up[0] * high, 2), round(up[1] * high, 2)),
            render == _UNSEEN,
        )


@dataclass(slots=True)
class _Word:
    """The run being written: its parts, and where its baseline starts and ends."""

    style: Style
    parts: list[str]
    x: float
    y: float
    end_x: float
    end_y: float
    unmapped: int
    spaced: bool
    struck_again: bool = False

    def ends_so(self, text: str, end_x: float, end_y: float) -> bool:
        """Whether the word ends in this text, and a hair from where it ends."""
        hair = HAIR_EM * self.style.size_pt
        return abs(end_x - self.end_x) < hair and abs(end_y - self.end_y) < hair and self.parts[-1].endswith(text)


@dataclass(slots=True)
class Canvas:
    """A page being written on. Words come in content order; pictures are only measured."""

    frame: Frame
    _runs: list[Run] = field(default_factory=list)
    _unseen: list[Run] = field(default_factory=list)
    _word: _Word | None = None
    _spaced: bool = False
    _pictures: set[Box] = field(default_factory=set)
    _off_sheet: int = 0
    _behind: int = 0
    marked: list[tuple[Marked, Rect]] = field(default_factory=list)
    notes: list[tuple[str, Rect]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left_out_of_layers: bool = False
    drawn: bool = False

    @property
    def printed(self) -> Sequence[Run]:
        """The runs that are seen, so far, in the order of the file."""
        self._end_word()
        return self._runs

    @property
    def count(self) -> int:
        """How many runs are seen so far, the one in hand among them."""
        word, frame = self._word, self.frame
        if word is None or word.style.unseen:
            return len(self._runs)
        on_sheet = max(word.x, word.end_x) > 0 and min(word.x, word.end_x) < frame.width_pt
        return len(self._runs) + (on_sheet and word.y + word.style.high[1] > 0 and word.y < frame.height_pt)

    @property
    def written(self) -> int:
        """How much was written so far, seen or not."""
        return len(self.printed) + len(self._unseen) + self._off_sheet + self.left_out_of_layers

    def add(self, run: Run) -> None:
        """Set a run as it is."""
        if len(self._runs) >= _MOST_RUNS:
            raise PageTooLargeError
        self._runs.append(run)

    def write(self, text: str, style: Style, x: float, y: float, end_x: float, end_y: float, unmapped: int = 0) -> None:
        """Set `text`, which holds no white space, on the baseline from (x, y) to (end_x, end_y)."""
        word = self._word
        if word is not None:
            if word.style is style or word.style == style:
                dx, dy = x - word.end_x, y - word.end_y
                (ux, uy), size = style.along, style.size_pt
                step = dx * ux + dy * uy
                if -WIDEST_EM * size < step < -HAIR_EM * size and word.ends_so(
                    text, end_x, end_y
                ):  # struck twice, to make it bold
                    word.struck_again = True
                    return
                if -BACK_EM * size <= step <= GAP_EM * size and abs(dx * uy - dy * ux) <= _DRIFT_EM * size:
                    word.parts.append(text)
                    word.end_x, word.end_y = end_x, end_y
                    word.unmapped += unmapped
                    return
            self._end_word()
        self._word = _Word(style, [text], x, y, end_x, end_y, unmapped, self._spaced)
        self._spaced = False

    def steps_back(self, style: Style, x: float, y: float) -> bool:
        """Whether text from here on begins over the word that is being written."""
        word = self._word
        if word is None:
            return False
        dx, dy, hair = x - word.end_x, y - word.end_y, HAIR_EM * style.size_pt
        return -WIDEST_EM * style.size_pt < dx * style.along[0] + dy * style.along[1] < -hair

    def space(self) -> None:
        """White space was written: the word ends, and the next one knows it."""
        if self._word is not None:
            self._end_word()
        self._spaced = True

    def _end_word(self) -> None:
        word = self._word
        if word is None:
            return
        self._word = None
        text = word.parts[0] if len(word.parts) == 1 else "".join(word.parts)
        style = replace(word.style, bold=True) if word.struck_again else word.style
        self._print(text, style, word.x, word.y, word.end_x, word.end_y, word.unmapped, spaced=word.spaced)

    def write_line(self, words: Sequence[Stretch], style: Style, a: float, b: float, e: float, f: float) -> None:
        """Set stretches whose ends come to stand at (a * end + e, b * end + f)."""
        if len(words) == 1 and not words[0][0]:  # word processors show many blanks one by one
            self.space()
            return
        (low_x, low_y), (high_x, high_y) = style.low, style.high
        if b or low_x or high_x or not low_y <= high_y:
            for text, start, end, unmapped, apart in words:
                self._write_stretch(
                    text, style, a * start + e, b * start + f, a * end + e, b * end + f, unmapped, apart
                )
            return
        # as nearly all text stands: all of the line is as high
        low, high = f + low_y, f + high_y
        height, y0, y1 = high - low, round(low, 2), round(high, 2)
        seen = high > 0 and low < self.frame.height_pt
        size, bold, italic, angle, font = style.size_pt, style.bold, style.italic, style.angle, style.font
        width, runs = self.frame.width_pt, self._unseen if style.unseen else self._runs
        for text, start, end, unmapped, apart in words:
            x0, x1 = a * start + e, a * end + e
            if not apart or not x0 <= x1:
                self._write_stretch(text, style, x0, f, x1, f, unmapped, apart)
                continue
            if self._word is not None:
                self._end_word()
            self._spaced = True
            if seen and x1 > 0 and x0 < width and x1 - x0 + height < _LARGEST_WORD:
                runs.append(
                    _new(
                        Run, (text, round(x0, 2), y0, round(x1, 2), y1, size, bold, italic, angle, font, unmapped, True)
                    )
                )
            else:
                self._off_sheet += any(c.isalpha() for c in text)
        if len(runs) > _MOST_RUNS:
            raise PageTooLargeError

    def _write_stretch(
        self, text: str, style: Style, x: float, y: float, end_x: float, end_y: float, unmapped: int, apart: bool
    ) -> None:
        if apart:
            if self._word is not None:
                self._end_word()
            self._spaced = True
            self._print(text, style, x, y, end_x, end_y, unmapped, spaced=True)
        elif text:
            self.write(text, style, x, y, end_x, end_y, unmapped)
        else:
            self.space()

    def _print(
        self, text: str, style: Style, x: float, y: float, end_x: float, end_y: float, unmapped: int, *, spaced: bool
    ) -> None:
        (low_x, low_y), (high_x, high_y) = style.low, style.high
        if abs(high_x) <= _SLANT_EM * style.size_pt and x <= end_x and y == end_y and low_y <= high_y:
            # As nearly all text stands. What slanted letters lean over belongs to no word: it would close the gaps.
            x0, y0, x1, y1 = x, y + low_y, end_x, y + high_y
        else:
            xs = (x + low_x, x + high_x, end_x + low_x, end_x + high_x)
            ys = (y + low_y, y + high_y, end_y + low_y, end_y + high_y)
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        if not (x1 > 0 and y1 > 0 and x0 < self.frame.width_pt and y0 < self.frame.height_pt):
            self._off_sheet += any(c.isalpha() for c in text)
            return  # off the sheet (or nowhere): nobody sees it there
        if not x1 - x0 + y1 - y0 < _LARGEST_WORD:
            return
        runs = self._unseen if style.unseen else self._runs
        if len(runs) >= _MOST_RUNS:
            raise PageTooLargeError
        runs.append(
            _new(
                Run,
                (
                    text, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2),
                    style.size_pt, style.bold, style.italic, style.angle, style.font, unmapped, spaced,
                ),
            )
        )  # fmt: skip

    def picture(self, ctm: Matrix) -> None:
        """Note a picture that fills the unit square under `ctm`."""
        a, b, c, d, e, f = ctm
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        x0, x1 = max(min(xs), 0.0), min(max(xs), self.frame.width_pt)
        y0, y1 = max(min(ys), 0.0), min(max(ys), self.frame.height_pt)
        if x1 > x0 and y1 > y0:
            self._pictures.add((round(x0), round(y0), round(x1), round(y1)))

    def page(self, index: int, label: str | None) -> RawPage:
        """The finished page."""
        self._end_word()
        covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in self._pictures)
        share = min(covered / (self.frame.width_pt * self.frame.height_pt), 1.0)
        return RawPage(
            index,
            round(self.frame.width_pt, 2),
            round(self.frame.height_pt, 2),
            self._all_runs(),
            round(share, 3),
            label,
            marked=tuple(self.marked),
            notes=tuple(self.notes),
            unread=tuple(self._left_out()),
            drawn=self.drawn,
        )

    def _all_runs(self) -> tuple[Run, ...]:
        if not self._unseen:
            return tuple(self._runs)
        kept, self._behind = unhidden(self._unseen, self._runs)
        return (*self._runs, *kept)

    def _left_out(self) -> Iterator[str]:
        if self._off_sheet:
            yield f"{counted(self._off_sheet, 'word')} outside the visible part of the page"
        if self._behind:
            lie = counted(self._behind, "word of a hidden layer that lies", "words of a hidden layer that lie")
            yield f"{lie} behind other words in print"
        if self.left_out_of_layers:
            yield "what stands on a layer that is switched off"
        yield from self.unread
