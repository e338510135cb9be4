"""How do sources become a folder of papers with gold, and does what the gold says stand on the pages?"""

from __future__ import annotations

import json
import re
from pathlib import Path

from pdfminer.high_level import extract_text

from bench.invented.gold import gold
from bench.invented.layout import lay_out
from bench.invented.source import Source, source


def make(sources: Path, out: Path) -> dict[str, list[str]]:
    """Each source's paper under `papers/` and its gold under `gold/`; by paper, what its pages do not hold."""
    made: dict[str, list[str]] = {}
    (out / "gold").mkdir(parents=True, exist_ok=True)
    for path in sorted(sources.glob("*.txt")):
        paper = source(path)
        document = f"{paper.name}/{paper.setting('file', 'paper')}.pdf"
        pages = lay_out(paper, out / "papers" / document)
        told = gold(paper, document, pages)
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (out / "gold" / f"{paper.name}.json").write_text(text + "\n", encoding="utf-8")
        made[paper.name] = missing(paper, out / "papers" / document)
    return made


def missing(paper: Source, path: Path) -> list[str]:
    """Marks whose words do not stand on their page as the PDF gives it back."""
    texts = [_levelled(page) for page in extract_text(str(path)).split("\f")]
    return [
        f"{paper.name}: page {mark.page} lacks {mark.what} {mark.text!r}"
        for mark in paper.marks
        if mark.page and mark.what != "decision" and _levelled(mark.text) not in texts[mark.page - 1]
    ]


def _levelled(text: str) -> str:
    return re.sub(r"\s", "", text)
