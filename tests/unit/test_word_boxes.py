"""Word boxes kept as bytes are the boxes they were made of."""

from __future__ import annotations

import pickle

import pytest

from panelsearch.model.pages import Rect, WordBox
from panelsearch.model.spans import Span
from panelsearch.model.word_boxes import WordBoxes

BOXES = [WordBox(Span(n, n + 3), Rect(n + 0.1, 700.25, n + 20.3, 712.0)) for n in range(5)]


def test_they_are_a_sequence_of_boxes() -> None:
    kept = WordBoxes.of(BOXES)
    assert len(kept) == 5
    assert list(kept) == BOXES
    assert (kept[0], kept[-1]) == (BOXES[0], BOXES[-1])
    assert list(kept[1:4:2]) == BOXES[1:4:2]
    with pytest.raises(IndexError):
        kept[5]


def test_they_equal_any_sequence_of_the_same_boxes() -> None:
    kept = WordBoxes.of(BOXES)
    assert kept == tuple(BOXES)
    assert kept == WordBoxes(kept.records)
    assert kept != WordBoxes.of(BOXES[1:])
    assert kept != 5
    assert hash(kept) == hash(tuple(BOXES))
    assert pickle.loads(pickle.dumps(kept)) == kept


def test_a_page_without_words_has_none() -> None:
    assert list(WordBoxes()) == []
    assert not WordBoxes()
