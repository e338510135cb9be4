"""How do recognised words become a page's runs? Levelled line by line, doubtful ones left out: silence beats noise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from panelsearch.extraction.pdf.text_runs import Run
from panelsearch.model.pages import Line, Rect
from panelsearch.model.word_boxes import WordBoxes
from panelsearch.ocr.base import RecognisedPage, RecognisedWord

_DOUBTFUL = 0.3
_LEAST_CONFIDENCE = 0.55
_SAME_SIZE = 0.22


def legible(page: RecognisedPage) -> tuple[RecognisedWord, ...]:
    """The words that may be quoted; none where the engine was unsure of the page as a whole."""
    kept = tuple(word for word in page.words if word.confidence >= _DOUBTFUL and _is_wordlike(word))
    return kept if kept and confidence(kept) >= _LEAST_CONFIDENCE else ()


def confidence(words: Sequence[RecognisedWord]) -> float:
    """The engine's mean confidence, each word weighed by its letters; 0 without words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def runs_of(words: Sequence[RecognisedWord]) -> tuple[Run, ...]:
    """The words as runs. Those of a line get its height: an engine's boxes hug the ink, "an" is lower than "Ay"."""
    lines: dict[int, list[RecognisedWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    extents = {number: _extent(members) for number, members in lines.items()}
    usual = median(top - bottom for bottom, top in extents.values()) if extents else 0.0
    runs = []
    for number, members in lines.items():
        bottom, top = extents[number]
        size = top - bottom
        if abs(size - usual) < _SAME_SIZE * usual:
            size = usual
        runs += [Run(w.text, w.rect.x0_pt, bottom, w.rect.x1_pt, top, size, spaced=True) for w in members]
    return tuple(runs)


def turned_back(
    lines: Sequence[Line], boxes: WordBoxes, skew_degrees: float, width_pt: float, height_pt: float
) -> tuple[tuple[Line, ...], WordBoxes]:
    """Lines and boxes of the levelled page where their ink stands on the page itself."""
    cos, sin = math.cos(math.radians(skew_degrees)), math.sin(math.radians(skew_degrees))

    def turned(rect: Rect) -> Rect:
        """The box about the same words: moved, its size kept, since it is turned by a few degrees at most."""
        x, y = (rect.x0_pt + rect.x1_pt - width_pt) / 2, (rect.y0_pt + rect.y1_pt - height_pt) / 2
        dx, dy = x * cos - y * sin - x, x * sin + y * cos - y
        return Rect(rect.x0_pt + dx, rect.y0_pt + dy, rect.x1_pt + dx, rect.y1_pt + dy)

    if not skew_degrees:
        return tuple(lines), boxes
    return (
        tuple(replace(line, rect=turned(line.rect)) for line in lines),
        WordBoxes.of(box._replace(rect=turned(box.rect)) for box in boxes),
    )


def _extent(words: Sequence[RecognisedWord]) -> tuple[float, float]:
    """Bottom and top of a line: the usual ones of its lower and of its higher words, so that one odd box is no harm."""
    bottoms = sorted(word.rect.y0_pt for word in words)
    tops = sorted((word.rect.y1_pt for word in words), reverse=True)
    half = (len(words) + 1) // 2
    return median(bottoms[:half]), median(tops[:half])


def _is_wordlike(word: RecognisedWord) -> bool:
    """Whether it is more than what rules, specks and shadows of staples are taken for."""
    if any(c.isalnum() for c in word.text):
        return True
    return word.text in {"-", "–", "—", "&", "•", "£", "*", "/", "+", "(", ")", "“", "”"} and word.confidence > 0.7
