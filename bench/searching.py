"""How fast is a library built, opened and asked? Ours beside the indexes people would pick instead."""

from __future__ import annotations

import importlib.util
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench import peers
from bench.figures import NOT_INSTALLED, OURS, Figure
from bench.peers import SHOWN, Ask, Open
from bench.synthetic import CLASSES, Asked, passages, questions
from panelsearch.indexing.engines import open_engine
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.parser import parse

_MEETING_PASSAGES = 40


def build_ours(directory: Path, made: Sequence[IndexedPassage]) -> Open:
    """Our index, as the ingest writes it."""
    engine = open_engine(directory)
    with engine.writer(engine.name_of(1)) as writer:
        writer.add(made)

    def opened() -> Ask:
        reader = engine.reader(engine.name_of(1))

        def ask(question: Asked) -> int:
            tree = parse(question.ours).tree
            if question.counted:
                reader.facets(tree, "date")
            return reader.search(tree, limit=SHOWN).total

        return ask

    return opened


_Build = Callable[[Path, Sequence[IndexedPassage]], Open]

# what has to be importable for each subject, and how it is built
SUBJECTS: dict[str, tuple[str, _Build]] = {
    OURS: ("whoosh", build_ours),
    "SQLite FTS5": ("sqlite3", peers.build_fts5),
    "tantivy": ("tantivy", peers.build_tantivy),
    "Xapian": ("xapian", peers.build_xapian),
}


def measure(subject: str, count: int, asked: int, directory: Path) -> Iterator[Figure]:
    """Builds a library of `count` passages in `directory`, then asks `asked` queries of each class, each twice.

    An answer is the first twenty matches and how many there are in all (and for facets how many of each year), for
    every subject.
    """
    task = f"{count:,} passages"
    package, build = SUBJECTS[subject]
    if importlib.util.find_spec(package) is None:
        yield Figure(f"{task}: build", subject, None, "passages/s", NOT_INSTALLED)
        return
    made = list(passages(count))  # before the clock starts
    began = time.perf_counter()
    opened = build(directory, made)
    yield Figure(f"{task}: build", subject, count / (time.perf_counter() - began), "passages/s")
    size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
    yield Figure(f"{task}: size", subject, size / 1e6, "MB")
    if subject == OURS:
        yield Figure(f"{task}: add a meeting", subject, _adding(directory, count), "ms")
    began = time.perf_counter()
    ask = opened()
    ask(questions("phrase", 1)[0])
    yield Figure(f"{task}: open and ask", subject, (time.perf_counter() - began) * 1000, "ms")
    for kind in CLASSES:
        for turn in ("first", "again"):
            times = sorted(_timed(ask, question) for question in questions(kind, asked))
            yield Figure(f"{task}: {kind}, {turn} p50", subject, statistics.median(times), "ms")
            yield Figure(f"{task}: {kind}, {turn} p95", subject, times[int(len(times) * 0.95)], "ms")


def _adding(directory: Path, count: int) -> float:
    """Milliseconds for a new generation with one meeting gone and one come."""
    meeting = [
        IndexedPassage(count + number, count, passage.text, passage.heading)
        for number, passage in enumerate(passages(_MEETING_PASSAGES), 1)
    ]
    engine = open_engine(directory)
    began = time.perf_counter()
    with engine.writer(engine.name_of(2), engine.name_of(1)) as writer:
        writer.remove({1})
        writer.add(meeting)
    return (time.perf_counter() - began) * 1000


def _timed(ask: Ask, question: Asked) -> float:
    began = time.perf_counter()
    ask(question)
    return (time.perf_counter() - began) * 1000
