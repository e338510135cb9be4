"""Where are answers lost? For questions that papers answer, the last stage that held the right one; a row a stage.

`python -m bench.answer_stages PAPERS QUESTIONS.json [QUESTIONS.json ...] [--blind FILE]` indexes the papers, without
OCR, asks every question and says what became of it; those over the papers of bodies named in the blind file, a folder
a line, are counted in a column of their own and never told one by one. What is shipped was taught nothing of those, but
many questions over the others: `bench.answer_trust` leaves bodies out. `--each` tells the others one by one.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from panelsearch.answering.candidate_retrieval import gathered, proposals
from panelsearch.answering.choosing import choose, contenders
from panelsearch.answering.question_analysis import understood
from panelsearch.answering.scoring_model import shipped_model
from panelsearch.answering.span_reader.reader import shipped_reader
from panelsearch.ingestion.pipeline import ingest
from panelsearch.model.answers import AnswerOutcome
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.services.library import Library
from scripts.questions import Asked, answers_right, questions_of, says


class Stage(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    UNTRUSTED = "right one first, not trusted"
    OUTRANKED_WRONG = "another above it, answered"
    OUTRANKED = "another above it, silent"
    CUT = "quoted, but cut elsewhere"
    NO_CANDIDATE = "no candidate made of it"
    NOT_FOUND = "page not among the passages"
    SILENT = "unanswerable: silent"
    ANSWERED = "unanswerable: answered"


@dataclass(frozen=True, slots=True)
class Traced:
    """A question, what became of it, and what was answered ("" for silence)."""

    asked: Asked
    stage: Stage
    answer: str


def traced(asked: Asked, library: Library) -> Traced:
    """Ask the question of the library and follow it."""
    answer = library.ask(asked.question)
    told = (answer.answer or "") if answer.outcome is AnswerOutcome.ANSWERED else ""
    sources = [citation.source for citation in answer.citations[:1]]
    right = bool(told) and any(answers_right(asked, told, source.document, source.page) for source in sources)
    return Traced(asked, _stage(asked, library, told, right), told)


def _stage(asked: Asked, library: Library, told: str, right: bool) -> Stage:
    if not asked.answers:
        return Stage.ANSWERED if told else Stage.SILENT
    if right:
        return Stage.RIGHT
    evidence = library.evidence
    question = understood(asked.question, evidence.bodies())
    hits = gathered(question, evidence)
    if not any((hit.source.document, hit.at.page) in asked.places for hit in hits):
        return Stage.NOT_FOUND
    found = proposals(question, hits, evidence)
    there = [one for one in found if (one.source.document, one.source.page) in asked.places]
    good = [one for one in there if says(asked, one.answer)]
    if not good:
        return Stage.CUT if any(says(asked, one.quote.of(one.text)) for one in there) else Stage.NO_CANDIDATE
    running = contenders(question, found, shipped_model(), shipped_reader())
    choice = choose(running, shipped_model())
    if choice is None or choice.first.proposal not in good:
        return Stage.OUTRANKED_WRONG if told else Stage.OUTRANKED
    return Stage.UNTRUSTED


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and each question where asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("papers", type=Path)
    options.add_argument("questions", type=Path, nargs="+")
    options.add_argument("--blind", type=Path)
    options.add_argument("--each", action="store_true")
    chosen = options.parse_args(arguments)
    blind = frozenset(chosen.blind.read_text(encoding="utf-8").split()) if chosen.blind else frozenset()
    asked = [one for path in chosen.questions for one in questions_of(path)]
    with tempfile.TemporaryDirectory() as scratch:
        ingest(Path(scratch), [chosen.papers], ocr=OcrMode.OFF)
        with Library.open(Path(scratch)) as library:
            all_traced = [traced(one, library) for one in asked]
    columns = {
        "all": all_traced,
        "open": [one for one in all_traced if one.asked.body not in blind],
        "blind": [one for one in all_traced if one.asked.body in blind],
    }
    print(f"{'':32}" + "".join(f"{name:>16}" for name in columns))
    counts = {name: Counter(one.stage for one in rows) for name, rows in columns.items()}
    for stage in Stage:
        silence = stage in (Stage.SILENT, Stage.ANSWERED)
        cells = []
        for name, rows in columns.items():
            of = sum(not one.asked.answers if silence else bool(one.asked.answers) for one in rows)
            cells.append(f"{counts[name][stage]:4}/{of:<4} {counts[name][stage] / of if of else 0:.3f}")
        print(f"{stage.value:32}" + "".join(f"{cell:>16}" for cell in cells))
    if chosen.each:
        for one in columns["open"]:
            print(f"{one.stage.value:32}{one.asked.question} -> {one.answer!r}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
