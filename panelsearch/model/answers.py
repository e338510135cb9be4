"""What does a question get? An answer that is a quotation, or which kind of silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from panelsearch.model.search_results import Hit
from panelsearch.model.sources import Citation


class AnswerOutcome(StrEnum):
    """An answer, or which kind of silence."""

    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    NOTHING_FOUND = "nothing_found"
    EMPTY_INDEX = "empty_index"


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another meeting answers, where it answers differently; `answer` is a span of its citation's page."""

    answer: str
    confidence: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Answer:
    """`answer` is a span of the first citation's page (None when silent); `nearest` what was found instead.

    `understood` are the constraints taken from the question: the sort of answer, bodies, periods. `alternatives` are
    other meetings' answers, the latest first.
    """

    question: str
    outcome: AnswerOutcome
    answer: str | None = None
    confidence: float = 0.0
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Hit, ...] = ()
    explanation: str = ""
    understood: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
