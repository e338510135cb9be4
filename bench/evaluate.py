"""How much of what stands in real papers is read out of them? A row a fact, a column a set of bodies.

`python -m bench.evaluate --gold GOLD PAPERS [--gold GOLD PAPERS ...] [--blind FILE] [--invented] [--bodies]` reads each
paper that has gold as `index` would, without OCR, and counts. Bodies named in the blind file, a folder's name a line,
are shown as one sum and never one by one: they tell, while rules are made, what strangers' papers will show.
`--invented` makes the papers of `bench/invented/papers` and shows each set's sum beside. `--bodies` adds a table of the
others, a row a body, and for each row the mean over bodies, in which a body of many papers weighs no more.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean

from bench.gold import Count, Counts, GoldPaper, counted, gold_papers
from bench.invented.making import make
from panelsearch.errors import UnreadableDocumentError
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import DocumentRecord
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.structure.parser import read

_SHOWN = ("kind", "body", "date", "page labels", "present", "items", "decisions", "PERSON", "COUNCIL", "ORG")
_PROCESSES = 2
_INVENTED = Path(__file__).parent / "invented" / "papers"


def read_paper(path: Path) -> DocumentRecord | None:
    """The paper as the pipeline reads it; None where it cannot be read."""
    try:
        extracted = PdfminerExtractor().extract(path)
    except UnreadableDocumentError:
        return None
    reading = read(extracted)
    return DocumentRecord(extracted, reading, RuleTagger().tag(extracted.pages, reading))


def _counted(task: tuple[GoldPaper, Path]) -> tuple[str, Counts]:
    gold, papers = task
    return gold.body_folder, counted(gold, read_paper(papers / gold.document))


def evaluate(sets: Sequence[tuple[Path, Path]]) -> dict[str, Counts]:
    """By body, what was wanted, found and right in the papers of each pair of a gold and a papers folder."""
    tasks = [(gold, papers) for folder, papers in sets for gold in gold_papers(folder)]
    by_body: dict[str, Counts] = {}
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        for body, counts in pool.imap(_counted, tasks):
            _add(by_body.setdefault(body, {}), counts)
    return by_body


def invented() -> dict[str, Counts]:
    """By set of invented papers, made for this once, what was wanted, found and right in all of them."""
    columns: dict[str, Counts] = {}
    for folder in sorted(path for path in _INVENTED.iterdir() if path.is_dir()):
        with tempfile.TemporaryDirectory() as out:
            make(folder, Path(out))
            columns[f"invented {folder.name}"] = _sum(evaluate([(Path(out, "gold"), Path(out, "papers"))]).values())
    return columns


def _add(into: Counts, counts: Counts) -> None:
    for row, count in counts.items():
        into.setdefault(row, Count()).add(count)


def _sum(many: Iterable[Counts]) -> Counts:
    total: Counts = {}
    for counts in many:
        _add(total, counts)
    return total


def _cell(count: Count | None) -> str:
    value = count.f1 if count else None
    return "    -" if value is None or count is None else f"{value:.3f} {count.right:4}/{count.wanted:<4}"


def _table(columns: dict[str, Counts]) -> str:
    rows = list(dict.fromkeys(row for counts in columns.values() for row in counts))
    lines = [f"{'':16}" + "".join(f"{name:18}" for name in columns)]
    lines += [f"{row:16}" + "".join(f"{_cell(counts.get(row)):18}" for counts in columns.values()) for row in rows]
    return "\n".join(lines)


def _by_body(by_body: dict[str, Counts]) -> str:
    lines = [f"{'':36}" + "".join(f"{row[:11]:>12}" for row in _SHOWN)]
    values: dict[str, list[float]] = {row: [] for row in _SHOWN}
    for body, counts in sorted(by_body.items()):
        cells = ""
        for row in _SHOWN:
            value = counts[row].f1 if row in counts else None
            cells += f"{'-' if value is None else f'{value:.2f}':>12}"
            if value is not None:
                values[row].append(value)
        lines.append(f"{body:36}{cells}")
    means = "".join(f"{fmean(some) if some else 0:>12.3f}" for some in values.values())
    return "\n".join([*lines, f"{'mean over bodies':36}{means}"])


def main() -> None:
    """The command line of `python -m bench.evaluate`."""
    parser = argparse.ArgumentParser(prog="python -m bench.evaluate", description=__doc__)
    parser.add_argument("--gold", nargs=2, type=Path, action="append", required=True, metavar=("GOLD", "PAPERS"))
    parser.add_argument("--blind", type=Path, help="a file of bodies that are shown as one sum only")
    parser.add_argument("--bodies", action="store_true", help="a second table, a row a body")
    parser.add_argument("--invented", action="store_true", help="a column for each set of invented papers as well")
    options = parser.parse_args()
    blind = set(options.blind.read_text(encoding="utf-8").split()) if options.blind else set()
    by_body = evaluate(options.gold)
    open_bodies = {body: counts for body, counts in by_body.items() if body not in blind}
    columns = {f"all {len(by_body)}": _sum(by_body.values()), f"open {len(open_bodies)}": _sum(open_bodies.values())}
    if blind:
        columns[f"blind {len(by_body) - len(open_bodies)}"] = _sum(
            counts for body, counts in by_body.items() if body in blind
        )
    if options.invented:
        columns |= invented()
    print(_table(columns))
    if options.bodies:
        print("\n" + _by_body(open_bodies))


if __name__ == "__main__":
    main()
