"""Questions over the sample corpus, with what answers them: read from `questions.tsv`.

A line holds the question, the accepted answers (`|` between them; none where the papers do not answer) and the pages
that are right (`document#page`, a space between them).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).with_name("questions.tsv")
_WORD = re.compile(r"[£$€]?[\w.,']*\w%?")
_ROOM_WORDS = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its accepted answers and right pages; neither where the papers do not answer."""

    question: str
    answers: tuple[str, ...]
    places: frozenset[tuple[str, int]]


def asked_questions() -> tuple[Asked, ...]:
    """All questions, in order."""
    return tuple(_asked(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line.strip())


def _asked(line: str) -> Asked:
    question, answers, places = line.split("\t")
    split = (place.rsplit("#", 1) for place in places.split())
    return Asked(
        question,
        tuple(filter(None, answers.split("|"))),
        frozenset((document, int(page)) for document, page in split),
    )


def answers_right(asked: Asked, answer: str, document: str, page: int) -> bool:
    """Whether an answer holds the words of an accepted one, with few beside them, and stands on a right page."""
    if (document, page) not in asked.places:
        return False
    got = Counter(_words(answer))
    return any(
        not (want := Counter(_words(accepted))) - got and sum(got.values()) <= sum(want.values()) + _ROOM_WORDS
        for accepted in asked.answers
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'").casefold())
