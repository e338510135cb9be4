"""Make panelsearch/answering/weights.json from the questions in scripts/questions.tsv over the sample corpus.

    python scripts/train_answers.py [--index DIR]

The sample corpus is indexed into a directory of its own, every question is asked, and every candidate gets its
signals. `score` is trained list-wise: for each question the right candidates (or silence, where the papers do not
answer) are to stand above the others; Cao et al. 2007, "Learning to rank: from pairwise approach to listwise
approach". `trust` is a logistic regression on the winners of held-out folds. Deterministic: no random numbers.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
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
from panelsearch.services.library import Library  # noqa: E402
from scripts.questions import Asked, answers_right, asked_questions  # noqa: E402

WEIGHTS = ROOT / "panelsearch" / "answering" / "weights.json"
PRIOR = {
    "missing": -1.0, "unnamed": -1.0, "announced": -0.5, "decided": 0.3, "settles": 0.7, "moved": -1.5,
    "elsewhere": -1.0,
}  # fmt: skip
"""Where a weight is held unless the questions say otherwise: what few of them touch on; 0 for the others."""
FOLDS, STEPS, RATE, SHRINK = 8, 4000, 0.05, 0.01


@dataclass(frozen=True)
class Listed:
    """A question's candidates: signals (candidates x signals), which are right."""

    asked: Asked
    signals: np.ndarray
    right: np.ndarray


def main() -> int:
    """Ask, train, write the weights, print the table of risk and coverage."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--index", type=Path)
    place = options.parse_args().index
    with tempfile.TemporaryDirectory() as scratch:
        index = place or Path(scratch)
        ingest(index, [ROOT / "corpus"])
        with Library.open(index) as library:
            listed = [_listed(asked, library) for asked in asked_questions()]
    listed = [one for one in listed if one is not None]
    score = _trained(listed)
    winners = []
    for fold in range(FOLDS):
        held = listed[fold::FOLDS]
        weights = _trained([one for n, one in enumerate(listed) if n % FOLDS != fold])
        winners += [_winner(one, weights) for one in held]
    trust = _regressed(np.array([w[0] for w in winners]), np.array([w[1] for w in winners], float))
    names = Signals.names()
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


def _listed(asked: Asked, library: Library) -> Listed | None:
    evidence = library.evidence
    question = understood(asked.question, evidence.bodies())
    if from_attendance(question, evidence) is not None:
        return None
    found = [p for p in proposals(question, gathered(question, evidence), evidence) if p.signals.conflicts < 1.0]
    if not found:
        return None
    right = [answers_right(asked, p.answer, p.source.document, p.source.page) for p in found]
    return Listed(asked, np.array([p.signals.values() for p in found]), np.array(right, bool))


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


def _regressed(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, weights (not the bias) shrunk."""
    weights = np.zeros(rows.shape[1])
    shrink = np.r_[np.ones(rows.shape[1] - 1), 1e-6]
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (likely - right) + shrink * weights
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
