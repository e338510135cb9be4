"""Makes the sample papers in corpus/: `python scripts/make_corpus.py [FOLDER]`. The same bytes on every run."""

from __future__ import annotations

import argparse
from pathlib import Path

import corpus_district
import corpus_panel
import corpus_parish
from corpus_layout import Paper, set_paper

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PAPERS: tuple[Paper, ...] = (*corpus_panel.PAPERS, *corpus_district.PAPERS, *corpus_parish.PAPERS)


def make(folder: Path) -> int:
    """Writes every paper below `folder` and says how many."""
    for paper in PAPERS:
        target = folder / paper.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(set_paper(paper))
    return len(PAPERS)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    chosen = arguments.parse_args().folder
    print(f"{make(chosen)} papers in {chosen}")
