"""Does a long run keep what it read? Documents of ever new words are tagged, and what the process holds is counted."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, cycle, islice
from pathlib import Path

import psutil

from bench.figures import OURS, Figure
from panelsearch.model.meetings import Reading
from panelsearch.model.pages import Page


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds: bytes of Python's own, and of all."""

    traced: int
    resident: int


def documents(papers: Sequence[tuple[tuple[Page, ...], Reading]]) -> Iterator[tuple[tuple[Page, ...], Reading]]:
    """The papers over and over, each time with a word in them that was never there before."""
    for number, (pages, reading) in zip(count(), cycle(papers), strict=False):
        new = f"\nCllr Ward{number:x} spoke of Lane{number:x}."
        yield tuple(replace(page, text=page.text + new) for page in pages), reading


def held_after(papers: Sequence[tuple[tuple[Page, ...], Reading]], counts: Sequence[int]) -> list[Held]:
    """What is held once so many documents were tagged."""
    from panelsearch.ner.rule_tagger import RuleTagger

    tagger, made, before = RuleTagger(), documents(papers), 0
    held: list[Held] = []
    tracemalloc.start()
    try:
        for wanted in counts:
            for pages, reading in islice(made, wanted - before):
                tagger.tag(pages, reading)
            before = wanted
            gc.collect()
            held.append(Held(tracemalloc.get_traced_memory()[0], psutil.Process().memory_info().rss))
    finally:
        tracemalloc.stop()
    return held


def measure(papers: Sequence[Path], first: int, last: int) -> Iterator[Figure]:
    """How much more is held after the last document than after the first some."""
    from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
    from panelsearch.structure.parser import read

    extractor = PdfminerExtractor()
    found = list(map(extractor.extract, papers))
    early, late = held_after([(one.pages, read(one)) for one in found], (first, last))
    task = f"tagging {last:,} documents: memory grown since the first {first:,}"
    yield Figure(task, OURS, max(0, late.resident - early.resident) / 1e6, "MB")
    yield Figure(f"{task}, of Python's own", OURS, max(0, late.traced - early.traced) / 1e6, "MB")
