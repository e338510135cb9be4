"""How does an index grow? At each size: how fast it is filled, what a passage takes, what is asked and added how fast?

python -m bench.scale.growth --passages 200000 --nodes 3

The nodes are OpenSearch's, each of 512 MB, all on this machine, beside what asks them; `--engine whoosh` measures the
same on files. An answer is the first twenty matches and how many there are in all (for facets how many of each year).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import psutil

from bench.memory import peak_mb
from bench.synthetic import CLASSES, Asked, passages, questions
from panelsearch.indexing.base import IndexEngine, IndexReader, Standing
from panelsearch.indexing.engines import open_engine
from panelsearch.model.indexed_passages import IndexedPassage
from panelsearch.query.parser import parse
from tests.scale.servers import OpenSearchCluster

_SHOWN = 20
_A_DOCUMENT = 10
"""Passages of a synthetic document."""
_A_MEETING = 40
_MEETINGS = 5
Row = dict[str, float]


@dataclass(slots=True)
class Timed:
    """Passages as they are made; the time that takes is none of the index's."""

    made: Iterable[IndexedPassage]
    seconds: float = field(default=0.0, init=False)

    def __iter__(self) -> Iterator[IndexedPassage]:
        began = time.perf_counter()
        for one in self.made:
            self.seconds += time.perf_counter() - began
            yield one
            began = time.perf_counter()


class Growing:
    """An index that becomes larger step by step: a generation for each."""

    def __init__(self, engine: IndexEngine, cluster: OpenSearchCluster | None, place: Path) -> None:
        self._engine, self._cluster, self._place = engine, cluster, place
        self._number = 0
        self._held = 0

    def measured(self, size: int, source: Iterator[IndexedPassage], asked: int) -> Row:
        """Grow to that many passages, and measure."""
        new = size - self._held
        some = Timed(islice(source, new))
        began = time.perf_counter()
        self._write(size // _A_DOCUMENT, some)
        self._held = size
        row = {"filled, passages/s": new / (time.perf_counter() - began - some.seconds)}
        row |= self._sizes(size)
        began = time.perf_counter()
        reader = self._engine.reader(self._name())
        row["opened, ms"] = (time.perf_counter() - began) * 1000
        for kind in CLASSES:
            times = sorted(_milliseconds(reader, question) for question in questions(kind, asked))
            row[f"{kind}, p50 ms"], row[f"{kind}, p95 ms"] = statistics.median(times), times[int(len(times) * 0.95)]
        reader.close()
        row["a meeting added, ms"] = statistics.median(self._meeting(size, turn) for turn in range(_MEETINGS))
        return row

    def _write(self, documents: int, new: Iterable[IndexedPassage], gone: Sequence[int] = ()) -> None:
        before, self._number = self._name() if self._number else None, self._number + 1
        with self._engine.writer(self._name(), before) as writer:
            writer.remove(set(gone))
            writer.arrange(Standing(range(1, documents + 2)))
            writer.add(new)
        self._engine.sweep([self._name()])

    def _name(self) -> str:
        return self._engine.name_of(self._number)

    def _meeting(self, size: int, turn: int) -> float:
        """A meeting comes in place of the one that came before, as minutes come for their draft: milliseconds."""
        number, first = size // _A_DOCUMENT + 1, (1 << 30) + size + turn * _A_MEETING
        made = [
            IndexedPassage(first + at, number, one.text, one.heading, page=one.page, meeting_date=one.meeting_date)
            for at, one in enumerate(passages(_A_MEETING))
        ]
        began = time.perf_counter()
        self._write(number, made, [number])
        taken = (time.perf_counter() - began) * 1000
        if turn == _MEETINGS - 1:
            self._write(number, [], [number])  # the next step starts from what was measured
        return taken

    def _sizes(self, size: int) -> Row:
        row = {"our own peak memory, MB": peak_mb()}
        if self._cluster is None:
            held = sum(path.stat().st_size for path in self._place.rglob("*") if path.is_file())
            return row | {"bytes a passage": held / size}
        self._cluster.ask("POST", "/_flush")
        stores = self._cluster.ask("GET", "/_stats/store")["_all"]
        heaps = [node["jvm"]["mem"] for node in self._cluster.ask("GET", "/_nodes/stats/jvm")["nodes"].values()]
        resident = [psutil.Process(pid).memory_info().rss for pid in self._cluster.processes.values()]
        return row | {
            "bytes a passage": stores["primaries"]["store"]["size_in_bytes"] / size,
            "bytes a passage, with copies": stores["total"]["store"]["size_in_bytes"] / size,
            "a node's memory, MB": max(resident) / 1e6,
            "of it heap in use, MB": max(heap["heap_used_in_bytes"] for heap in heaps) / 1e6,
        }


def _milliseconds(reader: IndexReader, asked: Asked) -> float:
    tree = parse(asked.ours).tree
    began = time.perf_counter()
    if asked.counted:
        reader.facets(tree, "date")
    reader.search(tree, limit=_SHOWN)
    return (time.perf_counter() - began) * 1000


def table(rows: dict[int, Row]) -> str:
    """The figures, a column for each size."""
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    lines = [["passages", *(f"{size:,}" for size in rows)]]
    lines += [[name, *(f"{row[name]:,.1f}" for row in rows.values())] for name in names]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join([cells[0].ljust(widths[0]), *map(str.rjust, cells[1:], widths[1:])]).rstrip() for cells in lines
    )


def _sizes_up_to(most: int) -> list[int]:
    return [most // part // _A_DOCUMENT * _A_DOCUMENT for part in (8, 4, 2, 1)]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale.growth", description=__doc__)
    parser.add_argument("--passages", type=int, default=200_000, help="the largest size; a half and so on come before")
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--heap", default="512m", help="of each node")
    parser.add_argument("--asked", type=int, default=40, help="questions of each kind")
    parser.add_argument("--engine", default="opensearch", choices=("opensearch", "whoosh"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch, "index")
        started: AbstractContextManager[OpenSearchCluster | None] = nullcontext()
        if options.engine == "opensearch":
            started = OpenSearchCluster(Path(scratch), options.nodes, heap=options.heap, quick=False)
        with started as cluster:
            engine = open_engine(f"{','.join(cluster.urls)}/growth" if cluster else str(place), options.engine)
            growing, source, rows = Growing(engine, cluster, place), passages(options.passages), dict[int, Row]()
            for size in _sizes_up_to(options.passages):
                rows[size] = growing.measured(size, source, options.asked)
                print(f"{size:,}: {rows[size]}", file=sys.stderr, flush=True)
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
