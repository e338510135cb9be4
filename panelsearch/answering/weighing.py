"""How likely is a candidate the answer? A logistic model over the signals, with weights anyone can read."""

from __future__ import annotations

import math
from collections.abc import Mapping

from panelsearch.answering.signals import Signals

WEIGHTS: Mapping[str, float] = {
    "coverage": 7.0,
    "here": 1.5,
    "missing": -4.0,
    "unnamed": -2.0,
    "together": 1.0,
    "fit": 2.0,
    "counts": 1.0,
    "typed": 1.5,
    "alone": 0.3,
    "agrees": 1.5,
    "conflicts": -2.0,
    "announced": -0.8,
    "rank": 1.0,
    "decided": 0.4,
    "settles": 0.5,
    "elsewhere": -1.5,
}
BIAS = -8.0


def probability(signals: Signals) -> float:
    """How likely the candidate answers, 0..1."""
    z = BIAS + sum(WEIGHTS[name] * value for name, value in zip(signals.names(), signals.values(), strict=True))
    return 1 / (1 + math.exp(-z))
