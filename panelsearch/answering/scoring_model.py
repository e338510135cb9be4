"""How likely is a candidate the answer, and how far is the best to be trusted? Two logistic models over the signals.

`score` ranks the candidates of one question against each other and against silence; `trust` says how likely the first
of them is right. Both are weighted sums anyone can read in `weights.json`, made by `python scripts/train_answers.py`
out of questions with known answers (a list-wise softmax with silence as one more candidate, and a logistic
regression on the winners of questions it was not trained on).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from panelsearch.answering.features import Signals

_STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a signal, by name, and a bias. ValueError where a signal has none."""

    bias: float
    by_signal: Mapping[str, float]

    def __post_init__(self) -> None:
        lacking = set(Signals.names()) - set(self.by_signal)
        if lacking:
            raise ValueError(f"no weight for {sorted(lacking)}: run python scripts/train_answers.py")

    def sum(self, signals: Signals, **more: float) -> float:
        """The weighted sum of the signals, and of others by name."""
        values = zip(signals.names(), signals.values(), strict=True)
        return self.bias + sum(self.by_signal[name] * value for name, value in (*values, *more.items()))


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """Both models: `rank` scores candidates against each other, `sure` says how far the first is to be trusted."""

    rank: Weights
    sure: Weights

    def score(self, signals: Signals) -> float:
        """How well a candidate does against the others; silence scores 0."""
        return self.rank.sum(signals)

    def trust(self, signals: Signals, scores: Sequence[float], own: float) -> float:
        """How likely a winner of score `own` among `scores` is right, 0..1."""
        z = self.sure.sum(signals, **{_STANDING: standing(scores, own)})
        return 1 / (1 + math.exp(-z))


@lru_cache(maxsize=1)
def shipped_model() -> AnswerModel:
    """The models whose weights stand in `weights.json`."""
    known = json.loads(files("panelsearch.answering").joinpath("weights.json").read_text(encoding="utf-8"))
    return AnswerModel(*(Weights(part["bias"], part["weights"]) for part in (known["score"], known["trust"])))


def standing(scores: Sequence[float], own: float) -> float:
    """The logarithm of a candidate's share against all the others and silence (softmax), at most 0."""
    top = max(0.0, *scores)
    return own - top - math.log(math.exp(-top) + sum(math.exp(other - top) for other in scores))
