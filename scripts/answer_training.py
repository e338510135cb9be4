"""How are the answerer's two models trained, and what do they show for bodies that they were not trained on?

`score` is trained list-wise: for each question the right candidates (or silence, where the papers do not answer) are
to stand above the others; Cao et al. 2007, "Learning to rank: from pairwise approach to listwise approach". `trust` is
a logistic regression on the winners of held-out folds. A fold holds whole bodies. Deterministic: no random numbers.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from panelsearch.answering.attendance_answers import from_attendance
from panelsearch.answering.candidate_retrieval import Proposal, gathered, proposals
from panelsearch.answering.choosing import choose
from panelsearch.answering.features import Signals
from panelsearch.answering.question_analysis import understood
from panelsearch.answering.scoring_model import AnswerModel, Weights, standing
from panelsearch.ingestion.pipeline import ingest
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.services.library import Library
from scripts.questions import Asked, answers_right, asked_questions, of_papers, questions_of, says

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PRIOR = {
    "missing": -1.0, "unnamed": -1.0, "announced": -0.5, "decided": 0.3, "settles": 0.7, "moved": -1.5,
    "elsewhere": -1.0, "conflicts": -4.0, "sort": 2.0,
}  # fmt: skip
"""Where a weight is held unless the questions say otherwise: what few of them touch on; 0 for the others."""
TRUST_PRIOR = {"conflicts": -4.0, "missing": -1.5, "unnamed": -1.0}
FOLDS, STEPS, SHRINK = 8, 40, 0.008
TRUST_SHRINK = 3.0
BIAS, ENOUGH = -3.0, 1e-4
"""Where the bias begins; a gain in loss, or a step, that is none."""


@dataclass
class Papers:
    """A folder of papers, files of questions over them, and an index made of them before, if there is one."""

    folder: Path
    questions: list[Path] = field(default_factory=list)
    index: Path | None = None


@dataclass(frozen=True)
class Listed:
    """A question's candidates, their signals (candidates x signals), which are right; the fold that it belongs to.

    `recorded` tells instead whether an attendance list answers rightly, where one answers; it has no candidates.
    """

    asked: Asked
    found: Sequence[Proposal]
    signals: np.ndarray
    right: np.ndarray
    fold: int
    recorded: tuple[bool, float] | None = None


@dataclass(frozen=True)
class Judged:
    """What a question got from models that did not see its body: trust, whether it is given, and whether it is right.

    `astray` is an answer that is neither right nor on a right page: what must not be.
    """

    asked: Asked
    trust: float
    given: bool
    right: bool
    astray: bool


class _Further(argparse.Action):
    """A folder of papers; or files of questions, or an index, for the folder given last."""

    def __call__(
        self, parser: argparse.ArgumentParser, chosen: argparse.Namespace, values: object, option: str | None = None
    ) -> None:
        if option == "--papers" and isinstance(values, Path):
            chosen.papers = [*chosen.papers, Papers(values)]
        elif not chosen.papers:
            parser.error(f"give --papers FOLDER before {option}")
        elif isinstance(values, Path):
            chosen.papers[-1].index = values
        elif isinstance(values, list):
            chosen.papers[-1].questions.extend(values)


def add_papers(parser: argparse.ArgumentParser) -> None:
    """--papers, --questions, --index and --without."""
    parser.add_argument("--papers", type=Path, action=_Further, default=[], help="a folder of papers, a folder a body")
    parser.add_argument("--questions", type=Path, nargs="+", action=_Further, help="files of questions over them")
    parser.add_argument("--index", type=Path, action=_Further, help="an index made of them; otherwise one is made now")
    parser.add_argument("--without", type=Path, help="bodies whose questions are left out, a folder a line")


def asked_of(chosen: argparse.Namespace) -> list[Listed]:
    """The candidates for every question that the options name, over the sample corpus too."""
    without = frozenset(chosen.without.read_text(encoding="utf-8").split()) if chosen.without else frozenset()
    return [one for papers in (Papers(CORPUS), *chosen.papers) for one in _listed(papers, without)]


def _listed(papers: Papers, without: frozenset[str]) -> Iterator[Listed]:
    with ExitStack() as stack:
        index = papers.index
        if index is None:
            index = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            ingest(index, [papers.folder], ocr=OcrMode.OFF)
        library = stack.enter_context(Library.open(index))
        questions = list(asked_questions() if papers.folder == CORPUS else of_papers(papers.folder, library, without))
        for path in papers.questions:
            questions += [one for one in questions_of(path, without) if not one.body or _is_here(one, papers)]
        bodies = sorted({one.body for one in questions})
        for number, asked in enumerate(questions):
            fold = (number if papers.folder == CORPUS or not asked.body else bodies.index(asked.body)) % FOLDS
            yield from _candidates(asked, library, fold)


def _is_here(asked: Asked, papers: Papers) -> bool:
    return (papers.folder / asked.body).is_dir()


def _candidates(asked: Asked, library: Library, fold: int) -> Iterator[Listed]:
    evidence = library.evidence
    question = understood(asked.question, evidence.bodies())
    record = from_attendance(question, evidence)
    none = np.zeros((0, len(Signals.names())))
    if record is not None:
        told = record.answer.span.of(evidence.page(record.source.document, record.source.page).text)
        right = answers_right(asked, told, record.source.document, record.source.page)
        yield Listed(asked, (), none, np.zeros(0, bool), fold, (right, record.probability))
        return
    found = proposals(question, gathered(question, evidence), evidence) if question.terms else []
    right_ones = [answers_right(asked, p.answer, p.source.document, p.source.page) for p in found]
    signals = np.array([p.signals.values() for p in found]) if found else none
    yield Listed(asked, found, signals, np.array(right_ones, bool), fold)


def trained(listed: Sequence[Listed]) -> AnswerModel:
    """Both models, trained on all of the questions: trust on winners of folds that the ranking did not see."""
    seen = [one for one in listed if one.found]
    winners = [_winner(one, rank) for fold, rank in _by_fold(seen) for one in seen if one.fold == fold]
    return AnswerModel(_weights(_ranked(seen)), _trusted(winners))


def held_out(listed: Sequence[Listed]) -> list[Judged]:
    """What every question gets from models that were trained without its fold."""
    seen = [one for one in listed if one.found]
    ranks = dict(_by_fold(seen))
    winners = {fold: [_winner(one, rank) for one in seen if one.fold == fold] for fold, rank in ranks.items()}
    judged = []
    for fold, rank in ranks.items():
        sure = _trusted([winner for other, some in winners.items() if other != fold for winner in some])
        model = AnswerModel(_weights(rank), sure)
        judged += [_judged(one, model) for one in listed if one.fold == fold]
    return judged


def _judged(one: Listed, model: AnswerModel) -> Judged:
    if one.recorded is not None:
        right, trust = one.recorded
        return Judged(one.asked, trust, given=True, right=right, astray=not right)
    choice = choose(one.found, model)
    if choice is None:
        return Judged(one.asked, 0.0, given=False, right=False, astray=False)
    given, right = choice.proposal, bool(one.right[choice.place])
    there = (given.source.document, given.source.page) in one.asked.places
    return Judged(one.asked, choice.trust, choice.is_given, right, not there and not says(one.asked, given.answer))


def _by_fold(seen: Sequence[Listed]) -> Iterator[tuple[int, np.ndarray]]:
    for fold in range(FOLDS):
        yield fold, _ranked([one for one in seen if one.fold != fold])


def _ranked(listed: Sequence[Listed]) -> np.ndarray:
    """Weights and bias that put the right candidates, or silence, first (damped Newton steps on the list-wise loss)."""
    rows = np.concatenate([np.c_[one.signals, np.ones(len(one.signals))] for one in listed])
    sizes = np.array([len(one.signals) for one in listed])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    of = np.repeat(np.arange(len(sizes)), sizes)
    right = np.concatenate([one.right for one in listed]).astype(float)
    silent = (np.add.reduceat(right, starts) == 0).astype(float)
    held = np.array([*(PRIOR.get(name, 0.0) for name in Signals.names()), BIAS])
    shrink = SHRINK * len(listed) * np.r_[np.ones(len(held) - 1), 0]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The loss, each candidate's share of its question, and its share of what is right there."""
        scores = rows @ weights
        top = np.maximum(np.maximum.reduceat(scores, starts), 0)
        share = np.exp(scores - top[of])
        quiet = np.exp(-top)
        total = np.add.reduceat(share, starts) + quiet
        share /= total[of]
        wanted = np.maximum(np.add.reduceat(share * right, starts) + quiet / total * silent, 1e-12)
        apart = float((shrink * (weights - held) ** 2).sum()) / 2
        return apart - float(np.log(wanted).sum()), share, share * right / wanted[of]

    weights = held
    now, share, due = loss(weights)
    for _ in range(STEPS):
        gradient = rows.T @ (share - due) + shrink * (weights - held)
        means = np.add.reduceat(rows * share[:, None], starts)
        curvature = (rows * share[:, None]).T @ rows - means.T @ means + np.diag(shrink + 1e-3)
        step = np.linalg.solve(curvature, gradient)
        before = now
        while True:  # a step that overshoots is halved
            now, share, due = loss(weights - step)
            if now < before or np.abs(step).max() < ENOUGH:
                break
            step = step / 2
        weights = weights - step
        if before - now < ENOUGH:
            break
    return weights


def _weights(of: np.ndarray, *more: str) -> Weights:
    names = (*Signals.names(), *more)
    return Weights(round(float(of[-1]), 3), {n: round(float(w), 3) for n, w in zip(names, of, strict=False)})


def _winner(one: Listed, rank: np.ndarray) -> tuple[np.ndarray, bool]:
    """The signals and standing of the best candidate, and whether it is right."""
    scores = np.c_[one.signals, np.ones(len(one.signals))] @ rank
    best = int(scores.argmax())
    place = standing([float(s) for s in scores], float(scores[best]))
    return np.r_[one.signals[best], place, 1.0], bool(one.right[best])


def _trusted(winners: Sequence[tuple[np.ndarray, bool]]) -> Weights:
    """Logistic regression by Newton's method, weights (not the bias) shrunk to where they are held."""
    rows, right = np.array([row for row, _ in winners]), np.array([ok for _, ok in winners], float)
    held = np.array([TRUST_PRIOR.get(name, 0.0) for name in (*Signals.names(), "standing", "bias")])
    weights = held.copy()
    shrink = np.r_[np.full(rows.shape[1] - 1, TRUST_SHRINK), 1e-6]
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (likely - right) + shrink * (weights - held)
        curvature = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(shrink)
        weights = weights - np.linalg.solve(curvature, gradient)
    return _weights(weights, "standing")
