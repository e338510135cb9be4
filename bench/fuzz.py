"""Does any damaged PDF stop a run? Indexes mutations of real papers and counts the outcomes.

python -m bench.fuzz --papers FOLDER --count 200 --seed 1
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.mutations import mutated
from panelsearch.config import Limits
from panelsearch.ingestion.pipeline import ingest
from panelsearch.model.ingest_reports import FileReport


def write_mutations(papers: Sequence[Path], count: int, seed: int, folder: Path) -> list[str]:
    """Writes `count` damaged copies into `folder`; returns their names. The same seed damages alike."""
    dice = random.Random(seed)
    names = []
    for number in range(count):
        paper = dice.choice(papers)
        name = f"{number:04}-{paper.stem[:40]}.pdf"
        (folder / name).write_bytes(mutated(paper.read_bytes(), seed * 100_003 + number))
        names.append(name)
    return names


def indexed(folder: Path, index: Path, limits: Limits) -> tuple[tuple[FileReport, ...], float]:
    """What a run over `folder` reports, and its seconds."""
    report = ingest(index, [folder], limits=limits)
    return report.files, report.seconds


def main() -> int:
    """The command line; exit code 1 where a file has not exactly one outcome."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--papers", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of time for each file")
    parser.add_argument("--keep", type=Path, help="keep the damaged files here")
    options = parser.parse_args()
    papers = sorted(options.papers.rglob("*.pdf"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = options.keep or Path(scratch) / "papers"
        folder.mkdir(parents=True)
        names = write_mutations(papers, options.count, options.seed, folder)
        files, seconds = indexed(folder, Path(scratch) / "index", Limits(seconds_per_file=options.seconds))
    reasons = Counter(file.reason or file.outcome.value for file in files)
    for reason, times in reasons.most_common():
        print(f"{times:5}  {reason}")
    print(f"{len(files)} outcomes of {len(names)} files in {seconds:.1f} s")
    return 0 if sorted(file.document for file in files) == names else 1


if __name__ == "__main__":
    sys.exit(main())
