"""What does a whole library on servers cost? Invented papers of a county, stored, indexed, asked as front ends ask.

python -m bench.scale.library --papers 3000

The store is on PostgreSQL, the index on OpenSearch, both on this machine; `--files` measures SQLite and files instead.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import psutil

from bench.building import build
from bench.figures import OURS, Figure, table
from bench.memory import peak_mb
from bench.papers_at_scale import records
from bench.registers_at_scale import ask
from tests.scale.servers import OpenSearchCluster, PostgresServer

_MEETINGS = 5
Sizes = Callable[[], dict[str, float]]


def measure(count: int, asked: int, place: Path, sizes: Sizes) -> Iterator[Figure]:
    """Builds a library of `count` papers, adds some meetings one by one, asks each request `asked` times."""
    label = f"{count:,} papers"
    made = records(count + _MEETINGS)
    some = list(islice(made, count))  # before the clock starts
    pages = sum(len(record.extracted.pages) for _, record in some)
    began = time.perf_counter()
    passages = build(some, place)
    taken = time.perf_counter() - began
    yield Figure(f"{label}: stored, indexed and published", OURS, pages / taken, "pages/s")
    yield Figure(f"{label}: passages", OURS, passages, "")
    yield Figure(f"{label}: our own peak memory", OURS, peak_mb(), "MB")
    for what, held in sizes().items():
        yield Figure(f"{label}: {what}, bytes a page", OURS, held / pages, "B")
    times = []
    for one in made:
        began = time.perf_counter()
        build([one], place)
        times.append((time.perf_counter() - began) * 1000)
    yield Figure(f"{label}: a meeting added", OURS, statistics.median(times), "ms")
    yield from ask(count, asked, place)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale.library", description=__doc__)
    parser.add_argument("--papers", type=int, default=3000)
    parser.add_argument("--asked", type=int, default=20, help="times that each request is made")
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--files", action="store_true", help="on SQLite and files instead")
    options = parser.parse_args()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if options.files:
            place, sizes = scratch / "library", lambda: {"store and index": _bytes_in(scratch / "library")}
        else:
            cluster = stack.enter_context(OpenSearchCluster(scratch / "nodes", options.nodes, quick=False))
            store = stack.enter_context(PostgresServer(settings={"fsync": "on", "shared_buffers": "512MB"}))
            place, sizes = scratch / "library.toml", lambda: _sizes(cluster, store)
            nodes = ",".join(cluster.urls)
            place.write_text(f'store = "{store.new_database()}"\nindex = "{nodes}/county"\n', "utf-8")
        print(table(list(measure(options.papers, options.asked, place, sizes))))
    return 0


def _bytes_in(folder: Path) -> float:
    return float(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))


def _sizes(cluster: OpenSearchCluster, store: PostgresServer) -> dict[str, float]:
    cluster.ask("POST", "/_flush")
    stores = cluster.ask("GET", "/_stats/store")["_all"]
    resident = sum(psutil.Process(pid).memory_info().rss for pid in cluster.processes.values())
    print(f"nodes' memory: {resident / 1e6:,.0f} MB in all", file=sys.stderr)
    return {
        "PostgreSQL": float(store.run("SELECT max(pg_database_size(oid)) FROM pg_database")),
        "OpenSearch": stores["primaries"]["store"]["size_in_bytes"],
        "OpenSearch with copies": stores["total"]["store"]["size_in_bytes"],
    }


if __name__ == "__main__":
    sys.exit(main())
