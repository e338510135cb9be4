"""Which sorts of answer may a question want? A model of how people word questions, learned from many of them.

A multinomial logistic regression over the words, pairs of words and opening of a question, and over what the shapes of
`answer_types` say of it. `python scripts/train_sorts.py` makes its weights, `question_sorts.json`: a row a trait, a
column a sort, which anyone can read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from panelsearch.answering.answer_types import Wanted, sort_wanted
from panelsearch.text.analyzer import stemmed

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_STEMMED_FROM = 4
BIAS = "#"
"""A trait that every question has."""


def traits(question: str) -> frozenset[str]:
    """What the wording of a question shows: its words by stem, pairs of them, its opening, its shape."""
    words = [
        stemmed(word) if len(word) >= _STEMMED_FROM and word.isalpha() else word
        for word in _WORD.findall(question.replace("’", "'").casefold())
    ]
    return frozenset((
        BIAS,
        f"shape:{sort_wanted(question).value}",
        *words,
        *(f"{first} {second}" for first, second in pairwise(words)),
        f"^{' '.join(words[:1])}",
        f"^{' '.join(words[:2])}",
    ))  # fmt: skip


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[Wanted, ...], Mapping[str, list[float]]]:
    known = json.loads(files("panelsearch.answering").joinpath("question_sorts.json").read_text(encoding="utf-8"))
    return tuple(Wanted(sort) for sort in known["sorts"]), known["weights"]


def likely_sorts(question: str) -> dict[Wanted, float]:
    """How likely each sort is wanted, all together 1; the likeliest first."""
    sorts, weights = _weights()
    known = [weights[trait] for trait in traits(question) if trait in weights]
    sums = [sum(column) for column in zip(*known, strict=True)]
    top = max(sums)
    shares = [math.exp(value - top) for value in sums]
    total = sum(shares)
    ranked = sorted(zip(sorts, shares, strict=True), key=lambda pair: -pair[1])
    return {sort: share / total for sort, share in ranked}
