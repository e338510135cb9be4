"""How well does a passage match? BM25F over body, heading and title, the same arithmetic for every index.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004. Lengths normalise the
body only: headings and titles are short by nature. What is repeated over many documents is boilerplate and counts less.
"""

from __future__ import annotations

import math

K1 = 0.9
B = 0.4
HEADING_WEIGHT = 1.6
TITLE_WEIGHT = 0.3
REPEAT_DAMPING = 0.25
ANNOUNCING, ANNOUNCEMENT = "agenda", 0.5
PATTERN_SCORE = 1.0
"""What a word found by wildcard or fuzzy match counts."""


def idf(documents: int, holding: int) -> float:
    """Inverse document frequency, never negative."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def weighted_frequency(body: float, heading: float, title: float, length: float, average_length: float) -> float:
    """The frequencies of a word in the three fields as one."""
    return body / (1 - B + B * length / (average_length or 1)) + HEADING_WEIGHT * heading + TITLE_WEIGHT * title


def saturated(frequency: float) -> float:
    """More of the same counts ever less."""
    return frequency * (K1 + 1) / (frequency + K1)


def prior(kind: str, repeats: int, *, demoted: bool = True) -> float:
    """What a passage's score is multiplied by before any query: an agenda announces what minutes tell.

    `repeats` is in how many other documents a passage of its pattern stands; where `demoted`, it counts the less.
    """
    announced = ANNOUNCEMENT if kind == ANNOUNCING else 1.0
    return announced / (1 + REPEAT_DAMPING * math.log1p(repeats)) if demoted else announced
