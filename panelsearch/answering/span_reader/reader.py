"""Where does a trained reader see the answer? A small transformer weighs each word as the answer's first and last.

The model is all-MiniLM-L6-v2 (six layers, 384 wide; Apache-2.0), trained by `scripts/train_reader.py` to mark the words
of a passage that answer a question, or none; 23 MB of whole numbers, run by onnxruntime on this machine alone. It is
one more signal for `choosing`: no word of an answer is its own. It is loaded when first something is to be read.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panelsearch.answering.span_reader.passages import Read, Shown
from panelsearch.answering.span_reader.word_pieces import Piece, WordPieces
from panelsearch.model.spans import Span

if TYPE_CHECKING:
    import numpy as np

_QUESTION = 200
"""Characters of a question that are read."""
_PIECES = 192
"""Pieces that are read at most, the question's among them."""
_AT_ONCE = 4
"""Passages that are read at a time, each by one thread, where there are as many processors."""
_LEAD, _FAR = 10.0, 1.5


@dataclass(frozen=True, slots=True)
class Laid:
    """A question and a passage as the model takes them: `numbers` of pieces, whose place in the passage `places` tell.

    Places begin at `first`; what comes before is the question.
    """

    numbers: tuple[int, ...]
    first: int
    places: tuple[Piece, ...]

    def within(self, at: Span) -> list[int]:
        """Which pieces, by their number in `numbers`, stand in a span of the passage; none in an empty one."""
        if not len(at):
            return []
        return [self.first + n for n, piece in enumerate(self.places) if piece.start < at.end and piece.end > at.start]


class Layout:
    """Lays questions and passages out in word pieces."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces
        self._begin, self._end = pieces.numbers["[CLS]"], pieces.numbers["[SEP]"]

    def of(self, question: str, passage: str) -> Laid:
        """[CLS] question [SEP] passage [SEP]; the passage is cut where all would be too long."""
        asked = [self._begin, *(piece.number for piece in self._pieces.of(question[:_QUESTION])), self._end]
        places = tuple(self._pieces.of(passage))[: max(0, _PIECES - len(asked) - 1)]
        return Laid((*asked, *(piece.number for piece in places), self._end), len(asked), places)


class SpanReader:
    """A trained reader out of a file of ONNX. Raises what onnxruntime does where the file is none."""

    def __init__(self, model: Path, layout: Layout) -> None:
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # builds for Windows tell the system of each session otherwise
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # more would wait for each other at every layer, and busily
        options.enable_cpu_mem_arena = False  # which keeps all that it ever took
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._layout = layout

    def read(self, question: str, passages: Sequence[Shown]) -> list[Read]:
        """What it makes of each: by itself, for whole numbers of a batch are scaled together."""
        if not passages:
            return []
        with ThreadPoolExecutor(min(len(passages), os.cpu_count() or 1, _AT_ONCE)) as readers:
            return list(readers.map(lambda passage: self._read(question, passage), passages))

    def _read(self, question: str, passage: Shown) -> Read:
        import numpy as np

        laid = self._layout.of(question, passage.text)
        inside = laid.within(passage.at)
        if not inside:
            return Read(0.0, -_FAR)
        numbers = np.array([laid.numbers], np.int64)
        kinds = np.zeros_like(numbers)
        kinds[:, laid.first :] = 1
        scores: Any = self._session.run(None, {"numbers": numbers, "kinds": kinds})[0]
        return _judged(scores[0], laid, inside)


def _judged(scores: np.ndarray[Any, Any], laid: Laid, inside: Sequence[int]) -> Read:
    """From the scores (pieces x first and last) of all pieces; the first piece stands for no answer."""
    import numpy as np

    here = [0, *range(laid.first, laid.first + len(laid.places))]
    likely = np.exp(scores[here] - scores[here].max(axis=0))
    likely /= likely.sum(axis=0)
    chosen = [n - laid.first + 1 for n in inside]
    begins, ends = likely[chosen].sum(axis=0)
    lead = scores[list(inside)].max(axis=0).sum() - scores[0].sum()
    return Read(float(np.sqrt(begins * ends)), float(np.clip(lead / _LEAD, -_FAR, _FAR)))


_LOADING = threading.Lock()


def shipped_reader() -> SpanReader | None:
    """The reader that comes with us; None where onnxruntime is not installed or it does not work here (see the log)."""
    with _LOADING:  # who asks at the same time would load it twice
        return _loaded()


def why_unread(*, tried: bool) -> str:
    """Why answers are weighed without the reader, "" where they are not; `tried` has it read, which takes a while."""
    if find_spec("onnxruntime") is None:
        return "onnxruntime is not installed"
    return "it does not work on this machine (see the log)" if tried and shipped_reader() is None else ""


@lru_cache(maxsize=1)
def _loaded() -> SpanReader | None:
    here = files("panelsearch.answering.span_reader")
    try:
        with as_file(here.joinpath("reader.onnx")) as model:
            reader = SpanReader(model, shipped_layout())
        reader.read("Who?", [Shown("Ash", Span(0, 3))])
    except ModuleNotFoundError:
        return None
    except Exception:
        logging.getLogger(__name__).warning("the reader of answers cannot be used", exc_info=True)
        return None
    return reader


@lru_cache(maxsize=1)
def shipped_layout() -> Layout:
    """Lays out by the vocabulary that comes with us."""
    text = files("panelsearch.answering.span_reader").joinpath("vocabulary.txt").read_text(encoding="utf-8")
    return Layout(WordPieces(text.split("\n")))
