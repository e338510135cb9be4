"""Questions with what answers them: over the sample corpus in `questions.tsv`, over other papers in files of JSON.

A line of `questions.tsv` holds the question, the accepted answers (`|` between them; none where the papers do not
answer) and the pages that are right (`document#page`, a space between them). A file of JSON holds a list of objects
with `question`, `type` (the sort of answer), `answers`, `document`, `page` or `pages`, and `also`: other right pages.

`questions_read.tsv` was written by reading papers that are not ours to copy, so it holds none of their words: the sort
of answer, the question, the document, its page, and where the accepted answers stand (`start-end:checksum`, a space
between them); or `none`, the question and the folder of the body that it is asked of. `python -m scripts.questions
FOLDER` says whether they still stand in those papers.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panelsearch.answering.answer_types import Wanted
from panelsearch.answering.base import Pages

READ = Path(__file__).with_name("questions_read.tsv")
QUESTIONS = Path(__file__).with_name("questions.tsv")
_WORD = re.compile(r"[£$€]?[\w.,']*\w%?")
_ROOM_WORDS, _MUCH_ALIKE = 25, 0.6
_SORTS = {"org": Wanted.ORGANISATION, "other": Wanted.STATEMENT, "list": Wanted.PERSON}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its accepted answers and right pages; neither where the papers do not answer.

    `sort` is what it wants, where that is told; `of` the folder of the body that an unanswerable question is put to.
    """

    question: str
    answers: tuple[str, ...]
    places: frozenset[tuple[str, int]]
    sort: Wanted | None = None
    of: str = ""

    @property
    def body(self) -> str:
        """The first folder of the papers that answer: one a body; or of those that it is put to; "" for any."""
        return min((document.split("/", 1)[0] for document, _ in self.places), default=self.of)


class MovedError(ValueError):
    """A question's words no longer stand at their place: the paper is another, or is read otherwise."""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question written by reading: `spans` are the places of the accepted answers on the page, with checksums."""

    question: str
    document: str
    page: int
    spans: tuple[tuple[int, int, str], ...]
    sort: Wanted | None

    @property
    def body(self) -> str:
        """The folder of the body."""
        return self.document.split("/", 1)[0]

    def asked(self, papers: Pages) -> Asked:
        """The question with the words that answer, out of the papers. MovedError where others stand there."""
        if self.sort is None:
            return Asked(self.question, (), frozenset(), of=self.body)
        text = papers.page(self.document, self.page).text
        answers = []
        for start, end, checksum in self.spans:
            words = text[start:end]
            if checksum_of(words) != checksum:
                raise MovedError(f"{self.document}, page {self.page}: other words stand where {self.question!r} points")
            answers.append(words)
        return Asked(self.question, tuple(answers), frozenset({(self.document, self.page)}), self.sort)


def checksum_of(words: str) -> str:
    """Eight hexadecimal digits of the words, white space aside."""
    return f"{zlib.crc32(' '.join(words.split()).encode()):08x}"


def read_questions() -> tuple[ReadQuestion, ...]:
    """All questions written by reading, in order, whether their papers are here or not."""
    return tuple(map(_read, READ.read_text(encoding="utf-8").splitlines()))


def _read(line: str) -> ReadQuestion:
    sort, question, document, page, places = line.split("\t")
    if sort == "none":
        return ReadQuestion(question, document, 0, (), None)
    spans = (re.fullmatch(r"(\d+)-(\d+):(\w{8})", place) for place in places.split())
    return ReadQuestion(
        question, document, int(page), tuple((int(m[1]), int(m[2]), m[3]) for m in spans if m), Wanted(sort)
    )


def of_papers(papers: Path, pages: Pages, without: frozenset[str] = frozenset()) -> Iterator[Asked]:
    """The questions written by reading whose bodies have a folder among the papers, but for those to be left out."""
    for one in read_questions():
        if one.body not in without and (papers / one.body).is_dir():
            yield one.asked(pages)


def asked_questions() -> tuple[Asked, ...]:
    """All questions over the sample corpus, in order."""
    return tuple(_asked(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line.strip())


def questions_of(path: Path, without: frozenset[str] = frozenset()) -> tuple[Asked, ...]:
    """All questions of a file of JSON, in order, but for those over the papers of bodies to be left out.

    One that no paper answers is left out where it has the first word of such a body's folder.
    """
    asked = (_told(one) for one in json.loads(path.read_text(encoding="utf-8")))
    names = {folder.split("_")[0].casefold() for folder in without}
    return tuple(
        one for one in asked if (one.body not in without if one.body else names.isdisjoint(_words(one.question)))
    )


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


def main(folders: list[str]) -> int:
    """Say whether the questions written by reading stand in the papers of these folders."""
    from panelsearch.ingestion.pipeline import ingest
    from panelsearch.ocr.engine_selection import OcrMode
    from panelsearch.services.library import Library

    standing = moved = 0
    for folder in map(Path, folders):
        with tempfile.TemporaryDirectory() as scratch:
            ingest(Path(scratch), [folder], ocr=OcrMode.OFF)
            with Library.open(Path(scratch)) as library:
                for one in read_questions():
                    if (folder / one.body).is_dir():
                        try:
                            one.asked(library.evidence)
                            standing += 1
                        except MovedError as error:
                            moved += 1
                            print(error)
    print(f"{standing} questions stand, {moved} do not")
    return 1 if moved else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
