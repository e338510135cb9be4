"""How fast is a library built and asked? Ours beside SQLite FTS5, the index everybody has already."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.figures import OURS, Figure
from bench.synthetic import CLASSES, Asked, passages, questions
from panelsearch.indexing.base import IndexedPassage
from panelsearch.indexing.whoosh_backend import WhooshBackend
from panelsearch.query.parser import parse

FTS5 = "SQLite FTS5"
SUBJECTS = (OURS, FTS5)
_BATCH = 5_000
_SHOWN = 20


Ask = Callable[[Asked], int]


def measure(subject: str, count: int, asked: int, directory: Path) -> Iterator[Figure]:
    """Builds a library of `count` passages in `directory`, then asks `asked` queries of each class, each twice.

    An answer is the first twenty matches and how many there are in all, for both subjects.
    """
    task = f"{count:,} passages"
    made = list(passages(count))  # before the clock starts
    began = time.perf_counter()
    ask = build_ours(directory, made) if subject == OURS else build_fts5(directory, made)
    yield Figure(f"{task}: build", subject, count / (time.perf_counter() - began), "passages/s")
    size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    yield Figure(f"{task}: size", subject, size / 1e6, "MB")
    for kind in CLASSES:
        # the first time a term is asked for its postings are read from disk, afterwards they are at hand
        for turn in ("first", "again"):
            times = sorted(_timed(ask, question) for question in questions(kind, asked))
            yield Figure(f"{task}: {kind}, {turn} p50", subject, statistics.median(times), "ms")
            yield Figure(f"{task}: {kind}, {turn} p95", subject, times[int(len(times) * 0.95)], "ms")


def _timed(ask: Ask, question: Asked) -> float:
    began = time.perf_counter()
    ask(question)
    return (time.perf_counter() - began) * 1000


def build_ours(directory: Path, made: Sequence[IndexedPassage]) -> Ask:
    """Our index, written in batches as the ingest does; returns how to ask it."""
    backend = WhooshBackend()
    target = directory / "index"
    target.mkdir()
    with backend.writer(target) as writer:
        for batch in _batches(made):
            writer.add(batch)
        writer.commit()
    reader = backend.reader(target)
    return lambda question: reader.search(parse(question.ours).tree, limit=_SHOWN).total


def build_fts5(directory: Path, made: Sequence[IndexedPassage]) -> Ask:
    """FTS5 with porter stemming over text and heading, dates and sums in an indexed table beside it."""
    base = sqlite3.connect(directory / "fts5.sqlite")
    base.executescript(
        "CREATE VIRTUAL TABLE passage USING fts5(text, heading, tokenize='porter unicode61');"
        "CREATE TABLE fact (id INTEGER PRIMARY KEY, met TEXT, pence INTEGER);"
    )
    with base:
        for batch in _batches(made):
            base.executemany(
                "INSERT INTO passage (rowid, text, heading) VALUES (?, ?, ?)",
                ((passage.passage_id, passage.text, passage.heading) for passage in batch),
            )
            base.executemany("INSERT INTO fact VALUES (?, ?, ?)", map(_fact, batch))
        base.execute("CREATE INDEX fact_met ON fact (met)")
        base.execute("CREATE INDEX fact_pence ON fact (pence)")

    def ask(question: Asked) -> int:
        tables = "passage JOIN fact ON fact.id = passage.rowid" if question.where else "passage"
        condition = f"passage MATCH ?{' AND ' + question.where if question.where else ''}"
        base.execute(
            f"SELECT passage.rowid, bm25(passage) AS rank FROM {tables} WHERE {condition} ORDER BY rank LIMIT {_SHOWN}",
            (question.fts,),
        ).fetchall()
        total: int = base.execute(f"SELECT count(*) FROM {tables} WHERE {condition}", (question.fts,)).fetchone()[0]
        return total

    return ask


def _fact(passage: IndexedPassage) -> tuple[int, str, int | None]:
    return passage.passage_id, str(passage.meeting_date), next(iter(passage.sums_pence), None)


def _batches(made: Sequence[IndexedPassage]) -> Iterator[Sequence[IndexedPassage]]:
    for start in range(0, len(made), _BATCH):
        yield made[start : start + _BATCH]
