"""Questions with what answers them: over the sample corpus in `questions.tsv`, over other papers in files of JSON.

A line of `questions.tsv` holds the question, the accepted answers (`|` between them; none where the papers do not
answer) and the pages that are right (`document#page`, a space between them). A file of JSON holds a list of objects
with `question`, `type` (the sort of answer), `answers`, `document`, `page` or `pages`, and `also`: other right pages.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panelsearch.answering.answer_types import Wanted

QUESTIONS = Path(__file__).with_name("questions.tsv")
_WORD = re.compile(r"[£$€]?[\w.,']*\w%?")
_ROOM_WORDS, _MUCH_ALIKE = 25, 0.6
_SORTS = {"org": Wanted.ORGANISATION, "other": Wanted.STATEMENT, "list": Wanted.PERSON}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its accepted answers and right pages; neither where the papers do not answer.

    `sort` is what it wants, where that is told; `body` the folder of the papers that answer it, "" where none do.
    """

    question: str
    answers: tuple[str, ...]
    places: frozenset[tuple[str, int]]
    sort: Wanted | None = None

    @property
    def body(self) -> str:
        """The first folder of the papers that answer: one a body."""
        return min((document.split("/", 1)[0] for document, _ in self.places), default="")


def asked_questions() -> tuple[Asked, ...]:
    """All questions over the sample corpus, in order."""
    return tuple(_asked(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line.strip())


def questions_of(path: Path, without: frozenset[str] = frozenset()) -> tuple[Asked, ...]:
    """All questions of a file of JSON, in order, but for those over the papers of bodies to be left out."""
    asked = (_told(one) for one in json.loads(path.read_text(encoding="utf-8")))
    return tuple(one for one in asked if one.body not in without)


def _asked(line: str) -> Asked:
    question, answers, places = line.split("\t")
    split = (place.rsplit("#", 1) for place in places.split())
    return Asked(
        question,
        tuple(filter(None, answers.split("|"))),
        frozenset((document, int(page)) for document, page in split),
    )


def _told(one: dict[str, Any]) -> Asked:
    if not one["answers"]:
        return Asked(one["question"], (), frozenset())
    pages = one.get("pages") or [one["page"]]
    places = {(one["document"], page) for page in pages} | {(a["document"], a["page"]) for a in one.get("also", ())}
    sort = _SORTS.get(one["type"]) or Wanted(one["type"])
    return Asked(one["question"], tuple(one["answers"]), frozenset(places), sort)


def answers_right(asked: Asked, answer: str, document: str, page: int) -> bool:
    """Whether an answer says an accepted one, and stands on a right page."""
    return (document, page) in asked.places and says(asked, answer)


def says(asked: Asked, answer: str) -> bool:
    """Whether an answer holds the words of an accepted one with few beside them, or is much the same."""
    got = Counter(_words(answer))
    for accepted in asked.answers:
        want = Counter(_words(accepted))
        if not want - got and got.total() <= want.total() + _ROOM_WORDS:
            return True
        if 2 * (got & want).total() >= _MUCH_ALIKE * (got.total() + want.total()):
            return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'").casefold())
