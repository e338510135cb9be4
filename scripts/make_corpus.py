"""Makes the sample papers in corpus/: `python scripts/make_corpus.py [FOLDER]`. The same bytes on every run."""

from __future__ import annotations

import sys
from pathlib import Path

import corpus_parish
from corpus_layout import set_paper

PAPERS = corpus_parish.PAPERS
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def make(folder: Path) -> int:
    """Writes every paper below `folder`; returns how many bytes that took."""
    written = 0
    for paper in PAPERS:
        target = folder / paper.name
        target.parent.mkdir(parents=True, exist_ok=True)
        written += target.write_bytes(set_paper(paper))
    return written


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    print(f"{len(PAPERS)} papers, {make(where) / 1e6:.2f} MB, in {where}")
