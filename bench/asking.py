"""How long does an answer take in a large library? The sample papers, copied with other words, asked what they tell."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.building import build
from bench.figures import OURS, Figure
from panelsearch.extraction.pdfminer_extractor import PdfminerExtractor
from panelsearch.model.documents import DocumentRecord
from panelsearch.model.pages import Page
from panelsearch.ner.rule_tagger import RuleTagger
from panelsearch.services.library import Library
from panelsearch.structure.parser import read
from scripts.questions import asked_questions

_LONG = 7
_LETTERS = "bcdfghklmnprstvw"


def measure(papers: Path, count: int, asked: int, directory: Path) -> Iterator[Figure]:
    """Builds a library of at least `count` passages, then asks questions of the sample papers, each twice."""
    held = _build(sorted(papers.rglob("*.pdf")), count, directory)
    questions = [one.question for one in asked_questions()][:asked]
    with Library.open(directory) as library:
        for turn in ("first", "again"):
            times = sorted(_timed(library, question) for question in questions)
            yield Figure(f"{held:,} passages: answer, {turn} p50", OURS, statistics.median(times), "ms")
            yield Figure(f"{held:,} passages: answer, {turn} p95", OURS, times[int(len(times) * 0.95)], "ms")


def _timed(library: Library, question: str) -> float:
    began = time.perf_counter()
    library.ask(question)
    return (time.perf_counter() - began) * 1000


def _build(papers: list[Path], count: int, directory: Path) -> int:
    extractor, tagger = PdfminerExtractor(), RuleTagger()
    records = []
    for paper in papers:
        extracted = extractor.extract(paper)
        reading = read(extracted)
        records.append(DocumentRecord(extracted, reading, tagger.tag(extracted.pages, reading)))
    copies = -(-count // sum(len(record.reading.passages) for record in records))
    copied = (
        (f"{copy:05}-{number:03}.pdf", record if copy == 0 else _reworded(record, copy))
        for copy in range(copies)
        for number, record in enumerate(records)
    )
    return build(copied, directory)


def _reworded(record: DocumentRecord, copy: int) -> DocumentRecord:
    """The same paper of another body: every second long word ends otherwise; lengths, and so all places, stay."""
    pages = tuple(replace(page, text=_text(page, copy)) for page in record.extracted.pages)
    reading = replace(record.reading, body=f"{record.reading.body} {copy}" if record.reading.body else None)
    return replace(record, extracted=replace(record.extracted, pages=pages), reading=reading)


def _text(page: Page, copy: int) -> str:
    ending = _LETTERS[copy % 16] + _LETTERS[copy // 16 % 16] + _LETTERS[copy // 256 % 16]
    words = page.text.split(" ")
    return " ".join(
        word[:-3] + ending if len(word) >= _LONG and word.isalpha() and (len(word) + copy) % 2 else word
        for word in words
    )
