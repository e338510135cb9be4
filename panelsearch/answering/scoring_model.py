"""How likely is a candidate the answer, and how far is the best to be trusted? Logistic models over the signals.

`score` ranks the candidates of one question against each other and against silence; where a trained reader has read
the best of them, `score_read` does so anew. `trust` says how likely the first of them is right, with what the reader
made of it or without. All are weighted sums anyone can read in `weights.json`, made by `scripts/train_answers.py` out
of questions with known answers (a list-wise softmax with silence as one more candidate, and a logistic regression on
the winners of questions it was not trained on).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Self

from panelsearch.answering.features import Signals
from panelsearch.answering.span_reader.passages import Read

SCORE = "score"
STANDING = "standing"
READ = tuple(field.name for field in fields(Read))
TRUSTED = ("coverage", "missing", "unnamed", "fit", "typed", "conflicts", "sort")
"""The signals that still tell how far to trust a candidate once it is read."""
_FAR_APART = 3.0


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a signal, by name, and a bias."""

    bias: float
    by_signal: Mapping[str, float]

    def sum(self, values: Mapping[str, float]) -> float:
        """The weighted sum of values, each by its signal's name. KeyError for a signal without a weight."""
        return self.bias + sum(self.by_signal[name] * value for name, value in values.items())


@dataclass(frozen=True, slots=True)
class Footing:
    """How the first of the candidates stands against the others.

    standing: the logarithm of its share among all and silence (softmax), at most 0. before: the same by the scores from
    before they were read. apart: how far its score is above the best on another page, at most 3.
    """

    standing: float
    before: float = 0.0
    apart: float = _FAR_APART

    @classmethod
    def of(
        cls, own: float, scores: Sequence[float], was: float, before: Sequence[float], elsewhere: Sequence[float]
    ) -> Self:
        """The footing of score `own` among `scores`, which `was` so much among those from `before`.

        `elsewhere` are the scores of candidates on other pages.
        """
        apart = own - max(elsewhere, default=own - _FAR_APART)
        return cls(standing(scores, own), standing(before, was), min(apart, _FAR_APART))

    def by_name(self) -> dict[str, float]:
        """All three, each by its name."""
        return asdict(self)


SURE_READ = (*TRUSTED, *(field.name for field in fields(Footing)), *READ)
"""What tells how far to trust a candidate once it is read."""


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """How candidates are weighed: `rank` by their signals, `reread` by their score and what the reader makes of them.

    `sure` says how far the first is to be trusted, `sure_read` does where it was read. ValueError where a signal has no
    weight.
    """

    rank: Weights
    sure: Weights
    reread: Weights
    sure_read: Weights

    def __post_init__(self) -> None:
        names = Signals.names()
        wanted = (names, (*names, STANDING), (SCORE, *READ), SURE_READ)
        for part, needed in zip((self.rank, self.sure, self.reread, self.sure_read), wanted, strict=True):
            lacking = set(needed) - set(part.by_signal)
            if lacking:
                raise ValueError(f"no weight for {sorted(lacking)}: run python scripts/train_answers.py")

    def score(self, signals: Signals) -> float:
        """How well a candidate does against the others; silence scores 0."""
        return self.rank.sum(signals.by_name())

    def score_read(self, score: float, read: Read) -> float:
        """The same where the reader has read it too."""
        return self.reread.sum({SCORE: score} | read.by_name())

    def trust(self, signals: Signals, footing: Footing, read: Read | None = None) -> float:
        """How likely the first of the candidates is right, 0..1."""
        if read is None:
            z = self.sure.sum(signals.by_name() | {STANDING: footing.standing})
        else:
            told = signals.by_name()
            z = self.sure_read.sum({name: told[name] for name in TRUSTED} | footing.by_name() | read.by_name())
        return 1 / (1 + math.exp(-z))


@lru_cache(maxsize=1)
def shipped_model() -> AnswerModel:
    """The models whose weights stand in `weights.json`."""
    known = json.loads(files("panelsearch.answering").joinpath("weights.json").read_text(encoding="utf-8"))
    return AnswerModel(**{name: Weights(part["bias"], part["weights"]) for name, part in known.items()})


def standing(scores: Sequence[float], own: float) -> float:
    """The logarithm of a candidate's share against all the others and silence (softmax), at most 0."""
    top = max(0.0, *scores)
    return own - top - math.log(math.exp(-top) + sum(math.exp(other - top) for other in scores))
