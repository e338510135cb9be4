"""Make panelsearch/ner/organisation_weights.json: what makes a capitalised name an organisation?

    python scripts/train_organisations.py --gold GOLD PAPERS [--gold ...] [--without FILE]

Trained on the invented papers of `bench/invented/papers` but `held`, on papers with gold, and on the pages of
`organisation_labels.tsv`, read and labelled for this: a page a line, its paper below one of the PAPERS folders, the
places of names that are organisations, and, with a question mark, of those that may be; no words of theirs. Papers of
bodies that the file `--without` names, a folder a line, are never opened. A logistic regression by Newton's method with
a ridge; a trait counts that papers of three bodies show. Prints, for each sort of papers, how many names are found and
how many wrongly by weights that have not seen their body. Deterministic.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.evaluate import read_paper  # noqa: E402
from bench.gold import gold_papers  # noqa: E402
from bench.invented.making import make  # noqa: E402
from panelsearch.model.documents import DocumentRecord  # noqa: E402
from panelsearch.ner import organisation_model  # noqa: E402
from panelsearch.ner.organisation_model import LEAST, described, likely  # noqa: E402
from panelsearch.text.normalization import plain  # noqa: E402

LABELS = Path(__file__).with_name("organisation_labels.tsv")
WEIGHTS = ROOT / "panelsearch" / "ner" / "organisation_weights.json"
INVENTED = tuple(ROOT / "bench" / "invented" / "papers" / one for one in ("dev", "councils", "societies"))
BODIES, RIDGE, STEPS, KEPT = 3, 2.0, 25, 0.02
INVENTED_TOGETHER = 4
"""The invented papers are left out in so many parts."""


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate of a paper: whose, of which sort of papers, its traits, on how many places, and whether it is one."""

    body: str
    sort: str
    traits: Mapping[str, float]
    places: int
    is_one: bool


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", plain(name).lower()).strip()


def _free_places(
    record: DocumentRecord, pages: Collection[int]
) -> Iterator[tuple[str, Mapping[str, float], list[tuple[int, int, int]]]]:
    """Each candidate of some pages with its traits and the places where no other rule finds anything."""
    texts = {page.number: page.text for page in record.extracted.pages if page.text}
    levels = {number: plain(text) for number, text in texts.items()}
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in record.mentions:
        taken[one.at.page].append((one.at.start, one.at.end))
    came = record.reading.attendance
    people = [one.name for one in (*came.present, *came.in_attendance, *came.apologies)]
    for name, (_, traits) in described(tuple(texts.values()), record.reading.body, people).items():
        form = re.compile(rf"(?<![\w'.@/-]){re.escape(name)}(?!\w)")
        places = [
            (number, *match.span())
            for number in sorted(levels.keys() & pages)
            for match in form.finditer(levels[number])
            if not any(start < match.end() and match.start() < end for start, end in taken[number])
        ]
        if places:
            yield name, traits, places


def of_gold(folder: Path, papers: Path, sort: str, without: Collection[str] = ()) -> Iterator[Named]:
    """The candidates of the papers that have gold; what is optional there is left out."""
    for gold in gold_papers(folder):
        if gold.body_folder in without or (record := read_paper(papers / gold.document)) is None:
            continue
        wanted, optional = (
            {(one["page"], _folded(one["text"])) for one in gold.facts.get(key, ()) if one["label"] == "ORG"}
            for key in ("entities", "entities_optional")
        )
        for name, traits, places in _free_places(record, set(gold.facts["entity_pages"])):
            right = sum((page, _folded(name)) in wanted for page, _, _ in places)
            if right or not any((page, _folded(name)) in optional for page, _, _ in places):
                yield Named(gold.body_folder, sort, traits, len(places), right * 2 >= len(places))


def of_labels(folders: Sequence[Path], without: Collection[str] = ()) -> Iterator[Named]:
    """The candidates of the labelled pages."""
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        document, page, labels = line.split("\t")
        body = document.split("/", 1)[0]
        path = next((folder / document for folder in folders if (folder / document).exists()), None)
        if body in without or path is None or (record := read_paper(path)) is None:
            continue
        level = plain(record.extracted.pages[int(page) - 1].text)
        told = {level[slice(*map(int, one.lstrip("?").split("-")))]: not one.startswith("?") for one in labels.split()}
        for name, traits, places in _free_places(record, {int(page)}):
            if told.get(name, True):
                yield Named(body, "labelled", traits, len(places), name in told)


def traits_of_many(named: Sequence[Named]) -> list[str]:
    """The traits that papers of several bodies show."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for trait in one.traits:
            bodies[trait].add(one.body)
    return sorted(trait for trait, shown in bodies.items() if len(shown) >= BODIES)


def trained(named: Sequence[Named]) -> dict[str, float]:
    """The weight of each trait; a name counts by the root of its places."""
    names = traits_of_many(named)
    column = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(named), len(names)))
    for row, one in zip(rows, named, strict=True):
        for trait, share in one.traits.items():
            if trait in column:
                row[column[trait]] = share
    right = np.array([one.is_one for one in named], dtype=float)
    counts = np.sqrt([one.places for one in named])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (counts * (chance - right)) + RIDGE * weights
        curve = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(names))
        step = np.linalg.solve(curve, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def _part(one: Named) -> str:
    """What is left out together: a body's papers; the invented ones in a few parts, by their names' letters."""
    return f"invented {sum(map(ord, one.body)) % INVENTED_TOGETHER}" if one.sort == "invented" else one.body


def left_out(named: Sequence[Named]) -> str:
    """What weights find that have not seen the body, a line a sort of papers."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for part in sorted({_part(one) for one in named}):
        weights = trained([one for one in named if _part(one) != part])
        for one in named:
            if _part(one) == part:
                found = likely(one.traits, weights) >= LEAST
                for at, holds in enumerate((one.is_one, found and one.is_one, found and not one.is_one)):
                    counts[one.sort][at] += one.places * holds
    return "\n".join(
        f"{sort:10} {there:4} there, {right:4} found, {wrong:4} wrongly"
        for sort, (there, right, wrong) in counts.items()
    )


def main() -> int:
    """Train, print what holds for bodies left out, write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", nargs=2, type=Path, action="append", default=[], metavar=("GOLD", "PAPERS"))
    options.add_argument("--without", type=Path)
    chosen = options.parse_args()
    # What earlier weights find is not to be told apart from what no rule finds.
    organisation_model.trained_weights = dict[str, float]  # type: ignore[assignment]
    without = frozenset(chosen.without.read_text(encoding="utf-8").split()) if chosen.without else frozenset()
    named: list[Named] = []
    for folder in INVENTED:
        with tempfile.TemporaryDirectory() as out:
            make(folder, Path(out))
            named += of_gold(Path(out, "gold"), Path(out, "papers"), "invented")
    for gold, papers in chosen.gold:
        named += of_gold(gold, papers, "real", without)
    named += of_labels([papers for _, papers in chosen.gold], without)
    print(f"{len(named)} names in papers of {len({one.body for one in named})} bodies; with their body left out:")
    print(left_out(named))
    rows = [
        f"{json.dumps(trait)}: {weight:.2f}" for trait, weight in sorted(trained(named).items()) if abs(weight) >= KEPT
    ]
    WEIGHTS.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    print(f"{len(rows)} traits in {WEIGHTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
