"""Make panelsearch/answering/question_sorts.json: which sort of answer does the wording of a question want?

    python scripts/train_sorts.py [--questions FILE.json ...] [--without FILE]

Trained on `question_sorts.tsv`, questions as people type them with the sort of answer that each wants, on those written
by reading, and on further files of questions (see `questions.py`); those over the papers of bodies that the file
`--without` names, a folder a line, are left out. A multinomial logistic regression by gradient descent (Adam) with a
ridge. Deterministic. Prints how many of the further questions a model that has not seen their body gets right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from panelsearch.answering.answer_types import Wanted, sort_wanted  # noqa: E402
from panelsearch.answering.sort_model import traits  # noqa: E402
from scripts.questions import questions_of, read_questions  # noqa: E402

OWN = Path(__file__).with_name("question_sorts.tsv")
WEIGHTS = ROOT / "panelsearch" / "answering" / "question_sorts.json"
SORTS = tuple(Wanted)
STEPS, RATE, RIDGE, SEEN, KEPT = 300, 0.05, 0.2, 2, 0.05


@dataclass(frozen=True, slots=True)
class Worded:
    """A question, the sort that it wants, and the folder of the papers it is asked of ("" for the project's own)."""

    text: str
    sort: Wanted
    folder: str = ""


def own_questions() -> list[Worded]:
    """Those of the project itself."""
    lines = OWN.read_text(encoding="utf-8").splitlines()
    return [Worded(text, Wanted(sort)) for sort, _, text in (line.partition("\t") for line in lines) if text]


def trained(questions: Sequence[Worded]) -> dict[str, np.ndarray]:
    """A row of weights, one a sort, for each trait that questions over the papers of at least two bodies show.

    What only the questions over one body's papers show is its name, or its matters. Each of the project's own questions
    counts by itself.
    """
    shown = [traits(one.text) for one in questions]
    counts = Counter(trait for trait, _ in {
        (trait, one.folder or number) for number, (one, each) in enumerate(zip(questions, shown, strict=True))
        for trait in each
    })  # fmt: skip
    names = sorted(trait for trait, count in counts.items() if count >= SEEN)
    number = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(questions), len(names)))
    for row, each in zip(rows, shown, strict=True):
        row[[number[trait] for trait in each if trait in number]] = 1
    right = np.zeros((len(questions), len(SORTS)))
    right[np.arange(len(questions)), [SORTS.index(one.sort) for one in questions]] = 1
    weights = np.zeros((len(names), len(SORTS)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        likely = np.exp(rows @ weights - (rows @ weights).max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        gradient = rows.T @ (likely - right) + RIDGE * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, weights, strict=True))


def told(weights: dict[str, np.ndarray], question: str) -> Wanted:
    """The likeliest sort."""
    known = [weights[trait] for trait in traits(question) if trait in weights]
    return SORTS[int(np.sum(known, axis=0).argmax())]


def main() -> int:
    """Train, print what holds for folders left out, write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--questions", type=Path, nargs="*", default=[])
    options.add_argument("--without", type=Path)
    chosen = options.parse_args()
    without = frozenset(chosen.without.read_text(encoding="utf-8").split()) if chosen.without else frozenset()
    own = own_questions()
    further = [
        Worded(one.question, one.sort, one.body)
        for path in chosen.questions
        for one in questions_of(path, without)
        if one.sort is not None
    ]
    further += [Worded(one.question, one.sort, one.body) for one in read_questions()
                if one.sort is not None and one.body not in without]  # fmt: skip
    right = shapes = 0
    for folder in sorted({one.folder for one in further}):
        weights = trained([*own, *(one for one in further if one.folder != folder)])
        held = [one for one in further if one.folder == folder]
        right += sum(told(weights, one.text) is one.sort for one in held)
        shapes += sum(sort_wanted(one.text) is one.sort for one in held)
    if further:
        print(f"{len(further)} questions, right with their folder left out: {right}; by the shapes alone: {shapes}")
    rows = [
        f"  {json.dumps(trait)}: [{', '.join(f'{w:.2f}' for w in row)}]"
        for trait, row in sorted(trained([*own, *further]).items())
        if np.abs(row).max() >= KEPT
    ]
    sorts = json.dumps([sort.value for sort in SORTS])
    WEIGHTS.write_text(f'{{"sorts": {sorts},\n "weights": {{\n' + ",\n".join(rows) + "\n}}\n", encoding="utf-8")
    print(f"{len(rows)} traits in {WEIGHTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
