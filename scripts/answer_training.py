"""How are the answerer's models trained, and what do they show for bodies that they were not trained on?

`score` is trained list-wise: for each question the right candidates (or silence, where the papers do not answer) are
to stand above the others; Cao et al. 2007, "Learning to rank: from pairwise approach to listwise approach". `trust` is
a logistic regression on the winners of held-out folds. A fold holds whole bodies. Deterministic: no random numbers.

The reader that is shipped has seen all of these papers, so what it makes of them says nothing of others. The weights
that it is given come from two readers (`train_reader.py --halves`), each of which reads the folds that it never saw.
"""

from __future__ import annotations

import argparse
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from panelsearch.answering.candidate_retrieval import Proposal, gathered, proposals
from panelsearch.answering.choosing import Contender, as_read, choose, footing, is_to_be_read, leading, to_be_read
from panelsearch.answering.features import Signals
from panelsearch.answering.question_analysis import understood
from panelsearch.answering.register_answers.lookup import from_registers
from panelsearch.answering.scoring_model import READ, SCORE, STANDING, SURE_READ, AnswerModel, Weights, standing
from panelsearch.answering.span_reader.passages import Read, shown
from panelsearch.answering.span_reader.reader import SpanReader, shipped_layout
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
TRUST_SHRINK, READ_SHRINK = 3.0, 20.0
BIAS, ENOUGH = -3.0, 1e-4
"""Where the bias begins; a gain in loss, or a step, that is none."""
HALVES = 2


@dataclass
class Papers:
    """A folder of papers, files of questions over them, and an index made of them before, if there is one."""

    folder: Path
    questions: list[Path] = field(default_factory=list)
    index: Path | None = None


@dataclass(frozen=True)
class Listed:
    """A question's candidates, their signals (candidates x signals), which are right; the fold that it belongs to.

    `recorded` tells instead whether a register answers rightly, where one answers; it has no candidates.
    `is_to_be_read` tells whether a reader is any help; `read` is what it makes of the best of them, by their numbers:
    nothing where there are no readers.
    """

    asked: Asked
    found: Sequence[Proposal]
    signals: np.ndarray
    right: np.ndarray
    fold: int
    recorded: tuple[bool, float] | None = None
    is_to_be_read: bool = False
    read: Mapping[int, Read] = field(default_factory=dict)


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
    """--papers, --questions, --index, --without and --halves."""
    parser.add_argument("--papers", type=Path, action=_Further, default=[], help="a folder of papers, a folder a body")
    parser.add_argument("--questions", type=Path, nargs="+", action=_Further, help="files of questions over them")
    parser.add_argument("--index", type=Path, action=_Further, help="an index made of them; otherwise one is made now")
    parser.add_argument("--without", type=Path, help="bodies whose questions are left out, a folder a line")
    parser.add_argument("--halves", type=Path, help="the folder of the readers that each saw one half of the bodies")


def asked_of(chosen: argparse.Namespace) -> list[Listed]:
    """The candidates for every question that the options name, over the sample corpus too."""
    without = left_out(chosen)
    listed = [one for papers in (Papers(CORPUS), *chosen.papers) for one in _listed(papers, without)]
    return list({(one.asked.question, one.asked.body): one for one in listed}.values())


def left_out(chosen: argparse.Namespace) -> frozenset[str]:
    """The folders of the bodies that `--without` names."""
    return frozenset(chosen.without.read_text(encoding="utf-8").split()) if chosen.without else frozenset()


def fold_of(body: str) -> int:
    """The fold of a body, by its folder; or of a question that is put to no body, by its words."""
    return zlib.adler32(body.encode()) % FOLDS


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
        for asked in questions:
            yield from _candidates(asked, library, fold_of(asked.body or asked.question))


def _is_here(asked: Asked, papers: Papers) -> bool:
    return (papers.folder / asked.body).is_dir()


def _candidates(asked: Asked, library: Library, fold: int) -> Iterator[Listed]:
    evidence = library.evidence
    question = understood(asked.question, evidence.bodies())
    record = from_registers(question, evidence)
    none = np.zeros((0, len(Signals.names())))
    if record is not None:
        told = record.answer.span.of(evidence.page(record.source.document, record.source.page).text)
        right = answers_right(asked, told, record.source.document, record.source.page)
        yield Listed(asked, (), none, np.zeros(0, bool), fold, (right, record.probability))
        return
    found = proposals(question, gathered(question, evidence), evidence) if question.terms else []
    right_ones = [answers_right(asked, p.answer, p.source.document, p.source.page) for p in found]
    signals = np.array([p.signals.values() for p in found]) if found else none
    which = np.array(right_ones, bool)
    yield Listed(asked, found, signals, which, fold, is_to_be_read=is_to_be_read(question))


def read_by_halves(listed: Sequence[Listed], halves: Path) -> list[Listed]:
    """The same with what the readers make of each question's best candidates, by weights that did not see its fold."""
    readers = [SpanReader(half_of(halves, half), shipped_layout()) for half in range(HALVES)]
    ranks = dict(_by_fold([one for one in listed if one.found]))
    return [
        _read(one, ranks[one.fold], readers[one.fold % HALVES]) if one.found and one.is_to_be_read else one
        for one in listed
    ]


def half_of(halves: Path, half: int) -> Path:
    """Where the reader lies that never saw the papers of every fold which leaves `half` when divided by `HALVES`."""
    return halves / f"half-{half}.onnx"


def _read(one: Listed, rank: np.ndarray, reader: SpanReader) -> Listed:
    best = to_be_read([float(score) for score in _scores(one, rank)])
    read = reader.read(one.asked.question, [shown(one.found[n]) for n in best])
    return replace(one, read=dict(zip(best, read, strict=True)))


def trained(listed: Sequence[Listed]) -> AnswerModel:
    """All models, trained on all of the questions: trust on winners by ranks that did not see their folds."""
    seen = [one for one in listed if one.found]
    ranks = dict(_by_fold(seen))
    return _model(seen, ranks, _ranked(seen))


def held_out(listed: Sequence[Listed]) -> list[Judged]:
    """What every question gets from models that were trained without its fold."""
    seen = [one for one in listed if one.found]
    ranks = dict(_by_fold(seen))
    judged = []
    for fold, rank in ranks.items():
        model = _model([one for one in seen if one.fold != fold], ranks, rank)
        judged += [_judged(one, model) for one in listed if one.fold == fold]
    return judged


def _model(seen: Sequence[Listed], ranks: Mapping[int, np.ndarray], rank: np.ndarray) -> AnswerModel:
    """The models that some questions teach; each is ranked, until it is read, by weights that did not see its fold."""
    scores = [_scores(one, ranks[one.fold]) for one in seen]
    names = Signals.names()
    sure = _trusted([_winner(one, some) for one, some in zip(seen, scores, strict=True)], (*names, STANDING))
    reread = _weights(_reread(seen, scores), (SCORE, *READ))
    model = AnswerModel(_weights(rank, names), sure, reread, _unread())
    read = [_winner_read(one, some, model) for one, some in zip(seen, scores, strict=True) if one.read]
    return replace(model, sure_read=_trusted(read, SURE_READ)) if read else model


def _unread() -> Weights:
    return Weights(0.0, dict.fromkeys(SURE_READ, 0.0))


def _scores(one: Listed, rank: np.ndarray) -> np.ndarray:
    scores: np.ndarray = np.c_[one.signals, np.ones(len(one.signals))] @ rank
    return scores


def _winner_read(one: Listed, scores: np.ndarray, model: AnswerModel) -> tuple[np.ndarray, bool]:
    """What is known of the best of the candidates that were read, and whether it is right."""
    running = [as_read(Contender.unread(one.found[n], float(scores[n])), read, model) for n, read in one.read.items()]
    place = leading(running)
    first, number = running[place], tuple(one.read)[place]
    told = first.proposal.signals.by_name() | footing(first, running).by_name() | one.read[number].by_name()
    return np.array([*(told[name] for name in SURE_READ), 1.0]), bool(one.right[number])


def _judged(one: Listed, model: AnswerModel) -> Judged:
    if one.recorded is not None:
        right, trust = one.recorded
        return Judged(one.asked, trust, given=True, right=right, astray=not right)
    running = [Contender.unread(proposal, model.score(proposal.signals)) for proposal in one.found]
    if one.read:
        running = [as_read(running[n], read, model) for n, read in one.read.items()]
    choice = choose(running, model)
    if choice is None:
        return Judged(one.asked, 0.0, given=False, right=False, astray=False)
    given = choice.first.proposal
    right = answers_right(one.asked, given.answer, given.source.document, given.source.page)
    there = (given.source.document, given.source.page) in one.asked.places
    return Judged(one.asked, choice.trust, choice.is_given, right, not there and not says(one.asked, given.answer))


def _by_fold(seen: Sequence[Listed]) -> Iterator[tuple[int, np.ndarray]]:
    for fold in range(FOLDS):
        yield fold, _ranked([one for one in seen if one.fold != fold])


def _ranked(listed: Sequence[Listed]) -> np.ndarray:
    """Weights and bias that put the right candidates, or silence, first."""
    held = np.array([*(PRIOR.get(name, 0.0) for name in Signals.names()), BIAS])
    return _listwise([one.signals for one in listed], [one.right for one in listed], held, SHRINK * len(listed))


def _reread(seen: Sequence[Listed], scores: Sequence[np.ndarray]) -> np.ndarray:
    """Weights and bias of score and reading that put the right ones of those read first; the score where none was."""
    held = np.array([1.0, *(0.0 for _ in READ), 0.0])
    read = [(one, some) for one, some in zip(seen, scores, strict=True) if one.read]
    if not read:
        return held
    rows = [np.array([[some[n], *it.by_name().values()] for n, it in one.read.items()]) for one, some in read]
    return _listwise(rows, [one.right[list(one.read)] for one, _ in read], held, READ_SHRINK)


def _listwise(
    signals: Sequence[np.ndarray], right_ones: Sequence[np.ndarray], held: np.ndarray, shrunk: float
) -> np.ndarray:
    """Damped Newton steps on the list-wise loss; weights, not the bias, are shrunk to where they are held."""
    rows = np.concatenate([np.c_[some, np.ones(len(some))] for some in signals])
    sizes = np.array([len(some) for some in signals])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    of = np.repeat(np.arange(len(sizes)), sizes)
    right = np.concatenate(right_ones).astype(float)
    silent = (np.add.reduceat(right, starts) == 0).astype(float)
    shrink = shrunk * np.r_[np.ones(len(held) - 1), 0]

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


def _weights(of: np.ndarray, names: Sequence[str]) -> Weights:
    return Weights(round(float(of[-1]), 3), {n: round(float(w), 3) for n, w in zip(names, of[:-1], strict=True)})


def _winner(one: Listed, scores: np.ndarray) -> tuple[np.ndarray, bool]:
    """The signals and standing of the best candidate, and whether it is right."""
    best = int(scores.argmax())
    place = standing([float(s) for s in scores], float(scores[best]))
    return np.r_[one.signals[best], place, 1.0], bool(one.right[best])


def _trusted(winners: Sequence[tuple[np.ndarray, bool]], names: Sequence[str]) -> Weights:
    """Logistic regression by Newton's method, weights (not the bias) shrunk to where they are held."""
    held = np.array([*(TRUST_PRIOR.get(name, 0.0) for name in names), 0.0])
    rows, right = np.array([row for row, _ in winners]), np.array([ok for _, ok in winners], float)
    weights = held.copy()
    shrink = np.r_[np.full(rows.shape[1] - 1, TRUST_SHRINK), 1e-6]
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (likely - right) + shrink * (weights - held)
        curvature = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(shrink)
        weights = weights - np.linalg.solve(curvature, gradient)
    return _weights(weights, names)
