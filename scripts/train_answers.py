"""Make panelsearch/answering/weights.json from questions over the sample corpus, and over other papers where given.

    python scripts/train_answers.py [--papers FOLDER --questions FILE.json ... ] ... [--without FILE]

The sample corpus is indexed into a directory of its own, and each further folder of papers into one of its own; every
question of `questions.tsv`, and of the files that follow a folder, is asked of its papers; those over the papers of
bodies that the file `--without` names, a folder a line, are left out. Every candidate gets its signals.

`score` is trained list-wise: for each question the right candidates (or silence, where the papers do not answer) are
to stand above the others; Cao et al. 2007, "Learning to rank: from pairwise approach to listwise approach". `trust` is
a logistic regression on the winners of held-out folds. A fold holds whole bodies, so that the table of risk and
coverage printed at the end tells what papers of other bodies will show. Deterministic: no random numbers.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from panelsearch.answering.attendance_answers import from_attendance  # noqa: E402
from panelsearch.answering.candidate_retrieval import gathered, proposals  # noqa: E402
from panelsearch.answering.features import Signals  # noqa: E402
from panelsearch.answering.question_analysis import understood  # noqa: E402
from panelsearch.answering.scoring_model import standing  # noqa: E402
from panelsearch.ingestion.pipeline import ingest  # noqa: E402
from panelsearch.ocr.engine_selection import OcrMode  # noqa: E402
from panelsearch.services.library import Library  # noqa: E402
from scripts.questions import Asked, answers_right, asked_questions, questions_of  # noqa: E402

WEIGHTS = ROOT / "panelsearch" / "answering" / "weights.json"
PRIOR = {
    "missing": -1.0, "unnamed": -1.0, "announced": -0.5, "decided": 0.3, "settles": 0.7, "moved": -1.5,
    "elsewhere": -1.0, "conflicts": -4.0, "sort": 2.0,
}  # fmt: skip
"""Where a weight is held unless the questions say otherwise: what few of them touch on; 0 for the others."""
TRUST_PRIOR = {"conflicts": -4.0}
FOLDS, STEPS, RATE, SHRINK = 8, 1500, 0.05, 0.015


@dataclass(frozen=True)
class Listed:
    """A question's candidates: signals (candidates x signals), which are right; the fold that it belongs to."""

    asked: Asked
    signals: np.ndarray
    right: np.ndarray
    fold: int


@dataclass(frozen=True)
class _Papers:
    """A folder of papers, and files of questions over them."""

    folder: Path
    questions: list[Path]


class _Further(argparse.Action):
    """A folder of papers, or files of questions over the folder given last."""

    def __call__(self, parser: argparse.ArgumentParser, chosen: argparse.Namespace, values: object, *_: object) -> None:
        if isinstance(values, Path):
            chosen.papers = [*chosen.papers, _Papers(values, [])]
        elif isinstance(values, list):
            if not chosen.papers:
                parser.error("give --papers FOLDER before --questions")
            chosen.papers[-1].questions.extend(values)


def main() -> int:
    """Ask, train, write the weights, print the table of risk and coverage."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--papers", type=Path, action=_Further, default=[])
    options.add_argument("--questions", type=Path, nargs="+", action=_Further)
    options.add_argument("--without", type=Path)
    chosen = options.parse_args()
    without = frozenset(chosen.without.read_text(encoding="utf-8").split()) if chosen.without else frozenset()
    asked = {ROOT / "corpus": list(asked_questions())}
    for papers in chosen.papers:
        asked.setdefault(papers.folder, []).extend(
            one for path in papers.questions for one in questions_of(path, without)
        )
    listed = [one for folder, questions in asked.items() for one in _listed(folder, questions)]
    score = _trained(listed)
    winners = []
    for fold in range(FOLDS):
        weights = _trained([one for one in listed if one.fold != fold])
        winners += [_winner(one, weights) for one in listed if one.fold == fold]
    names = Signals.names()
    held = np.array([TRUST_PRIOR.get(name, 0.0) for name in (*names, "standing", "bias")])
    trust = _regressed(np.array([w[0] for w in winners]), np.array([w[1] for w in winners], float), held)
    known = {
        "score": {"bias": _round(score[-1]), "weights": {n: _round(w) for n, w in zip(names, score, strict=False)}},
        "trust": {
            "bias": _round(trust[-1]),
            "weights": {n: _round(w) for n, w in zip((*names, "standing"), trust, strict=False)},
        },
    }
    WEIGHTS.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    _report(winners, trust, listed)
    return 0


def _listed(papers: Path, questions: Sequence[Asked]) -> Iterator[Listed]:
    """The candidates that the papers of a folder offer for each question, where they offer any."""
    bodies = sorted({one.body for one in questions})
    with tempfile.TemporaryDirectory() as scratch:
        ingest(Path(scratch), [papers], ocr=OcrMode.OFF)
        with Library.open(Path(scratch)) as library:
            for number, asked in enumerate(questions):
                evidence = library.evidence
                question = understood(asked.question, evidence.bodies())
                if from_attendance(question, evidence) is not None:
                    continue
                found = proposals(question, gathered(question, evidence), evidence)
                right = [answers_right(asked, p.answer, p.source.document, p.source.page) for p in found]
                fold = (bodies.index(asked.body) if asked.body else number) % FOLDS
                if found:
                    yield Listed(asked, np.array([p.signals.values() for p in found]), np.array(right, bool), fold)


def _trained(listed: list[Listed]) -> np.ndarray:
    """Weights and bias that put the right candidates, or silence, first (Adam on the list-wise loss)."""
    width = len(Signals.names()) + 1
    rows = np.concatenate([np.c_[one.signals, np.ones(len(one.signals))] for one in listed])
    sizes = np.array([len(one.signals) for one in listed])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    right = np.concatenate([one.right for one in listed]).astype(float)
    silent = (np.add.reduceat(right, starts) == 0).astype(float)
    held = np.array([PRIOR.get(name, 0.0) for name in Signals.names()])
    weights, first, second = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        top = np.maximum(np.maximum.reduceat(scores, starts), 0)
        share = np.exp(scores - np.repeat(top, sizes))
        quiet = np.exp(-top)
        total = np.add.reduceat(share, starts) + quiet
        share /= np.repeat(total, sizes)
        quiet /= total
        wanted = np.add.reduceat(share * right, starts) + quiet * silent
        gradient = rows.T @ (share - share * right / np.repeat(np.maximum(wanted, 1e-12), sizes))
        gradient += SHRINK * len(listed) * np.r_[weights[:-1] - held, 0]
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def _winner(one: Listed, weights: np.ndarray) -> tuple[np.ndarray, bool, bool]:
    """The signals and standing of the best candidate, whether it is right, whether there is an answer."""
    scores = np.c_[one.signals, np.ones(len(one.signals))] @ weights
    best = int(scores.argmax())
    place = standing([float(s) for s in scores], float(scores[best]))
    return np.r_[one.signals[best], place, 1.0], bool(one.right[best]), bool(one.asked.answers)


def _regressed(rows: np.ndarray, right: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, weights (not the bias) shrunk to where they are held."""
    weights = held.copy()
    shrink = np.r_[np.ones(rows.shape[1] - 1), 1e-6]
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (likely - right) + shrink * (weights - held)
        curvature = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(shrink)
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights


def _report(winners: list[tuple[np.ndarray, bool, bool]], trust: np.ndarray, listed: list[Listed]) -> None:
    """At each threshold: how many held-out questions are answered, and how many of those answers are wrong."""
    likely = np.array([1 / (1 + np.exp(-row @ trust)) for row, _, _ in winners])
    right = np.array([r for _, r, _ in winners])
    answerable = np.array([a for _, _, a in winners])
    print(
        f"{len(winners)} questions, {int(answerable.sum())} with an answer,"
        f" {sum(len(o.right) for o in listed)} candidates"
    )
    print("threshold  answered  wrong of answered  right of answerable  silent of unanswerable")
    for threshold in np.arange(0.2, 0.85, 0.05):
        given = likely >= threshold
        wrong = (given & ~right).sum() / max(1, given.sum())
        found = (given & right).sum() / answerable.sum()
        silent = (~given & ~answerable).sum() / (~answerable).sum()
        print(f"{threshold:9.2f}  {given.mean():8.2f}  {wrong:17.3f}  {found:19.3f}  {silent:22.3f}")


def _round(value: float) -> float:
    return round(float(value), 3)


if __name__ == "__main__":
    sys.exit(main())
